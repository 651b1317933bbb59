/**
 * Replay: which alarms of a Terraform configuration recorded logs would have fired, when, why, and whom they would have told.
 */
export type { ReplayFinding } from "./findings";
export type { LogProblem, LogRecord } from "./log-record";
export type * from "./result";
export { metricId, type MetricKey, type Series, type ValueCounts } from "./series";
export type * from "./template";
