import {
  type DelimitedPattern,
  parse,
  type Pattern,
  PatternError,
  print,
  selectors,
  supportsDimensions,
} from "../pattern";
import { checkDimensionValues } from "./check-dimension-values";
import { filtersOf, type SignalFilter } from "./filters";
import { own as ownOf } from "../base";
import { dimensionOf, type FieldTable, type Signal, type SignalDefinition } from "./model";
import type { Scope } from "./report";
import { metricName, resolveSignal } from "./resolve";
import { signalPattern } from "./signal-pattern";
import { type ContractFinding, type ContractProblem, contractRules } from "./rules";

/** What only shows in the filters of a signal: patterns beyond CloudWatch's limits, dimensions that they cannot have, and too many of their values. */
export function checkFilters(name: string, definition: SignalDefinition, scope: Scope): ContractProblem[] {
  const signal = resolvedIfItCan(name, definition, scope);
  if (signal === undefined) return [];
  const filters = filtersOf(signal);
  const [tooLong] = filters.flatMap(({ pattern }) => beyondLimits(pattern));
  const split = filters.filter(({ id }) => id === "ByDimension");
  return [
    ...(tooLong === undefined ? [] : [tooLong]),
    ...filters.flatMap(withoutFields),
    // A pattern beyond the limits does not run.
    ...(tooLong === undefined ? split.flatMap((filter) => checkDimensionValues(signal, filter, scope)) : []),
  ];
}

function resolvedIfItCan(name: string, definition: SignalDefinition, scope: Scope): Signal | undefined {
  if (definition.on === undefined && definition.where === undefined) return undefined;
  // The form of the lines is not known.
  if (scope.faulty.line.has("text")) return undefined;
  try {
    const pattern = signalPattern(definition, scope.line);
    return "unwritable" in pattern ? undefined : resolveSignal(name, definition, scope.fields, pattern);
  } catch (error) {
    // Its `where` is no pattern, which is found on its own.
    if (error instanceof PatternError) return undefined;
    throw error;
  }
}

/** Own signals that publish a metric which another one publishes, too. Paths start with `signals`. */
export function sharedMetrics(
  own: Readonly<Record<string, SignalDefinition>>,
  inherited: Readonly<Record<string, Signal>>,
  fields: FieldTable,
): ContractFinding[] {
  const owners = new Map<string, string>();
  return Object.entries({ ...inherited, ...own }).flatMap(([name, signal]) => {
    const metric = signal.metric ?? metricName(name);
    const others = seriesOf(signal, fields).flatMap((dimensions) => {
      const series = JSON.stringify([metric, [...dimensions].sort()]);
      const owner = owners.get(series);
      owners.set(series, name);
      return owner === undefined || owner === name ? [] : [owner];
    });
    return [...new Set(others)].map((other) => sameMetric(name, metric, other));
  });
}

/** The names of the dimensions of each series that a signal publishes. */
function seriesOf(signal: Signal | SignalDefinition, fields: FieldTable): readonly (readonly string[])[] {
  const { dimensions = [], total } = signal;
  if (dimensions.length === 0) return [[]];
  const names =
    "dimensionFields" in signal ? dimensions : dimensions.map((field) => dimensionOf(field, ownOf(fields, field)));
  return total === true ? [[], names] : [names];
}

function sameMetric(name: string, metric: string, other: string): ContractFinding {
  return contractRules.finding(
    "signal-metric",
    { kind: "config", path: ["signals", name, "metric"] },
    {
      message: `"${name}" and "${other}" both publish the metric ${metric}: CloudWatch would add them up`,
      fix: "Give one of them another `metric`.",
    },
  );
}

function beyondLimits(pattern: Pattern): ContractProblem[] {
  try {
    parse(print(pattern));
    return [];
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    // It reads a field whose name is not one, which is found there.
    if (error.code === "no-text-form") return [];
    const { message, fix } = error;
    return [{ rule: "pattern-limits", path: ["where"], message, fix }];
  }
}

function withoutFields({ dimensions, pattern, value }: SignalFilter): ContractProblem[] {
  const isMeasure = value !== "1";
  const isSplit = Object.keys(dimensions).length > 0;
  if (supportsDimensions(pattern)) return pattern.kind === "delimited" ? notNamed(pattern, { dimensions, value }) : [];
  const rest = "AWS refuses the filter";
  return [
    ...(isSplit
      ? [
          {
            rule: "signal-dimensions",
            path: ["dimensions"],
            message: `this pattern has no fields to take dimensions from: ${rest}`,
            fix: "Write `where` as a JSON pattern, or leave the dimensions out.",
          } as const,
        ]
      : []),
    ...(isMeasure
      ? [
          {
            rule: "signal-value",
            path: ["value"],
            message: `this pattern has no fields to take the value from: ${rest}`,
            fix: "Write `where` as a pattern with fields, or leave `value` out.",
          } as const,
        ]
      : []),
  ];
}

/** Parts that a space-delimited pattern does not name, so that nothing can be read from them. */
function notNamed(
  pattern: DelimitedPattern,
  { dimensions, value }: Pick<SignalFilter, "dimensions" | "value">,
): ContractProblem[] {
  const named = new Set(selectors(pattern));
  const fix = "Name it at its place in `where`.";
  const missing = (selector: string): string => `\`where\` does not name the part ${selector}`;
  const values = value === "1" || named.has(value) ? [] : [value];
  const parts = Object.values(dimensions).filter((selector) => !named.has(selector));
  return [
    ...values.map((selector) => ({ rule: "signal-field" as const, path: ["value"], message: missing(selector), fix })),
    ...parts.map((selector) => ({
      rule: "signal-field" as const,
      path: ["dimensions"],
      message: missing(selector),
      fix,
    })),
  ];
}
