import { append } from "../../base";
import type { AnyAlarm, CompositeAlarm, MetricAlarm } from "../../terraform";
import { labelWithoutSeverity, severityOf } from "./alarm-label";
import { comparable, inOrder } from "./comparable";
import { withNamesNow } from "./same-words";

/** An alarm under another name: those of all its severities. */
export interface AlarmRename {
  readonly was: readonly AnyAlarm[];
  readonly is: readonly AnyAlarm[];
}

/**
 * Which of the alarms that go and come may be the same under another name: those of one service that watch the same in the same way, or
 * else the same with another limit; where more than one could be meant, none is.
 *
 * @param names of alarms that have another name, by their names before; those that are found are added
 */
export function alarmRenames(
  gone: readonly AnyAlarm[],
  come: readonly AnyAlarm[],
  names: Map<string, string>,
): AlarmRename[] {
  const renames: AlarmRename[] = [];
  let [was, is] = [familiesOf(gone), familiesOf(come)];
  // Composite alarms name others: those that were renamed may show that more were.
  for (;;) {
    const now = withNamesNow(names);
    const found = [wholly, mainly].flatMap((alike) => {
      const same = unambiguous(was, is, (family) => alike(family, now));
      was = was.filter((family) => !same.some((rename) => rename.was === family));
      is = is.filter((family) => !same.some((rename) => rename.is === family));
      return same;
    });
    if (found.length === 0) return renames;
    append(renames, found);
    for (const rename of found) for (const [before, after] of namesOf(rename)) names.set(before, after);
  }
}

/** Alarms of the same severity, before and now. */
export function bySeverity({ is, was }: AlarmRename): { readonly was: AnyAlarm; readonly is: AnyAlarm }[] {
  return was.flatMap((before) => {
    const after = is.find((alarm) => severityOf(alarm) === severityOf(before));
    return after === undefined ? [] : [{ was: before, is: after }];
  });
}

function namesOf(rename: AlarmRename): [string, string][] {
  return bySeverity(rename).flatMap(({ is, was }): [string, string][] =>
    was.name === undefined || is.name === undefined ? [] : [[was.name, is.name]],
  );
}

/** The alarms of all severities of one alarm. */
type Family = readonly AnyAlarm[];

function familiesOf(alarms: readonly AnyAlarm[]): Family[] {
  const families = new Map<string, AnyAlarm[]>();
  for (const alarm of alarms) {
    const key = JSON.stringify([alarm.kind, alarm.tags.service, labelWithoutSeverity(alarm)]);
    const family = families.get(key);
    if (family === undefined) families.set(key, [alarm]);
    else family.push(alarm);
  }
  return [...families.values()];
}

function unambiguous(
  gone: readonly Family[],
  come: readonly Family[],
  keyOf: (family: Family) => string | undefined,
): AlarmRename[] {
  const [was, is] = [only(gone, keyOf), only(come, keyOf)];
  return [...was].flatMap(([key, before]): AlarmRename[] => {
    const now = is.get(key);
    return before === undefined || now === undefined ? [] : [{ was: before, is: now }];
  });
}

/** Families by their keys; undefined where several have one. */
function only(
  families: readonly Family[],
  keyOf: (family: Family) => string | undefined,
): Map<string, Family | undefined> {
  const found = new Map<string, Family | undefined>();
  for (const family of families) {
    const key = keyOf(family);
    if (key !== undefined) found.set(key, found.has(key) ? undefined : family);
  }
  return found;
}

type NamesNow = (text: string) => string;

/** What the alarms watch and when they fire; undefined where that is not known. */
function wholly(family: Family, now: NamesNow): string | undefined {
  return keyOf(family, (alarm) => {
    if (alarm.kind === "composite") return compositeCondition(alarm, now);
    const { comparisonOperator, datapointsToAlarm, evaluationPeriods, threshold, treatMissingData } = alarm;
    return [
      severityOf(alarm),
      watched(alarm),
      comparisonOperator,
      threshold,
      evaluationPeriods,
      datapointsToAlarm,
      treatMissingData,
    ];
  });
}

/** What the alarms watch, and whether from above or below. */
function mainly(family: Family, now: NamesNow): string | undefined {
  return keyOf(family, (alarm) =>
    alarm.kind === "composite" ? compositeCondition(alarm, now) : [watched(alarm), alarm.comparisonOperator],
  );
}

function keyOf(family: Family, conditionOf: (alarm: AnyAlarm) => unknown): string | undefined {
  if (!family.every(isKnown)) return undefined;
  const conditions = family.map((alarm) => JSON.stringify(comparable(conditionOf(alarm))));
  return JSON.stringify([family[0]?.kind, family[0]?.tags.service, [...new Set(conditions)].sort()]);
}

function isKnown(alarm: AnyAlarm): boolean {
  if (alarm.name === undefined) return false;
  if (alarm.kind === "composite") return alarm.rule !== undefined;
  return alarm.queries.length > 0 || alarm.metric?.name !== undefined;
}

function watched({ evaluationWindow, metric, queries, thresholdMetricId, unsupported }: MetricAlarm): unknown {
  const told = queries.map(({ label: _, ...query }) => query);
  return { evaluationWindow, metric, queries: told, thresholdMetricId, unsupported };
}

function compositeCondition({ actionsSuppressor, rule }: CompositeAlarm, now: NamesNow): unknown {
  const suppressor = actionsSuppressor && { ...actionsSuppressor, alarm: now(actionsSuppressor.alarm ?? "") };
  return [inOrder(now(rule ?? "")), suppressor];
}
