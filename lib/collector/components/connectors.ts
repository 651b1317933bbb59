/** Connectors: the end of pipelines and the beginning of others. */
export { count, type Count, type CountConnector } from "./connectors/count";
export { exceptions, type ExceptionsConnector } from "./connectors/exceptions";
export { forward, type ForwardConnector } from "./connectors/forward";
export { type PipelineId, type Route, routing, type RoutingConnector } from "./connectors/routing";
export { serviceGraph, type ServiceGraphConnector } from "./connectors/service-graph";
export {
  type MetricOfSignal,
  type SignalAttribute,
  signalToMetrics,
  type SignalToMetricsConnector,
} from "./connectors/signal-to-metrics";
export {
  type DurationHistogram,
  type SpanDimension,
  spanMetrics,
  type SpanMetricsConnector,
} from "./connectors/span-metrics";
