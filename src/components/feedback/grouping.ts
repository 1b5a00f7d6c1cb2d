/** Personas by the groups of one attribute, or of two at once. */
import { type Attribute, coarseLevels, coarseOf, NOT_APPLICABLE } from "../../schema/attribute.ts";
import { groupColors } from "../../schema/palette.ts";
import type { CodedPersonas } from "../../schema/tables.ts";

export interface Group {
  readonly label: string;
  readonly color: string;
  /** Coarse group of each attribute, in the order of `Grouping.attributes`. */
  readonly at: readonly number[];
  /** Personas of the mask in it. */
  readonly personas: number;
}

export interface Grouping {
  readonly attributes: readonly Attribute[];
  /** Groups that hold personas of the mask, in the attributes' own order. */
  readonly groups: readonly Group[];
  /** By persona: index into `groups`; -1 outside the mask, or where an attribute does not apply. */
  readonly of: Int16Array;
  /** Personas of the mask to whom an attribute does not apply. */
  readonly notApplicable: number;
}

/** @param attributes one or two, in their coarse groups. @param mask 1 for each persona that counts. */
export function groupingOf(
  personas: CodedPersonas,
  attributes: readonly Attribute[],
  mask: Uint8Array,
): Grouping {
  const sizes = attributes.map((attribute) => coarseLevels(attribute).length);
  const cells = sizes.reduce((product, size) => product * size, 1);
  const counts = new Uint32Array(cells);
  const cellOf = new Int32Array(personas.n).fill(-1);
  const tables = attributes.map((attribute) =>
    Int16Array.from(attribute.levels, (name, level) =>
      name === NOT_APPLICABLE ? -1 : coarseOf(attribute, level),
    ),
  );
  let notApplicable = 0;
  for (let who = 0; who < personas.n; who++) {
    if (!mask[who]) continue;
    let cell = 0;
    for (let side = 0; side < attributes.length && cell >= 0; side++) {
      const group = tables[side][personas.codes[attributes[side].key][who]];
      cell = group < 0 ? -1 : cell * sizes[side] + group;
    }
    if (cell < 0) notApplicable++;
    else {
      cellOf[who] = cell;
      counts[cell]++;
    }
  }
  const present = Array.from(counts.keys()).filter((cell) => counts[cell] > 0);
  const place = new Int16Array(cells).fill(-1);
  present.forEach((cell, at) => {
    place[cell] = at;
  });
  const colors = groupColors(attributes[0]);
  return {
    attributes,
    groups: present.map((cell) => {
      const at = placesOf(cell, sizes);
      return {
        label: at.map((group, side) => coarseLevels(attributes[side])[group]).join(" · "),
        color: colors[at[0]],
        at,
        personas: counts[cell],
      };
    }),
    of: Int16Array.from(cellOf, (cell) => (cell < 0 ? -1 : place[cell])),
    notApplicable,
  };
}

function placesOf(cell: number, sizes: readonly number[]): number[] {
  const at: number[] = [];
  let rest = cell;
  for (let side = sizes.length - 1; side >= 0; side--) {
    at.unshift(rest % sizes[side]);
    rest = Math.floor(rest / sizes[side]);
  }
  return at;
}

/** What a grouping is called: "Party by sex". */
export function groupingName({ attributes: [first, second] }: Grouping): string {
  return second ? `${first.label} by ${second.label.toLowerCase()}` : first.label;
}
