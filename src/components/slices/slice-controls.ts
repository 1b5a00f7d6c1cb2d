/** What a page with one slice has on top: the bar, the menu of filters, the condition in SQL. */
import { type Notice, notice } from "../notice.ts";
import type { PersonasTable } from "../personas-table.ts";
import type { Answerer } from "../sql-panel.ts";
import { condition } from "./condition.ts";
import { filterMenu } from "./filter-menu.ts";
import { countSlice, type Slice } from "./slice.ts";
import { sliceBar } from "./slice-bar.ts";

/** What of a page's store of views is used here. */
interface SliceStore {
  view(): { readonly slice: Slice };
  problems(): readonly string[];
  change(changes: { readonly slice: Slice }): void;
}

export interface SliceControls {
  readonly elements: readonly HTMLElement[];
  readonly note: Notice;
  /** Shows the slice in force. Returns 1 for each persona in it. */
  paint(): Uint8Array;
}

/** @param answered called when DuckDB has answered the condition of the slice. */
export function sliceControls(
  personas: PersonasTable,
  store: SliceStore,
  database: () => Promise<Answerer>,
  answered: () => void,
): SliceControls {
  const setSlice = (slice: Slice) => store.change({ slice });
  const menu = filterMenu(setSlice, () => store.view().slice);
  const bar = sliceBar({
    size: personas.n,
    change: setSlice,
    openCondition: () => extra.open(),
    menu: menu.element,
    hint: "Everybody",
  });
  const extra = condition(
    personas.ids,
    database,
    (where) => setSlice({ ...store.view().slice, where }),
    answered,
  );
  const note = notice();
  return {
    elements: [note.element, bar.element, extra.element],
    note,
    paint() {
      const { slice } = store.view();
      extra.require(slice.where);
      const { mask, n } = countSlice(personas, slice, extra.mask());
      bar.update(slice, extra.isPending() ? null : n);
      menu.update(slice);
      note.show(store.problems());
      return mask;
    },
  };
}
