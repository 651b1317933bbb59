/** What stores telemetry, configured: settings in, the texts of its files out. */
export { BackendError, type BackendFault } from "./backend-error";
export type { ElasticsearchProblem } from "./elasticsearch/problem";
export type {
  ElasticsearchDataStream,
  ElasticsearchFields,
  ElasticsearchForm,
  ElasticsearchLimits,
  ElasticsearchPolicy,
  ElasticsearchRetention,
  ElasticsearchSettings,
  ElasticsearchType,
} from "./elasticsearch/settings";
export {
  elasticsearchOtelCustom,
  type ElasticsearchRequest,
  elasticsearchTemplates,
  type ElasticsearchTemplates,
} from "./elasticsearch/templates";
export type { LokiProblem } from "./loki/check";
export { labelName } from "./loki/labels";
export { type LokiConfiguration, lokiConfiguration, lokiPorts } from "./loki/loki-configuration";
export type {
  LokiBucket,
  LokiCluster,
  LokiLimits,
  LokiQueries,
  LokiRetention,
  LokiRuler,
  LokiSettings,
  LokiStore,
} from "./loki/settings";
export { defaultLokiImage, defaultLokiVersion, readLokiVersion } from "./loki/version";
export type { GrafanaSourceUids } from "./grafana/correlations";
export { type GrafanaSource, grafanaSource, type GrafanaSourceSettings } from "./grafana/data-sources";
