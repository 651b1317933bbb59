/** A back end that Grafana reads: what it is to Grafana depends on where Grafana runs. */
export type GrafanaSource = "cloudwatch" | "xray" | "prometheus" | "amp" | "loki" | "tempo" | "elasticsearch";

/** Uids of data sources, by what they read: those that lead to each other. */
export type GrafanaSourceUids = Readonly<
  Partial<Record<"cloudwatch" | "xray" | "prometheus" | "loki" | "tempo" | "elasticsearch", string>>
>;

/** What a data source needs beside its address. */
export interface GrafanaSourceSettings {
  /** Where Grafana runs. */
  readonly grafana: "grafana" | "cloud" | "amg";

  /** Region of what AWS has. */
  readonly region?: string | undefined;

  /** ARN of the role that Grafana assumes to read what AWS has. */
  readonly role?: string | undefined;

  /** Index or data stream of Elasticsearch. */
  readonly index?: string | undefined;
}

/**
 * What Grafana calls a back end, and its settings: data sources lead to each other, from a line to its trace, from a trace to its lines
 * and rates, from an exemplar to its trace. In files, a `$` is written twice; in Terraform, `${` is escaped.
 *
 * @see https://grafana.com/docs/grafana/latest/datasources/
 */
export function grafanaSource(
  source: GrafanaSource,
  uids: GrafanaSourceUids,
  settings: GrafanaSourceSettings,
): { readonly type: string; readonly jsonData: Readonly<Record<string, unknown>> } {
  const { loki, prometheus, tempo, xray } = uids;
  const { index, region, role } = settings;
  switch (source) {
    case "cloudwatch":
      return {
        type: source,
        jsonData: { ...ofAws(settings), ...(xray === undefined ? {} : { tracingDatasourceUid: xray }) },
      };
    case "xray":
      return { type: "grafana-x-ray-datasource", jsonData: ofAws(settings) };
    case "loki":
      return {
        type: source,
        jsonData:
          tempo === undefined
            ? {}
            : {
                derivedFields: [
                  // Lines by OTLP have the id as structured metadata; others, in their text.
                  traceField("trace_id", { matcherType: "label", matcherRegex: "trace_id" }, tempo),
                  traceField("trace_id in text", { matcherRegex: '"trace_id":"([0-9a-f]{32})"' }, tempo),
                ],
              },
      };
    case "prometheus":
    case "amp":
      return {
        type: "prometheus",
        jsonData: {
          httpMethod: "POST",
          timeInterval: "60s",
          ...(tempo === undefined ? {} : { exemplarTraceIdDestinations: [{ name: "trace_id", datasourceUid: tempo }] }),
          ...(source === "amp"
            ? {
                sigV4Auth: true,
                sigV4AuthType: authType(settings),
                ...(region === undefined ? {} : { sigV4Region: region }),
                ...(role === undefined ? {} : { sigV4AssumeRoleArn: role }),
              }
            : {}),
        },
      };
    case "tempo":
      return {
        type: source,
        jsonData: {
          ...(loki === undefined
            ? {}
            : {
                tracesToLogsV2: {
                  datasourceUid: loki,
                  ...around,
                  customQuery: true,
                  query: '{${__tags}} | trace_id = "${__trace.traceId}"',
                },
              }),
          ...(prometheus === undefined
            ? {}
            : {
                tracesToMetrics: {
                  datasourceUid: prometheus,
                  ...around,
                  queries: [
                    { name: "Requests a second", query: "sum(rate(traces_span_metrics_calls_total{$__tags}[5m]))" },
                  ],
                },
              }),
          nodeGraph: { enabled: true },
        },
      };
    case "elasticsearch":
      return {
        type: source,
        jsonData: {
          ...(index === undefined ? {} : { index }),
          timeField: "@timestamp",
          logMessageField: "message",
          logLevelField: "log.level",
        },
      };
  }
}

const around = {
  spanStartTimeShift: "-5m",
  spanEndTimeShift: "5m",
  tags: [{ key: "service.name", value: "service_name" }],
} as const;

function traceField(name: string, matcher: object, tempo: string): object {
  return { name, ...matcher, url: "${__value.raw}", datasourceUid: tempo, urlDisplayLabel: "Trace" };
}

function ofAws(settings: GrafanaSourceSettings): Readonly<Record<string, unknown>> {
  const { region, role } = settings;
  return {
    authType: authType(settings),
    ...(region === undefined ? {} : { defaultRegion: region }),
    ...(role === undefined ? {} : { assumeRoleArn: role }),
  };
}

/** Whose permissions Grafana has: those of its workspace, of Grafana Cloud's account, or of the machine. */
function authType({ grafana, role }: GrafanaSourceSettings): string {
  if (grafana === "amg") return "ec2_iam_role";
  return grafana === "cloud" && role !== undefined ? "grafana_assume_role" : "default";
}
