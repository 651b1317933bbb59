import type { JunitCase, JunitSuite } from "../junit";
import { utcDate } from "../times";
import { visible } from "../visible";
import type { AlarmIdentity } from "./alarm-behaviour";
import type { Both } from "./both";
import { breachWords } from "./breach-words";
import type { Breach } from "./breaches";
import type { BehaviourChanges } from "./compare";
import { alarmWords, behaviourHeadline, incidentTitle, incidentWords, notComparedWords } from "./words";

/**
 * A comparison as tests. Suite `comparison`: one case for all that is not about one thing. Suites `incidents` and `alarms`: a case for
 * each that changes, whose output says how; alarms that could not be evaluated are skipped. Suite `findings`: a case for each finding
 * that is not wanted. What the breaches are about has failed, nothing else.
 */
export function behaviourSuites(changes: BehaviourChanges, breaches: readonly Breach[]): JunitSuite[] {
  const { alarms, incidents, notCompared } = changes;
  const wording = { day: utcDate(changes.clock.from) };
  const failed = (isAbout: (breach: Breach) => boolean): Pick<JunitCase, "failure"> => {
    const found = breaches.filter(isAbout).map((breach) => ({ kind: breach.kind, ...breachWords(breach, changes) }));
    const [first] = found;
    if (first === undefined) return {};
    const text = found.map((each) => `${each.kind}: ${each.about}: ${each.text}`).join("\n");
    return { failure: { message: `${first.kind}: ${first.text}`, text } };
  };
  const whole: JunitCase = {
    name: "alarms and pages as a whole",
    ...failed(({ kind }) => kind === "more" || kind === "any"),
    ...(changes.nothingReplayed.length > 0 ? { skipped: behaviourHeadline(changes) } : {}),
    output: behaviourHeadline(changes),
  };
  const ofIncidents = incidents.map((incident): JunitCase => ({
    name: `${incidentTitle(incident)} UTC`,
    ...failed((breach) => "incident" in breach && breach.incident === incident),
    output: incidentWords(incident, wording).join("\n"),
  }));
  const ofAlarms = [
    ...alarms.map((each): JunitCase => ({ name: nameOf(each.alarm), output: alarmWords(each, wording).join("\n") })),
    ...notCompared.map((pair): JunitCase => ({
      name: nameOf(pair),
      skipped: notComparedWords(pair),
      ...failed((breach) => breach.kind === "unknown" && breach.alarm === pair),
    })),
  ];
  const ofFindings = breaches.flatMap((breach): JunitCase[] =>
    breach.kind === "findings"
      ? [{ name: breachWords(breach, changes).about, ...failed((other) => other === breach) }]
      : [],
  );
  return [
    { name: "comparison", cases: [whole], properties: propertiesOf(changes) },
    ...[
      { name: "incidents", cases: ofIncidents },
      { name: "alarms", cases: ofAlarms },
      { name: "findings", cases: ofFindings },
    ].filter(({ cases }) => cases.length > 0),
  ];
}

function nameOf({ is, was }: Both<AlarmIdentity | null>): string {
  return visible((is ?? was)?.name ?? "");
}

function propertiesOf({ alarmsAlike, counts: { is, was }, incidentsAlike }: BehaviourChanges): [string, string][] {
  return [
    ["pages_before", String(was.messages.pages)],
    ["pages_after", String(is.messages.pages)],
    ["messages_before", String(was.messages.total - was.messages.atStart)],
    ["messages_after", String(is.messages.total - is.messages.atStart)],
    ["incidents_as_before", String(incidentsAlike)],
    ["alarms_as_before", String(alarmsAlike)],
  ];
}
