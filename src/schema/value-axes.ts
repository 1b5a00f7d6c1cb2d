/** The axes on which positions on an issue differ, and on which personas have scores. */

export interface ValueAxis {
  readonly key: string;
  readonly label: string;
  /** What +1 stands for; -1 is its opposite. */
  readonly positive: string;
  readonly negative: string;
}

export const VALUE_AXES: readonly ValueAxis[] = [
  {
    key: "economy",
    label: "Economy",
    positive: "more public spending, taxes and regulation to share out",
    negative: "lower taxes, less regulation, markets decide",
  },
  {
    key: "tradition",
    label: "Tradition",
    positive: "family, faith and custom as they were handed down",
    negative: "people choose their own way of life",
  },
  {
    key: "authority",
    label: "Authority and crime",
    positive: "order, discipline, police and firm punishment",
    negative: "leniency, rights of the accused, doubt of authority",
  },
  {
    key: "immigration",
    label: "Immigration and nation",
    positive: "open doors and ties with other countries",
    negative: "closed borders, the nation first",
  },
  {
    key: "environment",
    label: "Environment",
    positive: "protect nature and the climate even at a cost",
    negative: "use of land and energy first",
  },
  {
    key: "guns",
    label: "Guns",
    positive: "more control of guns",
    negative: "gun rights",
  },
  {
    key: "health",
    label: "Health and the state",
    positive: "public health care and public health rules",
    negative: "private care and a private choice",
  },
  {
    key: "institutions",
    label: "Institutions and technology",
    positive: "trust in science, experts, new technology and large institutions",
    negative: "distrust of them, and caution with what is new",
  },
  {
    key: "equality",
    label: "Race, sex and equality",
    positive: "active measures against unequal treatment",
    negative: "the same rules for all, no measures for groups",
  },
  {
    key: "closeness",
    label: "Self and others",
    positive: "duty to others, restraint, saving, formality",
    negative: "self-expression, enjoyment, spontaneity, informality",
  },
];

/** Keys of the axes, in order. */
export const AXIS_KEYS: readonly string[] = VALUE_AXES.map((axis) => axis.key);
