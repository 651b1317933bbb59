import { least } from "../../base";
import type { AlarmResult, ReplayResult } from "..";
import { clockOf, episodesOf, type ReportClock, type Episode } from "./states";
import { noSeverity, severityRank } from "./severity-rank";
import { minute } from "./times";
import { count, visible } from "./visible";

/** Alarms that fired together. */
export interface Incident {
  readonly from: number;
  readonly to: number;
  readonly isOpen: boolean;
  /** Each alarm once, in the order in which they fired first. */
  readonly alarms: readonly Fired[];
}

/** An alarm that fired, with every time that it did. */
export interface Fired {
  readonly alarm: AlarmResult;
  /** One or more, in order of time. */
  readonly episodes: readonly [Episode, ...Episode[]];
}

// Alarms that fire within this time of each other are one incident: a composite alarm may wait, a flapping alarm pauses.
const pause = 5 * minute;

/** Every alarm that fired, in the order in which they fired first; those that fired at the same time, in the template's order. */
export function firedOf(result: ReplayResult): Fired[] {
  const clock = clockOf(result);
  return inOrder(result.alarms.flatMap((alarm) => episodesOf(alarm, clock)));
}

/** Times in ALARM that overlap, or follow within five minutes, are one incident, whichever alarms they belong to. */
export function incidentsOf(fired: readonly Fired[]): Incident[] {
  const episodes = fired.flatMap((one) => one.episodes).sort((a, b) => a.from - b.from);
  const incidents: { from: number; to: number; episodes: Episode[] }[] = [];
  for (const episode of episodes) {
    const last = incidents.at(-1);
    if (last === undefined || episode.from > last.to + pause)
      incidents.push({ from: episode.from, to: episode.to, episodes: [episode] });
    else {
      last.episodes.push(episode);
      last.to = Math.max(last.to, episode.to);
    }
  }
  return incidents.map(({ from, to, episodes: all }) => ({
    from,
    to,
    isOpen: all.some(({ isOpen }) => isOpen),
    alarms: inOrder(all),
  }));
}

/** Note on an alarm that first fired after the last record, because datapoints are missing there. */
export const afterLog = "after the last record, because the log ends";

/** Whether an alarm first fired after the last record, only because of missing datapoints. */
export function isAfterLog({ episodes }: Fired): boolean {
  return episodes[0].logEdge === "end";
}

/** The incident with some time before and after it, within the clock: what its timeline and charts show. */
export function around({ from, to }: ReportClock, clock: ReportClock): ReportClock {
  const margin = Math.max(15 * minute, Math.round((to - from) / 2 / minute) * minute);
  return { from: Math.max(clock.from, from - margin), to: Math.min(clock.to, to + margin) };
}

/** The alarms to show where there is not room for all: the worst severities, in order of time. */
export function worst(alarms: readonly Fired[], most: number): readonly Fired[] {
  if (alarms.length <= most) return alarms;
  const kept = new Set(
    alarms.toSorted((a, b) => severityRank(a.alarm.severity) - severityRank(b.alarm.severity)).slice(0, most),
  );
  return alarms.filter((fired) => kept.has(fired));
}

/** The incidents to show where there is not room for all: those with the worst alarms, in order of time. */
export function worstIncidents(incidents: readonly Incident[], most: number): readonly Incident[] {
  if (incidents.length <= most) return incidents;
  const rankOf = new Map(
    incidents.map((incident) => [incident, least(incident.alarms.map(({ alarm }) => severityRank(alarm.severity)))]),
  );
  const kept = new Set(incidents.toSorted((a, b) => (rankOf.get(a) ?? 0) - (rankOf.get(b) ?? 0)).slice(0, most));
  return incidents.filter((incident) => kept.has(incident));
}

/** `12 warning, 3 info` */
export function bySeverity(alarms: readonly Fired[]): string {
  const counts = new Map<string | null, number>();
  for (const { alarm } of alarms) counts.set(alarm.severity, (counts.get(alarm.severity) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => severityRank(a) - severityRank(b))
    .map(([severity, number]) => `${count(number)} ${visible(severity ?? noSeverity)}`)
    .join(", ");
}

function inOrder(episodes: readonly Episode[]): Fired[] {
  const byAlarm = new Map<AlarmResult, [Episode, ...Episode[]]>();
  for (const episode of episodes) {
    const known = byAlarm.get(episode.alarm);
    if (known === undefined) byAlarm.set(episode.alarm, [episode]);
    else known.push(episode);
  }
  return [...byAlarm]
    .map(([alarm, all]) => ({ alarm, episodes: all }))
    .sort((a, b) => a.episodes[0].from - b.episodes[0].from);
}
