export { alarmHere, windowKeys } from "./alarm-here";
export { checkConfig, inspect, type Inspection } from "./check";
export type { Config, Service } from "./config";
export { defineConfig, defineService, type AlarmOver, type ServiceInput, type ServiceOver } from "./define";
export { ConfigError, configFindingText, type ConfigFinding } from "./errors";
export { configJsonSchema } from "./json-schema";
export { defaultExport, defaultFiles, loadConfig, type LoadedConfig, type LoadOptions } from "./load";
export { flatAlarms } from "./flat-alarms";
export { effective, merge, type EffectiveEnvironment, type EnvironmentSettings, type ValueOrigin } from "./merge";
export { deployedEnvironments, planEnvironment } from "./plan-environment";
export type {
  AlarmEntryPlan,
  AlarmPlan,
  CompositeEntryPlan,
  MetricEntryPlan,
  MetricSeverityPlan,
  AlarmReferencePlan,
  CompositeAlarmPlan,
  ConditionPlan,
  MeasurePlan,
  MetricAlarmPlan,
  RulePlan,
  StatisticPlan,
  SeriesPlan,
  ThresholdPlan,
  ThresholdSeverityPlan,
} from "./plan/alarms";
export type {
  AgentPlan,
  CollectorPlan,
  LogsBackendPlan,
  MetricsBackendPlan,
  SidecarPlan,
  TierPlan,
  TracesBackendPlan,
} from "./plan/collector";
export type { EcsPlan } from "./plan/ecs";
export type { BackendPlan, ProviderPlan } from "./plan/deployment";
export type { EnvironmentPlan } from "./plan/environment";
export type {
  ContactPointPlan,
  DataSourceKind,
  DataSourcePlan,
  FolderPlan,
  GrafanaPlan,
  QuietHoursPlan,
  ReceiverPlan,
  WorkspacePlan,
} from "./plan/grafana";
export type { ExistingLogGroupPlan, LogGroupPlan, LogGroupSettings, MadeLogGroupPlan } from "./plan/logs";
export type { RouteTargetPlan, MuteRulePlan, NoticePlan, RoutePlan, TopicPlan } from "./plan/notifications";
export type { SamplingPlan } from "./plan/sampling";
export type { SamplingRulePlan, TraceGroupPlan, XrayPlan } from "./plan/xray";
export type { SavedQueryPlan } from "./plan/saved-queries";
export type { OwnerPlan, ServicePlan } from "./plan/service";
export { type ConfigRuleId, configRules, ruleSections } from "./rules/registry";
export { grafanaUid } from "./names";
export { placeholdersIn } from "./placeholders";
export { ownerText } from "./owners";
export { isTopicOfOthers } from "./plan-audiences";
export type { ConfigInput, EnvironmentInput } from "./schema/input";
export type { AlarmComparison } from "./schema/alarm";
export type { SecretReference } from "./schema/route";
export { writtenAt } from "./written-at";
