import { constantOf, limits } from "../../../aws";
import type { LogEvent, Matcher, Selected } from "../../../pattern";
import type { MetricTransformation } from "../../../terraform";

/** What a filter publishes for one event. */
export interface Sample {
  readonly value: number;
  /** Values of the transformation's dimensions, in its order; undefined: the sample goes to the metric without dimensions. */
  readonly dimensions: readonly string[] | undefined;
}

/** Why a matching event gave no sample. */
export type NoValue = "missing" | "text" | "numeric-text" | "out-of-range";

/**
 * What a metric filter publishes, event by event.
 *
 * Each matching event gives a sample with the metric value; each other event gives one with the default value, if there is one
 * (AWS's documentation says otherwise, but CloudWatch does this). A matching event whose value is missing or null gives a sample
 * with the default value. A value that is not a number gives no sample; nor does a JSON string that looks like a number, because
 * CloudWatch's behaviour is not known.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html
 */
export interface Sampler {
  sample(event: LogEvent, isMatch: boolean): Sample | undefined;
  /** How many matching events had no number where the metric value is read. */
  readonly without: Readonly<Record<NoValue, number>>;
}

/** @throws PatternError for a text that is not a selector, or a selector that the pattern does not have */
export function sampler(transformation: MetricTransformation, matcher: Matcher): Sampler {
  const { value, defaultValue, dimensions } = transformation;
  const fallback = defaultValue === undefined ? undefined : { value: defaultValue, dimensions: undefined };
  const without = { missing: 0, text: 0, "numeric-text": 0, "out-of-range": 0 };
  const constant = value === undefined ? undefined : constantOf(value);
  const readValue = constant === undefined ? matcher.select(value ?? "") : undefined;
  const readDimensions = Object.values(dimensions).map((selector) => matcher.select(selector));
  const plain =
    constant === undefined || readDimensions.length > 0 ? undefined : { value: constant, dimensions: undefined };

  function valueOf(event: LogEvent): number | "default" | undefined {
    if (readValue === undefined) return constant;
    const selected = readValue(event);
    switch (selected.kind) {
      case "number":
        if (Math.abs(selected.value) <= limits.metricValue.most) return selected.value;
        without["out-of-range"]++;
        return undefined;
      case "missing":
      case "null":
        without.missing++;
        return "default";
      case "numeric-text":
        without["numeric-text"]++;
        return undefined;
      case "text":
      case "boolean":
      case "composite":
        without.text++;
        return undefined;
    }
  }

  return {
    without,
    sample(event, isMatch) {
      if (!isMatch) return fallback;
      if (plain !== undefined) return plain;
      const found = valueOf(event);
      if (found === "default") return fallback;
      if (found === undefined) return undefined;
      return { value: found, dimensions: dimensionsOf(readDimensions, event) };
    },
  };
}

/** All or none: a sample without one of its dimensions is published without any. */
function dimensionsOf(
  reads: readonly ((event: LogEvent) => Selected)[],
  event: LogEvent,
): readonly string[] | undefined {
  if (reads.length === 0) return undefined;
  const values: string[] = [];
  for (const read of reads) {
    const selected = read(event);
    const text = textOf(selected);
    if (text === undefined) return undefined;
    values.push(text);
  }
  return values;
}

/** A dimension's value; undefined where there is none. An empty text counts as none: CloudWatch refuses such a dimension. */
function textOf(selected: Selected): string | undefined {
  switch (selected.kind) {
    case "number":
    case "numeric-text":
    case "text":
      return selected.text.trim() === "" ? undefined : selected.text;
    case "boolean":
      return String(selected.value);
    case "composite":
    case "null":
    case "missing":
      return undefined;
  }
}
