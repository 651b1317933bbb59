import { own } from "../../base";
import type { DataSourceRef, QueryLanguage } from "./dashboard";
import { numberOf, type Part, textOf } from "./part";

/** A query's language, and the key of the target that holds its text. */
export interface Spoken {
  readonly language: QueryLanguage;
  readonly key?: string;
}

/** What a target says, by its data source, else by its keys. */
export function spokenIn(target: Part, datasource: DataSourceRef | undefined): Spoken {
  if (datasource?.uid === "__expr__" || datasource?.uid === "-100") return expression;
  const { type } = datasource ?? {};
  if (type !== undefined) return own(byPlugin, type)?.(target) ?? other;
  return byKeys(target, datasource?.uid ?? "");
}

const other: Spoken = { language: "other" };
const expression: Spoken = { language: "expression", key: "expression" };
const promql = (): Spoken => ({ language: "promql", key: "expr" });
const logql = (): Spoken => ({ language: "logql", key: "expr" });
const lucene = (): Spoken => ({ language: "lucene", key: "query" });
const sql =
  (key: string) =>
  (target: Part): Spoken =>
    textOf(target, key) === undefined ? other : { language: "sql", key };

const byPlugin: Readonly<Record<string, (target: Part) => Spoken>> = {
  prometheus: promql,
  "grafana-amazonprometheus-datasource": promql,
  "grafana-azureprometheus-datasource": promql,
  loki: logql,
  cloudwatch,
  tempo: traces,
  elasticsearch: lucene,
  "grafana-opensearch-datasource": (target) => (textOf(target, "queryType") === "PPL" ? other : lucene()),
  "grafana-x-ray-datasource": () => ({ language: "xray", key: "query" }),
  __expr__: () => expression,
  mysql: sql("rawSql"),
  mssql: sql("rawSql"),
  postgres: sql("rawSql"),
  "grafana-postgresql-datasource": sql("rawSql"),
  "grafana-clickhouse-datasource": sql("rawSql"),
  "grafana-athena-datasource": sql("rawSQL"),
  "grafana-redshift-datasource": sql("rawSQL"),
  "grafana-timestream-datasource": sql("rawQuery"),
};

function cloudwatch(target: Part): Spoken {
  const mode = textOf(target, "queryMode");
  if (mode === "Annotations")
    return textOf(target, "metricName") === undefined ? other : { language: "cloudwatch-metric" };
  if (mode === "Logs") {
    const language = textOf(target, "queryLanguage");
    if (language === "SQL") return { language: "logs-insights-sql", key: "expression" };
    return { language: language === "PPL" ? "logs-insights-ppl" : "logs-insights", key: "expression" };
  }
  if (numberOf(target, "metricQueryType") === 1) return { language: "cloudwatch-sql", key: "sqlExpression" };
  const written = textOf(target, "expression") ?? "";
  // In the builder, an expression that was typed before is kept, and not used.
  if (written.trim() === "" || numberOf(target, "metricEditorMode") === 0) return { language: "cloudwatch-metric" };
  return { language: /\bSEARCH\s*\(/i.test(written) ? "cloudwatch-search" : "cloudwatch-math", key: "expression" };
}

function traces(target: Part): Spoken {
  const kind = textOf(target, "queryType") ?? "traceql";
  if (kind !== "traceql" && kind !== "traceqlSearch") return other;
  // Tempo also takes a trace's id there.
  return /^\s*(?:[0-9a-f]+|\$\w+|\$\{[^}]*\})\s*$/i.test(textOf(target, "query") ?? "")
    ? other
    : { language: "traceql", key: "query" };
}

function byKeys(target: Part, uid: string): Spoken {
  const has = (key: string) => Object.hasOwn(target.value, key);
  if (has("queryMode") || (has("namespace") && has("metricName"))) return cloudwatch(target);
  if (has("sqlExpression") && has("metricQueryType")) return cloudwatch(target);
  const text = textOf(target, "expr");
  if (text !== undefined) return /loki/i.test(uid) || has("maxLines") || isLogs(text) ? logql() : promql();
  if (textOf(target, "rawSql") !== undefined) return { language: "sql", key: "rawSql" };
  if (has("bucketAggs")) return lucene();
  return other;
}

/** A selector that is followed by a filter or a stage, or a range of one without a metric. A number compared with is PromQL. */
function isLogs(text: string): boolean {
  if (/\b(?:bytes_rate|bytes_over_time|rate_counter|unwrap|approx_topk)\b/.test(text)) return true;
  if (!text.includes("__name__") && /(?:^|[\s(,])\{[^{}]*\}\s*\[/.test(text)) return true;
  return /\}\s*(?:\|[=~>]|\|\s*[a-z]|![=~]\s*["`])/.test(text);
}
