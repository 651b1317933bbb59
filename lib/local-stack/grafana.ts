import { printYaml } from "../yaml";

/** What runs. */
export interface Has {
  readonly loki: boolean;
  readonly prometheus: boolean;
  readonly tempo: boolean;
}

/**
 * Grafana's data sources, which lead to each other: from a line to its trace, from a trace to its lines and rates, from an exemplar to its
 * trace. In files, a `$` of Grafana's is written twice.
 */
export function dataSourcesText(has: Has): string {
  const sources = [
    has.loki && {
      name: "Loki",
      uid: "loki",
      type: "loki",
      access: "proxy",
      url: "http://loki:3100",
      jsonData: {
        ...(has.tempo
          ? {
              derivedFields: [
                // Lines by OTLP have the id as structured metadata; others, in their text.
                traceField("trace_id", { matcherType: "label", matcherRegex: "trace_id" }),
                traceField("trace_id in text", { matcherRegex: '"trace_id":"([0-9a-f]{32})"' }),
              ],
            }
          : {}),
      },
    },
    has.prometheus && {
      name: "Prometheus",
      uid: "prometheus",
      type: "prometheus",
      access: "proxy",
      url: "http://prometheus:9090",
      isDefault: true,
      jsonData: {
        httpMethod: "POST",
        timeInterval: "60s",
        ...(has.tempo ? { exemplarTraceIdDestinations: [{ name: "trace_id", datasourceUid: "tempo" }] } : {}),
      },
    },
    has.tempo && {
      name: "Tempo",
      uid: "tempo",
      type: "tempo",
      access: "proxy",
      url: "http://tempo:3200",
      jsonData: {
        ...(has.loki
          ? {
              tracesToLogsV2: {
                datasourceUid: "loki",
                spanStartTimeShift: "-5m",
                spanEndTimeShift: "5m",
                tags: [{ key: "service.name", value: "service_name" }],
                customQuery: true,
                query: '{$${__tags}} | trace_id = "$${__trace.traceId}"',
              },
            }
          : {}),
        ...(has.prometheus
          ? {
              tracesToMetrics: {
                datasourceUid: "prometheus",
                spanStartTimeShift: "-5m",
                spanEndTimeShift: "5m",
                tags: [{ key: "service.name", value: "service_name" }],
                queries: [
                  { name: "Requests a second", query: "sum(rate(traces_span_metrics_calls_total{$$__tags}[5m]))" },
                ],
              },
            }
          : {}),
        nodeGraph: { enabled: true },
      },
    },
  ].filter((source) => source !== false);
  return printYaml({ apiVersion: 1, prune: true, datasources: sources });
}

function traceField(name: string, matcher: object): object {
  return { name, ...matcher, url: "$${__value.raw}", datasourceUid: "tempo", urlDisplayLabel: "Trace" };
}

/** Where Grafana finds dashboards. */
export function dashboardsText(): string {
  return printYaml({
    apiVersion: 1,
    providers: [
      {
        name: "project",
        type: "file",
        allowUiUpdates: false,
        updateIntervalSeconds: 10,
        options: { path: "/var/lib/grafana/dashboards", foldersFromFilesStructure: true },
      },
    ],
  });
}
