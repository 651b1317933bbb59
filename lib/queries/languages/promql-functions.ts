import type { PromqlType } from "./promql-expression";

/** What a function takes. */
export interface PromqlSignature {
  readonly takes: readonly PromqlType[];

  /** So many of `takes` may be left out. */
  readonly optional: number;

  /** The last of `takes` may be repeated. */
  readonly repeats: boolean;
}

const vector = "instant vector";
const range = "range vector";

function taking(names: string, takes: readonly PromqlType[], optional = 0, repeats = false): Entry[] {
  return names.split(" ").map((name) => [name, { takes, optional, repeats }]);
}
type Entry = readonly [string, PromqlSignature];

/** Functions of PromQL. @see https://prometheus.io/docs/prometheus/latest/querying/functions/ */
export const PROMQL_FUNCTIONS: ReadonlyMap<string, PromqlSignature> = new Map([
  ...taking("abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor ln log10 log2 rad", [vector]),
  ...taking("sgn sin sinh sort sort_desc sqrt tan tanh timestamp start_timestamp scalar", [vector]),
  ...taking("histogram_avg histogram_count histogram_stddev histogram_stdvar histogram_sum", [vector]),
  ...taking("absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta", [range]),
  ...taking("increase irate last_over_time mad_over_time max_over_time min_over_time present_over_time rate", [range]),
  ...taking("resets stddev_over_time stdvar_over_time sum_over_time", [range]),
  ...taking("ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time", [range]),
  ...taking("day_of_month day_of_week day_of_year days_in_month hour minute month year", [vector], 1),
  ...taking("pi time start end range step", []),
  ...taking("clamp", [vector, "scalar", "scalar"]),
  ...taking("clamp_max clamp_min", [vector, "scalar"]),
  ...taking("round", [vector, "scalar"], 1),
  ...taking("info", [vector, vector], 1),
  ...taking("vector", ["scalar"]),
  ...taking("histogram_quantile", ["scalar", vector]),
  ...taking("histogram_quantiles", [vector, "string", "scalar"], 0, true),
  ...taking("histogram_fraction", ["scalar", "scalar", vector]),
  ...taking("quantile_over_time", ["scalar", range]),
  ...taking("predict_linear", [range, "scalar"]),
  ...taking("double_exponential_smoothing", [range, "scalar", "scalar"]),
  ...taking("label_replace", [vector, "string", "string", "string", "string"]),
  ...taking("label_join", [vector, "string", "string", "string"], 1, true),
  ...taking("sort_by_label sort_by_label_desc", [vector, "string"], 1, true),
]);

/** Aggregations. @see https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators */
export const PROMQL_AGGREGATIONS: ReadonlyMap<string, PromqlSignature> = new Map([
  ...taking("avg count group max min stddev stdvar sum", [vector]),
  ...taking("bottomk topk quantile limitk limit_ratio", ["scalar", vector]),
  ...taking("count_values", ["string", vector]),
]);
