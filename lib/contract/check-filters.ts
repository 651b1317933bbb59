import { parse, type Pattern, PatternError, print, supportsDimensions } from "../pattern";
import { checkDimensionValues } from "./check-dimension-values";
import { filtersOf, type SignalFilter } from "./filters";
import type { Signal, SignalDefinition } from "./model";
import type { Scope } from "./report";
import { metricName, resolveSignal } from "./resolve";
import { type ContractFinding, type ContractProblem, contractRules } from "./rules";

/** What only shows in the filters of a signal: patterns beyond CloudWatch's limits, dimensions that they cannot have, and too many of their values. */
export function checkFilters(name: string, definition: SignalDefinition, scope: Scope): ContractProblem[] {
  const signal = resolvedIfItCan(name, definition, scope.fields);
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

function resolvedIfItCan(name: string, definition: SignalDefinition, fields: Scope["fields"]): Signal | undefined {
  if (definition.on === undefined && definition.where === undefined) return undefined;
  try {
    return resolveSignal(name, definition, fields);
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
): ContractFinding[] {
  const owners = new Map<string, string>();
  return Object.entries({ ...inherited, ...own }).flatMap(([name, signal]) => {
    const metric = signal.metric ?? metricName(name);
    const others = seriesOf(signal).flatMap((dimensions) => {
      const series = JSON.stringify([metric, [...dimensions].sort()]);
      const owner = owners.get(series);
      owners.set(series, name);
      return owner === undefined || owner === name ? [] : [owner];
    });
    return [...new Set(others)].map((other) => sameMetric(name, metric, other));
  });
}

/** The names of the dimensions of each series that a signal publishes. */
function seriesOf({ dimensions = [], total }: Signal | SignalDefinition): readonly (readonly string[])[] {
  return dimensions.length === 0 ? [[]] : total === true ? [[], dimensions] : [dimensions];
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
    const { message, fix } = error;
    return [{ rule: "pattern-limits", path: ["where"], message, fix }];
  }
}

function withoutFields({ dimensions, pattern }: SignalFilter): ContractProblem[] {
  if (Object.keys(dimensions).length === 0 || supportsDimensions(pattern)) return [];
  return [
    {
      rule: "signal-dimensions",
      path: ["dimensions"],
      message: "this pattern has no fields to take dimensions from: AWS refuses the filter",
      fix: "Write `where` as a JSON pattern, or leave the dimensions out.",
    },
  ];
}
