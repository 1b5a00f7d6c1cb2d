import { tableFromIPC } from "apache-arrow";
import { describe, expect, test } from "vitest";
import { decodePersonas, personaValue, withTexts } from "../../src/components/personas-table.ts";
import {
  arrowStream,
  booleanVector,
  integerVector,
  levelVector,
  realVector,
  repeatedTextVector,
  textVector,
} from "../../src/data/arrow.ts";
import { ATTRIBUTES, COUNTABLE } from "../../src/schema/attributes.ts";
import { NO_NUMBER } from "../../src/schema/tables.ts";
import { personasOf } from "./personas-of.ts";

const personas = personasOf(120, 8);
const people = personas.ids.map((_, i) => i);

/** The stream that the loader writes for the personas. */
function countableStream(): Uint8Array {
  return arrowStream({
    persona_id: textVector(personas.ids),
    weight: realVector([...personas.weight]),
    ...Object.fromEntries(
      COUNTABLE.map(({ key, kind, levels }) => {
        if (kind === "number") {
          const values = Array.from(personas.numbers[key], (n) => (n === NO_NUMBER ? null : n));
          return [key, integerVector(values)];
        }
        if (kind === "boolean") {
          return [key, booleanVector(Array.from(personas.codes[key], (code) => code === 1))];
        }
        return [
          key,
          levelVector(
            key,
            levels,
            people.map((i) => personaValue(personas, key, i)),
          ),
        ];
      }),
    ),
  });
}

describe("personas through Arrow", () => {
  test("come back as they were", () => {
    const decoded = decodePersonas(tableFromIPC(countableStream()));
    expect(decoded).toEqual({ ...personas, texts: {} });
  });

  test("have dictionaries in the declared order of levels", () => {
    const table = tableFromIPC(countableStream());
    for (const { key, kind, levels } of COUNTABLE) {
      if (kind === "number" || kind === "boolean") continue;
      expect(Array.from(table.getChild(key)?.data[0].dictionary ?? [])).toEqual(levels);
    }
  });

  test("get their texts by persona_id, in any order", () => {
    const backwards = [...people].reverse();
    const keys = ATTRIBUTES.filter(({ levels }) => levels.length === 0).map(({ key }) => key);
    const stream = arrowStream({
      persona_id: textVector(backwards.map((i) => personas.ids[i])),
      ...Object.fromEntries(
        keys.map((key) => [key, repeatedTextVector(backwards.map((i) => personas.texts[key][i]))]),
      ),
    });
    const decoded = decodePersonas(tableFromIPC(countableStream()));
    expect(withTexts(decoded, tableFromIPC(stream)).texts).toEqual(personas.texts);
  });

  test("must have declared levels only", () => {
    expect(() => levelVector("sex", ["Male", "Female"], ["Male", "Robot"])).toThrow(
      'Row 2, column sex: expected one of its 2 levels, found "Robot".',
    );
  });
});
