import { statisticShape } from "../../../aws";
import { excerpt, own } from "../../../base";
import { cellText, cellTexts } from "../../../records";
import type { GivenProblem, GivenProblems } from "./given";

export const HEADER_FIX =
  'Begin the file with a header: "timestamp,namespace,metric,dimensions,statistic,period,value" or ' +
  '"timestamp,namespace,metric,dimensions,count,sum,min,max".';

/** What the columns of a file of metrics hold. */
export interface MetricColumns {
  /** The byte between cells. */
  readonly separator: number;
  /** Number of columns. */
  readonly count: number;
  readonly time: number;
  /** Columns that name the metric, its period, and in the long form its statistic. */
  readonly keys: readonly { readonly name: KeyName; readonly column: number }[];
  /** Columns of values; without a statistic where another column of the row names it. */
  readonly values: readonly { readonly statistic: string | undefined; readonly column: number }[];
}

const KEYS = ["namespace", "metric", "dimensions", "statistic", "period"] as const;
export type KeyName = (typeof KEYS)[number];

/** Other names of columns. */
const ALIASES: Readonly<Record<string, string>> = {
  minute: "timestamp",
  time: "timestamp",
  name: "metric",
  metric_name: "metric",
  metricname: "metric",
  stat: "statistic",
};

/** Statistics by the names of columns, in lower case. */
const STATISTICS: Readonly<Record<string, string>> = {
  count: "SampleCount",
  samplecount: "SampleCount",
  sample_count: "SampleCount",
  sum: "Sum",
  min: "Minimum",
  minimum: "Minimum",
  max: "Maximum",
  maximum: "Maximum",
  average: "Average",
  avg: "Average",
};

/** Reads a header; undefined, with a problem, if it is not a header of metrics. */
export function readHeader(header: string, problems: GivenProblems): MetricColumns | undefined {
  const separator = [",", ";", "\t"].reduce((best, one) => (count(header, one) > count(header, best) ? one : best));
  const code = separator.charCodeAt(0);
  const names = (cellTexts(header, code) ?? header.split(separator)).map((raw) => {
    const name = fieldText(raw);
    return own(ALIASES, name.toLowerCase()) ?? name;
  });
  const columnOf = (name: string) => names.findIndex((other) => other.toLowerCase() === name);
  const time = columnOf("timestamp");
  const value = columnOf("value");
  const isLong = value >= 0 && columnOf("statistic") >= 0 && columnOf("period") >= 0;
  const values = isLong ? [{ statistic: undefined, column: value }] : statisticColumns(names);
  if (time < 0 || columnOf("namespace") < 0 || columnOf("metric") < 0 || values.length === 0) {
    problems.add("metrics-unreadable", 1, notHeader(header));
    return undefined;
  }
  const keys = KEYS.map((name) => ({ name, column: columnOf(name) })).filter(({ column }) => column >= 0);
  const used = new Set([time, ...[...keys, ...values].map(({ column }) => column)]);
  const unused = names.filter((_, column) => !used.has(column));
  if (unused.length > 0)
    problems.add("unused-column", 1, { message: `columns that are not read: ${unused.join(", ")}`, fix: HEADER_FIX });
  return { separator: code, count: names.length, time, keys, values };
}

/** The text of a cell of metrics: blanks around it mean nothing. */
export function fieldText(cell: string): string {
  return cellText(cell.trim());
}

/** CloudWatch's name of a statistic; undefined where it has no such statistic. */
export function statisticOf(text: string): string | undefined {
  return own(STATISTICS, text.toLowerCase()) ?? (statisticShape.test(text) ? text : undefined);
}

function statisticColumns(names: readonly string[]): { statistic: string; column: number }[] {
  return names.flatMap((name, column) => {
    const statistic = statisticOf(name);
    return statistic === undefined ? [] : [{ statistic, column }];
  });
}

function notHeader(header: string): GivenProblem {
  return { message: `not a header of metrics: ${excerpt(header)}`, fix: HEADER_FIX };
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
