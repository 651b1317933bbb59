import { channelKinds } from "../../aws";
import { findingSeverities } from "../../base";
import type { AlarmResult, ClauseResult, FilterResult, NothingReplayed, ReachRow, ReplayResult } from "..";

import { conductOf, countsOf, isSent, type Conduct, type ReplayCounts } from "./counts";
import { type Fault, faultsOf } from "./faults";
import { firedOf, incidentsOf, type Fired, type Incident } from "./incidents";
import { clockOf, type ReplayClock } from "./states";
import { toldRowsOf, type ToldRow } from "./told-rows";
import { utcDate, utcTimeOn } from "./times";
import { count, counted, visible } from "./visible";

/** What every report shows of a result. */
export interface Summary {
  readonly clock: ReplayClock;
  readonly counts: ReplayCounts;
  /** Alarms that told someone after their first state: those that paged first, then by severity. */
  readonly told: readonly ToldRow[];
  /** Alarms that told someone only of their first state. */
  readonly toldAtStart: readonly AlarmResult[];
  readonly fired: readonly Fired[];
  readonly incidents: readonly Incident[];
  /** Evaluated, and never in ALARM; those that told someone all the same are among them. */
  readonly calm: readonly AlarmResult[];
  /** Of these, those that told no one after their first state. */
  readonly quiet: readonly AlarmResult[];
  readonly notEvaluated: readonly AlarmResult[];
  /** Filters that matched none of their events. */
  readonly unmatched: readonly FilterResult[];
  /** Why nothing was replayed, so that a quiet alarm proves nothing; undefined where something was. */
  readonly nothing: NothingReplayed | undefined;
  /** Whether parts of the template are not read. */
  readonly isAnyUnread: boolean;
  /** Everything that is wrong, once, worst first. */
  readonly faults: readonly Fault[];
}

export function summaryOf(result: ReplayResult): Summary {
  const fired = firedOf(result);
  const conducts = new Map(result.alarms.map((alarm) => [alarm, conductOf(alarm)]));
  const those = (...wanted: readonly Conduct[]): AlarmResult[] =>
    result.alarms.filter((alarm) => wanted.includes(conducts.get(alarm) ?? "quiet"));
  const told = toldRowsOf(result.alarms);
  const withMore = new Set(told.map(({ alarm }) => alarm));
  return {
    clock: clockOf(result),
    counts: countsOf(result),
    told,
    toldAtStart: result.alarms.filter((alarm) => !withMore.has(alarm) && alarm.notified.some(isSent)),
    fired,
    incidents: incidentsOf(fired),
    calm: those("quiet", "toldWithoutFiring"),
    quiet: those("quiet"),
    notEvaluated: those("notEvaluated"),
    unmatched: result.filters.filter(({ matched }) => matched === 0),
    nothing: nothingIn(result, fired.length > 0),
    isAnyUnread: [...result.findings, ...(result.accepted ?? [])].some(({ rule }) => rule === "resources-not-read"),
    faults: faultsOf(result),
  };
}

/** Why a quiet alarm proves nothing; undefined where one may prove something. */
function nothingIn({ metrics, nothingReplayed }: ReplayResult, hasFired: boolean): NothingReplayed | undefined {
  if (hasFired) return undefined;
  if (nothingReplayed.includes("nothing-to-replay")) return "nothing-to-replay";
  return metrics.length === 0 ? nothingReplayed[0] : undefined;
}

/** `3 pages, the first at 19:51, and 51 other messages (30 of them at the start)`; `No one was told`. */
export function whoWasTold({ clock, counts: { firstMessage, firstPage, messages } }: Summary): string {
  const { atStart, pages, total } = messages;
  if (total === 0) return "No one was told";
  const dayOf = utcDate(clock.from);
  const first = pages > 0 ? firstPage : firstMessage;
  const when = first === null ? "" : `, the first at ${utcTimeOn(dayOf, first)}`;
  const start = atStart === 0 ? "" : ` (${count(atStart)} of them at the start)`;
  if (pages === 0)
    return `${counted(total, "message")}${total === 1 && first !== null ? ` at ${utcTimeOn(dayOf, first)}` : when}${start}`;
  const others = total - pages;
  const paged =
    pages === 1 && first !== null ? `1 page, at ${utcTimeOn(dayOf, first)}` : `${counted(pages, "page")}${when}`;
  return others === 0 ? paged : `${paged}, and ${counted(others, "other message")}${start}`;
}

/** `24 alarms fired in 1 incident, 2 told someone without firing, 21 stayed quiet, 13 were not evaluated`. */
export function whatAlarmsDid(summary: Summary): string {
  const { counts, fired, incidents, nothing } = summary;
  const { notEvaluated, quiet, toldWithoutFiring } = counts.alarms;
  if (quiet + notEvaluated + toldWithoutFiring + fired.length === 0)
    return summary.isAnyUnread ? "no alarm was read" : "there are no alarms";
  const parts = [
    fired.length > 0
      ? `${counted(fired.length, "alarm")} fired in ${counted(incidents.length, "incident")}`
      : "no alarm fired",
    ...(toldWithoutFiring > 0 ? [`${count(toldWithoutFiring)} told someone without firing`] : []),
    ...(quiet > 0 ? [nothing === undefined ? `${count(quiet)} stayed quiet` : `${count(quiet)} saw nothing`] : []),
    ...(notEvaluated > 0 ? [`${count(notEvaluated)} ${notEvaluated === 1 ? "was" : "were"} not evaluated`] : []),
  ];
  return parts.join(", ");
}

/** The first line of every report: pages and messages, then what the alarms did. */
export function headline(summary: Summary): string {
  const { alarms } = summary.counts;
  if (summary.nothing === "nothing-to-replay") return "Nothing was replayed";
  const did = whatAlarmsDid(summary);
  if (summary.nothing === "records-unrouted")
    return `Nothing was replayed, because no record belongs to a log group of the template: ${did}`;
  if (alarms.fired + alarms.toldWithoutFiring + alarms.quiet === 0) return capitalized(did);
  return `${whoWasTold(summary)}; ${did}`;
}

/** With a capital letter at the beginning. */
export function capitalized(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** `2 error, 1 warning`; empty without any. */
export function faultCounts(faults: readonly Fault[]): string {
  return findingSeverities
    .toReversed()
    .map((severity) => [severity, faults.filter(({ finding }) => finding.severity === severity).length] as const)
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => `${count(number)} ${severity}`)
    .join(", ");
}

/** Counts of records as `[what, how many]`, without those that are zero, except the first. */
export function recordCounts({ records }: ReplayResult): [string, number][] {
  const all: [string, number][] = [
    ["read", records.read],
    ["invalid", records.invalid],
    ["without time", records.withoutTime],
    ["of no log group", records.unrouted],
  ];
  return all.filter(([, number], index) => index === 0 || number > 0);
}

/** Columns of the matrix severity x channel, in order of urgency. */
export function channelColumns(reach: readonly ReachRow[]): string[] {
  const used = new Set(reach.flatMap(({ channels }) => Object.keys(channels)));
  return channelKinds.filter((kind) => used.has(kind));
}

/** The clauses of a filter's nearest miss; the one that most events failed comes first. */
export function worstClauses({ nearestMiss: miss }: FilterResult): readonly ClauseResult[] {
  return miss === null ? [] : miss.clauses.toSorted((a, b) => b.failed - a.failed);
}

/** ` (12 without the field; seen: "a", "b")` with its leading blank; empty where nothing is known. */
export function clauseNote({ missing, seen }: ClauseResult, foreign: (text: string) => string = visible): string {
  const notes = [
    ...(missing > 0 ? [`${count(missing)} without the field`] : []),
    ...(seen.length > 0 ? [`seen: ${seen.map(foreign).join(", ")}`] : []),
  ];
  return notes.length === 0 ? "" : ` (${notes.join("; ")})`;
}
