/** The base of every room: findings and their rules, places, suggestions, severities. */
export {
  acceptedPath,
  type Acceptance,
  acceptedSeverities,
  acceptedText,
  type AcceptanceScope,
  type AcceptedSeverity,
  environmentOf,
  judged,
  type Judged,
} from "./acceptance";
export { count, counted, countedOf } from "./counted";
export { escapeRegExp } from "./escape-reg-exp";
export { excerpt } from "./excerpt";
export { expected, type Objection, objection } from "./expectation";
export { type Fault, faultsText } from "./fault";
export {
  type Accepted,
  type Cause,
  type Finding,
  type FindingJson,
  findingJson,
  findingSeverities,
  type FindingSeverity,
  findingText,
  registry,
  type Registry,
  type Rule,
  type RuleIdOf,
  type Said,
} from "./findings";
export { isRecord, readJson } from "./json";
export { append, greatest, least } from "./lists";
export { markdownCode, markdownProse } from "./markdown";
export { isNameGlob, nameMatcher } from "./name-glob";
export { own } from "./own";
export { readIsoTime } from "./iso-time";
export {
  type ConfigPlace,
  type FilePlace,
  lineOf,
  type OptionPlace,
  type Path,
  pathText,
  type Place,
  placeText,
  resource,
  type ResourcePlace,
  valueAt,
  WHOLE,
  type WholePlace,
} from "./place";
export { type ShapeFinding, shapeFindings, type ShapeIssue } from "./shape-findings";
export { grafanaUidShape, longestGrafanaUid } from "./grafana-uid";
export { showValue } from "./show-value";
export { type Severity, severities, severityNames } from "./severities";
export type { Span } from "./span";
export { shorten } from "./shorten";
export { didYouMean, listed, meant, nearest, nearestAmong } from "./suggest";
export { codeUnits, line, visible, visibleLines } from "./visible";
