/** A state or the District of Columbia, with its FIPS code, postal code and census division. */
export interface State {
  readonly fips: string;
  readonly postal: string;
  readonly name: string;
  readonly division: Division;
}

export const DIVISIONS = [
  "New England",
  "Middle Atlantic",
  "East North Central",
  "West North Central",
  "South Atlantic",
  "East South Central",
  "West South Central",
  "Mountain",
  "Pacific",
] as const;
export type Division = (typeof DIVISIONS)[number];

/** The four census regions, by division. */
export const REGION_OF_DIVISION: Readonly<Record<Division, Region>> = {
  "New England": "Northeast",
  "Middle Atlantic": "Northeast",
  "East North Central": "Midwest",
  "West North Central": "Midwest",
  "South Atlantic": "South",
  "East South Central": "South",
  "West South Central": "South",
  Mountain: "West",
  Pacific: "West",
};
export const REGIONS = ["Northeast", "Midwest", "South", "West"] as const;
export type Region = (typeof REGIONS)[number];

// fips postal division-index name; divisions as in the Census Bureau's regions and divisions of the US.
const TABLE = `01 AL 5 Alabama
02 AK 8 Alaska
04 AZ 7 Arizona
05 AR 6 Arkansas
06 CA 8 California
08 CO 7 Colorado
09 CT 0 Connecticut
10 DE 4 Delaware
11 DC 4 District of Columbia
12 FL 4 Florida
13 GA 4 Georgia
15 HI 8 Hawaii
16 ID 7 Idaho
17 IL 2 Illinois
18 IN 2 Indiana
19 IA 3 Iowa
20 KS 3 Kansas
21 KY 5 Kentucky
22 LA 6 Louisiana
23 ME 0 Maine
24 MD 4 Maryland
25 MA 0 Massachusetts
26 MI 2 Michigan
27 MN 3 Minnesota
28 MS 5 Mississippi
29 MO 3 Missouri
30 MT 7 Montana
31 NE 3 Nebraska
32 NV 7 Nevada
33 NH 0 New Hampshire
34 NJ 1 New Jersey
35 NM 7 New Mexico
36 NY 1 New York
37 NC 4 North Carolina
38 ND 3 North Dakota
39 OH 2 Ohio
40 OK 6 Oklahoma
41 OR 8 Oregon
42 PA 1 Pennsylvania
44 RI 0 Rhode Island
45 SC 4 South Carolina
46 SD 3 South Dakota
47 TN 5 Tennessee
48 TX 6 Texas
49 UT 7 Utah
50 VT 0 Vermont
51 VA 4 Virginia
53 WA 8 Washington
54 WV 4 West Virginia
55 WI 2 Wisconsin
56 WY 7 Wyoming`;

/** The 50 states and the District of Columbia in FIPS order. */
export const STATES: readonly State[] = TABLE.split("\n").map((line) => {
  const [fips, postal, division, ...name] = line.split(" ");
  return { fips, postal, name: name.join(" "), division: DIVISIONS[Number(division)] };
});

/** Census region of a state by its name. */
export function regionOf(stateName: string): Region {
  const state = STATES.find((candidate) => candidate.name === stateName);
  if (!state) throw new RangeError(`"${stateName}" is not a state`);
  return REGION_OF_DIVISION[state.division];
}
