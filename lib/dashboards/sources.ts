import type { EnvironmentPlan } from "../config";
import type { Annotation, Query, SourceKey } from "./board";

/** Plugins of Grafana by source. */
export const plugins: Readonly<Record<SourceKey, string>> = {
  cloudwatch: "cloudwatch",
  loki: "loki",
  prometheus: "prometheus",
  tempo: "tempo",
  xray: "grafana-x-ray-datasource",
};

/** What sources are called where they are chosen. */
export const sourceLabels: Readonly<Record<SourceKey, string>> = {
  cloudwatch: "CloudWatch",
  loki: "Loki",
  prometheus: "Prometheus",
  tempo: "Tempo",
  xray: "X-Ray",
};

/** Where a query is sent. */
export function sourceOf(query: Query): SourceKey {
  switch (query.kind) {
    case "ask":
      return query.source;
    case "text":
      return byLanguage[query.language];
    default:
      return "cloudwatch";
  }
}

const byLanguage: Readonly<Record<Extract<Query, { kind: "text" }>["language"], SourceKey>> = {
  "logs-insights": "cloudwatch",
  logql: "loki",
  promql: "prometheus",
  traceql: "tempo",
  xray: "xray",
};

/** Where an annotation comes from; undefined: from Grafana itself. */
export function sourceOfAnnotation({ kind }: Annotation): SourceKey | undefined {
  return kind === "alarms" ? "cloudwatch" : kind === "lines" ? "loki" : undefined;
}

/** What Grafana reads in an environment. */
export function sourcesOf({ grafana }: Pick<EnvironmentPlan, "grafana">): ReadonlyMap<SourceKey, DataSource> {
  const made = new Map(
    (grafana?.dataSources ?? []).map(({ kind, name, uid }) => [kind === "amp" ? "prometheus" : kind, { name, uid }]),
  );
  return new Map(
    (Object.keys(plugins) as SourceKey[]).flatMap((source) => {
      const found = made.get(source);
      return found === undefined ? [] : [[source, found]];
    }),
  );
}

/** A data source in Grafana. */
export interface DataSource {
  readonly name: string;
  readonly uid: string;
}
