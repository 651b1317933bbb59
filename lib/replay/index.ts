/**
 * Replay: which alarms of a Terraform configuration recorded logs would have fired, when, why, and whom they would have told.
 */
export { DuckDbMissing } from "./bulk/database";
export type { BulkFile, BulkProgress } from "./bulk/input";
export type { EvaluateOptions } from "./evaluate";
export type { ReplayFinding } from "./findings";
export { readGivenMetrics } from "./given/read";
export type { LogProblem, LogRecord } from "./log-record";
export type { LogBatch } from "./logs/batch";
export { decodeLogs } from "./logs/decode";
export { decompressed } from "./logs/decompress";
export { DETECTION_BYTES, detectFormat, logFormats, type LogFormat } from "./logs/format";
export type { LogOptions } from "./logs/options";
export { fieldPath } from "./logs/field-path";
export { glob } from "./logs/glob";
export { problemFinding } from "./logs/problem-findings";
export { servicesOf, type RoutingRule, type ServiceRoute } from "./logs/route";
export { incomingFilters } from "./publish/incoming";
export { usableFilters, type UsableFilters } from "./publish/usable";
export { reachOf, type Reach } from "./reach/reach";
export { reachRules } from "./reach/rules";
export {
  replay,
  replayInBulk,
  type BulkReplay,
  type BulkReplayOptions,
  type ReplayBatch,
  type ReplayOptions,
} from "./replay";
export { htmlReport } from "./report/html/page";
export { resultJson, resultJsonParts } from "./report/json";
export { junitOfReplay, junitReport, type JunitSuite } from "./report/junit";
export { markdownReport } from "./report/markdown";
export { terminalReport } from "./report/terminal";
export type * from "./result";
export { coverage, type Coverage, type ScenarioRun } from "./scenarios/coverage";
export { scenarioBatches } from "./scenarios/batches";
export { durationText, parseDuration } from "./scenarios/duration";
export { scenarioSeries } from "./scenarios/given-series";
export { judge, type Verdict } from "./scenarios/judge";
export { readScenario } from "./scenarios/read-scenario";
export { ScenarioError, type Scenario } from "./scenarios/scenario";
export { scenarioSuites } from "./scenarios/scenario-suites";
export { scenariosMarkdown } from "./scenarios/scenarios-markdown";
export { scenariosReport } from "./scenarios/scenarios-report";
export { metricId, type MetricKey, type Series, type ValueCounts } from "./series";
export type * from "./template";
export { athenaSql, type AthenaOptions, type AthenaSql } from "./sql/athena";
export { readTerraform, TerraformError, type TerraformDocument, type TerraformOptions } from "./terraform/read";
