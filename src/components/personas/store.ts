import type { Address } from "../address.ts";
import { readView, type View, writeView } from "./view.ts";

export type Listener = (view: View, before: View) => void;

export interface ViewStore {
  view(): View;
  /** Sentences about what in the address was not understood. */
  problems(): readonly string[];
  /** Changes the view. `passing` changes (a brush under way) do not make entries in the history. */
  change(changes: Partial<View>, options?: { readonly passing?: boolean }): void;
  subscribe(listener: Listener): void;
}

/**
 * The view of a page, kept in its address: every choice is an entry in the history, and going
 * back or forward, or a reload, restores it.
 */
export function viewStore(address: Address, ids: readonly string[]): ViewStore {
  let reading = readView(address.read(), ids);
  let passing = false;
  const listeners: Listener[] = [];
  const tell = (before: View) => {
    for (const listener of listeners) listener(reading.value, before);
  };
  address.onTravel(() => {
    const before = reading.value;
    reading = readView(address.read(), ids);
    passing = false;
    tell(before);
  });
  return {
    view: () => reading.value,
    problems: () => reading.problems,
    change(changes, options = {}) {
      const before = reading.value;
      reading = { value: { ...before, ...changes }, problems: [] };
      const query = writeView(reading.value);
      // The first passing change opens the entry that the later ones, and the last, overwrite.
      if (query !== canonical(address.read())) {
        if (passing) address.replace(query);
        else address.push(query);
      }
      passing = options.passing ?? false;
      tell(before);
    },
    subscribe: (listener) => void listeners.push(listener),
  };
}

function canonical(query: string): string {
  return new URLSearchParams(query).toString();
}
