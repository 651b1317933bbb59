import { least } from "../../../base";
import type { AlarmResult } from "../..";
import { messagesOf, pagesOf } from "../counts";
import type { Incident } from "../incidents";
import type { ReportClock } from "../states";
import { minute } from "../times";
import { type AlarmIdentity, identityOf } from "./alarm-behaviour";
import { both, type Both, isSame } from "./both";
import { pairedInTime } from "./in-time";

/** What is one incident in both replays. Times are milliseconds since 1970; null: there was none. */
export interface IncidentBehaviour {
  /** Incidents at the same time: several where one was cut into more, or more became one; none where there was none. */
  readonly incidents: Both<readonly ReportClock[]>;
  /** Alarms that fired, in the order in which they did. */
  readonly alarms: Both<readonly AlarmIdentity[]>;
  /** Alarms of only one of the replays. */
  readonly stopped: readonly AlarmIdentity[];
  readonly started: readonly AlarmIdentity[];
  readonly began: Both<number | null>;
  readonly ended: Both<number | null>;
  /** The first page, and the first message of ALARM. */
  readonly firstPage: Both<number | null>;
  readonly firstMessage: Both<number | null>;
  /** Messages of ALARM, and those of them that wake someone. */
  readonly messages: Both<number>;
  readonly pages: Both<number>;
}

/**
 * Incidents of both replays, in order of time: those that overlap, or follow each other within five minutes, are one; so are two
 * within an hour that have nothing of the other replay beside them, and an alarm in common.
 *
 * @param keyOf the same for an alarm before and after
 */
export function pairedIncidents(
  incidents: Both<readonly Incident[]>,
  keyOf: (alarm: AlarmResult) => unknown,
): Both<readonly Incident[]>[] {
  return pairedInTime(incidents, { slack, isSame: haveAlarmInCommon });

  function haveAlarmInCommon(first: readonly Incident[], second: readonly Incident[]): boolean {
    const keys = new Set(first.flatMap(({ alarms }) => alarms.map(({ alarm }) => keyOf(alarm))));
    return second.some(({ alarms }) => alarms.some(({ alarm }) => keys.has(keyOf(alarm))));
  }
}

const slack = 5 * minute;

export function incidentBehaviour(
  incidents: Both<readonly Incident[]>,
  keyOf: (alarm: AlarmResult) => unknown,
): IncidentBehaviour {
  const alarms = both(incidents, (all) => [...new Set(all.flatMap((each) => each.alarms.map(({ alarm }) => alarm)))]);
  const keys = both(alarms, (all) => new Set(all.map(keyOf)));
  const sent = (all: readonly Incident[]) =>
    all.flatMap(({ alarms }) => alarms.flatMap(({ episodes }) => episodes.flatMap(({ notified }) => notified)));
  const first = (all: readonly Incident[], of: typeof messagesOf): number | null =>
    finite(least(sent(all).flatMap((one) => (of(one) > 0 ? [one.at] : []))));
  const total = (all: readonly Incident[], of: typeof messagesOf): number =>
    sent(all).reduce((sum, one) => sum + of(one), 0);
  return {
    incidents: both(incidents, (all) => all.map(({ from, to }) => ({ from, to }))),
    alarms: both(alarms, (all) => all.map(identityOf)),
    stopped: alarms.was.filter((alarm) => !keys.is.has(keyOf(alarm))).map(identityOf),
    started: alarms.is.filter((alarm) => !keys.was.has(keyOf(alarm))).map(identityOf),
    began: both(incidents, (all) => all[0]?.from ?? null),
    ended: both(incidents, (all) => all.at(-1)?.to ?? null),
    firstPage: both(incidents, (all) => first(all, pagesOf)),
    firstMessage: both(incidents, (all) => first(all, messagesOf)),
    messages: both(incidents, (all) => total(all, messagesOf)),
    pages: both(incidents, (all) => total(all, pagesOf)),
  };
}

/** Whether an incident is what it was, apart from the names of alarms. */
export function isIncidentAlike(incident: IncidentBehaviour): boolean {
  const { began, ended, firstMessage, firstPage, incidents, messages, pages, started, stopped } = incident;
  const number = both(incidents, ({ length }) => length);
  return (
    started.length + stopped.length === 0 &&
    [number, began, ended, firstMessage, firstPage, messages, pages].every(isSame)
  );
}

function finite(time: number): number | null {
  return Number.isFinite(time) ? time : null;
}
