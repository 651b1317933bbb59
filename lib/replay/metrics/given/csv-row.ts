import { statisticShape } from "../../../aws";
import { excerpt } from "../../../base";
import { isoReader, timeReader } from "../../../records";

import { csvFields, csvText } from "./csv-fields";
import { DUPLICATE, DUPLICATE_FIX, TIME_FIX, VALUE_FIX, type GivenProblems, PERIOD_FIX, wrongPeriod } from "./given";
import { dimensionsOf } from "./metric-name";
import type { MetricRuleId } from "../rules";
import type { MetricRows, MetricTable } from "./metric-table";

export const ROW_FIX =
  "The row is left out. Write as many fields as the header has, with quotes around fields that hold separators.";
export const HEADER_FIX =
  'Begin the file with a header: "timestamp,namespace,metric,dimensions,statistic,period,value" or ' +
  '"timestamp,namespace,metric,dimensions,count,sum,min,max".';

/** Other names of columns. */
const ALIASES: Readonly<Record<string, string>> = {
  minute: "timestamp",
  time: "timestamp",
  name: "metric",
  metric_name: "metric",
  metricname: "metric",
  stat: "statistic",
};

/** Statistics by the names that columns have in lower case. */
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

const KEYS = ["namespace", "metric", "dimensions", "statistic", "period"];

/** What the texts before a row's values name: where they go, or nothing after a problem. */
interface Target {
  readonly rows: MetricRows | undefined;
  readonly statistic: string;
}

/** Reads a row into the table; gives false for a row that goes on in the next line. */
export type ReadRow = (bytes: Buffer, start: number, end: number, line: number) => boolean;

/** Makes a reader of rows as the header says; undefined, and a problem, for what is not a header of metrics. */
export function rowReader(header: string, table: MetricTable, problems: GivenProblems): ReadRow | undefined {
  const separator = [",", ";", "\t"].reduce((best, one) => (count(header, one) > count(header, best) ? one : best));
  const names = header.split(separator).map((raw) => {
    const name = csvText(raw);
    return ALIASES[name.toLowerCase()] ?? name;
  });
  const columnOf = (name: string) => names.findIndex((other) => other.toLowerCase() === name);
  const time = columnOf("timestamp");
  const value = columnOf("value");
  const isLong = value >= 0 && columnOf("statistic") >= 0 && columnOf("period") >= 0;
  const wide = names.flatMap((name, column) => {
    const statistic = STATISTICS[name.toLowerCase()] ?? (statisticShape.test(name) ? name : undefined);
    return statistic === undefined || isLong ? [] : [{ statistic, column }];
  });
  if (time < 0 || columnOf("namespace") < 0 || columnOf("metric") < 0 || (!isLong && wide.length === 0)) {
    problems.add("metrics-unreadable", 1, `no header of metrics: ${excerpt(header)}`, HEADER_FIX);
    return undefined;
  }
  const keys = KEYS.map((name) => ({ name, column: columnOf(name) })).filter(({ column }) => column >= 0);
  const statistics = isLong ? [{ statistic: "", column: value }] : wide;
  const used = new Set([time, ...keys.map(({ column }) => column), ...statistics.map(({ column }) => column)]);
  const unused = names.filter((_, column) => !used.has(column));
  if (unused.length > 0)
    problems.add("unused-column", 1, `columns that are not read: ${unused.join(", ")}`, HEADER_FIX);

  const fields = csvFields(separator.charCodeAt(0));
  const { starts, ends } = fields;
  const iso = isoReader();
  const reader = timeReader();
  const targets = new Map<string, Target>();
  const keyColumns = Int32Array.from(keys, ({ column }) => column);
  // Where the key's columns stand together, as they do in our own headers, their text is one piece.
  const [firstKey, lastKey] = [Math.min(...keyColumns), Math.max(...keyColumns)];
  const isOnePiece = lastKey - firstKey + 1 === keyColumns.length;
  let lastText: string | undefined;
  let lastTarget: Target | undefined;

  const targetOf = (bytes: Buffer, line: number): Target => {
    let text = "";
    if (isOnePiece) text = bytes.toString("latin1", starts[firstKey], ends[lastKey]);
    else for (const column of keyColumns) text += bytes.toString("latin1", starts[column], ends[column]) + "\n";
    if (text === lastText && lastTarget !== undefined) return lastTarget;
    let target = targets.get(text);
    if (target === undefined) {
      target = newTarget((column) => csvText(bytes.toString("utf8", starts[column], ends[column])), line);
      targets.set(text, target);
    }
    lastText = text;
    lastTarget = target;
    return target;
  };

  const newTarget = (textOf: (column: number) => string, line: number): Target => {
    const key = new Map(keys.map(({ name, column }) => [name, textOf(column)]));
    const namespace = key.get("namespace") ?? "";
    const name = key.get("metric") ?? "";
    const dimensions = dimensionsOf(key.get("dimensions") ?? "");
    const statistic = isLong ? statisticOf(key.get("statistic") ?? "") : "";
    const period = Number(key.get("period") ?? 60);
    const wrong = wrongPeriod(period);
    const refuse = (rule: MetricRuleId, message: string, fix: string): Target => {
      problems.add(rule, line, message, fix);
      return { rows: undefined, statistic: "" };
    };
    if (namespace === "" || name === "") return refuse("unnamed-metric", "a row without namespace or metric", ROW_FIX);
    if (dimensions === undefined) {
      const text = excerpt(key.get("dimensions") ?? "");
      return refuse(
        "unnamed-metric",
        `the dimensions of ${name} cannot be read: ${text}`,
        'Write {"a":"b"} or a=b;c=d.',
      );
    }
    if (wrong !== undefined) return refuse("metric-period", `${namespace} ${name}: ${wrong}`, PERIOD_FIX);
    if (statistic === undefined) {
      const text = excerpt(key.get("statistic") ?? "");
      return refuse(
        "unnamed-metric",
        `${namespace} ${name} has the statistic ${text}`,
        "Write one of CloudWatch's, as Sum or p99.",
      );
    }
    return { rows: table.rows({ namespace, name, dimensions }, period), statistic };
  };

  return (bytes: Buffer, start: number, end: number, line: number): boolean => {
    const found = fields.split(bytes, start, end);
    if (found < 0) return false;
    if (found !== names.length) {
      const text = excerpt(bytes.toString("utf8", start, end));
      problems.add("metric-row", line, `${found} fields instead of ${names.length}: ${text}`, ROW_FIX);
      return true;
    }
    const { rows, statistic } = targetOf(bytes, line);
    if (rows === undefined) return true;
    const from = starts[time] ?? 0;
    const to = ends[time] ?? 0;
    let at = iso.read(bytes, from, to);
    if (at === undefined || iso.end !== to) at = reader.whole(csvText(bytes.toString("utf8", from, to)));
    if (at === undefined || at % 60_000 !== 0) {
      const why = at === undefined ? "which cannot be read" : "which is not a whole minute";
      problems.add("metric-time", line, `the time ${excerpt(bytes.toString("utf8", from, to))}, ${why}`, TIME_FIX);
      return true;
    }
    for (const one of statistics) {
      const number = numberIn(bytes, starts[one.column] ?? 0, ends[one.column] ?? 0);
      if (number === undefined) continue;
      if (!Number.isFinite(number)) {
        const text = excerpt(bytes.toString("utf8", starts[one.column], ends[one.column]));
        problems.add("metric-value", line, `the value ${text}`, VALUE_FIX);
      } else if (rows.put(at / 60_000, one.statistic === "" ? statistic : one.statistic, number)) {
        problems.add("duplicate-datapoint", line, DUPLICATE, DUPLICATE_FIX);
      }
    }
    return true;
  };
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

function statisticOf(text: string): string | undefined {
  return STATISTICS[text.toLowerCase()] ?? (statisticShape.test(text) ? text : undefined);
}

/** The number that a field is: undefined where it is empty, NaN where it is none. */
function numberIn(bytes: Buffer, start: number, end: number): number | undefined {
  // Whole numbers of up to fifteen digits are most, and exact.
  let value = 0;
  let at = start;
  if (end - start <= 15) {
    for (; at < end; at++) {
      const digit = (bytes[at] ?? 0) - 0x30;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (at === end && at > start) return value;
  }
  const text = csvText(bytes.toString("latin1", start, end));
  if (text === "") return undefined;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
}
