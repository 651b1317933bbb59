import { statisticShape } from "../../aws";
import type { Path } from "../../base";
import { metricId } from "../metrics";
import { parseNotation } from "./notation";
import type { GivenMetric } from "./scenario";
import {
  isFields,
  readDuration,
  readFields,
  readInstant,
  readList,
  readText,
  report,
  wrong,
  type Reader,
} from "./shape";

const keys = ["namespace", "name", "dimensions", "statistic", "from", "period", "values"];
const minute = 60_000;

export function readMetrics(reader: Reader, value: unknown, path: Path, start: number): readonly GivenMetric[] {
  const entries = readList(reader, value, path, "a list of metrics") ?? [];
  const metrics = entries
    .map((entry, i) => readMetric(reader, entry, [...path, i], start))
    .filter((metric) => metric !== undefined);
  const periods = new Map<string, number>();
  for (const [i, { metric, period }] of metrics.entries()) {
    const known = periods.get(metricId(metric));
    if (known !== undefined && known !== period) {
      const message = `the same metric is given with another period, of ${known} s`;
      report(reader, "scenario-wrong-value", [...path, i, "period"], message, "Give a metric with one period only.");
    }
    periods.set(metricId(metric), known ?? period);
  }
  return metrics;
}

function readMetric(reader: Reader, value: unknown, path: Path, start: number): GivenMetric | undefined {
  const fields = readFields(reader, value ?? null, path, "a metric", keys);
  if (fields === undefined) return undefined;
  const text = (key: "namespace" | "name", noun: string): string | undefined => {
    if (fields[key] === undefined) wrong(reader, [...path, key], undefined, noun, `Write ${key}.`);
    return readText(reader, fields[key], [...path, key], noun);
  };
  const namespace = text("namespace", "a namespace such as AWS/SQS");
  const name = text("name", "a metric's name");
  const values = readValues(reader, fields.values, [...path, "values"]);
  const from = readInstant(reader, fields.from, [...path, "from"], "a time", start) ?? start;
  const period = readDuration(reader, fields.period, [...path, "period"], "a period", minute) ?? minute;
  if (period % minute !== 0)
    wrong(reader, [...path, "period"], fields.period, "a whole number of minutes", "Write 60s, 5m, 1h.");
  const statistic = readText(reader, fields.statistic, [...path, "statistic"], "a statistic");
  if (statistic !== undefined && !statisticShape.test(statistic))
    wrong(
      reader,
      [...path, "statistic"],
      statistic,
      "a statistic of CloudWatch",
      "Write Sum, Average, Minimum, Maximum, SampleCount, or a percentile such as p99; leave it out for single samples.",
    );
  const dimensions = readDimensions(reader, fields.dimensions, [...path, "dimensions"]);
  if (namespace === undefined || name === undefined || values === undefined) return undefined;
  return { metric: { namespace, name, dimensions }, statistic, from, period: period / 1000, values };
}

function readDimensions(reader: Reader, value: unknown, path: Path): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  if (!isFields(value)) {
    wrong(reader, path, value, "dimensions", "Write an object: { QueueName: orders }.");
    return {};
  }
  const texts = Object.entries(value).map(([name, each]) => {
    // A dimension may look like a number or a truth value to YAML.
    const text = typeof each === "number" || typeof each === "boolean" ? String(each) : each;
    return [name, readText(reader, text ?? null, [...path, name], "a dimension's value") ?? ""] as const;
  });
  return Object.fromEntries(texts);
}

function readValues(reader: Reader, value: unknown, path: Path): readonly (number | null)[] | undefined {
  if (typeof value === "number") {
    const fix = `Put the text into quotes: "${value}" for one value; YAML reads 0x10 without them as the number 16.`;
    wrong(reader, path, value, "a text or a list", fix);
    return undefined;
  }
  if (typeof value === "string") {
    const notation = parseNotation(value);
    if ("values" in notation) return notation.values;
    report(reader, "scenario-wrong-value", path, notation.problem, 'Write values such as "0x10 1+2x5 _x3 900".');
    return undefined;
  }
  if (!Array.isArray(value) || value.length === 0) {
    wrong(reader, path, value, "values", 'Write a text such as "0x10 1+2x5 _x3", or a list of numbers and nulls.');
    return undefined;
  }
  const findings = reader.findings.length;
  const values = value.map((each: unknown, i) => {
    if (each === null || Number.isFinite(each)) return each as number | null;
    wrong(reader, [...path, i], each, "a number or null", "Write null where there is no datapoint.");
    return null;
  });
  return reader.findings.length > findings ? undefined : values;
}
