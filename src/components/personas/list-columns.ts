/** A column of the list of personas: its attribute, a short heading, and its part of the width. */
export interface ListColumn {
  readonly key: string;
  readonly heading: string;
  readonly part: number;
}

export const LIST_COLUMNS: readonly ListColumn[] = [
  { key: "persona_id", heading: "Persona", part: 9 },
  { key: "age", heading: "Age", part: 5 },
  { key: "sex", heading: "Sex", part: 7 },
  { key: "race", heading: "Race", part: 12 },
  { key: "state", heading: "State", part: 11 },
  { key: "education", heading: "Education", part: 14 },
  { key: "occupation", heading: "Occupation", part: 15 },
  { key: "income", heading: "Income", part: 9 },
  { key: "religion", heading: "Religion", part: 11 },
  { key: "political_views", heading: "Party", part: 14 },
];

/** Attributes in the list, without the persona_id that heads each row. */
export const LIST_KEYS: readonly string[] = LIST_COLUMNS.slice(1).map(({ key }) => key);
