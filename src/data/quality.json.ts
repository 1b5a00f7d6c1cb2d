/** The audit of the feedback shown: what predicts a choice, what repeats, who judged what. */
import type { QualityAudit } from "../components/quality/audit.ts";
import { hasFeedback } from "./dataset.ts";
import { askedAgain } from "./quality/asked-again.ts";
import { readAudited } from "./quality/audited.ts";
import { checksOf } from "./quality/checks.ts";
import { coverageFound } from "./quality/coverage.ts";
import { auditControls, auditFeatures } from "./quality/features.ts";
import { closestPairs, findLeaks } from "./quality/leaks.ts";
import { answerLengths } from "./quality/lengths.ts";

async function audit(): Promise<QualityAudit> {
  const dataset = await readAudited();
  const features = auditFeatures(dataset);
  const again = askedAgain(dataset);
  const { found: coverage, measure } = coverageFound(dataset);
  const leaks = findLeaks(dataset);
  const { respondents } = dataset.manifest;
  return {
    model: respondents?.kind === "lm" ? respondents.model : null,
    features,
    controls: auditControls(dataset),
    lengths: answerLengths(dataset),
    again,
    coverage,
    closest: closestPairs(dataset),
    checks: checksOf(dataset, { features, again, coverage, measure, leaks }),
  };
}

process.stdout.write(JSON.stringify(hasFeedback() ? await audit() : null));
