/** The OpenTelemetry Collector: typed configuration, what is known of its components, and rules for anybody's. */
export type { Collector, Pipeline, Pipelines } from "./model/collector";
export type {
  Component,
  ComponentKind,
  ComponentOptions,
  Connector,
  Exporter,
  Extension,
  Maker,
  Processor,
  Receiver,
  RelayMaker,
} from "./model/component";
export type { CollectorDocument, PipelineDocument, Section, ServiceDocument } from "./model/document";
export { type Duration, env, expand, type Reference, type Text } from "./model/reference";
export type { Carries, Signal } from "./model/signal";
export type { MetricReader, Telemetry } from "./model/telemetry";
export * as exporters from "./components/exporters";
export * as extensions from "./components/extensions";
export * as other from "./components/other";
export type * as settings from "./components/settings";
export { CollectorError, type CollectorFault } from "./render/collector-error";
export { type CollectorText, documentOf, type WrittenType } from "./render/document-of";
export { printDocument } from "./render/print-document";
export * as connectors from "./components/connectors";
export * as processors from "./components/processors";
export * as receivers from "./components/receivers";
export { type CollectorTarget, type Distribution, distributions } from "./catalogue/facts";
export { telemetryMetric } from "./catalogue/telemetry-metrics";
export { defaultTarget } from "./catalogue/look-up";
export type { Holder } from "./read/find";
export { type ReadCollector, readCollectors, type ReadCollectors } from "./read/read-collectors";
export { checkCollector } from "./rules/check-collector";
export type { CollectorFinding } from "./rules/family";
export type { DeploymentFacts } from "./rules/deployment";
export { collectorRules, type CollectorRuleId } from "./rules/registry";
export { diagram } from "./explain/diagram";
export { explain, type ExplainedPipeline, type ExplainedStep } from "./explain/explain";
export type { CollectorSecret } from "./presets/backends";
export { collectorsBeside } from "./presets/beside";
export { helmValues, type NoHelmValues } from "./presets/helm-values";
export {
  collectorsOf,
  type CollectorTier,
  collectorTiers,
  type PlannedCollector,
  serviceTiers,
} from "./presets/collectors";
export { settingBehind } from "./presets/setting-behind";
export type { OpenPermission, OpenReason } from "./permissions/need";
export { type CollectorPermissions, permissionsOf } from "./permissions/permissions-of";
export type { CollectorPlace } from "./permissions/place";
export { type Sizing, sizingOf } from "./presets/sizing";
export { deliveredText, deliveryOf } from "./presets/delivery";
export { countsOf } from "./presets/counts/signals";
export { signalSeconds } from "./presets/counts/repeated";
export { bucketsOf } from "./presets/counts/units";
export { collectorText } from "./render/collector-text";
export { milliseconds } from "./rules/values";
