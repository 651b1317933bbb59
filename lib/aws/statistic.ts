/** A statistic of CloudWatch, read from its name. */
export type Statistic =
  | { readonly kind: "simple"; readonly name: SimpleStatistic }
  /** `p99.9`: percent from 0 to 100. */
  | { readonly kind: "percentile"; readonly percent: number }
  /** `tm90`, `IQM`, `TM(10%:90%)`, `TC(80:500)`, `PR(:300)` ...; a bound that is left out is 0%, 100% or infinite. */
  | {
      readonly kind: "trimmed";
      readonly of: "mean" | "winsorized" | "count" | "sum" | "rank";
      readonly inPercent: boolean;
      readonly low: number;
      readonly high: number;
    };

/** Statistics that PutMetricAlarm takes as `Statistic`. */
export const simpleStatistics = ["SampleCount", "Average", "Sum", "Minimum", "Maximum"] as const;

export type SimpleStatistic = (typeof simpleStatistics)[number];

/** Whether a statistic is one of {@link simpleStatistics}; in Terraform, all others are `extended_statistic`. */
export function isSimpleStatistic(name: string): name is SimpleStatistic {
  return simpleStatistics.some((each) => each === name);
}

/** Why CloudWatch refuses a statistic. */
export type StatisticFault =
  /** There is no statistic of this name. */
  | "unknown"
  /** A percentage above 100. */
  | "above-100"
  /** A range without bounds: `TM(:)`. */
  | "no-bound"
  /** PR takes values, not percentages. */
  | "percent-rank"
  /** One bound in percent, the other a value. */
  | "mixed-bounds"
  /** The lower bound is not below the upper one. */
  | "empty-range";

/**
 * Statistics that the Terraform provider accepts: at most two decimals. It also accepts ranges that CloudWatch refuses.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
export const statisticShape =
  /^(?:SampleCount|Average|Sum|Minimum|Maximum|IQM|(?:p|tm|wm|tc|ts)(?:\d{1,2}(?:\.\d{1,2})?|100)|(?:TM|WM|PR|TC|TS)\((?:\d+(?:\.\d+)?%?)?:(?:\d+(?:\.\d+)?%?)?\))$/;

/** Percentiles that the Terraform provider accepts: a subset of {@link statisticShape}. */
export const percentileShape = /^p(?:\d{1,2}(?:\.\d{1,2})?|100)$/;

const abbreviations = { tm: "mean", wm: "winsorized", tc: "count", ts: "sum", pr: "rank" } as const;
const number = String.raw`\d+(?:\.\d{1,10})?|\.\d{1,10}`;
const oneNumber = new RegExp(`^(p|tm|wm|tc|ts)(${number})$`);
const range = new RegExp(`^(TM|WM|TC|TS|PR)\\(((?:${number})?)(%?):((?:${number})?)(%?)\\)$`);

/**
 * Reads the name of an alarm's statistic, or returns why CloudWatch refuses it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
export function readStatistic(name: string): Statistic | StatisticFault {
  if (isSimpleStatistic(name)) return { kind: "simple", name };
  if (name === "IQM") return { kind: "trimmed", of: "mean", inPercent: true, low: 25, high: 75 };
  const [, abbreviation, digits] = oneNumber.exec(name) ?? [];
  if (abbreviation !== undefined) {
    const percent = Number(digits);
    if (percent > 100) return "above-100";
    if (abbreviation === "p") return { kind: "percentile", percent };
    return { kind: "trimmed", of: meaning(abbreviation), inPercent: true, low: 0, high: percent };
  }
  const [, of, low = "", lowSign = "", high = "", highSign = ""] = range.exec(name) ?? [];
  if (of === undefined) return "unknown";
  if (low === "" && high === "") return "no-bound";
  // A percent sign without a number.
  if ((low === "" && lowSign !== "") || (high === "" && highSign !== "")) return "unknown";
  const inPercent = lowSign === "%" || highSign === "%";
  if (inPercent && of === "PR") return "percent-rank";
  if (inPercent && ((low !== "" && lowSign === "") || (high !== "" && highSign === ""))) return "mixed-bounds";
  const from = low === "" ? (inPercent ? 0 : -Infinity) : Number(low);
  const to = high === "" ? (inPercent ? 100 : Infinity) : Number(high);
  if (inPercent && to > 100) return "above-100";
  if (from >= to) return "empty-range";
  return { kind: "trimmed", of: meaning(of), inPercent, low: from, high: to };
}

/** Why CloudWatch refuses a statistic; undefined if it accepts it. */
export function statisticFault(name: string): StatisticFault | undefined {
  const read = readStatistic(name);
  return typeof read === "string" ? read : undefined;
}

/** Whether an alarm with this statistic can be deployed: CloudWatch accepts the statistic, and so does the Terraform provider. */
export function isDeployableStatistic(name: string): boolean {
  return statisticShape.test(name) && statisticFault(name) === undefined;
}

function meaning(abbreviation: string): (typeof abbreviations)[keyof typeof abbreviations] {
  return abbreviations[abbreviation.toLowerCase() as keyof typeof abbreviations];
}
