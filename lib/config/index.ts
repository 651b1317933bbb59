export type { Config, Service } from "./config";
export { ConfigError, configFindingText, type ConfigFinding, type Place } from "./errors";
export { effective, merge, type EffectiveEnvironment, type EnvironmentSettings, type Origin } from "./merge";
export type {
  AlarmPlan,
  AlarmReferencePlan,
  AlarmTexts,
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
export type { Names, Rule, Subject } from "./rules/rule";
export type { ConfigInput } from "./schema";
export type { Comparison } from "./schema/alarm";
export { durationText, seconds } from "./schema/duration";
export type { SecretReference } from "./schema/route";
