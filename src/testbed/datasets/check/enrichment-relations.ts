/** What must hold of texts that a language model wrote: between tables, and with the manifest. */
import { ENRICHED_KEYS, ENRICHMENT, templateColumn } from "../../../schema/enrichment.ts";
import { type EnrichmentMade, type Manifest, textsNote } from "../../../schema/manifest.ts";
import type { Fault } from "./fault.ts";
import { known, type Relation } from "./relation.ts";

const TABLE = ENRICHMENT.table;

const rule = (column: string, found: string, broken: string, expected: string): Relation => ({
  tables: [TABLE],
  file: TABLE,
  column,
  sql: `SELECT file_row_number + 1 AS row, outcome || ' with ' || coalesce(${found}, 'nothing') AS found
    FROM ${TABLE} WHERE ${broken}`,
  expected,
});

export const ENRICHMENT_RELATIONS: readonly Relation[] = [
  known(TABLE, "persona_id", "personas", "persona_id"),
  rule(
    "reason",
    "reason",
    "(outcome = 'failed') <> (reason IS NOT NULL)",
    "a reason exactly where it failed",
  ),
  rule(
    "conflicts",
    "conflicts",
    "outcome <> 'rejected' AND conflicts IS NOT NULL",
    "conflicts only where texts were rejected",
  ),
  ...ENRICHED_KEYS.flatMap((key): Relation[] => [
    rule(
      key,
      key,
      `(outcome = 'failed') <> (${key} IS NULL)`,
      "a text exactly where it did not fail",
    ),
    {
      tables: [TABLE, "personas"],
      file: TABLE,
      column: key,
      sql: `SELECT e.file_row_number + 1 AS row, p.${key} AS found
        FROM ${TABLE} e JOIN personas p USING (persona_id)
        WHERE p.${key} IS DISTINCT FROM
          CASE WHEN e.outcome = 'kept' THEN e.${key} ELSE e.${templateColumn(key)} END`,
      expected: "in personas.parquet the model's text where it was kept, else the template's",
    },
  ]),
];

const number = (sql: string, count: number) => `${sql} <> ${count}`;

/** How many there must be of each outcome, for a dataset that says so. */
export function enrichmentCounts({
  personas,
  kept,
  rejected,
  failed,
  failures,
}: EnrichmentMade): Relation[] {
  const counts = { kept, rejected, failed };
  const told = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`);
  const of = (outcome: string) => `count(*) FILTER (outcome = '${outcome}')`;
  const found = Object.keys(counts).map((outcome) => `${of(outcome)} || ' ${outcome}'`);
  const broken = [
    number("count(*)", personas),
    ...Object.entries(counts).map(([outcome, count]) => number(of(outcome), count)),
  ];
  const reasons = Object.entries(failures).map(([reason, count]) => `${reason}: ${count}`);
  return [
    {
      tables: [TABLE],
      file: TABLE,
      column: "outcome",
      sql: `SELECT NULL AS row, ${found.join(" || ', ' || ")} AS found FROM ${TABLE}
        HAVING ${broken.join(" OR ")}`,
      expected: `${told.join(", ")} of ${personas}, as manifest.json says`,
    },
    {
      tables: [TABLE],
      file: TABLE,
      column: "reason",
      sql: `SELECT NULL AS row, string_agg(told, ', ' ORDER BY told) AS found
        FROM (SELECT reason || ': ' || count(*) AS told FROM ${TABLE}
          WHERE reason IS NOT NULL GROUP BY reason)
        HAVING coalesce(string_agg(told, ', ' ORDER BY told), '') <> '${reasons
          .sort()
          .join(", ")
          .replaceAll("'", "''")}'`,
      expected: `${reasons.join(", ") || "no reason"}, as manifest.json says`,
    },
  ];
}

/** Faults in what the manifest says by itself. */
export function enrichmentFaults({ enrichment, files, provenance }: Manifest): Fault[] {
  const file = "manifest.json";
  const isListed = files.some(({ path }) => path === `${TABLE}.parquet`);
  if (!enrichment) {
    return isListed ? [{ file, message: `lists ${TABLE}.parquet and says nothing of it` }] : [];
  }
  const faults: Fault[] = [];
  if (!isListed) faults.push({ file, message: `tells of an enrichment without ${TABLE}.parquet` });
  const note = textsNote(enrichment).trim();
  if (!provenance.includes(note)) {
    faults.push({ file, message: `its provenance must say "${note}"` });
  }
  return faults;
}
