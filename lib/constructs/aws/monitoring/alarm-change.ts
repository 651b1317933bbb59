import { own, type Severity, severityNames } from "../../../base";
import type { AlarmText, TreatMissingData } from "../../../aws";
import type { ResolvedAlarm } from "../../../recommended";
import { badChange, unknownWord } from "../../monitoring-errors";
import type { AlarmWindow, SeverityWindow } from "../alarm-window";
import type { ThresholdComparison } from "../comparison";
import type { PerSeverity } from "../severity-alarms";

/** No comparison: the one of the set stays. */
interface SameComparison {
  readonly above?: never;
  readonly atLeast?: never;
  readonly below?: never;
  readonly atMost?: never;
}

/** What is changed at one severity: its comparison, its window, or both. */
export type SeverityChange = (ThresholdComparison | SameComparison) & SeverityWindow;

/** What is changed of a recommended alarm, whatever its severity. */
export interface AlarmSettings extends AlarmWindow, Partial<Omit<AlarmText, "query">> {
  /**
   * How a period without a value is treated.
   *
   * @default - as the set says
   */
  readonly missingData?: TreatMissingData;

  /**
   * Fewest events in a period for a rate to count.
   *
   * @default - as the set says
   */
  readonly minimum?: number;
}

/**
 * What you want in place of a recommended alarm.
 *
 * - `"off"`: not to have it.
 * - `{ above: 1 }`: one alarm in place of those of all severities. Its severity is the most urgent of them.
 * - `{ critical: { above: 5 }, warning: "off", period: "1m" }`: changes by severity and to the window; what is not named stays. A
 *   severity that the set does not have is added.
 */
export type AlarmChange =
  | "off"
  | (AlarmSettings & ThresholdComparison & Readonly<Partial<Record<Severity, never>>>)
  | (AlarmSettings & SameComparison & PerSeverity<SeverityChange | "off">);

/** A recommended alarm as it will be: `severities` may have windows of their own. */
export interface ChangedAlarm extends Omit<ResolvedAlarm, "severities">, Omit<AlarmSettings, keyof ResolvedAlarm> {
  readonly severities: PerSeverity<ThresholdComparison & SeverityWindow>;
}

const comparisons = ["above", "atLeast", "below", "atMost"] as const;
const windowWords = ["period", "periods", "datapoints", "warmUp", "missingData"] as const;
const words = [...comparisons, ...severityNames, ...windowWords, "minimum", "summary", "impact", "runbook", "owner"];

/**
 * A recommended alarm with what its user wants in its place; undefined if it is not wanted, or if no severity is left.
 *
 * @param where the place of the change, for errors: `lambda.alarms.errors`
 * @throws {ConstructError} for a change that cannot be understood
 */
export function changed(
  path: string,
  where: string,
  alarm: ResolvedAlarm,
  change: AlarmChange | undefined,
): ChangedAlarm | undefined {
  if (change === "off") return undefined;
  const recommended = alarm.severities as PerSeverity<ThresholdComparison>;
  if (change === undefined) return { ...alarm, severities: recommended };
  checkWords(path, where, change, words);
  const { above, atLeast, atMost, below, critical, info, warning, ...settings } = change;
  const bySeverity = { info, warning, critical };
  const named = severityNames.filter((severity) => bySeverity[severity] !== undefined);
  const whole = comparisonOf({ above, atLeast, below, atMost });
  if (whole !== undefined && named.length > 0)
    throw badChange(path, where, "compares for all severities and for one", "Give the comparison for each severity.");
  const severities =
    whole === undefined
      ? changedSeverities(path, where, recommended, bySeverity)
      : { [severityNames.findLast((severity) => recommended[severity] !== undefined) ?? "warning"]: whole };
  if (Object.keys(severities).length === 0) return undefined;
  return { ...withoutDatapoints(alarm, settings), ...settings, severities };
}

// M of N is of one N: who changes N gets N of N, or says M.
function withoutDatapoints(alarm: ResolvedAlarm, { periods }: AlarmWindow): ResolvedAlarm {
  if (periods === undefined || alarm.datapoints === undefined) return alarm;
  const { datapoints: _, ...rest } = alarm;
  return rest;
}

function changedSeverities(
  path: string,
  where: string,
  recommended: PerSeverity<ThresholdComparison>,
  changes: Readonly<Partial<Record<Severity, SeverityChange | "off" | undefined>>>,
): PerSeverity<ThresholdComparison & SeverityWindow> {
  const severities: Partial<Record<Severity, ThresholdComparison & SeverityWindow>> = {};
  for (const severity of severityNames) {
    const change = changes[severity];
    if (change === "off") continue;
    const at = `${where}.${severity}`;
    if (change !== undefined) checkWords(path, at, change, [...comparisons, ...windowWords]);
    const { above, atLeast, atMost, below, ...window } = change ?? {};
    const comparison = comparisonOf({ above, atLeast, below, atMost }) ?? recommended[severity];
    if (comparison !== undefined) severities[severity] = { ...comparison, ...window };
    else if (change !== undefined)
      throw badChange(path, at, "has no comparison, and the set has none at this severity", "Add `above`, say.");
  }
  return severities;
}

function comparisonOf(given: Readonly<Record<(typeof comparisons)[number], unknown>>): ThresholdComparison | undefined {
  const said = comparisons.filter((word) => given[word] !== undefined);
  // Two at once are refused by the alarm itself.
  return said.length === 0 ? undefined : (Object.fromEntries(said.map((word) => [word, given[word]])) as never);
}

function checkWords(path: string, where: string, given: unknown, known: readonly string[]): void {
  if (typeof given !== "object" || given === null || Array.isArray(given))
    throw badChange(path, where, `is ${JSON.stringify(given)}`, 'Write "off", or an object such as { above: 1 }.');
  const wrong = Object.keys(given).find((word) => !known.includes(word));
  if (wrong !== undefined) throw unknownWord(path, where, wrong, known);
}

/** The changes to alarms of a set, checked for alarms that it does not have. */
export function checkChanges(
  path: string,
  where: string,
  changes: Readonly<Record<string, unknown>>,
  alarms: readonly string[],
): void {
  for (const name of Object.keys(changes))
    if (own(changes, name) !== undefined && !alarms.includes(name)) throw unknownWord(path, where, name, alarms);
}
