import type { ElasticsearchForm } from "../elasticsearch/settings";

// What data sources of Grafana know of each other, by where it leads.

/** Uids of data sources, by what they read: those that lead to each other. */
export type GrafanaSourceUids = Readonly<
  Partial<Record<"cloudwatch" | "xray" | "prometheus" | "loki" | "tempo" | "elasticsearch", string>>
>;

type Settings = Readonly<Record<string, unknown>>;

/** How Grafana writes the value that a link stands at. */
const value = "${__value.raw}";

/**
 * From a line to its trace: lines that have the field `@xrayTraceId`, which Logs Insights finds in those of Lambda functions.
 *
 * @see https://grafana.com/docs/plugins/cloudwatch/latest/configure/
 */
export function toXray({ xray }: GrafanaSourceUids): Settings {
  return xray === undefined ? {} : { tracingDatasourceUid: xray };
}

/**
 * From a line in Loki to its trace. X-Ray's plugin takes identifiers in OpenTelemetry's form since 2.14.
 *
 * @see https://grafana.com/docs/grafana/latest/datasources/loki/configure-loki-data-source/#derived-fields
 * @see https://github.com/grafana/x-ray-datasource/blob/main/CHANGELOG.md
 */
export function traceFields({ tempo, xray }: GrafanaSourceUids): Settings {
  const targets = [
    ...(tempo === undefined ? [] : [{ datasourceUid: tempo, urlDisplayLabel: "Trace in Tempo" }]),
    ...(xray === undefined ? [] : [{ datasourceUid: xray, urlDisplayLabel: "Trace in X-Ray" }]),
  ];
  if (targets.length === 0) return {};
  // Lines by OTLP have the id as structured metadata; others, in their text.
  const fields = [
    { name: "trace_id", matcherType: "label", matcherRegex: "^trace_id$" },
    { name: "trace_id in text", matcherType: "regex", matcherRegex: '"trace_id":\\s*"([0-9a-f]{32})"' },
  ];
  return { derivedFields: fields.flatMap((field) => targets.map((target) => ({ ...field, url: value, ...target }))) };
}

/**
 * From an exemplar to its trace. Grafana asks for it in Tempo's words, which X-Ray's plugin does not take; Amazon Managed Service for
 * Prometheus keeps no exemplars.
 *
 * @see https://grafana.com/docs/grafana/latest/datasources/prometheus/configure/
 * @see https://docs.aws.amazon.com/grafana/latest/userguide/amp-configure-exemplars.html
 */
export function exemplars({ tempo }: GrafanaSourceUids): Settings {
  return tempo === undefined ? {} : { exemplarTraceIdDestinations: [{ name: "trace_id", datasourceUid: tempo }] };
}

/** A span is short, and its lines may be written after it. */
const around = { spanStartTimeShift: "-5m", spanEndTimeShift: "5m" } as const;

/** What a span says of its service, and the label that has it. */
const tags = [{ key: "service.name", value: "service_name" }] as const;

/**
 * From a span to the lines of its trace: one data source, and Loki before Elasticsearch.
 *
 * @see https://grafana.com/docs/grafana/latest/datasources/tempo/configure-tempo-data-source/configure-trace-to-logs/
 */
export function toLines({ elasticsearch, loki }: GrafanaSourceUids, form?: ElasticsearchForm): Settings {
  const to = (datasourceUid: string, query: string): Settings => ({
    tracesToLogsV2: { datasourceUid, ...around, tags, customQuery: true, query },
  });
  if (loki !== undefined) return to(loki, '{${__tags}} | trace_id = "${__trace.traceId}"');
  if (elasticsearch === undefined) return {};
  return to(elasticsearch, `${documents(form).trace}:"\${__trace.traceId}"`);
}

/**
 * From a span to its service's rate, and the graph of services: what the collector's connectors `span_metrics` and `service_graph` count.
 *
 * @see https://grafana.com/docs/grafana/latest/datasources/tempo/configure-tempo-data-source/configure-trace-to-metrics/
 * @see https://grafana.com/docs/grafana/latest/datasources/tempo/configure-tempo-data-source/additional-settings/
 */
export function toMetrics({ prometheus }: GrafanaSourceUids): Settings {
  if (prometheus === undefined) return {};
  return {
    tracesToMetrics: {
      datasourceUid: prometheus,
      ...around,
      tags,
      queries: [{ name: "Requests a second", query: "sum(rate(traces_span_metrics_calls_total{$__tags}[5m]))" }],
    },
    serviceMap: { datasourceUid: prometheus },
  };
}

/**
 * From a document to its trace. Grafana asks for it as it asks Tempo, which X-Ray's plugin does not take.
 *
 * @see https://grafana.com/docs/grafana/latest/datasources/elasticsearch/configure/#data-links
 */
export function traceLinks({ tempo }: GrafanaSourceUids, form?: ElasticsearchForm): Settings {
  if (tempo === undefined) return {};
  const field = `^${documents(form).trace.replace(".", "[.]")}$`;
  return { dataLinks: [{ field, url: value, urlDisplayLabel: "Trace in Tempo", datasourceUid: tempo }] };
}

/**
 * Where a document has what Grafana shows. It reads the document as it was sent, so names that Elasticsearch has as aliases do not count.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/elasticsearchexporter#mapping-mode
 */
export function documents(form: ElasticsearchForm = "otel") {
  return {
    otel: { index: "logs-*.otel-*", message: "body.text", level: "severity_text", trace: "trace_id" },
    lines: { index: "logs-*", message: "message", level: "log.level", trace: "trace.id" },
  }[form];
}
