/** Judgements imported into the dataset shown; no rows where there are none. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { JUDGEMENT_KEYS } from "../schema/judgement.ts";
import { arrowStream, booleanVector, integerVector, repeatedTextVector } from "./arrow.ts";
import { DATASET, readColumns } from "./dataset.ts";

const columns: Awaited<ReturnType<typeof readColumns>> = existsSync(
  join(DATASET, "judgements.parquet"),
)
  ? await readColumns("judgements", JUDGEMENT_KEYS)
  : Object.fromEntries(JUDGEMENT_KEYS.map((key) => [key, []]));
const { confidence, order_swapped, seconds } = columns;
const tenths = seconds.map((value) => (value === null ? null : Math.round(Number(value) * 10)));
const texts = JUDGEMENT_KEYS.filter(
  (key) => key !== "confidence" && key !== "order_swapped" && key !== "seconds",
);

process.stdout.write(
  arrowStream({
    ...Object.fromEntries(texts.map((key) => [key, repeatedTextVector(columns[key])])),
    order_swapped: booleanVector(order_swapped),
    confidence: integerVector(confidence),
    tenths: integerVector(tenths),
  }),
);
