/** Replay: which alarms of a Terraform configuration would have fired on recorded logs, when, why, and whom they would have told. */
export type { AlarmState } from "../aws";
export { type Change, changeRules, type TemplateChanges } from "./changes/change";
export type { AlarmDifference } from "./changes/alarm-changes";
export { type AlarmCondition, conditionOf } from "./changes/alarm-words";
export { alarmDifferences, changesBetween } from "./changes/changes";
export { labelOf, severityOf } from "./changes/alarm-label";
export { type Counterparts, counterpartsOf } from "./changes/counterparts";
export type { GroupContracts, LineContract } from "./contract-checks";
export { ContractFit, type LinesFit, type MayShow, type UnfitLines } from "./contract-fit";
export type { EvaluateOptions } from "./evaluate";
export type { ClauseResult, NearestMiss, RecordCounts } from "./metrics";
export type { Channel, ReachRow } from "./reach";
export { type TemplateRuleId, templateRules } from "./audit/rules";
export { metricsQueries, type MetricDataQuery, type MetricsQueries, type MetricsQuery } from "./metrics-query";
export { checkTemplate, reachOf, type TemplateCheck } from "./reach-of";
export { type InputOptions, type LackingInput, type LogInput, type ReplayInputs, replayInputs } from "./inputs";
export {
  replay,
  replayEach,
  replayInBulk,
  type BulkReplay,
  type BulkReplayOptions,
  type Replayed,
  type ReplayBatch,
  type ReplayOptions,
} from "./replay";
export type * from "./result";
export { type ReplayRuleId, replayRules } from "./rules";
