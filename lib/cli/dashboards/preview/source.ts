import type { PanelData, PreviewSource } from "../../../dashboards/preview";
import type { Panel, Query, QueryLanguage } from "../../../dashboards/read";
import { alarmsOf } from "./alarms-of";
import { metricData } from "./metric-data";
import type { Recorded } from "./recorded";
import { variableValues } from "./variable-values";

/** Data for the panels of one dashboard, from what was recorded. */
export function sourceOf(recorded: Recorded, json: unknown): PreviewSource {
  const metrics = metricData(recorded);
  const values = variableValues(recorded);
  return {
    alarms: alarmsOf(recorded),
    values: (variable, choices) => Promise.resolve(values(variable, choices, json)),
    data: (panel, choices): Promise<PanelData> => {
      const { frames, reasons } = metrics(panel, choices);
      return Promise.resolve({ frames, reasons: [...reasons, ...others(panel)] });
    },
  };
}

/** Why queries in other languages have no data. */
function others({ queries }: Panel): readonly string[] {
  const asked = queries.filter((query) => !query.hidden && !isOfMetrics(query));
  return [...new Set(asked.map(({ language }) => `${languages[language]}.`))];
}

function isOfMetrics({ language }: Query): boolean {
  return language === "cloudwatch-metric" || language === "cloudwatch-math";
}

const languages: Readonly<Record<QueryLanguage, string>> = {
  promql: "PromQL is not computed from logs",
  logql: "LogQL is not computed from logs",
  traceql: "TraceQL asks for spans, which are not in logs",
  "logs-insights": "Logs Insights is not computed from logs",
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
