import { own, type Severity, severityNames } from "../base";
import type {
  Bound,
  RecommendedAlarm,
  RecommendedCondition,
  RecommendedSet,
  RecommendedSetting,
  Watched,
  WatchedSeries,
} from "./set";

/** A recommended alarm whose thresholds are numbers. */
export interface ResolvedAlarm extends Omit<RecommendedAlarm, "severities"> {
  readonly severities: Readonly<Partial<Record<Severity, ResolvedCondition>>>;
}

/** A comparison with a number: exactly one of these. */
export type ResolvedCondition = Readonly<Partial<Record<"above" | "atLeast" | "below" | "atMost", number>>>;

/** An alarm of a set that a resource does not get, and the setting that it would follow from. */
export interface LeftOut {
  readonly alarm: string;
  readonly setting: string;
}

/** The alarms of a set for one resource. */
export interface ResolvedSet {
  readonly alarms: Readonly<Record<string, ResolvedAlarm>>;
  readonly leftOut: readonly LeftOut[];
}

/**
 * The alarms of a set, with numbers in place of settings. Those that need a setting without a value are left out.
 *
 * @param settings values by the setting's name; undefined where it is not known
 */
export function resolveSet(set: RecommendedSet, settings: Readonly<Record<string, number | undefined>>): ResolvedSet {
  const declared: Readonly<Record<string, RecommendedSetting>> = set.kind === "resource" ? (set.settings ?? {}) : {};
  const value = (name: string): number | undefined => own(settings, name) ?? own(declared, name)?.default;
  const alarms: [string, ResolvedAlarm][] = [];
  const leftOut: LeftOut[] = [];
  for (const [alarm, entry] of Object.entries(set.alarms)) {
    const missing = settingsOf(entry).find((name) => value(name) === undefined);
    if (missing === undefined) alarms.push([alarm, { ...entry, severities: numbersOf(entry, value) }]);
    else leftOut.push({ alarm, setting: missing });
  }
  return { alarms: Object.fromEntries(alarms), leftOut };
}

/** The settings that an alarm's thresholds follow from. */
export function settingsOf({ severities }: RecommendedAlarm): readonly string[] {
  const bounds = Object.values(severities).map((condition) => readCondition(condition).bound);
  return [...new Set(bounds.flatMap((bound) => (typeof bound === "number" ? [] : [bound.setting])))];
}

/** The series that an alarm reads. */
export function seriesOf(watched: Watched): readonly WatchedSeries[] {
  switch (watched.kind) {
    case "value":
      return [watched];
    case "rate":
      return [watched.errors, watched.of];
    case "math":
      return Object.values(watched.series);
  }
}

function numbersOf(
  { severities }: RecommendedAlarm,
  value: (setting: string) => number | undefined,
): ResolvedAlarm["severities"] {
  const conditions = severityNames.flatMap((severity) => {
    const condition = severities[severity];
    if (condition === undefined) return [];
    const { bound, comparison } = readCondition(condition);
    const number = numberOf(bound, value);
    return number === undefined ? [] : [[severity, { [comparison]: number }] as const];
  });
  return Object.fromEntries(conditions);
}

function numberOf(bound: Bound, value: (setting: string) => number | undefined): number | undefined {
  if (typeof bound === "number") return bound;
  const of = value(bound.setting);
  return of === undefined ? undefined : of * (bound.times ?? 1);
}

function readCondition(condition: RecommendedCondition): { readonly comparison: string; readonly bound: Bound } {
  if ("above" in condition) return { comparison: "above", bound: condition.above };
  if ("atLeast" in condition) return { comparison: "atLeast", bound: condition.atLeast };
  if ("below" in condition) return { comparison: "below", bound: condition.below };
  return { comparison: "atMost", bound: condition.atMost };
}
