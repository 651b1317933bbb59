/** What collects telemetry where no OTLP comes from: settings in, the texts of the agents' files out. */
export { AgentError, type AgentFault } from "./agent-error";
export { alloyConfiguration } from "./alloy/alloy-configuration";
export type { AlloySettings, AlloySources, AlloyTarget } from "./alloy/settings";
export { cloudwatchAgentConfiguration } from "./cloudwatch/cloudwatch-agent-configuration";
export { type AgentPlace, cloudwatchAgentPermissions } from "./cloudwatch/permissions";
export { serviceFiles, type ServiceFiles } from "./cloudwatch/service-files";
export type {
  AgentSection,
  CloudwatchAgentSettings,
  Collectd,
  LogFile,
  LogsSection,
  MetricsSection,
  ProcessMetrics,
  Statsd,
  TracesSection,
  WindowsEvents,
} from "./cloudwatch/settings";
export { filebeatConfiguration } from "./filebeat/filebeat-configuration";
export type { FilebeatInput, FilebeatSettings, FilebeatSource, FilebeatTarget } from "./filebeat/settings";
