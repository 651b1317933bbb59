import { lastNameIn } from "../aws";
import { type Severity, severityNames } from "../base";
import type { AnyAlarm } from "../terraform";
import { wordsOf } from "./names";

/** Words that people use for a severity. */
const words: Readonly<Record<Severity, ReadonlySet<string>>> = {
  critical: new Set("critical crit fatal emergency urgent high page pager pagerduty p1 sev1 s1".split(" ")),
  warning: new Set("warning warn medium moderate p2 p3 sev2 sev3".split(" ")),
  info: new Set("info information low notice p4 p5 sev4".split(" ")),
};

/** Words of severities at the end of an alarm's name, which a configuration says elsewhere. */
export const severityWords: ReadonlySet<string> = new Set(severityNames.flatMap((severity) => [...words[severity]]));

/** How urgent an alarm seems to be: by its tags, its name, and whom it notifies, in this order; `warning` if nothing tells. */
export function likelySeverity({ alarmActions, name, tags }: AnyAlarm): Severity {
  const said = Object.entries(tags).flatMap(([key, value]) => (/^(severity|priority)$/i.test(key) ? [value] : []));
  for (const texts of [said, [name ?? ""], alarmActions.map(lastNameIn)]) {
    const found = severityNames.filter((severity) => texts.flatMap(wordsOf).some((word) => words[severity].has(word)));
    const most = found.at(-1);
    if (most !== undefined) return most;
  }
  return "warning";
}

/** An alarm that notifies, of a service. */
export interface Notifying {
  readonly service: string;
  readonly severity: Severity;

  /** ARNs of the topics that it publishes to. */
  readonly topics: readonly string[];
}

/** Who is notified, as `routes` of an environment say it. */
export type Routes = Partial<Record<Severity, readonly Route[]>>;

interface Route {
  readonly topic: string;
  readonly services?: readonly string[];
}

export interface Routed {
  readonly routes: Routes;

  /** The severity of each alarm, in their order: another than the likely one where routes could not tell alarms apart otherwise. */
  readonly severities: readonly Severity[];

  /** The topics that each alarm will publish to, in their order. */
  readonly topics: readonly (readonly string[])[];
}

/**
 * Routes that lead each alarm to the topics that it publishes to. Alarms of a service and a severity notify the same people; those that
 * notify others get a severity that the service does not use, if there is one left.
 */
export function routed(alarms: readonly Notifying[]): Routed {
  const severities = alarms.map(({ severity }) => severity);
  for (const service of new Set(alarms.map((alarm) => alarm.service))) separate(service, alarms, severities);
  const cells = new Map<Severity, Map<string, readonly string[]>>();
  for (const severity of severityNames) {
    const services = new Map<string, readonly string[]>();
    for (const service of new Set(alarms.map((alarm) => alarm.service))) {
      const members = alarms.filter((alarm, index) => alarm.service === service && severities[index] === severity);
      const usual = mostCommon(members.map(({ topics }) => topics));
      if (usual !== undefined) services.set(service, usual);
    }
    if (services.size > 0) cells.set(severity, services);
  }
  return {
    routes: Object.fromEntries([...cells].map(([severity, services]) => [severity, routesTo(services)])),
    severities,
    topics: alarms.map(
      ({ service, topics }, index) => cells.get(severities[index] ?? "warning")?.get(service) ?? topics,
    ),
  };
}

/** Moves alarms that notify others than most of their severity to severities that the service does not use. */
function separate(service: string, alarms: readonly Notifying[], severities: Severity[]): void {
  const mine = alarms.flatMap((alarm, index) =>
    alarm.service === service ? [{ index, key: keyOf(alarm.topics) }] : [],
  );
  for (const severity of severityNames.toReversed()) {
    const here = mine.filter(({ index }) => severities[index] === severity);
    const usual = mostCommon(here.map(({ index }) => alarms[index]?.topics ?? []));
    if (usual === undefined) continue;
    for (const key of new Set(here.map((each) => each.key))) {
      if (key === keyOf(usual)) continue;
      const free = severityNames.find((each) => mine.every(({ index }) => severities[index] !== each));
      const same = severityNames.find((each) => {
        const there = mine.filter(({ index }) => severities[index] === each);
        return each !== severity && there.length > 0 && there.every((other) => other.key === key);
      });
      const to = same ?? free;
      if (to === undefined) continue;
      for (const other of here) if (other.key === key) severities[other.index] = to;
    }
  }
}

function routesTo(services: ReadonlyMap<string, readonly string[]>): readonly Route[] {
  const topics = [...new Set([...services.values()].flat())];
  const isSame = new Set([...services.values()].map(keyOf)).size === 1;
  if (isSame) return topics.map((topic) => ({ topic }));
  return topics.map((topic) => ({
    topic,
    services: [...services].flatMap(([service, of]) => (of.includes(topic) ? [service] : [])).toSorted(),
  }));
}

function mostCommon(lists: readonly (readonly string[])[]): readonly string[] | undefined {
  const counts = new Map<string, number>();
  for (const list of lists) counts.set(keyOf(list), (counts.get(keyOf(list)) ?? 0) + 1);
  const count = (list: readonly string[]) => counts.get(keyOf(list)) ?? 0;
  return lists.toSorted((one, other) => count(other) - count(one))[0];
}

function keyOf(topics: readonly string[]): string {
  return topics.toSorted().join("\n");
}
