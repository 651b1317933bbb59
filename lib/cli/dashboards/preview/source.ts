import type { PreviewSource } from "../../../dashboards/preview";
import type { Panel, Query, QueryLanguage } from "../../../dashboards/read";
import { alarmsOf } from "./alarms-of";
import { annotationEvents } from "./annotation-events";
import { askData, type Asking, isAskable } from "./ask-data";
import { metricData } from "./metric-data";
import type { Recorded } from "./recorded";
import { variableValues } from "./variable-values";

/** Data for the panels of any dashboard, from what was recorded. */
export function sourceFor(recorded: Recorded, asking: Omit<Asking, "metrics"> | undefined): PreviewSource {
  const metrics = metricData(recorded);
  const values = variableValues(recorded, asking?.context);
  const alarms = alarmsOf(recorded);
  const events = annotationEvents(
    recorded,
    asking && ((query, choices) => askData({ queries: [query] }, choices, { ...asking, metrics })),
  );
  return {
    alarms,
    events,
    values: (variable, choices) => Promise.resolve(values(variable, choices)),
    data: async (panel, choices) => {
      const found = metrics(panel, choices);
      const asked = asking && (await askData(panel, choices, { ...asking, metrics }));
      const reasons = [...found.reasons, ...(asked?.reasons ?? []), ...others(panel, asking !== undefined)];
      return { frames: [...found.frames, ...(asked?.frames ?? [])], reasons: [...new Set(reasons)] };
    },
  };
}

/** Why queries that nothing computes have no data. */
function others({ queries }: Panel, isAsked: boolean): readonly string[] {
  return queries
    .filter((query) => !query.hidden && !isOfMetrics(query) && !(isAsked && isAskable(query)))
    .map((query) =>
      isAskable(query)
        ? "It is computed with --env, whose contracts say what it asks."
        : `${languages[query.language]}.`,
    );
}

function isOfMetrics({ language }: Query): boolean {
  return language === "cloudwatch-metric" || language === "cloudwatch-math";
}

const languages: Readonly<Record<QueryLanguage, string>> = {
  promql: "PromQL is not written",
  logql: "LogQL is not written",
  traceql: "TraceQL asks for spans, which are not in logs",
  "logs-insights": "Logs Insights is not written",
  "logs-insights-sql": "SQL of Logs Insights is not computed",
  "logs-insights-ppl": "PPL is not computed",
  "cloudwatch-metric": "It is not known",
  "cloudwatch-math": "It is not known",
  "cloudwatch-sql": "SQL of Metrics Insights is not computed",
  "cloudwatch-search": "SEARCH asks for metrics that only AWS knows",
  xray: "X-Ray has traces, which are not in logs",
  lucene: "Lucene is not computed from logs",
  sql: "SQL asks a database",
  expression: "Grafana's own expressions are not computed",
  other: "The data source of the query is not known here",
};
