import { own } from "../../../base";
import {
  type Excess,
  excessOf,
  filterDimensionFaults,
  standardUnits,
  type TextFault,
  textFault,
  type TextKind,
} from "../../../aws";
import { compileAll, describePattern, parse, PatternError, type PatternErrorCode } from "../../../pattern";
import type { MetricFilter, MetricTransformation } from "../../../terraform";
import { constantOf, sampler } from "./sample";

/** Why CloudWatch Logs would refuse a metric filter. `whyUnusableText` of `replay/reasons` makes the clause that people read. */
export type FilterRefusal =
  | { readonly kind: "log-group-class"; readonly logGroupClass: string }
  | { readonly kind: "text"; readonly what: FilterText; readonly text: string; readonly fault: TextFault }
  | { readonly kind: "dimensions-and-default" }
  | { readonly kind: "too-many-dimensions"; readonly excess: Excess }
  | { readonly kind: "dimension-not-a-selector"; readonly dimension: string; readonly value: string }
  /** The name or the selector of a dimension. */
  | { readonly kind: "dimension-too-long"; readonly length: number; readonly most: number }
  | { readonly kind: "value-too-large"; readonly what: "metric value" | "default value"; readonly value: number }
  | { readonly kind: "unit"; readonly unit: string }
  /** The pattern is of a kind that has no dimensions. */
  | { readonly kind: "dimensions-not-supported" }
  | { readonly kind: "value-not-a-number"; readonly value: string; readonly fix: string }
  | {
      readonly kind: "pattern";
      readonly code: PatternErrorCode;
      readonly message: string;
      readonly pattern: string;
      readonly fix: string;
    };

export type FilterText = "name" | "metric name" | "metric namespace" | "metric value";

/**
 * Why CloudWatch Logs would refuse a metric filter; undefined when it accepts the filter.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html
 */
export function refusalOf(filter: MetricFilter, logGroupClass: string | undefined): FilterRefusal | undefined {
  const { name, pattern, transformation } = filter;
  if (pattern === undefined || transformation === undefined) return undefined;
  if (logGroupClass !== undefined && logGroupClass !== "STANDARD") return { kind: "log-group-class", logGroupClass };
  return (
    refusedText("name", "filterName", name) ??
    refusedText("metric name", "filterMetricName", transformation.name) ??
    refusedText("metric namespace", "filterNamespace", transformation.namespace) ??
    refusedTransformation(transformation) ??
    refusedPattern(pattern, transformation)
  );
}

function refusedText(what: FilterText, kind: TextKind, text: string | undefined): FilterRefusal | undefined {
  if (text === undefined) return undefined;
  const fault = textFault(kind, text);
  return fault === undefined ? undefined : { kind: "text", what, text, fault };
}

function refusedTransformation(transformation: MetricTransformation): FilterRefusal | undefined {
  const { value, defaultValue, unit } = transformation;
  return (
    refusedDimensions(transformation) ??
    refusedText("metric value", "filterValue", value) ??
    tooLarge("metric value", value === undefined ? undefined : constantOf(value)) ??
    tooLarge("default value", defaultValue) ??
    (standardUnits.some((each) => each === unit) ? undefined : { kind: "unit", unit })
  );
}

function refusedDimensions({ defaultValue, dimensions }: MetricTransformation): FilterRefusal | undefined {
  if (Object.keys(dimensions).length > 0 && defaultValue !== undefined) return { kind: "dimensions-and-default" };
  const { faults, tooMany } = filterDimensionFaults(dimensions);
  if (tooMany !== undefined) return { kind: "too-many-dimensions", excess: tooMany };
  const literal = faults.find(({ fault }) => fault.kind === "not-a-selector")?.dimension;
  if (literal !== undefined)
    return { kind: "dimension-not-a-selector", dimension: literal, value: own(dimensions, literal) ?? "" };
  const long = faults.flatMap(({ fault }) => (fault.kind === "too-long" ? [fault] : []))[0];
  return long === undefined ? undefined : { kind: "dimension-too-long", length: long.length, most: long.most };
}

function tooLarge(what: "metric value" | "default value", value: number | undefined): FilterRefusal | undefined {
  return value === undefined || excessOf("metricValue", Math.abs(value)) === undefined
    ? undefined
    : { kind: "value-too-large", what, value };
}

function refusedPattern(pattern: string, transformation: MetricTransformation): FilterRefusal | undefined {
  try {
    const tree = parse(pattern);
    const [matcher] = compileAll([tree]).matchers;
    if (Object.keys(transformation.dimensions).length > 0 && !describePattern(tree).supportsDimensions)
      return { kind: "dimensions-not-supported" };
    // Parses the selectors.
    if (transformation.value !== undefined && matcher !== undefined) sampler(transformation, matcher);
    return undefined;
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const { code, fix, message } = error;
    return code === "bad-selector" && error.pattern === transformation.value
      ? { kind: "value-not-a-number", value: transformation.value, fix }
      : { kind: "pattern", code, message, pattern: error.pattern, fix };
  }
}
