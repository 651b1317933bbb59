import type { AnyAlarm, Template } from "../../terraform";
import { labelOf } from "./alarm-label";
import { movedFinding, renameChange, renamedFinding } from "./alarm-rename-words";
import { alarmRenames, bySeverity } from "./alarm-renames";
import { alarmWords, otherWords } from "./alarm-words";
import type { Change, TemplateChanges } from "./change";
import { isRenamed, type Pair, pairs } from "./pairs";
import { inWordsOf, withNamesNow } from "./same-words";
import type { ServiceRename } from "./service-renames";

/** A change of an alarm, or of all severities of one, and the alarms themselves. */
export interface AlarmDifference {
  readonly change: Change;
  readonly alarms: readonly Pair<AnyAlarm>[];

  /** Of one that changed: what changes beside its condition, in words. */
  readonly others: readonly string[];
}

/**
 * How alarms change, and which have another name or address.
 *
 * @param serviceAt how the service of the resource at an address was renamed; undefined: it was not
 */
export function alarmChanges(
  before: Template,
  after: Template,
  serviceAt: ServiceAt,
): TemplateChanges & { readonly differences: readonly AlarmDifference[] } {
  const paired = pairedAlarms(before, after);
  const { moved, names, renames } = paired;
  const words = wordsWith(names, alarmWords);
  const differences: AlarmDifference[] = [
    ...renames.map((rename) => ({ change: renameChange(rename, words), alarms: bySeverity(rename), others: [] })),
    ...moved.map(({ is, was }) => ({
      change: change("replaced", is, [`was at ${was.address}`, ...words(was, is)]),
      alarms: [{ was, is }],
      others: [],
    })),
    ...inPlace(paired, serviceAt),
  ];
  return {
    findings: [...renames.map(renamedFinding), ...moved.map(({ is, was }) => movedFinding(was, is))],
    changes: differences.map((each) => each.change),
    differences,
  };
}

type ServiceAt = (address: string) => ServiceRename | undefined;

/** Those that are at one address, or come or go. */
function inPlace({ all, names, paired }: ReturnType<typeof pairedAlarms>, serviceAt: ServiceAt): AlarmDifference[] {
  const [words, others] = [alarmWords, otherWords].map((each) => wordsWith(names, each));
  return all.flatMap((pair): AlarmDifference[] => {
    const { is, was } = pair;
    const one = is ?? was;
    if (one === undefined || paired.has(one)) return [];
    const difference = (kind: Change["kind"], details: readonly string[], beside: readonly string[] = []) => [
      { change: change(kind, one, details), alarms: [pair], others: beside },
    ];
    if (was === undefined || is === undefined) return difference(was === undefined ? "new" : "gone", []);
    const service = serviceAt(is.address);
    const both = service === undefined ? ([was, is] as const) : inServiceWords([was, is], service);
    const details = words?.(...both) ?? [];
    if (isRenamed(was, is) && (service === undefined || details.length > 0))
      return difference("replaced", [`was ${labelOf(was)}`, ...details]);
    return details.length === 0 ? [] : difference("changed", details, others?.(...both));
  });
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
function wordsWith(names: ReadonlyMap<string, string>, wordsOf: typeof alarmWords): typeof alarmWords {
  const now = withNamesNow(names);
  return (was, is) => {
    if (was.kind !== "composite") return wordsOf(was, is);
    const { actionsSuppressor, rule } = was;
    const alarm = actionsSuppressor?.alarm;
    const ruleNow = rule === undefined ? undefined : now(rule);
    return wordsOf(
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
