export { checkConfig, inspect, type Inspection } from "./check";
export type { Config, Service } from "./config";
export {
  defineConfig,
  defineService,
  type AlarmOver,
  type EnvironmentInput,
  type ServiceInput,
  type ServiceOver,
} from "./define";
export { ConfigError, configFindingText, type ConfigFinding } from "./errors";
export { configJsonSchema } from "./json-schema";
export { defaultFiles, loadConfig, type LoadedConfig, type LoadOptions } from "./load";
export { flatAlarms } from "./flat-alarms";
export { effective, merge, type EffectiveEnvironment, type EnvironmentSettings, type Origin } from "./merge";
export { deployedEnvironments, planEnvironment } from "./plan";
export type {
  AlarmEntryPlan,
  AlarmPlan,
  CompositeEntryPlan,
  MetricEntryPlan,
  MetricSeverityPlan,
  RouteTargetPlan,
  AlarmReferencePlan,
  BackendPlan,
  CompositeAlarmPlan,
  ConditionPlan,
  EnvironmentPlan,
  LogGroupPlan,
  MeasurePlan,
  MetricAlarmPlan,
  MuteRulePlan,
  NotificationPlan,
  OwnerPlan,
  ProviderPlan,
  RoutePlan,
  RulePlan,
  SamplingPlan,
  SeriesPlan,
  ServicePlan,
  TopicPlan,
} from "./plan-types";
export { type ConfigRuleId, configRules, ruleSections } from "./rules/registry";
export { ownerText } from "./plan-service";
export type { ConfigInput } from "./schema";
export type { Comparison } from "./schema/alarm";
export { durationText, seconds } from "./schema/duration";
export type { SecretReference } from "./schema/route";
