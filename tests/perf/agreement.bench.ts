/** Measures of agreement and clustered intervals at the size of the default feedback. */
import { alphaBootstrap } from "../../src/stats/alpha-bootstrap.ts";
import { bradleyTerry } from "../../src/stats/bradley-terry.ts";
import { clusterBootstrap } from "../../src/stats/cluster-bootstrap.ts";
import { clusteredMean } from "../../src/stats/clustered-mean.ts";
import { gwetAC1 } from "../../src/stats/gwet-ac1.ts";
import { krippendorffAlpha, type Metric } from "../../src/stats/krippendorff-alpha.ts";
import { seeded } from "../../src/stats/random.ts";
import { countRatings } from "../../src/stats/rating-counts.ts";
import { parseRatings } from "../../src/testbed/datasets/ratings-file.ts";
import { medianTime, type Row } from "./benchmark.ts";

export const name = "Agreement of 3,868 units by 82 ratings (synthetic)";

const UNITS = 3_868;
const RATINGS = 82;
const PERSONAS = 1_586;
const TOPICS = 24;
const PARTIES = 3;

export async function run(): Promise<Row[]> {
  return [...(await alphas()), ...(await bootstraps()), ...(await others())];
}

/** Ratings on a scale of five that lean on their unit. */
function ratings() {
  const random = seeded(1);
  const lean = Float64Array.from({ length: UNITS }, () => random.next());
  const unit = Int32Array.from({ length: UNITS * RATINGS }, (_, i) => i % UNITS);
  const code = Int32Array.from(unit, (of) => Math.floor(2.5 * (lean[of] + random.next())));
  return { unit, code };
}

async function alphas(): Promise<Row[]> {
  const { unit, code } = ratings();
  const alpha = (metric: Metric) =>
    krippendorffAlpha(countRatings(unit, code, UNITS, 5), metric).value;
  const [counted, paired] = [alpha("nominal"), nominalByPairs(unit, code)];
  if (Math.abs(counted - paired) > 1e-9) throw new Error(`alpha ${counted}, by pairs ${paired}`);
  const metrics = ["nominal", "ordinal", "interval", "ratio"] as const;
  const rows: Row[] = [];
  for (const metric of metrics) {
    rows.push({
      what: `alpha, ${metric}`,
      value: await medianTime(() => alpha(metric)),
      unit: "ms",
      group: "alpha",
      baseline: metric === "nominal",
      note: metric === "nominal" ? "aim: under 10 ms" : undefined,
    });
  }
  return [
    ...rows,
    {
      what: "alpha, nominal, every pair of ratings compared",
      value: await medianTime(() => nominalByPairs(unit, code), 3),
      unit: "ms",
      group: "alpha",
      note: "equal answer",
    },
  ];
}

/** Nominal alpha as it is defined, pair by pair within units. */
function nominalByPairs(unit: Int32Array, code: Int32Array): number {
  const totals = new Float64Array(5);
  let differing = 0;
  for (let u = 0; u < UNITS; u++) {
    for (let i = u; i < unit.length; i += UNITS) {
      totals[code[i]]++;
      for (let j = u; j < unit.length; j += UNITS) if (code[i] !== code[j]) differing++;
    }
  }
  const n = unit.length;
  const same = totals.reduce((sum, of) => sum + of * (of - 1), 0);
  return 1 - ((n - 1) * (differing / (RATINGS - 1))) / (n * (n - 1) - same);
}

async function bootstraps(): Promise<Row[]> {
  const { unit, code } = ratings();
  const counts = countRatings(unit, code, UNITS, 5);
  const random = seeded(2);
  const rows = UNITS * RATINGS;
  const party = Int32Array.from({ length: PERSONAS }, () => random.below(PARTIES));
  const cluster = Int32Array.from({ length: rows }, (_, i) => i % PERSONAS);
  const group = Int32Array.from(
    cluster,
    (persona, i) => PARTIES * (unit[i] % TOPICS) + party[persona],
  );
  const value = Float64Array.from({ length: rows }, () => random.below(2));
  const table = { value, cluster, group, clusters: PERSONAS, groups: TOPICS * PARTIES };
  const milliseconds = async (what: string, work: () => unknown, note?: string): Promise<Row> => ({
    what,
    value: await medianTime(work, 3),
    unit: "ms",
    note,
  });
  return [
    await milliseconds("1,000 bootstrap draws of alpha, nominal", () =>
      alphaBootstrap(counts, "nominal", seeded(3)),
    ),
    await milliseconds("1,000 bootstrap draws of alpha, ordinal", () =>
      alphaBootstrap(counts, "ordinal", seeded(3)),
    ),
    await milliseconds(
      `1,000 cluster bootstrap draws of topic by party, ${rows.toLocaleString("en-US")} rows`,
      () => clusterBootstrap(table, seeded(3)),
      "aim: under 1 s",
    ),
    await milliseconds("mean clustered by persona and prompt", () =>
      clusteredMean(value, [cluster, unit]),
    ),
  ];
}

async function others(): Promise<Row[]> {
  const { unit, code } = ratings();
  const counts = countRatings(unit, code, UNITS, 5);
  const random = seeded(4);
  const wins = Float64Array.from({ length: 400 }, () => 1 + random.below(50));
  const ties = Float64Array.from({ length: 400 }, (_, at) => (at % 20) + Math.floor(at / 20));
  const lines = ["unit,rater,value"];
  for (let i = 0; i < unit.length; i++)
    lines.push(`u${unit[i]},r${Math.floor(i / UNITS)},${code[i]}`);
  const text = lines.join("\n");
  return [
    {
      what: "AC1 with its standard error",
      value: await medianTime(() => gwetAC1(counts)),
      unit: "ms",
    },
    {
      what: "Bradley-Terry with ties, 20 items",
      value: await medianTime(() => bradleyTerry(wins, 20, { ties })),
      unit: "ms",
    },
    {
      what: `a CSV file of ${unit.length.toLocaleString("en-US")} ratings read`,
      value: await medianTime(() => parseRatings(text, "r.csv", { kind: "number" }), 3),
      unit: "ms",
    },
  ];
}
