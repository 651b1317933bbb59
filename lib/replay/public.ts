/**
 * Replay: which alarms of a Terraform configuration would have fired on recorded logs, when, why, and whom they would have told.
 * The entry point `sightline/replay` of the package; code in `lib` does not import it.
 */
export { placeText, type Finding, type FindingSeverity, type Place, type Registry, type Rule } from "../base";
export {
  decodeLogs,
  decompressed,
  DETECTION_BYTES,
  fieldPath,
  glob,
  logFormats,
  logRules,
  problemFinding,
  readingOf,
  sampleOf,
  servicesOf,
  type LogBatch,
  type LogFormat,
  type LogOptions,
  type LogProblem,
  type LogRecord,
  type Reading,
  type RoutingRule,
  type ServiceRoute,
} from "../records";
export {
  readTerraform,
  TerraformError,
  WHOLE_PLAN,
  type ActionsSuppressor,
  type Alarm,
  type ChatChannel,
  type ComparisonOperator,
  type CompositeAlarm,
  type FunctionPermission,
  type Key,
  type LambdaFunction,
  type LogGroup,
  type MetricAlarm,
  type MetricFilter,
  type MetricQuery,
  type MetricStat,
  type MetricTransformation,
  type MuteRule,
  type PolicyText,
  type Queue,
  type Resource,
  type ResourcePolicy,
  type Subscription,
  type Tags,
  type Template,
  type Topic,
  type Unresolved,
  type TerraformDocument,
  type TerraformOptions,
} from "../terraform";
export * from ".";
export { DuckDbMissing, type BulkFile, type BulkProgress } from "./bulk";
export { athenaSql, type AthenaOptions, type AthenaSql } from "../queries/sql";
export {
  incomingFilters,
  metricId,
  metricRules,
  readGivenMetrics,
  usableFilters,
  type MetricKey,
  type Series,
  type UsableFilters,
  type ValueCounts,
  type WhyUnusable,
} from "./metrics";
export type { AlarmLabel, Hold, MissingOperand, NoData, UndocumentedReading, WhyNot } from "./alarms";
export { holdText, noDataText, notEvaluatedText, undocumentedText, whyNotText, whyUnusableText } from "./reasons";
export { reachRules, type Reach } from "./reach";
export {
  countsOf,
  htmlReport,
  junitOfReplay,
  junitReport,
  markdownReport,
  resultJson,
  resultJsonParts,
  scenariosMarkdown,
  scenariosReport,
  scenarioSuites,
  terminalReport,
  type JunitSuite,
  type MessageCounts,
  type ReplayCounts,
} from "./report";
export { durationText, readDuration as parseDuration, type TreatMissingData } from "../aws";
export {
  coverage,
  judge,
  readScenario,
  scenarioBatches,
  ScenarioError,
  scenarioSeries,
  type Coverage,
  type Scenario,
  type ScenarioRun,
  type Verdict,
} from "./scenarios";
