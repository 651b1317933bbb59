import type { ElasticsearchForm } from "../elasticsearch/settings";
import {
  documents,
  exemplars,
  type GrafanaSourceUids,
  toLines,
  toMetrics,
  toXray,
  traceFields,
  traceLinks,
} from "./correlations";

/** A back end that Grafana reads: what it is to Grafana depends on where Grafana runs. */
export type GrafanaSource = "cloudwatch" | "xray" | "prometheus" | "amp" | "loki" | "tempo" | "elasticsearch";

/** What a data source needs beside its address. */
export interface GrafanaSourceSettings {
  /** Where Grafana runs. */
  readonly grafana: "grafana" | "cloud" | "amg";

  /** Region of what AWS has. */
  readonly region?: string | undefined;

  /** ARN of the role that Grafana assumes to read what AWS has. */
  readonly role?: string | undefined;

  /**
   * Index or data stream of Elasticsearch, or a pattern of them.
   *
   * @default - all data streams of logs in the form
   */
  readonly index?: string | undefined;

  /**
   * Whose documents Elasticsearch has: `otel` the collector's, `lines` Filebeat's.
   *
   * @default "otel"
   */
  readonly form?: ElasticsearchForm | undefined;
}

/**
 * What Grafana calls a back end, and its settings: data sources lead to each other, from a line to its trace, from a trace to its lines
 * and rates, from an exemplar to its trace. In files, a `$` is written twice; in Terraform, `${` is escaped.
 *
 * Grafana leads from a trace to lines in Loki and Elasticsearch, not in CloudWatch, and from no trace of X-Ray.
 *
 * @see https://grafana.com/docs/grafana/latest/datasources/
 */
export function grafanaSource(
  source: GrafanaSource,
  uids: GrafanaSourceUids,
  settings: GrafanaSourceSettings,
): { readonly type: string; readonly jsonData: Readonly<Record<string, unknown>> } {
  switch (source) {
    case "cloudwatch":
      return { type: source, jsonData: { ...ofAws(settings), ...toXray(uids) } };
    case "xray":
      return { type: "grafana-x-ray-datasource", jsonData: ofAws(settings) };
    case "loki":
      return { type: source, jsonData: traceFields(uids) };
    case "prometheus":
      return { type: source, jsonData: { ...ofMetrics, ...exemplars(uids) } };
    case "amp":
      return { type: "grafana-amazonprometheus-datasource", jsonData: { ...ofMetrics, ...signed(settings) } };
    case "tempo":
      return {
        type: source,
        jsonData: { ...toLines(uids, settings.form), ...toMetrics(uids), nodeGraph: { enabled: true } },
      };
    case "elasticsearch":
      return { type: source, jsonData: { ...ofDocuments(settings), ...traceLinks(uids, settings.form) } };
  }
}

type Settings = Readonly<Record<string, unknown>>;

/** Metrics arrive once a minute, and queries are long. */
const ofMetrics = { httpMethod: "POST", timeInterval: "60s" } as const;

/**
 * Requests that are signed, which Grafana's own data source for Prometheus no longer does: Amazon Managed Grafana since version 12, others
 * from 13 on.
 *
 * @see https://grafana.com/docs/grafana/latest/datasources/prometheus/configure/aws-authentication/
 * @see https://docs.aws.amazon.com/grafana/latest/userguide/prometheus-manually-adding.html
 */
function signed(settings: GrafanaSourceSettings): Settings {
  const { region, role } = settings;
  return {
    sigV4Auth: true,
    sigV4AuthType: authType(settings),
    ...(region === undefined ? {} : { sigV4Region: region }),
    ...(role === undefined ? {} : { sigV4AssumeRoleArn: role }),
  };
}

/** @see https://grafana.com/docs/grafana/latest/datasources/elasticsearch/configure/ */
function ofDocuments(settings: GrafanaSourceSettings): Settings {
  const { index, level, message } = documents(settings.form);
  return {
    index: settings.index ?? index,
    timeField: "@timestamp",
    logMessageField: message,
    logLevelField: level,
  };
}

/** @see https://grafana.com/docs/grafana/latest/datasources/aws-cloudwatch/aws-authentication/ */
function ofAws(settings: GrafanaSourceSettings): Settings {
  const { region, role } = settings;
  return {
    authType: authType(settings),
    ...(region === undefined ? {} : { defaultRegion: region }),
    ...(role === undefined ? {} : { assumeRoleArn: role }),
  };
}

/** Whose permissions Grafana has: those of its workspace (`ec2_iam_role`), of Grafana Cloud's account, or of the machine. */
function authType({ grafana, role }: GrafanaSourceSettings): string {
  if (grafana === "amg") return "ec2_iam_role";
  return grafana === "cloud" && role !== undefined ? "grafana_assume_role" : "default";
}
