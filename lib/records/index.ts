/** Files of logs, in every shape people have, read into records. */
export type { LogBatch } from "./batch";
export { plainLines } from "./decode-lines";
export { decodeLogs } from "./decode";
export { decompressed } from "./decompress";
export { type FieldPath, fieldPath } from "./field-path";
export { DETECTION_BYTES, type LogFormat, detectFormat, logFormats } from "./format";
export { glob } from "./glob";
export { lineSplitter } from "./lines";
export type { LogProblem, LogRecord } from "./log-record";
export { observer } from "./observe";
export type { LogOptions } from "./options";
export { isUnreadable, problemFinding } from "./problem-findings";
export { type RoutingRule, type ServiceRoute, router, routingFindings, servicesOf } from "./route";
export { type LogRuleId, logRules } from "./rules";
export { defaultTimeFields } from "./time-fields";
export { isoReader } from "./time-iso";
export type { TimeUnit } from "./time-number";
export { type TimeOptions, timeReader } from "./time-text";
