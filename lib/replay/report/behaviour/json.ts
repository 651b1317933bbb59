import { findingJson } from "../../../base";
import type { AlarmBehaviour, AlarmIdentity } from "./alarm-behaviour";
import { both } from "./both";
import { type BehaviourChanges, isBehaviourAlike } from "./compare";
import type { IncidentBehaviour } from "./incident-behaviour";
import { alarmWords, incidentWords, notComparedWords, receiverWords } from "./words";
import { utcDate } from "../times";

/** The comparison as JSON. Times are ISO 8601 in UTC; `was` is before the change, `is` after it; words are those of other reports. */
export function behaviourJson(changes: BehaviourChanges): object {
  const { alarms, clock, counts, findings, incidents, notCompared, receivers } = changes;
  const day = utcDate(clock.from);
  const plain = { day, foreign: (text: string) => text };
  return {
    from: iso(clock.from),
    to: iso(clock.to),
    records: changes.records,
    nothing_replayed: changes.nothingReplayed,
    alike: isBehaviourAlike(changes),
    counts: both(counts, ({ alarms: of, firstPage, messages }) => ({
      fired: of.fired,
      messages: messages.total - messages.atStart,
      pages: messages.pages,
      first_page: iso(firstPage),
    })),
    incidents: incidents.map((incident) => ({ ...incidentJson(incident), words: incidentWords(incident, plain) })),
    incidents_alike: changes.incidentsAlike,
    alarms: alarms.map((alarm) => ({ ...alarmJson(alarm), words: alarmWords(alarm, plain) })),
    alarms_alike: changes.alarmsAlike,
    receivers: receivers.map(({ messages, pages, receiver }) => ({
      ...receiver,
      messages,
      pages,
      words: receiverWords({ messages, pages, receiver }),
    })),
    not_compared: notCompared.map((pair) => ({ ...both(pair, nameOf), words: notComparedWords(pair) })),
    findings: { gone: findings.gone.map(findingJson), come: findings.come.map(findingJson) },
  };
}

function incidentJson(incident: IncidentBehaviour): object {
  const { began, ended, firstMessage, firstPage, incidents, messages, pages } = incident;
  return {
    incidents: both(incidents, ({ length }) => length),
    began: both(began, iso),
    ended: both(ended, iso),
    first_page: both(firstPage, iso),
    first_message: both(firstMessage, iso),
    pages,
    messages,
    alarms: both(incident.alarms, (all) => all.map(({ name }) => name)),
  };
}

function alarmJson({ alarm, episodes, messages, pages, receivers, told }: AlarmBehaviour): object {
  return {
    name: both(alarm, nameOf),
    address: both(alarm, (one) => one?.address ?? null),
    severity: both(alarm, (one) => one?.severity ?? null),
    fired: both(episodes, (all) => all.map(({ from, to }) => ({ from: iso(from), to: iso(to) }))),
    told,
    messages,
    pages,
    receivers,
  };
}

function nameOf(alarm: AlarmIdentity | null): string | null {
  return alarm?.name ?? null;
}

function iso(at: number): string;
function iso(at: number | null): string | null;
function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
