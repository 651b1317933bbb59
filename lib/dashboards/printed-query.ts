import { line, own } from "../base";
import { type Dialect, print, type PrintedQuery, type QueryContext } from "../queries";
import type { AskQuery, Query, TextQuery } from "./board";
import { BoardError } from "./board-error";

/** A query that is in the language of its source. */
export type PlainQuery = Exclude<Query, AskQuery>;

/**
 * An ask in the language of its source: several queries where one has one number only.
 *
 * @throws {BoardError} if the source cannot say it
 */
export function printedQuery(query: AskQuery, context: QueryContext): readonly PlainQuery[] {
  const printed = print(query.ask, dialects[query.source][query.ask.kind], context);
  if ("notPrinted" in printed)
    throw new BoardError(
      line`a question of kind ${query.ask.kind} cannot be asked of ${query.source}: ${JSON.stringify(printed.notPrinted)}`,
    );
  return printed.queries.map((each, at) => plainOf(query, each, at, printed.queries.length > 1));
}

/** Whether the source of an ask can say it. */
export function isPrintable({ ask, source }: AskQuery, context: QueryContext): boolean {
  return !("notPrinted" in print(ask, dialects[source][ask.kind], context));
}

const cloudwatch = {
  lines: "logs-insights",
  numbers: "logs-insights",
  signal: "cloudwatch-metrics",
  spans: "logs-insights",
} as const;
const only = <One extends Dialect>(one: One) => ({ lines: one, numbers: one, signal: one, spans: one }) as const;
const dialects = { cloudwatch, loki: only("logql"), prometheus: only("promql"), tempo: only("traceql") } as const;

function plainOf({ ask, legend, units }: AskQuery, printed: PrintedQuery, at: number, several: boolean): PlainQuery {
  const { dialect, instant, lines, logGroups, measure, metric, text } = printed;
  const grouping = [
    ...(several && measure !== undefined ? [measure] : []),
    ...labelsIn(text).map((label) => `{{${label}}}`),
  ].join(" ");
  switch (dialect) {
    case "cloudwatch-metrics": {
      const {
        metric: name,
        namespace,
        periodSeconds,
        statistic,
        dimensions,
      } = metric ?? { metric: "", namespace: "", periodSeconds: "auto", statistic: "Sum", dimensions: {} };
      return {
        ...{ kind: "metric", id: `m${String(at + 1)}`, namespace, metric: name, dimensions, statistic },
        ...(typeof periodSeconds === "number" ? { periodSeconds } : {}),
        ...(legend === undefined ? {} : { legend }),
      };
    }
    case "logs-insights":
      return {
        ...{ kind: "text", language: "logs-insights", text },
        ...(logGroups === undefined ? {} : { logGroups }),
        ...(ask.kind === "numbers" && ask.over !== "range" && ask.by.length > 0 ? { groups: ask.by } : {}),
      };
    default: {
      const named = legend ?? (grouping === "" ? measure : grouping);
      const unit = measure === undefined ? undefined : own(units, measure);
      return {
        ...{ kind: "text", language: languageOf(dialect), text, instant: instant === true },
        ...(named === undefined || lines !== undefined ? {} : { legend: named }),
        ...(measure === undefined ? {} : { value: { name: measure, ...(unit === undefined ? {} : { unit }) } }),
        ...(lines === undefined ? {} : { limit: lines.limit }),
      };
    }
  }
}

function languageOf(dialect: Dialect): TextQuery["language"] {
  return dialect === "traceql" ? "traceql" : dialect === "logql" ? "logql" : "promql";
}

/** The labels that tell series of LogQL and PromQL apart: those of its first grouping. */
function labelsIn(text: string): readonly string[] {
  const [, list = ""] = /\bby \(([^)]*)\)/.exec(text) ?? [];
  return list
    .split(",")
    .map((label) => label.trim())
    .filter((label) => label !== "" && label !== "le");
}
