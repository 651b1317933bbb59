/** Receivers: where telemetry comes in. */
export { awsecscontainermetrics, type AwsecscontainermetricsReceiver } from "./receivers/awsecscontainermetrics";
export { awsxray, type AwsxrayReceiver } from "./receivers/awsxray";
export { fileLog, type FileLogReceiver } from "./receivers/file-log";
export { fluentForward, type FluentForwardReceiver } from "./receivers/fluent-forward";
export { hostMetrics, type HostMetricsReceiver, type HostScraper, type HostScrapers } from "./receivers/host-metrics";
export { jaeger, type JaegerReceiver } from "./receivers/jaeger";
export { kafka, type KafkaReceiver } from "./receivers/kafka";
export type { ByteSize, LogField } from "./receivers/log-field";
export type { LogOperator } from "./receivers/log-operator";
export type { SeverityParser, TimestampParser, TraceParser } from "./receivers/log-parser";
export { nop, type NopReceiver } from "./receivers/nop";
export { otlp, type OtlpGrpc, type OtlpHttp, type OtlpReceiver } from "./receivers/otlp";
export {
  prometheus,
  type PrometheusConfig,
  type PrometheusGlobal,
  type PrometheusReceiver,
  type TargetAllocator,
} from "./receivers/prometheus";
export type { RelabelConfig, ScrapeConfig, ScrapeProtocol } from "./receivers/prometheus-scrape";
export { statsd, type StatsdReceiver, type TimerMapping } from "./receivers/statsd";
export { zipkin, type ZipkinReceiver } from "./receivers/zipkin";
