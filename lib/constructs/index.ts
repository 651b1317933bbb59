/**
 * Constructs for observability on AWS. Each can be used alone, in any cdktf stack.
 *
 * ```ts
 * const logGroup = new ServiceLogGroup(this, "LogGroup", { name: "/app/prod/checkout", retentionDays: 30 });
 * const errors = new SignalMetric(this, "Errors", { signal: contract.signals.errors, logGroup, namespace: "shop/prod/checkout" });
 * new ThresholdAlarm(this, "ErrorsAlarm", { metric: errors.metric, severities: { critical: { above: 20 } }, ... });
 * ```
 */
export { AbsenceAlarm, type AbsenceAlarmProps } from "./aws/absence-alarm";
export type {
  AbsenceEntry,
  AlarmEntry,
  AnomalyEntry,
  CompositeEntry,
  DeadlineEntry,
  EntryText,
  LatencyEntry,
  MetricSource,
  NamedAlarm,
  RateEntry,
  SeriesSource,
  ServiceRule,
  ThresholdEntry,
} from "./aws/alarm-entries";
export { AlarmRoute, type AlarmRouteProps, type AlarmTarget, type SlackTarget } from "./aws/alarm-route";
export { alarmRuleText, type AlarmRule, type Quorum } from "./aws/alarm-rule";
export type { AlarmState, AlarmText, LogGroupClassName, Weekday, SimpleStatistic } from "../aws";
export { alarmText } from "./aws/alarm-text";
export { AlarmTopic, type AlarmTopicProps } from "./aws/alarm-topic";
export { collectorEndpoints, type TreatMissingData, type VpcEndpointService } from "../aws";
export type { AlarmWindow, SeverityWindow } from "./aws/alarm-window";
export { AnomalyAlarm, type AnomalyAlarmProps } from "./aws/anomaly-alarm";
export type { AwsAccountProps } from "./aws/aws-account";
export { type AwsMetrics, awsMetrics, type DimensionsOf, type MeasuredBy, resourceMetric } from "./aws/aws-metrics";
export { CloudwatchAlarmMuteRule, type CloudwatchAlarmMuteRuleConfig } from "./aws/cloudwatch-alarm-mute-rule";
export { SavedQuery, type SavedQueryProps } from "./aws/saved-query";
export { CloudwatchDashboard, type CloudwatchDashboardProps } from "./aws/cloudwatch-dashboard";
export { CollectorAlarms, type CollectorAlarmsProps } from "./aws/collector-alarms";
export type { Client } from "./aws/clients";
export { CollectorDaemon, type CollectorDaemonProps } from "./aws/collector-daemon";
export { CollectorGateway, type CollectorGatewayProps } from "./aws/collector-gateway";
export { CollectorSampler, type CollectorSamplerProps } from "./aws/collector-sampler";
export type { CollectorConfig, CollectorServiceProps } from "./aws/collector-service";
export {
  CollectorSidecar,
  type CollectorSidecarProps,
  type SidecarDefinition,
  type TelemetrySource,
} from "./aws/collector-sidecar";
export {
  type AgentInstances,
  CloudwatchAgentConfiguration,
  type CloudwatchAgentConfigurationProps,
} from "./aws/cloudwatch-agent-configuration";
export type { ThresholdComparison } from "./aws/comparison";
export {
  CompositeAlarm,
  type CompositeAlarmProps,
  type CompositeCondition,
  type Suppressor,
} from "./aws/composite-alarm";
export type { Container, ContainerDefinition, ContainerLogs, ContainerSecret, RootNeeded } from "./aws/container";
export type { AuditDestination } from "./aws/data-protection";
export { DeadlineAlarm, type DeadlineAlarmProps } from "./aws/deadline-alarm";
export { DeliveredText, type DeliveredTextProps, type Delivery } from "./aws/delivered-text";
export { DeadLetterQueue, type DeadLetterQueueProps } from "./aws/dead-letter-queue";
export { EncryptionKey, type EncryptionKeyProps, type KeyUse } from "./aws/encryption-key";
export type { Autoscaling } from "./aws/fargate-scaling";
export { FargateService, type FargateServiceProps } from "./aws/fargate-service";
export type { CertificateReference } from "./aws/internal-load-balancer";
export { LatencyAlarm, type LatencyAlarmProps, type Percentile } from "./aws/latency-alarm";
export type { Metric, StatisticName } from "./aws/metric";
export { MathAlarm, type MathAlarmProps } from "./aws/math-alarm";
export { Notifications, type NotificationNames, type NotificationsProps, type Route } from "./aws/notifications";
export { LokiAlarms, type LokiAlarmsProps } from "./aws/loki-alarms";
export type { LokiDiscovery } from "./aws/loki-discovery";
export { type LokiClient, LokiService, type LokiServiceProps } from "./aws/loki-service";
export { LokiStorage, type LokiStorageProps, type LokiStorageReference } from "./aws/loki-storage";
export { PrivateNetwork, type PrivateNetworkProps } from "./aws/private-network";
export type { FlowLogs } from "./aws/flow-logs";
export { QuietHours, type QuietHoursProps, type QuietSchedule, type QuietSettings } from "./aws/quiet-hours";
export type { AlarmChange, AlarmSettings, SeverityChange } from "./aws/monitoring/alarm-change";
export type { DashboardWidget } from "./aws/monitoring/dashboard-widgets";
export { monitor, type AlarmOfResource, type MonitorOptions } from "./aws/monitoring/monitor";
export {
  type MonitorOverride,
  monitorStack,
  type MonitorStackOptions,
  type StackMonitoring,
} from "./aws/monitoring/monitor-stack";
export { Monitoring, type MonitorSettings } from "./aws/monitoring/monitoring";
export {
  RecommendedAlarms,
  type RecommendedAlarmsProps,
  type RecommendedFor,
  type RecommendedResources,
} from "./aws/monitoring/recommended-alarms";
export type { RecommendedSettings } from "./aws/monitoring/recommended-settings";
export type { AlarmLeftOut, RecommendedAlarmMade } from "./aws/monitoring/resource-alarms";
export type { AlarmOf, ResourceOf, ResourceSetName, SettingOf } from "./aws/monitoring/resource-sets";
export { type ReportedResource, reportLines, type StackReport } from "./aws/monitoring/stack-report";
export { RateAlarm, type RateAlarmProps } from "./aws/rate-alarm";
export type {
  ActionReference,
  AlarmReference,
  BucketReference,
  ClusterReference,
  FunctionReference,
  KeyReference,
  LogGroupReference,
  NetworkReference,
  QueueReference,
  TopicReference,
} from "./aws/references";
export type { LinuxCapability, Permission } from "../aws";
export { type SecretReference, secretValue } from "./aws/secret-reference";
export { ExistingLogGroup, type ExistingLogGroupProps } from "./aws/existing-log-group";
export { ImportBlock } from "./aws/import-block";
export { type LogAnomalyDetection, type LogGroupPolicies, type PolicyTarget } from "./aws/log-group-policies";
export type { Peer, TrafficRule, TrafficRules } from "./aws/security-group-rules";
export { ServiceLogGroup, type ServiceLogGroupProps } from "./aws/service-log-group";
export { ServiceNotice, type ServiceNoticeProps } from "./aws/service-notice";
export {
  type Audience,
  type NoticeSettings,
  type NoServiceLines,
  type ServiceLines,
  ServiceObservability,
  type ServiceObservabilityProps,
  type WatchedServiceProps,
} from "./aws/service-observability";
export type { AlarmActions, AlarmProps, PerSeverity, SeverityAlarms } from "./aws/severity-alarms";
export { SignalMetric, type SignalMetricProps } from "./aws/signal-metric";
export { SlackChannel, type SlackChannelProps } from "./aws/slack-channel";
export type { Tags } from "./aws/tags";
export { literal } from "./aws/tokens";
export { TraceGroup, type TraceGroupProps } from "./aws/trace-group";
export { TraceSamplingRule, type TraceSamplingRuleProps } from "./aws/trace-sampling-rule";
export { TransactionSearch, type TransactionSearchProps } from "./aws/transaction-search";
export type { WarmUp } from "./aws/warm-up";
export { ThresholdAlarm, type ThresholdAlarmProps } from "./aws/threshold-alarm";
export { XrayIndexingRule, type XrayIndexingRuleConfig } from "./aws/xray-indexing-rule";
export {
  XrayTraceSegmentDestination,
  type XrayTraceSegmentDestinationConfig,
} from "./aws/xray-trace-segment-destination";
export { ConstructError, type ConstructProblem } from "./construct-error";
export {
  GrafanaContactPoint,
  type GrafanaContactPointProps,
  type GrafanaEmail,
  type GrafanaOpsgenie,
  type GrafanaPagerduty,
  type GrafanaSlack,
  type GrafanaSns,
  type GrafanaTeams,
  type GrafanaWebhook,
} from "./grafana/contact-point";
export { type DashboardFile, readDashboards } from "./grafana/dashboard-files";
export {
  GrafanaAlerting,
  type GrafanaAlertingProps,
  type GrafanaAudience,
  type GrafanaQuietHours,
  type GrafanaReceiver,
} from "./grafana/grafana-alerting";
export { GrafanaObservability, type GrafanaObservabilityProps } from "./grafana/grafana-observability";
export type { ObservabilitySource } from "./grafana/observability-source";
export { GrafanaDashboard, type GrafanaDashboardProps } from "./grafana/dashboard";
export { GrafanaDashboardV2, type GrafanaDashboardV2Props } from "./grafana/dashboard-v2";
export { GrafanaDataSource, type GrafanaDataSourceProps } from "./grafana/data-source";
export { GrafanaDataSourceConfig, type GrafanaDataSourceConfigProps } from "./grafana/data-source-config";
export { GrafanaFolder, type GrafanaFolderProps } from "./grafana/folder";
export {
  type FolderPermission,
  GrafanaFolderPermission,
  type GrafanaFolderPermissionProps,
} from "./grafana/folder-permission";
export { ManagedGrafana, type ManagedGrafanaProps } from "./grafana/managed-grafana";
export { ManagedPrometheus, type ManagedPrometheusProps } from "./grafana/managed-prometheus";
export { ManagedPrometheusRules, type ManagedPrometheusRulesProps } from "./grafana/managed-prometheus-rules";
export { GrafanaMessageTemplate, type GrafanaMessageTemplateProps } from "./grafana/message-template";
export { type GrafanaMuteInterval, GrafanaMuteTiming, type GrafanaMuteTimingProps } from "./grafana/mute-timing";
export {
  GrafanaNotificationPolicy,
  type GrafanaNotificationPolicyProps,
  type GrafanaPolicy,
} from "./grafana/notification-policy";
export { GrafanaProvider, type GrafanaProviderProps } from "./grafana/provider";
export {
  expressionDataSource,
  type GrafanaRule,
  type GrafanaRuleData,
  GrafanaRuleGroup,
  type GrafanaRuleGroupProps,
} from "./grafana/rule-group";
export { GrafanaServiceAccount, type GrafanaServiceAccountProps } from "./grafana/service-account";
export { GrafanaServiceAccountToken, type GrafanaServiceAccountTokenProps } from "./grafana/service-account-token";
