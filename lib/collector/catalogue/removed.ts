import type { ComponentKind } from "../model/component";

/** A component that collectors do not have any more. */
export interface RemovedComponent {
  readonly kind: ComponentKind;
  readonly type: string;

  /** The first version of contrib without it; undefined where that is not known, and before the versions that were looked at. */
  readonly since?: string;

  /** What to do: `use the debug exporter`. */
  readonly instead: string;
}

/**
 * Components that went, and what does their work now. Versions from 0.131 on: from the manifests of the distributions; before: from the
 * release notes.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/CHANGELOG.md
 */
export const removedComponents: readonly RemovedComponent[] = [
  removed("extension", "memory_ballast", undefined, "set GOMEMLIMIT in the collector's environment"),
  removed("extension", "ecs_task_observer", "0.139.0", "use the extension ecs_observer, or discover tasks elsewhere"),
  removed(
    "extension",
    "kafkatopics_observer",
    "0.159.0",
    "give the receiver kafka a topic that is a regular expression",
  ),

  removed("receiver", "opencensus", "0.132.0", "send OTLP to the receiver otlp"),
  removed("receiver", "sapm", "0.133.0", "send OTLP to the receiver otlp"),
  removed("receiver", "bigip", "0.146.0", "use the receiver prometheus with an exporter of that vendor"),
  removed("receiver", "k8slog", "0.148.0", "use the receiver file_log"),
  removed("receiver", "jmx", "0.154.0", "run OpenTelemetry's JMX scraper beside the collector, and send OTLP"),
  removed("receiver", "signalfx", "0.157.0", "send OTLP to the receiver otlp"),
  removed("receiver", "prometheus_exec", undefined, "start the program elsewhere, and use the receiver prometheus"),

  removed("processor", "servicegraph", undefined, "use the connector service_graph"),
  removed("processor", "spanmetrics", undefined, "use the connector span_metrics"),
  removed("processor", "datadog", undefined, "use the connector datadog"),
  removed("processor", "datadogsemantics", "0.148.0", "send OTLP to the exporter datadog as it is"),
  removed("processor", "routing", undefined, "use the connector routing"),

  removed("exporter", "logging", "0.111.0", "use the exporter debug"),
  removed("exporter", "jaeger", "0.86.0", "use the exporter otlp_grpc: Jaeger takes OTLP"),
  removed("exporter", "jaeger_thrift", "0.86.0", "use the exporter otlp_http: Jaeger takes OTLP"),
  removed("exporter", "loki", "0.131.0", "use the exporter otlp_http with Loki's address and /otlp"),
  removed("exporter", "opencensus", "0.132.0", "use the exporter otlp_grpc"),
  removed("exporter", "carbon", "0.141.0", "use the exporter prometheus_remote_write, or an older collector"),
  removed("exporter", "sapm", "0.147.0", "use the exporter otlp_http"),
  removed("exporter", "mezmo", "0.161.0", "use the exporter otlp_http"),
  removed("exporter", "f5cloud", undefined, "use the exporter otlp_http"),
  removed("exporter", "parquet", undefined, "use the exporter file or awss3"),
  removed("exporter", "skywalking", undefined, "use the exporter otlp_grpc: SkyWalking takes OTLP"),
  removed("exporter", "tanzuobservability", undefined, "use the exporter otlp_grpc to a proxy of that vendor"),
  removed("exporter", "googlecloudoperations", undefined, "use the exporter googlecloud"),
  removed("exporter", "stackdriver", undefined, "use the exporter googlecloud"),
  removed("exporter", "kinesis", undefined, "use the exporter awskinesis"),
];

function removed(kind: ComponentKind, type: string, since: string | undefined, instead: string): RemovedComponent {
  return { kind, type, ...(since !== undefined && { since }), instead };
}
