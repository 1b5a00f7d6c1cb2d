/** A button that opens a small panel: choose an attribute, tick its levels. For pages without bars. */
import { NOT_APPLICABLE } from "../../schema/attribute.ts";
import { attributeOf, COUNTABLE } from "../../schema/attributes.ts";
import { html } from "../dom.ts";
import { popover } from "../popover.ts";
import { filterOf, levelsFilter, type Slice, withFilter } from "./slice.ts";

export interface FilterMenu {
  readonly element: HTMLElement;
  update(slice: Slice): void;
}

/** @param start attribute shown at first. */
export function filterMenu(
  change: (slice: Slice) => void,
  current: () => Slice,
  start = "political_views",
): FilterMenu {
  const select = attributeSelect("Attribute to filter by", () => fill());
  select.value = start;
  const list = html("div", { class: "filter-levels", role: "group" });
  const panel = popover("Filter", "Filter the simulated respondents", select, list);

  const ticked = (key: string): ReadonlySet<number> => {
    const filter = filterOf(current(), key);
    if (filter?.kind === "levels") return new Set(filter.levels);
    if (!filter) return new Set();
    const { bins = [], levels } = attributeOf(key);
    const { from, to } = filter;
    return new Set(
      levels.flatMap((_, level) => {
        if (level >= bins.length) return [];
        const end = bins[level + 1] ?? Number.POSITIVE_INFINITY;
        return end > (from ?? Number.NEGATIVE_INFINITY) &&
          bins[level] <= (to ?? Number.POSITIVE_INFINITY)
          ? [level]
          : [];
      }),
    );
  };
  const fill = () => {
    const attribute = attributeOf(select.value);
    const chosen = ticked(attribute.key);
    list.setAttribute("aria-label", `Levels of ${attribute.label}`);
    list.replaceChildren(
      ...attribute.levels.map((name, level) => {
        const input = html("input", { type: "checkbox", checked: chosen.has(level) });
        input.addEventListener("change", () => {
          const next = new Set(ticked(attribute.key));
          if (input.checked) next.add(level);
          else next.delete(level);
          const levels = [...next];
          change(
            withFilter(
              current(),
              attribute.key,
              levels.length > 0 ? levelsFilter(attribute, levels) : null,
            ),
          );
        });
        return html("label", {}, input, ` ${name === NOT_APPLICABLE ? "Not asked" : name}`);
      }),
    );
  };
  fill();
  return {
    element: panel.element,
    update(slice) {
      const chosen = ticked(select.value);
      list.querySelectorAll("input").forEach((input, level) => {
        input.checked = chosen.has(level);
      });
      panel.mark(slice.filters.length);
    },
  };
}

/** A choice of a countable attribute, by group. */
export function attributeSelect(
  label: string,
  choose: (key: string) => void,
  first: readonly (readonly [string, string])[] = [],
): HTMLSelectElement {
  const select = html("select", { "aria-label": label });
  const groups = new Map<string, HTMLOptGroupElement>();
  for (const { key, label, group } of COUNTABLE) {
    const parent = groups.get(group) ?? html("optgroup", { label: group });
    groups.set(group, parent);
    parent.append(html("option", { value: key }, label));
  }
  select.append(
    ...first.map(([value, text]) => html("option", { value }, text)),
    ...groups.values(),
  );
  select.addEventListener("change", () => choose(select.value));
  return select;
}
