import { type Condition, describePattern, type JsonPattern, type Pattern } from "../pattern";
import type { StandardUnit } from "../aws";
import { own } from "../base";
import { joinConditions } from "./predicate";
import { fieldRead, selectorOf, selectorText, type Signal } from "./model";

/** One metric filter that a signal needs. */
export interface SignalFilter {
  /** `Total` has no dimensions; `ByDimension` has the signal's. */
  readonly id: "Total" | "ByDimension";
  readonly pattern: Pattern;

  /** `1`, or the selector of the measured field. */
  readonly value: string;

  /** Selectors by dimension name. */
  readonly dimensions: Readonly<Record<string, string>>;

  /** Published for lines that do not match. Never together with dimensions. */
  readonly defaultValue?: number;
  readonly unit: StandardUnit;
}

/**
 * The metric filters of a signal: one, or two if it has a total next to its dimensions, because CloudWatch does not
 * sum up the series of a metric with dimensions.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export function filtersOf(signal: Signal): readonly SignalFilter[] {
  const select = signal.pattern.kind === "delimited" ? (part: string) => `$${part}` : selectorText;
  const value = signal.value === undefined ? "1" : select(signal.value);
  const filters: SignalFilter[] = [];
  if (signal.total) {
    const total = { id: "Total", pattern: signal.pattern, value, dimensions: {}, unit: signal.unit } as const;
    filters.push(signal.default === undefined ? total : { ...total, defaultValue: signal.default });
  }
  if (signal.dimensions.length > 0) {
    const fields = signal.dimensions.map(
      (dimension) => [dimension, own(signal.dimensionFields, dimension) ?? dimension] as const,
    );
    const dimensions = Object.fromEntries(fields.map(([dimension, field]) => [dimension, select(field)]));
    filters.push({
      id: "ByDimension",
      pattern: withFields(signal.pattern, Object.values(Object.fromEntries(fields))),
      value,
      dimensions,
      unit: signal.unit,
    });
  }
  return filters;
}

/** Whether the filter's pattern has a regular expression, of which a log group takes few. */
export function usesRegex({ pattern }: SignalFilter): boolean {
  return describePattern(pattern).regexes > 0;
}

// CloudWatch publishes a matching line that lacks a dimension's field to the series without dimensions, where it would be
// counted twice if there is a total: require the fields to exist.
function withFields(pattern: Pattern, fields: readonly string[]): Pattern {
  if (pattern.kind !== "json") return pattern;
  const there = fields.filter((field) => !tests(pattern.where, field)).map(isThere);
  return there.length === 0
    ? pattern
    : ({ kind: "json", where: joinConditions("all", [pattern.where, ...there]) } satisfies JsonPattern);
}

function isThere(field: string): Condition {
  return {
    kind: "compare",
    selector: selectorOf(field),
    operator: "=",
    value: { kind: "text", text: "*", quoted: false },
  };
}

// A comparison matches only where its field exists; an `any` requires the field only if all of its parts do.
function tests(condition: Condition, field: string): boolean {
  switch (condition.kind) {
    case "all":
      return condition.of.some((part) => tests(part, field));
    case "any":
      return condition.of.every((part) => tests(part, field));
    case "compare":
      return fieldRead(condition.selector) === field;
    case "state":
      return false;
  }
}
