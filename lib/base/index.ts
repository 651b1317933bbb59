/** What every room builds on: findings, paths, suggestions, severities. */
export { excerpt } from "./excerpt";
export {
  type Finding,
  findingSeverities,
  type FindingSeverity,
  type ReplayFinding,
  type Path,
  findingText,
  pathText,
  valueAt,
} from "./findings";
export { type Severity, severities, severityNames } from "./severities";
export { didYouMean, listed, nearest } from "./suggest";
