import { append, excerpt } from "../../../base";
import { type Choices, type Frame, interpolate, type PanelData, type SeriesFrame } from "../../../dashboards/preview";
import type { Panel, Query } from "../../../dashboards/read";
import {
  type Ask,
  type AskRead,
  type NotPrinted,
  type Over,
  print,
  type QueryContext,
  type ReadableQuery,
  readQuery,
  type SignalAsk,
} from "../../../queries";
import { type DrawnTime, linesFrames, numbersFrames } from "./ask-frames";
import { expanded } from "./expanded";
import type { RecordedLines } from "./lines";

/** What queries of logs and signals are computed from. */
export interface Asking {
  readonly context: QueryContext;
  readonly lines: RecordedLines;
  readonly time: DrawnTime;

  /** The data of CloudWatch's metric queries. */
  readonly metrics: (panel: Pick<Panel, "queries">, choices: Choices) => PanelData;
}

/** Lines of one query that a page has. */
const MOST_LINES = 300;

/** Lines that one query asks for, at most: as many as Logs Insights gives. */
const MOST_ASKED = 10_000;

/** Lines that Grafana asks of Loki if neither the query nor the data source says how many. */
const LOKI_LINES = 1000;

/** Steps of one query that leaves their width to Grafana. */
const MOST_STEPS = 300;

/** Whether queries of a language may be asks. */
export function isAskable({ language, text }: Query): boolean {
  return text !== undefined && (language === "logql" || language === "logs-insights" || language === "promql");
}

/** The data of a panel's queries in LogQL, Logs Insights and PromQL, where contracts know what they ask. */
export async function askData(panel: Pick<Panel, "queries">, choices: Choices, asking: Asking): Promise<PanelData> {
  const frames: Frame[] = [];
  const reasons: string[] = [];
  for (const query of panel.queries) {
    if (!isAskable(query) || query.hidden) continue;
    const found = await dataOf(query, choices, asking);
    append(frames, found.frames);
    append(reasons, found.reasons);
  }
  return { frames, reasons: [...new Set(reasons)] };
}

async function dataOf(given: Query, choices: Choices, asking: Asking): Promise<PanelData> {
  const { context, lines, time } = asking;
  const { legend } = given;
  const query = legend === undefined ? given : { ...given, legend: interpolate(legend, choices, "glob") };
  const read = readQuery(readable(query, choices), context);
  if ("notRead" in read) return none(notReadText(read.notRead));
  const ask = bounded(read.ask, query, time);
  if (ask.kind === "signal") return signalData(query, ask, asking);
  const printed = print(ask, "duckdb", context);
  if ("notPrinted" in printed) return none(notPrintedText(printed.notPrinted));
  const answer = await lines.ask(printed.queries[0]?.text ?? "");
  switch (ask.kind) {
    case "lines":
      return { frames: linesFrames(ask, answer, query, MOST_LINES), reasons: [] };
    case "numbers": {
      const scale = read.perSecond === true ? 1 / secondsOf(ask.over, time) : 1;
      return { frames: numbersFrames(ask, answer, query, time, scale), reasons: [] };
    }
    case "spans":
      return none("It asks for spans, which are not in logs.");
  }
}

function none(reason: string): PanelData {
  return { frames: [], reasons: [reason] };
}

/** The query with the values of variables put in; Grafana's own variables stay, which the readers know. */
function readable(query: Query, choices: Choices): ReadableQuery {
  const language = query.language === "logs-insights" || query.language === "logql" ? query.language : "promql";
  const text = interpolate(query.text ?? "", choices, language === "logs-insights" ? "csv" : "regex");
  if (language !== "logs-insights") return { language, text };
  const groups = query.logGroups?.flatMap((group) => expanded(group, choices)) ?? [];
  return groups.length === 0 ? { language, text } : { language, text, logGroups: groups };
}

/** The ask with as many lines as Grafana would get, so that what a page leaves out of them is counted, and as many steps as a page has. */
function bounded(ask: Ask, query: Query, time: DrawnTime): Ask {
  if (ask.kind === "lines") return { ...ask, limit: Math.min(grafanaLines(query) ?? ask.limit, MOST_ASKED) };
  if (ask.kind === "spans" || ask.over === "range" || ask.over.stepSeconds !== "auto") return ask;
  return { ...ask, over: { stepSeconds: stepOf(time) } };
}

/** LogQL has no limit of its own. @see https://grafana.com/docs/grafana/latest/datasources/loki/configure-loki-data-source/ */
function grafanaLines({ json: { maxLines }, language }: Query): number | undefined {
  if (language !== "logql") return undefined;
  return typeof maxLines === "number" && Number.isInteger(maxLines) && maxLines > 0 ? maxLines : LOKI_LINES;
}

function stepOf({ from, to }: DrawnTime): number {
  const steps = [60, 300, 600, 1800, 3600, 10_800, 21_600];
  return steps.find((step) => (to - from) / step <= MOST_STEPS) ?? 86_400;
}

function secondsOf(over: Over, { from, to }: DrawnTime): number {
  if (over === "range") return Math.max(1, to - from);
  return over.stepSeconds === "auto" ? 60 : over.stepSeconds;
}

/** A signal has the values of its metric in CloudWatch. */
function signalData(query: Query, ask: SignalAsk, { context, metrics, time }: Asking): PanelData {
  const printed = print(ask, "cloudwatch-metrics", context);
  if ("notPrinted" in printed) return none(notPrintedText(printed.notPrinted));
  const asked = printed.queries[0]?.metric;
  if (asked === undefined) return none("The metric of the signal is not known.");
  const period = typeof asked.periodSeconds === "number" ? asked.periodSeconds : secondsOf(ask.over, time);
  const dimensions = Object.entries(asked.dimensions).map(([name, value]) => [name, [value]] as const);
  const { legend, refId } = query;
  const found = metrics(
    {
      queries: [
        {
          ...(refId === undefined ? {} : { refId }),
          ...(legend === undefined || legend === "__auto" ? {} : { legend }),
          language: "cloudwatch-metric",
          hidden: false,
          instant: query.instant,
          json: {},
          at: query.at,
          metric: {
            namespace: asked.namespace,
            name: asked.metric,
            statistic: asked.statistic,
            dimensions: Object.fromEntries(dimensions),
            matchExact: true,
            period: String(Math.max(60, Math.round(period / 60) * 60)),
          },
        },
      ],
    },
    new Map(),
  );
  const isScaled = asked.perSecond;
  return { ...found, frames: isScaled ? found.frames.map(perSecond) : found.frames };
}

function perSecond(frame: Frame): Frame {
  if (frame.kind !== "series") return frame;
  const values = frame.values.map((value) => (value === null ? null : value / frame.step));
  return { ...frame, values } satisfies SeriesFrame;
}

function notReadText(reason: Extract<AskRead, { notRead: unknown }>["notRead"]): string {
  switch (reason.why) {
    case "mistakes":
      return `The query cannot be read: ${reason.mistakes[0]?.message ?? "it is not of its language"}.`;
    case "variable":
      return `The query depends on a variable without a value: ${excerpt(reason.text)}.`;
    case "system-field":
      return `Recorded lines do not have this field of CloudWatch Logs: ${excerpt(reason.text)}.`;
    case "construct":
      return `This part of the query is not computed from logs: ${excerpt(reason.text)}.`;
    case "expression":
      return `This regular expression is not computed from logs: ${excerpt(reason.text)}.`;
    case "unknown-metric":
      return `No signal of the contracts is this metric: ${excerpt(reason.name)}.`;
    case "unknown-stream":
      return `No service of the environment has this stream: ${excerpt(reason.name)}.`;
  }
}

function notPrintedText(reason: NotPrinted): string {
  const { why, ...about } = reason;
  const names = Object.values(about).flatMap((value) => (typeof value === "string" ? [excerpt(value)] : []));
  return `Recorded lines cannot answer it (${why}${names.length === 0 ? "" : `: ${names.join(", ")}`}).`;
}
