import { line } from "../base";
import type { Caveat, ConditionProblem, Dialect, NeededSignal, NotPrinted } from "./printed";

/** Names of dialects for people. */
export const dialectNames: Readonly<Record<Dialect, string>> = {
  "logs-insights": "Logs Insights QL",
  logql: "LogQL",
  promql: "PromQL",
  "cloudwatch-promql": "PromQL of CloudWatch",
  traceql: "TraceQL",
  "cloudwatch-metrics": "CloudWatch metric queries",
  duckdb: "SQL of DuckDB",
  athena: "SQL of Athena",
  trino: "SQL of Trino",
};

const kinds = { lines: "lines", numbers: "numbers of lines", signal: "metrics", spans: "spans" } as const;

const problems: Readonly<Record<ConditionProblem, string>> = {
  "number-as-text": "compares a number by its text",
  "inexact-number": "compares with a number that is not a double",
  each: "reads all elements of a list",
  null: "asks for null, which the language does not tell from a missing field",
};

/** Why there is no query, as a clause. */
export function notPrintedText(reason: NotPrinted, dialect: Dialect): string {
  const language = dialectNames[dialect];
  switch (reason.why) {
    case "kind":
      return `${language} cannot ask for ${kinds[reason.kind]}`;
    case "unknown-service":
      return line`there is no service ${reason.service}`;
    case "unknown-signal":
      return line`${reason.service} has no signal ${reason.signal} that becomes a metric`;
    case "unknown-dimension":
      return line`the signal ${reason.signal} has no dimension ${reason.dimension}`;
    case "no-total":
      return line`the signal ${reason.signal} has no series with these dimensions only; CloudWatch does not add series up`;
    case "statistic":
      return line`${language} cannot compute ${reason.statistic} of the signal ${reason.signal}`;
    case "no-signal":
      return reason.needs === undefined
        ? line`no metric has the number ${reason.measure}`
        : line`the number ${reason.measure} needs a signal of ${reason.needs.service} that ${neededText(reason.needs)}`;
    case "several-services":
      return "a metric is of one service";
    case "share-by":
      return line`CloudWatch divides series by their places, so ${reason.measure} has no groups`;
    case "default-value":
      return line`the signal ${reason.signal} also has values for lines that do not match`;
    case "text-lines":
      return line`the lines of ${reason.service}, or the pattern of its signal, are text without named fields`;
    case "shared-log-group":
      return line`what tells the lines of ${reason.service} from others in its log group is not a JSON pattern of all services`;
    case "condition":
      return line`the condition on ${reason.selector} ${problems[reason.problem]}`;
    case "order":
      return line`${language} sorts lines by time only, not by ${reason.field}`;
    case "line-text":
      return line`${language} has no "or" between a test of the line's text (${JSON.stringify(reason.text)}) and another`;
    case "extraction":
      return line`${language} takes fields out of the line only, and under names that no label has, which ${reason.field} is not`;
    case "text":
      return line`${language} cannot write the text ${JSON.stringify(reason.text)}`;
    case "histogram":
      return line`${reason.signal} is a histogram, and AWS does not document how PromQL reads those`;
    case "no-timestamp":
      return line`no field of ${reason.service} says when a line was written, or services disagree`;
  }
}

function neededText({ dimensions, lines, value }: NeededSignal): string {
  const of = lines === "" ? "all lines" : line`the lines ${lines}`;
  const what = value === undefined ? `counts ${of}` : line`measures ${value} in ${of}`;
  return dimensions.length === 0 ? what : line`${what}, by ${dimensions.join(", ")}`;
}

/** How the numbers may differ, as a clause. */
export function caveatText(caveat: Caveat): string {
  switch (caveat.caveat) {
    case "empty-text":
      return line`an empty ${caveat.field} is read as missing`;
    case "missing-group":
      return line`lines without ${caveat.field} are in no group`;
    case "all-rows":
      return "all rows come, not only the first ones";
    case "buckets":
      return "percentiles are estimated from the buckets of a histogram";
    case "extrapolated":
      return "Prometheus extrapolates to the ends of the range, so counts may have fractions";
    case "estimated":
      return line`${caveat.function} is an estimate`;
    case "undocumented":
      return caveat.what === "boolean-field"
        ? "that booleans are 1 and 0 is not documented by AWS"
        : "that conditions can be added up is not documented by AWS";
  }
}
