import type { Annotation, Board, SourceKey } from "../board";
import { printedQuery } from "../printed-query";
import { regionVariable, type TargetScope } from "./targets";

/** Events over the charts of a dashboard, as both schemas write them. */
export interface GrafanaAnnotation {
  readonly name: string;
  readonly color: string;
  readonly source: SourceKey | "grafana";
  readonly query: Readonly<Record<string, unknown>>;

  /** What the plugin reads beside its query: of Loki how many lines, and the labels that become tags. */
  readonly options?: Readonly<Record<string, unknown>>;
}

export function annotationsOf({ annotations = [] }: Board, scope: TargetScope): readonly GrafanaAnnotation[] {
  return annotations.map((annotation) => annotationOf(annotation, scope));
}

function annotationOf(annotation: Annotation, scope: TargetScope): GrafanaAnnotation {
  const { name } = annotation;
  switch (annotation.kind) {
    case "alarms":
      return {
        name,
        color: "red",
        source: "cloudwatch",
        // Alarms by the beginning of their names: then all of the rest may be empty.
        query: {
          queryMode: "Annotations",
          prefixMatching: true,
          region: `$${regionVariable}`,
          alarmNamePrefix: annotation.prefix,
          actionPrefix: "",
          namespace: "",
          metricName: "",
          dimensions: {},
          statistic: "",
          period: "",
        },
      };
    case "tags":
      return {
        name,
        color: "blue",
        source: "grafana",
        query: { type: "tags", tags: [...annotation.tags], limit: 100, matchAny: false },
      };
    case "lines": {
      const [query] = printedQuery({ kind: "ask", ask: annotation.ask, source: "loki" }, scope.context);
      return {
        name,
        color: "blue",
        source: "loki",
        query: { expr: query?.kind === "text" ? query.text : "", queryType: "range" },
        options: { maxLines: annotation.ask.limit, tagKeys: "service_name" },
      };
    }
  }
}
