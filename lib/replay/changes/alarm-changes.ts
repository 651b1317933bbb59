import type { AnyAlarm, Template } from "../../terraform";
import { labelOf } from "./alarm-label";
import { movedFinding, renameChange, renamedFinding } from "./alarm-rename-words";
import { alarmRenames, bySeverity } from "./alarm-renames";
import { alarmWords } from "./alarm-words";
import type { Change, TemplateChanges } from "./change";
import { isRenamed, type Pair, pairs } from "./pairs";
import { inWordsOf, withNamesNow } from "./same-words";
import type { ServiceRename } from "./service-renames";

/**
 * How alarms change, and which have another name or address.
 *
 * @param serviceAt how the service of the resource at an address was renamed; undefined: it was not
 */
export function alarmChanges(
  before: Template,
  after: Template,
  serviceAt: (address: string) => ServiceRename | undefined,
): TemplateChanges {
  const { all, moved, names, paired, renames } = pairedAlarms(before, after);
  const words = wordsWith(names);
  return {
    findings: [...renames.map(renamedFinding), ...moved.map(({ is, was }) => movedFinding(was, is))],
    changes: [
      ...renames.map((rename) => renameChange(rename, words)),
      ...moved.map(({ is, was }) => change("replaced", is, [`was at ${was.address}`, ...words(was, is)])),
      ...all.flatMap(({ is, was }): Change[] => {
        const one = is ?? was;
        if (one === undefined || paired.has(one)) return [];
        if (was === undefined || is === undefined) return [change(was === undefined ? "new" : "gone", one)];
        const service = serviceAt(is.address);
        const details = service === undefined ? words(was, is) : words(...inServiceWords([was, is], service));
        if (isRenamed(was, is) && (service === undefined || details.length > 0))
          return [change("replaced", is, [`was ${labelOf(was)}`, ...details])];
        return details.length === 0 ? [] : [change("changed", is, details)];
      }),
    ],
  };
}

/** The alarms of two templates that are one, by address, name or what they watch. */
export function alarmPairs(before: Template, after: Template): Pair<AnyAlarm>[] {
  const { all, moved, paired, renames } = pairedAlarms(before, after);
  return [
    ...moved,
    ...renames.flatMap(bySeverity),
    ...all.filter(({ is, was }) => (is === undefined || !paired.has(is)) && (was === undefined || !paired.has(was))),
  ];
}

interface Known {
  readonly was: AnyAlarm;
  readonly is: AnyAlarm;
}

function pairedAlarms(before: Template, after: Template) {
  const all = pairs(alarmsOf(before), alarmsOf(after));
  const names = namesNow(all);
  const gone = all.flatMap(({ is, was }) => (is === undefined && was !== undefined ? [was] : []));
  const come = all.flatMap(({ is, was }) => (was === undefined && is !== undefined ? [is] : []));
  const keyOf = ({ kind, name }: AnyAlarm): string => `${kind} ${name ?? ""}`;
  const comeByName = new Map(come.filter(({ name }) => name !== undefined).map((alarm) => [keyOf(alarm), alarm]));
  const moved = gone.flatMap((was): Known[] => {
    const is = comeByName.get(keyOf(was));
    return is === undefined ? [] : [{ was, is }];
  });
  const [movedFrom, movedTo] = [new Set(moved.map(({ was }) => was)), new Set(moved.map(({ is }) => is))];
  const renames = alarmRenames(
    gone.filter((alarm) => !movedFrom.has(alarm)),
    come.filter((alarm) => !movedTo.has(alarm)),
    names,
  );
  const paired = new Set<AnyAlarm>([
    ...movedFrom,
    ...movedTo,
    ...renames.flatMap(bySeverity).flatMap(({ is, was }) => [was, is]),
  ]);
  return { all, moved, names, paired, renames };
}

export function alarmsOf({ compositeAlarms, metricAlarms }: Template): AnyAlarm[] {
  return [...metricAlarms, ...compositeAlarms];
}

function namesNow(all: readonly Pair<AnyAlarm>[]): Map<string, string> {
  return new Map(
    all.flatMap(({ is, was }): [string, string][] =>
      was?.name === undefined || is?.name === undefined || was.name === is.name ? [] : [[was.name, is.name]],
    ),
  );
}

/** How an alarm changes, apart from the names that others have now. */
function wordsWith(names: ReadonlyMap<string, string>): (was: AnyAlarm, is: AnyAlarm) => string[] {
  const now = withNamesNow(names);
  return (was, is) => {
    if (was.kind !== "composite") return alarmWords(was, is);
    const { actionsSuppressor, rule } = was;
    const alarm = actionsSuppressor?.alarm;
    const ruleNow = rule === undefined ? undefined : now(rule);
    return alarmWords(
      {
        ...was,
        rule: ruleNow,
        actionsSuppressor: actionsSuppressor && {
          ...actionsSuppressor,
          alarm: alarm === undefined ? alarm : now(alarm),
        },
        // The description of a service's composite lists the names, too.
        description: ruleNow === rule ? was.description : is.description,
      },
      is,
    );
  };
}

function inServiceWords(alarms: [AnyAlarm, AnyAlarm], { after, before }: ServiceRename): [AnyAlarm, AnyAlarm] {
  return inWordsOf(alarms, [before, after], after);
}

function change(kind: Change["kind"], alarm: AnyAlarm, details: readonly string[] = []): Change {
  return { kind, what: "alarm", subject: labelOf(alarm), details };
}
