import type { QueryContext } from "../context";
import type { MetricQuery } from "../printed";
import { type AskRead, CannotRead } from "./ask-read";
import { readLogql } from "./logql";
import { readLogsInsights } from "./logs-insights";
import { readMetricQuery, readPromql } from "./signals";

/** A query of a dashboard, or of a person. */
export type ReadableQuery =
  | {
      readonly language: "logs-insights";
      readonly text: string;

      /** Names or ARNs; undefined: the query does not say. */
      readonly logGroups?: readonly string[];
    }
  | { readonly language: "logql" | "promql"; readonly text: string }
  | { readonly language: "cloudwatch-metric"; readonly metric: MetricQuery };

/**
 * What a query asks, in terms of an environment's contracts: the inverse of `print`. Variables of Grafana stand for steps and ranges;
 * elsewhere, put their values in first.
 */
export function readQuery(query: ReadableQuery, context: QueryContext): AskRead {
  try {
    switch (query.language) {
      case "logs-insights":
        return readLogsInsights(query.text, context, query.logGroups);
      case "logql":
        return readLogql(query.text, context);
      case "promql":
        return readPromql(query.text, context);
      case "cloudwatch-metric":
        return readMetricQuery(query.metric, context);
    }
  } catch (error) {
    if (error instanceof CannotRead) return { notRead: error.reason };
    throw error;
  }
}
