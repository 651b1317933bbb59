import { simulateMetricAlarm, type WhyNot } from "../alarms";
import type { WhyNotCovered } from "../reasons";
import type { AlarmResult, ReplayResult } from "..";
import type { CompositeAlarm, MetricAlarm } from "../../terraform";
import type { Scenario } from "./scenario";

/** Which alarms fired in a scenario, and which stayed quiet in one. */
export interface Coverage {
  /** Alarms that can be evaluated, in the template's order. */
  readonly alarms: readonly AlarmCoverage[];
  readonly total: CoverageCount;
  /** By severity, in the order in which severities appear first; `none` for alarms without one. */
  readonly bySeverity: Readonly<Record<string, CoverageCount>>;
  /** Alarms that no scenario could evaluate, and why: not counted. */
  readonly notEvaluated: readonly { readonly name: string; readonly reason: WhyNot }[];
}

export interface AlarmCoverage {
  readonly name: string;
  readonly severity: string | null;
  /** Names of the scenarios in which it went to ALARM. */
  readonly fired: readonly string[];
  /** Names of the scenarios in which it reached OK and never went to ALARM. */
  readonly quiet: readonly string[];
  /** Why no scenario evaluated it, though one could: its metrics are not given. Null: one did. */
  readonly whyNot: WhyNotCovered | null;
}

/** Numbers of alarms, and percentages of `of`: 0 where `of` is 0. */
export interface CoverageCount {
  readonly of: number;
  readonly fired: number;
  readonly quiet: number;
  readonly percentFired: number;
  readonly percentQuiet: number;
}

export interface ScenarioRun {
  readonly scenario: Pick<Scenario, "name">;
  readonly result: Pick<ReplayResult, "alarms">;
}

/**
 * How far the scenarios of one template cover its alarms: firing and staying quiet.
 *
 * Quiet counts only where the alarm has been OK: one that stayed in INSUFFICIENT_DATA throughout proves nothing. An alarm that was
 * not evaluated because no scenario gives its metrics counts as not covered; one that replay cannot evaluate at all does not count.
 *
 * @param alarms all alarms of the template
 */
export function coverage(runs: readonly ScenarioRun[], alarms: readonly (MetricAlarm | CompositeAlarm)[]): Coverage {
  const byAddress = resultsByAddress(runs);
  const covered: AlarmCoverage[] = [];
  const notEvaluated: { name: string; reason: WhyNot }[] = [];
  for (const alarm of alarms) {
    const name = alarm.name ?? alarm.address;
    const met = byAddress.get(alarm.address) ?? [];
    const evaluated = met.filter((each) => each.alarm.evaluated);
    const first = met[0]?.alarm;
    const never = evaluated.length === 0 ? whyNever(alarm, first) : undefined;
    if (never !== undefined) {
      notEvaluated.push({ name, reason: never });
      continue;
    }
    const names = (seen: (result: AlarmResult) => boolean): string[] =>
      evaluated.filter((each) => seen(each.alarm)).map(({ scenario }) => scenario);
    covered.push({
      name,
      severity: first?.severity ?? null,
      fired: names(hasFired),
      quiet: names(wasQuiet),
      whyNot: evaluated.length > 0 ? null : (first?.whyNot ?? { kind: "not-replayed" }),
    });
  }
  return { alarms: covered, total: count(covered), bySeverity: countBySeverity(covered), notEvaluated };
}

// Why an alarm could not be evaluated even if all its metrics were given; undefined: it could.
function whyNever(alarm: MetricAlarm | CompositeAlarm, result: AlarmResult | undefined): WhyNot | undefined {
  if (alarm.kind === "composite") return result?.whyNot ?? undefined;
  return simulateMetricAlarm(alarm, { series: () => undefined, isKnown: () => true, from: 0, to: 0, delay: 0 }).whyNot;
}

interface MetAlarm {
  readonly scenario: string;
  readonly alarm: AlarmResult;
}

function resultsByAddress(runs: readonly ScenarioRun[]): ReadonlyMap<string, readonly MetAlarm[]> {
  const found = new Map<string, MetAlarm[]>();
  for (const { scenario, result } of runs) {
    for (const alarm of result.alarms) {
      const met = found.get(alarm.address);
      if (met === undefined) found.set(alarm.address, [{ scenario: scenario.name, alarm }]);
      else met.push({ scenario: scenario.name, alarm });
    }
  }
  return found;
}

function hasFired({ transitions }: AlarmResult): boolean {
  return transitions.some(({ to }) => to === "ALARM");
}

function wasQuiet(alarm: AlarmResult): boolean {
  return !hasFired(alarm) && (alarm.state === "OK" || alarm.transitions.some(({ to }) => to === "OK"));
}

function countBySeverity(alarms: readonly AlarmCoverage[]): Record<string, CoverageCount> {
  const severities = [...new Set(alarms.map(({ severity }) => severity ?? "none"))];
  return Object.fromEntries(
    severities.map((severity) => [severity, count(alarms.filter((each) => (each.severity ?? "none") === severity))]),
  );
}

function count(alarms: readonly AlarmCoverage[]): CoverageCount {
  const of = alarms.length;
  const fired = alarms.filter((alarm) => alarm.fired.length > 0).length;
  const quiet = alarms.filter((alarm) => alarm.quiet.length > 0).length;
  // Rounded down, so that only all of them are 100 percent.
  const percent = (part: number): number => (of === 0 ? 0 : Math.floor((100 * part) / of));
  return { of, fired, quiet, percentFired: percent(fired), percentQuiet: percent(quiet) };
}
