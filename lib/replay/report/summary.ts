import { channelKinds } from "../../aws";
import { findingSeverities, severityNames, type FindingSeverity, type Severity } from "../../base";
import type { Finding } from "../../base";
import type { AlarmResult, ClauseResult, FilterResult, ReachRow, ReplayResult } from "..";

import { firedOf, incidentsOf, type Fired, type Incident } from "./incidents";
import { clockOf, type ReplayClock } from "./states";
import { count, counted, visible } from "./visible";

/** What every report shows of a result. */
export interface Summary {
  readonly clock: ReplayClock;
  readonly fired: readonly Fired[];
  readonly incidents: readonly Incident[];
  /** Evaluated, and never in ALARM. */
  readonly quiet: readonly AlarmResult[];
  /** Of these, those that never left INSUFFICIENT_DATA. */
  readonly withoutData: readonly AlarmResult[];
  readonly notEvaluated: readonly AlarmResult[];
  /** Filters that matched none of their events. */
  readonly unmatched: readonly FilterResult[];
  /** Neither the logs nor the options give a time: then there is no clock, and a quiet alarm proves nothing. */
  readonly isNothing: boolean;
  /** Worst first; within a severity in the result's order. */
  readonly findings: ReplayResult["findings"];
}

export function summaryOf(result: ReplayResult): Summary {
  const fired = firedOf(result);
  const loud = new Set(fired.map(({ alarm }) => alarm));
  const quiet = result.alarms.filter((alarm) => alarm.evaluated && !loud.has(alarm));
  return {
    clock: clockOf(result),
    fired,
    incidents: incidentsOf(fired),
    quiet,
    withoutData: quiet.filter(({ state, transitions }) => transitions.length === 0 && state === "INSUFFICIENT_DATA"),
    notEvaluated: result.alarms.filter(({ evaluated }) => !evaluated),
    unmatched: result.filters.filter(({ matched }) => matched === 0),
    isNothing: fired.length === 0 && result.nothingReplayed.includes("nothing-to-replay"),
    findings: result.findings.toSorted((a, b) => findingRank(a.severity) - findingRank(b.severity)),
  };
}

/** `3 alarms fired in 1 incident`. */
export function whatFired(summary: Summary): string {
  const { fired, incidents, notEvaluated, quiet } = summary;
  if (fired.length > 0) return `${counted(fired.length, "alarm")} fired in ${counted(incidents.length, "incident")}`;
  if (summary.isNothing) return "Nothing was replayed";
  return quiet.length + notEvaluated.length === 0 ? "There are no alarms" : "No alarm fired";
}

/** `3 alarms fired in 1 incident, 37 stayed quiet, 1 was not evaluated`. */
export function headline(summary: Summary): string {
  const { notEvaluated, quiet } = summary;
  if (summary.isNothing) return whatFired(summary);
  const were = notEvaluated.length === 1 ? "was" : "were";
  return [
    whatFired(summary),
    ...(quiet.length > 0 ? [`${count(quiet.length)} stayed quiet`] : []),
    ...(notEvaluated.length > 0 ? [`${count(notEvaluated.length)} ${were} not evaluated`] : []),
  ].join(", ");
}

/** `2 critical, 1 warning`; empty without findings. */
export function findingCounts(findings: readonly Finding[]): string {
  return findingSeverities
    .toReversed()
    .map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const)
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => `${count(number)} ${severity}`)
    .join(", ");
}

/** 0 for an error; worst first. */
function findingRank(severity: FindingSeverity): number {
  return findingSeverities.length - 1 - findingSeverities.indexOf(severity);
}

/** 0 for the worst severity, critical; other names come after info, and alarms without a severity last. */
export function severityRank(severity: string | null): number {
  if (severity === null) return severityNames.length + 1;
  const index = severityNames.indexOf(severity.toLowerCase() as Severity);
  return index === -1 ? severityNames.length : severityNames.length - 1 - index;
}

/** Shown where the severity of an alarm is not known. */
export const noSeverity = "none";

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
