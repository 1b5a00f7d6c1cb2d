/** Numbers for people: at most three significant digits, thousands separated, shares in %, differences in points. */

const MINUS = "−";
const NARROW_SPACE = "\u202f";

/** 1586 -> "1,586". */
export function formatCount(count: number): string {
  return Math.round(count).toLocaleString("en-US").replace("-", MINUS);
}

/** A share of 1 in percent: 0.1234 -> "12.3 %", 0.0004 -> "<0.1 %", NaN -> "–". */
export function formatShare(share: number): string {
  if (!Number.isFinite(share)) return "–";
  // A difference of shares, or an end of its interval, may be below zero.
  const sign = share < 0 ? MINUS : "";
  return `${sign}${percentDigits(Math.abs(share) * 100)}${NARROW_SPACE}%`;
}

function percentDigits(percent: number): string {
  if (percent === 0) return "0";
  if (percent < 0.05) return "<0.1";
  if (percent >= 99.95) return percent === 100 ? "100" : ">99.9";
  return percent.toFixed(1);
}

/** A difference of shares in percentage points, signed: 0.012 -> "+1.2", -0.1 -> "−10.0", 0.0012 -> "+0.12". */
export function formatPoints(difference: number): string {
  if (!Number.isFinite(difference)) return "–";
  const points = Math.abs(difference * 100);
  const digits = points.toFixed(points < 0.995 ? 2 : 1);
  if (Number(digits) === 0) return "0";
  return `${difference < 0 ? MINUS : "+"}${digits}`;
}

/** Three significant digits, without an exponent between 0.001 and a billion. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const rounded = Number(value.toPrecision(3));
  const magnitude = Math.abs(rounded);
  if (magnitude >= 1e9 || magnitude < 1e-3) return rounded.toExponential().replace("-", MINUS);
  return rounded.toLocaleString("en-US", { maximumFractionDigits: 6 }).replace("-", MINUS);
}

/** A whole number as it stands, thousands separated; for ages, incomes and counts that must stay exact. */
export function formatExact(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 0 }).replace("-", MINUS);
}

/** Singular or plural after a count: (1, "persona") -> "1 persona", (2, "persona") -> "2 personas". */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}
