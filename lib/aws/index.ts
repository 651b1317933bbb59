/** What AWS accepts and calls things: limits, units, names, schedules, durations, ARNs, kinds of channels, the catalogue of metrics. */
export { type AlarmState, alarmStates } from "./alarm-state";
export { type AlarmText, alarmDescription, alarmTextBody, longestAlarmDescription } from "./alarm-text";
export {
  type ActionContext,
  type ActionFault,
  actionFault,
  alarmActionKind,
  type AlarmActionKind,
} from "./alarm-action";
export {
  acceptsAtLeast,
  alarmsOfRule,
  type AtLeast,
  type MeasuredRule,
  type NamedRule,
  namedRuleExcesses,
  ruleExcesses,
  type RuleForm,
  ruleText,
} from "./alarm-rule";
export {
  type AlarmPeriods,
  longestWindow,
  periodForm,
  secondsOfDay,
  silencePeriod,
  type WindowFault,
  windowFaults,
  wallClockPeriods,
  evaluationRange,
  silenceLateness,
} from "./alarm-window";
export {
  type Arn,
  arnOf,
  arnShape,
  topicArnShape,
  dnsSuffixOfPartition,
  lastNameIn,
  partitionOfRegion,
  readArn,
  serviceHost,
} from "./arn";
export { cloudWatchConsole } from "./console";
export { type CidrBlock, cidrShape, cidrText, partsOfCidr, readCidr } from "./cidr";
export {
  type ChannelKind,
  channelKinds,
  channels,
  type ChannelTraits,
  emailShape,
  isChannelKind,
  type RouteKind,
} from "./channels";
export { savedQueryNameFault, savedQueryNameForm, savedQueryNameShape } from "./saved-query";
export { type DashboardFault, dashboardFaults } from "./dashboard-body";
export { dashboardFaultClause } from "./dashboard-fault-clause";
export { type DataProtectionDocumentFault, dataProtectionDocumentFaults } from "./data-protection-document";
export { type EcrImage, readEcrImage } from "./ecr-image";
export { fargateCpus, fargateMemory, textInTaskDefinition } from "./fargate";
export { linuxCapabilities, type LinuxCapability } from "./linux-capabilities";
export type { Permission } from "./permission";
export { type FilterPolicyFault, filterPolicyFaults, filterPolicyScopes } from "./filter-policy";
export { type LogDestination, type LogDestinationFault, logDestinationFault } from "./log-subscriptions";
export { type DocumentFault } from "./document";
export { type RedriveFault, redriveFaults } from "./redrive-policy";
export { actionsOfPolicy, isOutOfTopicScope, type PolicyGrammarFault, policyGrammarFaults } from "./policy-grammar";
export {
  type GivenSubscription,
  isSubscriptionProtocol,
  type SubscriptionFault,
  subscriptionFaults,
  type SubscriptionProtocol,
  subscriptionProtocols,
} from "./subscriptions";
export {
  type CollectorAlarm,
  type CollectorAlarmId,
  type CollectorAlarmSeverity,
  collectorAlarms,
  limiterCountsSince,
} from "./collector-alarms";
export { type DeadLetterAlarm, deadLetterAlarms } from "./dead-letter-alarms";
export { type Cron, cronText, readCron } from "./cron";
export {
  type DataProtectionFault,
  dataProtectionFaults,
  dataProtectionPolicy,
  managedDataIdentifiers,
  type MaskedShape,
} from "./data-protection";
export {
  type DimensionFault,
  type DimensionFaults,
  type Dimensions,
  filterDimensionFaults,
  metricDimensionFaults,
} from "./dimensions";
export { durationForm, durationShape, durationText, isoDuration, readDuration, secondsOf } from "./duration";
export { accountShape, bucketShape, regionShape, sessionNameShape } from "./ids";
export {
  type Excess,
  excessOf,
  indexedSystemFields,
  type Limit,
  type LimitKey,
  limits,
  logAnomalyFrequencies,
  type LogAnomalyFrequency,
  logAnomalyDefaults,
  logAnomalyFrequencyOf,
  logGroupClasses,
  type LogGroupClassName,
  logGroupClassNames,
  type LogGroupClass,
  retentionDays,
} from "./limits";
export { missingDataTreatments, type TreatMissingData } from "./missing-data";
export {
  allowsFrom,
  allowsOnlyFrom,
  constraintShape,
  deletionProtectionSince,
  transactionSearchSince,
  warmUpSince,
  muteRulesSince,
} from "./provider-version";
export { isInRange, type Range, type RangeKey, ranges } from "./ranges";
export { isRegion, regions } from "./regions";
export { constantOf } from "./metric-value";
export type { ResourceMetric } from "./metrics/resource-metric";
export { type ResourceMetricKey, resourceMetrics } from "./metrics/resource-metrics";
export { muteDurations, readMuteDuration, readQuietDuration, readSchedule, type Schedule } from "./schedule";
export { MuteRuleError, type MuteRuleField } from "./schedule-errors";
export {
  isDeployableStatistic,
  isSimpleStatistic,
  percentileShape,
  readStatistic,
  type SimpleStatistic,
  type Statistic,
  type StatisticFault,
  statisticFault,
  statisticShape,
} from "./statistic";
export {
  type TextFault,
  textFault,
  textFaultClause,
  type TextKind,
  type TextRule,
  textRules,
  textShape,
} from "./text-rules";
export {
  clockShape,
  type Deadline,
  deadlineAlarm,
  type DeadlineAlarmPlan,
  type DeadlineFault,
  deadlineFaults,
  deadlineGrace,
  deadlineMetricId,
  longestDeadline,
  type Weekday,
  weekdays,
} from "./deadline";
export { isMinute, isTimeZone, type LocalTime, readLocalTime, type TimeZone, timeZone } from "./time-zone";
export { nearestTimeZone, timeZoneFix } from "./time-zone-names";
export { type TraceFilterFault, traceFilterFault } from "./trace-filter";
export { databaseMemory, databaseVcpus } from "./database-classes";
export { type StandardUnit, standardUnits } from "./units";
export { type SampleValues, sampleValues } from "./vended-values";
export {
  type PlausibleThresholds,
  plausibleThresholds,
  publishedUnitOf,
  unitOfMetric,
  type VendedMetric,
  vendedMetrics,
} from "./vended-metrics";
export { collectorEndpoints, vpcEndpointName, vpcEndpoints, type VpcEndpointService } from "./vpc-endpoints";
export { vendedLogGroup, vendedLogGroups, type VendedLogGroups } from "./vended-log-groups";
export { type DimensionForm, fewestDimensions, formOfDimension, onlyRegionOf } from "./vended-dimensions";
export { type OtlpEndpoint, lacksTransactionSearch, otlpAddress, otlpEndpointAt } from "./otlp-endpoints";
