/** The arrangements of the signature picture, by name. */
import { crowd } from "./crowd.ts";
import { partyByReligion } from "./grid.ts";
import type { Arrange } from "./layout.ts";
import { pyramid } from "./pyramid.ts";
import { type Place, stateMap } from "./states.ts";

export interface Arrangement {
  readonly name: string;
  readonly label: string;
  /** The title of the picture in this arrangement. */
  readonly question: string;
  /** What a place means, in the line under the title. */
  readonly meaning: string;
  readonly arrange: Arrange;
}

/** All arrangements in the order of their radio buttons; `places` are the states' centres in FIPS order. */
export function arrangements(places: readonly Place[]): readonly Arrangement[] {
  return [
    {
      name: "pyramid",
      question: "How old are they?",
      label: "Age pyramid",
      meaning: "rows are five years of age",
      arrange: pyramid,
    },
    {
      name: "map",
      question: "Where do they live?",
      label: "Map",
      meaning: "discs are states",
      arrange: stateMap(places),
    },
    {
      name: "beliefs",
      question: "Does party go with religion?",
      label: "Party by religion",
      meaning: "columns are parties, rows religions",
      arrange: partyByReligion,
    },
    {
      name: "crowd",
      question: "Who is in the room?",
      label: "Crowd",
      meaning: "all in one room, in no order",
      arrange: crowd,
    },
  ];
}
