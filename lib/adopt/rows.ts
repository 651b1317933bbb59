import type { Path } from "../base";
import type { AnyAlarm, Template } from "../terraform";
import { tagsChange } from "./changes";
import type { Entry } from "./parts";
import type { Change, LeftReason, Row } from "./row";
import type { Routes } from "./severity";

export interface Outcomes {
  readonly places: ReadonlyMap<string, Path>;
  readonly changes: ReadonlyMap<string, readonly Change[]>;
  readonly left: ReadonlyMap<string, LeftReason>;
  readonly tags: Readonly<Record<string, string>>;
  readonly named: readonly Entry[];
  readonly environment: string;
  readonly routes: Routes;
}

/** A row for each resource of the template, in the order of addresses. */
export function rowsOf(template: Template, outcomes: Outcomes): readonly Row[] {
  const { changes, environment, left, named, places, routes, tags } = outcomes;
  const taken = (address: string, more: readonly Change[] = []): Row["outcome"] => {
    const at = places.get(address);
    if (at !== undefined) return { kind: "taken", at, changes: [...(changes.get(address) ?? []), ...more] };
    return { kind: "left", reason: left.get(address) ?? { kind: "unused" } };
  };
  const alarmRow = (alarm: AnyAlarm): Row => ({
    address: alarm.address,
    kind: alarm.kind === "metric" ? "alarm" : "composite alarm",
    name: alarm.name,
    outcome: taken(alarm.address, [tagsChange(alarm, tags)]),
  });
  const rows: Row[] = [
    ...template.metricAlarms.map(alarmRow),
    ...template.compositeAlarms.map(alarmRow),
    ...template.metricFilters.map((filter): Row => ({
      address: filter.address,
      kind: "metric filter",
      name: filter.name,
      outcome: taken(filter.address),
    })),
    ...template.logGroups.map(({ address, name }): Row => {
      const service = named.find(({ source }) => source.logGroup !== undefined && source.logGroup === name);
      return {
        address,
        kind: "log group",
        name,
        outcome:
          service === undefined
            ? { kind: "left", reason: { kind: "unused" } }
            : { kind: "read", at: ["services", service.name, "logs", "existing"] },
      };
    }),
    ...template.topics.map(({ address, arn, name }): Row => {
      const severity = Object.entries(routes).find(([, entries]) => entries.some(({ topic }) => topic === arn))?.[0];
      return {
        address,
        kind: "topic",
        name,
        outcome:
          severity === undefined
            ? { kind: "left", reason: { kind: "unused" } }
            : { kind: "read", at: ["environments", environment, "routes", severity] },
      };
    }),
  ];
  return rows.toSorted((a, b) => (a.address < b.address ? -1 : 1));
}
