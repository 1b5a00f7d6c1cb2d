/** `atlas agreement`: how far the raters of a table of ratings agree. */
import { type Command, Option } from "commander";
import { measureAgreement } from "../testbed/agreement/measure.ts";
import {
  AGREEMENT_METRICS,
  type AgreementMetric,
  valueKindOf,
} from "../testbed/agreement/metrics.ts";
import { agreementReport } from "../testbed/agreement/report.ts";
import { readRatings } from "../testbed/datasets/ratings-file.ts";

interface AgreementOptions {
  readonly metric: AgreementMetric;
  readonly by?: string;
  readonly json?: boolean;
}

export default function agreement(program: Command): void {
  program
    .command("agreement")
    .description("measure how far raters agree, from a CSV file of ratings")
    .argument("<file>", "CSV file with columns unit, rater, value; an empty value is missing")
    .addOption(
      new Option("--metric <name>", "coefficient of agreement")
        .choices(AGREEMENT_METRICS)
        .makeOptionMandatory(),
    )
    .option("--by <column>", "measure within each group of this column")
    .option("--json", "print JSON instead of a table")
    .action(async (file: string, { metric, by, json }: AgreementOptions) => {
      const ratings = await readRatings(file, { kind: valueKindOf(metric), by });
      const measured = measureAgreement(ratings, metric, by !== undefined);
      if (!json) console.log(agreementReport(measured));
      else console.log(JSON.stringify(by === undefined ? measured[0] : measured, null, 2));
    });
}
