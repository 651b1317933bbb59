/** Processors: what changes or drops telemetry on its way. */
export type { ErrorMode } from "./ottl";
export type { AttributeAction, AttributeValue, ContextKey } from "./processors/attribute-action";
export { attributes, type AttributesProcessor } from "./processors/attributes";
export { batch, type BatchProcessor } from "./processors/batch";
export {
  cumulativeToDelta,
  type CumulativeToDeltaProcessor,
  type MatchMetrics,
} from "./processors/cumulative-to-delta";
export { deltaToCumulative, type DeltaToCumulativeProcessor } from "./processors/delta-to-cumulative";
export { filter, type FilterConditions, type FilterGroup, type FilterProcessor } from "./processors/filter";
export { groupbyattrs, type GroupbyattrsProcessor } from "./processors/groupbyattrs";
export { interval, type IntervalProcessor } from "./processors/interval";
export {
  type ExtractedField,
  k8sAttributes,
  type K8sAttributesProcessor,
  type K8sMetadata,
} from "./processors/k8s-attributes";
export { logDedup, type LogDedupProcessor } from "./processors/log-dedup";
export type { Match } from "./processors/match";
export {
  memoryLimiter,
  type MemoryLimiterProcessor,
  type MemoryLimitInMib,
  type MemoryLimitInPercent,
} from "./processors/memory-limiter";
export {
  type AggregationType,
  type MetricOperation,
  metricsTransform,
  type MetricsTransformProcessor,
  type MetricTransform,
} from "./processors/metrics-transform";
export { probabilisticSampler, type ProbabilisticSamplerProcessor } from "./processors/probabilistic-sampler";
export { redaction, type RedactionProcessor } from "./processors/redaction";
export { resource, type ResourceProcessor } from "./processors/resource";
export {
  type DetectedAttributes,
  resourceDetection,
  type ResourceDetectionProcessor,
  type ResourceDetector,
} from "./processors/resource-detection";
export { span, type SpanProcessor } from "./processors/span";
export { tailSampling, type TailSamplingProcessor } from "./processors/tail-sampling";
export type * from "./processors/tail-sampling-policy";
export {
  transform,
  type TransformGroup,
  type TransformProcessor,
  type TransformStatements,
} from "./processors/transform";
