/** Attributes shown in the list of personas, in the order of its columns. */
export const LIST_KEYS: readonly string[] = [
  "age",
  "sex",
  "race",
  "state",
  "education",
  "occupation",
  "income",
  "religion",
  "political_views",
];
