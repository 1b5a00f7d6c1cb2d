/** What the reader chose on the page of a prompt, and how it stands in the address. */
import { COUNTABLE } from "../../schema/attributes.ts";
import { EVERYBODY, type Slice } from "../slices/slice.ts";
import { type Reading, readSlice, writeSlice } from "../slices/slice-url.ts";

export interface PromptView {
  readonly id: string;
  readonly slice: Slice;
  /** Attribute whose groups are compared, and a second one for intersections. */
  readonly by: string;
  readonly also: string | null;
}

const DEFAULT_BY = "political_views";

export function writeView({ id, slice, by, also }: PromptView): string {
  const parameters = new URLSearchParams({ id });
  writeSlice(slice, parameters);
  if (by !== DEFAULT_BY) parameters.set("by", by);
  if (also !== null) parameters.set("also", also);
  return parameters.toString();
}

/** @param ids prompt_id of every prompt; the first is shown where the address names none. */
export function readView(
  query: string,
  ids: readonly string[],
  personas: number,
): Reading<PromptView> {
  const parameters = new URLSearchParams(query);
  const { value: slice, problems: found } = readSlice(parameters, personas);
  const problems = [...found];
  const id = parameters.get("id");
  if (id !== null && !ids.includes(id)) {
    problems.push(`There is no prompt "${id.slice(0, 40)}"; this is the first one.`);
  }
  const attribute = <D>(name: string, otherwise: D): string | D => {
    const value = parameters.get(name);
    if (value === null) return otherwise;
    if (COUNTABLE.some(({ key }) => key === value)) return value;
    problems.push(`"${value.slice(0, 40)}" is not a known value of "${name}".`);
    return otherwise;
  };
  const by = attribute("by", DEFAULT_BY);
  const also = attribute("also", null);
  return {
    value: {
      id: id !== null && ids.includes(id) ? id : ids[0],
      slice: slice ?? EVERYBODY,
      by,
      also: also === by ? null : also,
    },
    problems,
  };
}
