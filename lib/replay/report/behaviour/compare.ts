import type { Finding } from "../../../base";
import type { AlarmResult, Counterparts, NothingReplayed, ReplayResult, ReplayRuleId } from "../..";
import { countsOf, type ReplayCounts } from "../counts";
import { firedOf } from "../incidents";
import { clockOf, type ReportClock } from "../states";
import {
  type AlarmBehaviour,
  type AlarmIdentity,
  alarmBehaviour,
  identityOf,
  isAlike,
  pairedAlarms,
} from "./alarm-behaviour";
import { both, type Both } from "./both";
import { type IncidentBehaviour, incidentBehaviour, isIncidentAlike } from "./incident-behaviour";
import { incidentPairs } from "./incident-pairs";
import { newFindings } from "./new-findings";
import { receiverChanges, type ReceiverBehaviour } from "./receivers";

/** What a change of Terraform does to what alarms do, over the same records. Times are milliseconds since 1970. */
export interface BehaviourChanges {
  readonly clock: ReportClock;
  readonly records: number;
  /** Why nothing was replayed, so that no change proves nothing; usually empty. */
  readonly nothingReplayed: readonly NothingReplayed[];
  /** Counts, incidents and receivers are without alarms that only one of the replays could evaluate: the other says nothing of them. */
  readonly counts: Both<ReplayCounts>;
  /** Incidents that are not what they were, in order of time. */
  readonly incidents: readonly IncidentBehaviour[];
  readonly incidentsAlike: number;
  /** Alarms that do not do what they did, and those that came or went. */
  readonly alarms: readonly AlarmBehaviour[];
  readonly alarmsAlike: number;
  /** Receivers who get more or fewer messages or pages than they did. */
  readonly receivers: readonly ReceiverBehaviour[];
  /** Alarms that could not be evaluated in one of the replays, or in both. */
  readonly notCompared: readonly Both<AlarmIdentity | null>[];
  /** Findings that the one replay has, and the other has not. */
  readonly findings: {
    readonly gone: readonly Finding<ReplayRuleId>[];
    readonly come: readonly Finding<ReplayRuleId>[];
  };
}

/** Compares two replays of the same records over the same clock. */
export function compareBehaviour(
  results: Both<ReplayResult>,
  counterparts: Pick<Counterparts, "alarms">,
): BehaviourChanges {
  const clock = both(results, clockOf);
  // Where nothing was replayed, nothing is known of any alarm: a new one would only seem to stay quiet.
  const isKnown = results.is.nothingReplayed.length === 0;
  const pairs = isKnown ? pairedAlarms(results, counterparts) : [];
  const keys = new Map<AlarmResult, number>(
    pairs.flatMap(({ is, was }, index) =>
      [was, is].flatMap((alarm) => (alarm === null ? [] : [[alarm, index] as const])),
    ),
  );
  const keyOf = (alarm: AlarmResult): number => keys.get(alarm) ?? -1;
  const unknown = new Set(pairs.filter(isOfOneReplay).flatMap(({ is, was }) => [is, was]));
  const known = both(results, ({ alarms, ...result }) => ({
    ...result,
    alarms: alarms.filter((alarm) => isKnown && !unknown.has(alarm)),
  }));
  const incidents = incidentPairs(both(known, firedOf), clock.is, keyOf).map((each) => incidentBehaviour(each, keyOf));
  const changedIncidents = incidents.filter((incident) => !isIncidentAlike(incident));
  const alarms = pairs.map((pair) => alarmBehaviour(pair, clock));
  const changedAlarms = alarms.filter((alarm) => !isAlike(alarm));
  const notCompared = pairs.filter(({ is, was }) => was?.evaluated === false || is?.evaluated === false);
  return {
    clock: { from: clock.is.from, to: clock.is.to },
    records: results.is.records.read,
    nothingReplayed: results.is.nothingReplayed,
    counts: both(known, countsOf),
    incidents: changedIncidents,
    incidentsAlike: incidents.length - changedIncidents.length,
    alarms: changedAlarms,
    alarmsAlike:
      alarms.length - changedAlarms.length - notCompared.filter(({ is, was }) => is !== null && was !== null).length,
    receivers: receiverChanges(known),
    notCompared: notCompared.map((pair) => both(pair, (alarm) => (alarm === null ? null : identityOf(alarm)))),
    findings: {
      gone: newFindings(results.was.findings, results.is.findings),
      come: newFindings(results.is.findings, results.was.findings),
    },
  };
}

/** Whether these records show that alarms do what they did: something was replayed, and all are evaluated that were. */
export function isBehaviourAlike(changes: BehaviourChanges): boolean {
  const { alarms, incidents, nothingReplayed, notCompared, receivers } = changes;
  return (
    alarms.length + incidents.length + nothingReplayed.length + receivers.length === 0 &&
    !notCompared.some(isOfOneReplay)
  );
}

/** Whether an alarm is in both templates, and could be evaluated in only one of the replays. */
export function isOfOneReplay({ is, was }: Both<Pick<AlarmIdentity, "evaluated"> | null>): boolean {
  return was !== null && is !== null && was.evaluated !== is.evaluated;
}
