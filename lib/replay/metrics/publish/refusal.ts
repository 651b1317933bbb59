import { own } from "../../../base";
import {
  constantOf,
  type Excess,
  excessOf,
  filterDimensionFaults,
  type LogGroupClass,
  logGroupClasses,
  standardUnits,
  type TextFault,
  textFault,
  type TextKind,
} from "../../../aws";
import {
  compileAll,
  describePattern,
  type Matcher,
  parse,
  type Pattern,
  PatternError,
  type PatternErrorCode,
} from "../../../pattern";
import type { MetricFilter, MetricTransformation } from "../../../terraform";

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

/** Why CloudWatch Logs refuses a pattern. */
export type PatternRefusal = Extract<FilterRefusal, { readonly kind: "pattern" }>;

export type FilterText = "name" | "metric name" | "metric namespace" | "metric value";

/** The first of {@link filterRefusals}; undefined if CloudWatch Logs accepts the filter. */
export function refusalOf(filter: MetricFilter, logGroupClass: LogGroupClass | undefined): FilterRefusal | undefined {
  return filterRefusals(filter, logGroupClass)[0];
}

/**
 * Everything for which CloudWatch Logs would refuse a metric filter.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html
 */
export function filterRefusals(
  filter: MetricFilter,
  logGroupClass: LogGroupClass | undefined,
): readonly FilterRefusal[] {
  const { name, pattern, transformation } = filter;
  return [
    ...(logGroupClass === undefined || logGroupClasses[logGroupClass].filters !== false
      ? []
      : [{ kind: "log-group-class", logGroupClass } as const]),
    ...refusedText("name", "filterName", name),
    ...(transformation === undefined ? [] : refusedTransformation(transformation)),
    ...(pattern === undefined ? [] : refusedPattern(pattern, transformation)),
  ];
}

function refusedText(what: FilterText, kind: TextKind, text: string | undefined): FilterRefusal[] {
  if (text === undefined) return [];
  const fault = textFault(kind, text);
  return fault === undefined ? [] : [{ kind: "text", what, text, fault }];
}

function refusedTransformation(transformation: MetricTransformation): FilterRefusal[] {
  const { defaultValue, name, namespace, unit, value } = transformation;
  return [
    ...refusedText("metric name", "filterMetricName", name),
    ...refusedText("metric namespace", "filterNamespace", namespace),
    ...refusedDimensions(transformation),
    ...refusedText("metric value", "filterValue", value),
    ...tooLarge("metric value", value === undefined ? undefined : constantOf(value)),
    ...tooLarge("default value", defaultValue),
    ...(standardUnits.some((each) => each === unit) ? [] : [{ kind: "unit", unit } as const]),
  ];
}

function refusedDimensions({ defaultValue, dimensions }: MetricTransformation): FilterRefusal[] {
  const { faults, tooMany } = filterDimensionFaults(dimensions);
  const both = Object.keys(dimensions).length > 0 && defaultValue !== undefined;
  return [
    ...(both ? [{ kind: "dimensions-and-default" } as const] : []),
    ...(tooMany === undefined ? [] : [{ kind: "too-many-dimensions", excess: tooMany } as const]),
    ...faults.flatMap(({ dimension, fault }): FilterRefusal[] =>
      fault.kind === "not-a-selector"
        ? [{ kind: "dimension-not-a-selector", dimension, value: own(dimensions, dimension) ?? "" }]
        : fault.kind === "too-long"
          ? [{ kind: "dimension-too-long", length: fault.length, most: fault.most }]
          : [],
    ),
  ];
}

function tooLarge(what: "metric value" | "default value", value: number | undefined): FilterRefusal[] {
  return value === undefined || excessOf("metricValue", Math.abs(value)) === undefined
    ? []
    : [{ kind: "value-too-large", what, value }];
}

function refusedPattern(pattern: string, transformation: MetricTransformation | undefined): FilterRefusal[] {
  let tree: Pattern;
  let matcher: Matcher | undefined;
  try {
    tree = parse(pattern);
    [matcher] = compileAll([tree]).matchers;
  } catch (error) {
    return [refusalFor(error, undefined)];
  }
  if (transformation === undefined || matcher === undefined) return [];
  const { dimensions, value } = transformation;
  const selectors = Object.values(dimensions).filter((selector) => selector.startsWith("$"));
  if (!describePattern(tree).supportsDimensions)
    return [
      ...(Object.keys(dimensions).length > 0 ? [{ kind: "dimensions-not-supported" } as const] : []),
      ...unreadable(value, matcher, value),
    ];
  return [
    ...unreadable(value, matcher, value),
    ...selectors.flatMap((selector) => unreadable(selector, matcher, undefined)),
  ];
}

/**
 * Why a metric value, or the selector of a dimension, cannot be read with the pattern's fields.
 *
 * @param value the selector again, if it is the metric value
 */
function unreadable(selector: string | undefined, matcher: Matcher, value: string | undefined): FilterRefusal[] {
  if (selector === undefined || constantOf(selector) !== undefined) return [];
  try {
    matcher.select(selector);
    return [];
  } catch (error) {
    return [refusalFor(error, value)];
  }
}

/** Why CloudWatch Logs would refuse the pattern of a subscription filter; undefined if it accepts it. */
export function patternRefusal(pattern: string): PatternRefusal | undefined {
  const [refusal] = refusedPattern(pattern, undefined);
  return refusal?.kind === "pattern" ? refusal : undefined;
}

/** @param value the metric value, if it may be what cannot be read */
function refusalFor(error: unknown, value: string | undefined): FilterRefusal {
  if (!(error instanceof PatternError)) throw error;
  const { code, fix, message, pattern } = error;
  return code === "bad-selector" && pattern === value
    ? { kind: "value-not-a-number", value, fix }
    : { kind: "pattern", code, message, pattern, fix };
}
