import { dashboardFaultClause, dashboardFaults } from "../aws";
import { excerpt, line, type Severity } from "../base";
import type { EnvironmentPlan } from "../config";
import { queryContext } from "../queries";
import type { Board, MetricQuery, Panel } from "./board";
import { BoardError } from "./board-error";
import { checkBoard } from "./check-board";
import { placed, type Place } from "./layout";
import { type PlainQuery, printedQuery } from "./printed-query";

/**
 * The body of a CloudWatch dashboard: text, metrics, math and Logs Insights of a board. What CloudWatch cannot ask (Loki, Prometheus, traces) is
 * left out, and so are panels with a time range of their own, which widgets do not have, and rows that are closed in Grafana, as CloudWatch has no
 * rows that are opened by hand and each of their queries is paid.
 *
 * A dashboard costs 3 USD a month, beyond three of an account with up to 50 metrics each, so none is made without being asked for.
 *
 * @throws {BoardError} for what PutDashboard refuses: more than 500 widgets, above all
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function cloudWatchBody(board: Board, plan: EnvironmentPlan): string {
  checkBoard(board);
  const context = queryContext(plan);
  const rows = board.rows.filter(({ collapsed }) => collapsed !== true);
  const widgets = placed({ rows }).flatMap(({ at, panels, row }) => [
    widget(at, "text", { markdown: `## ${row.title}` }),
    ...panels.flatMap(({ at: place, panel }) => {
      const queries = panel.queries.flatMap((query) => (query.kind === "ask" ? printedQuery(query, context) : [query]));
      const made = widgetOf(panel, queries, place, plan.region);
      return made === undefined ? [] : [made];
    }),
  ]);
  const body = JSON.stringify({ start: startOf(board.range ?? "6h"), widgets }, null, 1);
  const faults = dashboardFaults(body).map((fault) => dashboardFaultClause(fault, excerpt));
  if (faults.length > 0)
    throw new BoardError(
      `${line`CloudWatch would refuse board ${board.key}`}: ${faults.join("; ")}. Change it, or split it into two boards.`,
    );
  return body;
}

/** `6h` is `-PT6H`, and `7d` is `-P7D`: in a duration of ISO 8601, T stands before hours and minutes only. */
function startOf(range: string): string {
  return `-P${/[hms]$/.test(range) ? "T" : ""}${range.toUpperCase()}`;
}

interface Widget {
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

function widget(
  { h, w, x, y }: Place,
  type: string,
  properties: Widget["properties"],
): Widget & Record<string, unknown> {
  return { type, x, y, width: w, height: h, properties };
}

function widgetOf(panel: Panel, queries: readonly PlainQuery[], at: Place, region: string): Widget | undefined {
  const { description, kind, range, text, title } = panel;
  if (range !== undefined) return undefined;
  if (kind === "text") return widget(at, "text", { markdown: text ?? description });
  const insights = queries.find((query) => query.kind === "text" && query.language === "logs-insights");
  if (insights?.kind === "text") {
    const sources = (insights.logGroups ?? []).map((group) => `SOURCE '${group}'`).join(" | ");
    const view = kind === "table" || kind === "logs" ? "table" : "timeSeries";
    return widget(at, "log", { title, region, view, query: `${sources} | ${insights.text}` });
  }
  const metrics = queries.flatMap((query) => (query.kind === "text" ? [] : [metricOf(query)]));
  if (metrics.length === 0) return undefined;
  const lines = (panel.thresholds ?? []).map(({ bad, severity, value }) => ({
    label: severity,
    value,
    color: colors[severity],
    fill: bad,
  }));
  return widget(at, "metric", {
    title,
    region,
    view: kind === "stat" ? "singleValue" : "timeSeries",
    stacked: false,
    metrics,
    ...(lines.length === 0 ? {} : { annotations: { horizontal: lines } }),
  });
}

const colors: Readonly<Record<Severity, string>> = { info: "#1f77b4", warning: "#ff7f0e", critical: "#d62728" };

function metricOf(query: Exclude<PlainQuery, { kind: "text" }>): readonly unknown[] {
  const { id, legend, periodSeconds } = query;
  const shown = {
    id,
    ...(legend === undefined ? {} : { label: legend }),
    ...(periodSeconds === undefined ? {} : { period: periodSeconds }),
  };
  if (query.kind === "math")
    return [{ ...shown, expression: query.expression, ...(query.hidden === true ? { visible: false } : {}) }];
  const { dimensions, hidden, metric, namespace, statistic } = query;
  if (Object.values(dimensions).includes("*")) return [{ ...shown, expression: searchOf(query) }];
  return [
    namespace,
    metric,
    ...Object.entries(dimensions).flat(),
    { ...shown, stat: statistic, ...(hidden === true ? { visible: false } : {}) },
  ];
}

/** All series of a metric with these dimensions. */
function searchOf({ dimensions, metric, namespace, periodSeconds = 300, statistic }: MetricQuery): string {
  const names = [namespace, ...Object.keys(dimensions)].map(quoted).join(",");
  const values = Object.entries(dimensions).flatMap(([name, value]) =>
    value === "*" ? [] : [`${quoted(name)}=${quoted(value)}`],
  );
  return `SEARCH('{${names}} ${[`MetricName=${quoted(metric)}`, ...values].join(" ")}', '${statistic}', ${String(periodSeconds)})`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '\\"')}"`;
}
