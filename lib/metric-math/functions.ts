import { own } from "../base";

/** The types that a function takes and returns. `checkExpression` uses the shapes, `evaluate` the names. */
export type FunctionShape =
  /** One series to one series, datapoint by datapoint or along the series; an array to an array. */
  | "each"
  /** Like `each`, and a number to a number. AWS documents only series, but a number can mean nothing else. */
  | "each-or-number"
  /** A series to a number, an array to a series. */
  | "reduce"
  /** A series to a series of facts about its timestamps. */
  | "calendar"
  /** Other arguments, which differ by function. */
  | "own"
  /** Needs data that only AWS has. */
  | "offline";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
const FUNCTIONS: Readonly<Record<string, FunctionShape>> = {
  ABS: "each-or-number",
  CEIL: "each-or-number",
  FLOOR: "each-or-number",
  LOG: "each-or-number",
  LOG10: "each-or-number",
  DIFF: "each",
  DIFF_TIME: "each",
  RATE: "each",
  RUNNING_SUM: "each",
  AVG: "reduce",
  MIN: "reduce",
  MAX: "reduce",
  SUM: "reduce",
  STDDEV: "reduce",
  DATAPOINT_COUNT: "reduce",
  MINUTE: "calendar",
  HOUR: "calendar",
  DAY: "calendar",
  DATE: "calendar",
  MONTH: "calendar",
  YEAR: "calendar",
  EPOCH: "calendar",
  FILL: "own",
  FIRST: "own",
  IF: "own",
  LAST: "own",
  METRICS: "own",
  METRIC_COUNT: "own",
  PERIOD: "own",
  REMOVE_EMPTY: "own",
  SLICE: "own",
  SORT: "own",
  TIME_SERIES: "own",
  ANOMALY_DETECTION_BAND: "offline",
  DB_PERF_INSIGHTS: "offline",
  INSIGHT_RULE_METRIC: "offline",
  LAMBDA: "offline",
  SEARCH: "offline",
  SERVICE_QUOTA: "offline",
};

/** Why functions of the shape `offline` cannot be evaluated: a clause. */
export const OFFLINE_REASONS: Readonly<Record<string, string>> = {
  ANOMALY_DETECTION_BAND: "the band comes from a model that CloudWatch trains on weeks of data",
  DB_PERF_INSIGHTS: "Performance Insights holds the data",
  INSIGHT_RULE_METRIC: "a Contributor Insights rule makes the data",
  LAMBDA: "a Lambda function gives the data",
  SERVICE_QUOTA: "AWS holds the account's quotas",
};

/** Words that are arguments of `FILL` and `SORT`. */
const KEYWORDS = new Set(["REPEAT", "LINEAR", "AVG", "MIN", "MAX", "SUM", "ASC", "DESC"]);

export function isFunction(name: string): boolean {
  return Object.hasOwn(FUNCTIONS, name);
}

export function isKeyword(name: string): boolean {
  return KEYWORDS.has(name);
}

/** Undefined for a name that is not a function. */
export function shapeOf(name: string): FunctionShape | undefined {
  return isFunction(name) ? own(FUNCTIONS, name) : undefined;
}
