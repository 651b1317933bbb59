import { append, type ConfigPlace } from "../base";
import { parse, type Pattern, PatternError, print, supportsDimensions } from "../pattern";
import { filtersOf, type SignalFilter } from "./filters";
import type { ContractDefinition, Signal } from "./model";
import { resolveContract } from "./resolve";
import { type ContractFinding, contractRules } from "./rules";

/**
 * What only shows once signals are resolved: two signals on one metric, and patterns beyond CloudWatch's limits. The definition
 * has no other errors.
 */
export function checkFilters(definition: ContractDefinition): ContractFinding[] {
  const findings: ContractFinding[] = [];
  const owners = new Map<string, string>();
  for (const signal of Object.values(resolveContract(definition).signals)) {
    const isOwn = definition.signals !== undefined && Object.hasOwn(definition.signals, signal.name);
    for (const filter of filtersOf(signal)) {
      const series = JSON.stringify([signal.metric, Object.keys(filter.dimensions).sort()]);
      const owner = owners.get(series);
      owners.set(series, signal.name);
      if (owner !== undefined && owner !== signal.name) findings.push(sameMetric(signal, owner));
      if (isOwn) append(findings, [...beyondLimits(signal, filter.pattern), ...withoutFields(signal, filter)]);
    }
  }
  return findings;
}

function sameMetric(signal: Signal, other: string): ContractFinding {
  return contractRules.finding("signal-metric", partOf(signal, "metric"), {
    message: `"${signal.name}" and "${other}" both publish the metric ${signal.metric}: CloudWatch would add them up`,
    fix: "Give one of them another `metric`.",
  });
}

function beyondLimits(signal: Signal, pattern: Pattern): ContractFinding[] {
  try {
    parse(print(pattern));
    return [];
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const { message, fix } = error;
    return [contractRules.finding("pattern-limits", partOf(signal, "where"), { message, fix })];
  }
}

function withoutFields(signal: Signal, { dimensions, pattern }: SignalFilter): ContractFinding[] {
  if (Object.keys(dimensions).length === 0 || supportsDimensions(pattern)) return [];
  return [
    contractRules.finding("signal-dimensions", partOf(signal, "dimensions"), {
      message: "this pattern has no fields to take dimensions from: AWS refuses the filter",
      fix: "Write `where` as a JSON pattern, or leave the dimensions out.",
    }),
  ];
}

function partOf({ name }: Signal, key: string): ConfigPlace {
  return { kind: "config", path: ["signals", name, key] };
}
