/** Files of logs, in every shape people have, read into records. */
export type { LogBatch } from "./batch";
export { cellText, cellTexts, CsvCells } from "./csv-cells";
export { type RowSink, RowSplitter } from "./csv-rows";
export { plainLines } from "./decode-lines";
export { decodeLogs } from "./decode";
export { type Compression, compressionOf, decompressed } from "./decompress";
export { type FieldPath, fieldPath } from "./field-path";
export { detectFormat, type LogFormat, logFormats } from "./format";
export { wideEncoding } from "./wide-encoding";
export { type FileAccess, findFiles, type FoundFile, type FoundFiles, type NotFound } from "./find-files";
export { glob } from "./glob";
export { multilines, type Multiline } from "./join-lines";
export { hasReturnsAlone } from "./line-ends";
export type { LogProblem, LogRecord } from "./log-record";
export { observer } from "./observe";
export { isBinary, notText } from "./not-text";
export { type LogOptions, MAX_EVENT_BYTES } from "./options";
export { invalidIn, isUnreadable, problemFinding } from "./problem-findings";
export {
  type Router,
  type RoutingRule,
  type ServiceRoute,
  router,
  resolvedRules,
  routingFindings,
  servicesOf,
} from "./route";
export { type LogRuleId, logRules } from "./rules";
export { type Reading, readingOf } from "./reading";
export { DETECTION_BYTES, sampleOf } from "./sample";
export { defaultTimeFields } from "./time-fields";
export { IsoReader } from "./time-iso";
export type { TimeUnit } from "./time-number";
export { timePattern } from "./time-pattern";
export { type LocalZone, type TimeOptions, UTC } from "./time-options";
export { timeReader } from "./time-text";
export { zoneNames } from "./time-zone";
