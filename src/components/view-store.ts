/** The view of a page, kept in its address. */
import type { Address } from "./address.ts";
import type { Reading } from "./slices/slice-url.ts";

/** How a view stands in an address. */
export interface ViewCodec<V> {
  /** The query of a view, without what is as by default. */
  write(view: V): string;
  /** Never throws: what is not understood is reported and left as by default. */
  read(query: string): Reading<V>;
}

export interface ViewStore<V> {
  view(): V;
  /** Sentences about what in the address was not understood. */
  problems(): readonly string[];
  /** Changes the view. `passing` changes (a brush under way) do not make entries in the history. */
  change(changes: Partial<V>, options?: { readonly passing?: boolean }): void;
  subscribe(listener: (view: V, before: V) => void): void;
}

/** Every choice is an entry in the history; going back or forward, or a reload, restores it. */
export function viewStore<V extends object>(address: Address, codec: ViewCodec<V>): ViewStore<V> {
  let reading = codec.read(address.read());
  let passing = false;
  const listeners: ((view: V, before: V) => void)[] = [];
  const tell = (before: V) => {
    for (const listener of listeners) listener(reading.value, before);
  };
  address.onTravel(() => {
    const before = reading.value;
    reading = codec.read(address.read());
    passing = false;
    tell(before);
  });
  return {
    view: () => reading.value,
    problems: () => reading.problems,
    change(changes, options = {}) {
      const before = reading.value;
      reading = { value: { ...before, ...changes }, problems: [] };
      const query = codec.write(reading.value);
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
