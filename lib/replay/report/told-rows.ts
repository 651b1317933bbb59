import type { AlarmState } from "../../aws";
import type { AlarmResult } from "..";
import { conductOf, isAtStart, isSent, pagesOf, toldCounts } from "./counts";
import { severityRank } from "./severity-rank";
import { toldOf, type Told } from "./told";
import { count } from "./visible";

/** An alarm that told someone, of which states, how often, and whom. */
export interface ToldRow {
  readonly alarm: AlarmResult;
  /** Time of its first message after its first state. */
  readonly first: number;
  /** Whether it woke someone. */
  readonly isPage: boolean;
  /** How often it told someone of each state. */
  readonly times: Readonly<Record<AlarmState, number>>;
  /** The channels that its messages reached. */
  readonly told: Told;
}

/** Alarms that told someone after their first state: those that paged, then by severity, then by time. */
export function toldRowsOf(alarms: readonly AlarmResult[]): ToldRow[] {
  const rows = alarms.flatMap((alarm): ToldRow[] => {
    const sent = alarm.notified.filter(isSent);
    const first = sent.find((notification) => !isAtStart(alarm, notification));
    if (first === undefined) return [];
    const isPage = sent.some((notification) => pagesOf(notification) > 0);
    return [{ alarm, first: first.at, isPage, times: toldCounts(alarm), told: toldOf(sent) }];
  });
  return rows.sort(
    (a, b) =>
      Number(b.isPage) - Number(a.isPage) ||
      severityRank(a.alarm.severity) - severityRank(b.alarm.severity) ||
      a.first - b.first,
  );
}

/**
 * `1x ALARM, 2x OK`; `told without firing: 15x OK, 14x INSUFFICIENT_DATA`; of an alarm that fired while its actions were held,
 * `not of ALARM: 3x OK`.
 */
export function toldOfText(alarm: AlarmResult, times: ToldRow["times"]): string {
  const some = (["ALARM", "OK", "INSUFFICIENT_DATA"] as const).filter((state) => times[state] > 0);
  const text = some.map((state) => `${count(times[state])}x ${state}`).join(", ");
  if (times.ALARM > 0) return text;
  return `${conductOf(alarm) === "fired" ? "not of ALARM" : "told without firing"}: ${text}`;
}
