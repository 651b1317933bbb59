import { own } from "../base";
import { usualRunbook } from "../contract";
import type { AnyAlarm } from "../terraform";
import { descriptionOf } from "./alarm-text";
import type { NamedAlarm, ReferenceOf, RuleOf } from "./parts";
import type { Change } from "./row";
import type { AdoptSettings } from "./settings";

/** Tags that each resource of a stack has anyway. */
const ownTags: ReadonlySet<string> = new Set(["project", "environment", "service", "owner", "tier", "severity"]);

/** What the first apply changes in an alarm. */
export function changesOf(
  placed: NamedAlarm,
  {
    referenceOf,
    ruleOf,
    runbooks,
  }: { readonly ruleOf: RuleOf; readonly referenceOf: ReferenceOf } & Pick<AdoptSettings, "runbooks">,
): readonly Change[] {
  const { alarm, entry, firing, owner, said, topics } = placed;
  const description = descriptionOf(said, owner, usualRunbook(entry, undefined, runbooks));
  const okActions = topics.length === 0 || alarm.okActions.length === 0 ? [] : topics;
  return [
    ...(firing?.changes ?? ruleOf(alarm, referenceOf).changes),
    ...(alarm.actionsEnabled ? [] : [{ argument: "actions_enabled" as const }]),
    ...actionsChange("alarm_actions", alarm.alarmActions, topics),
    ...actionsChange("ok_actions", alarm.okActions, okActions),
    ...actionsChange("insufficient_data_actions", alarm.insufficientDataActions, []),
    ...(description === alarm.description ? [] : [{ argument: "alarm_description" as const, to: description }]),
  ];
}

function actionsChange(
  argument: "alarm_actions" | "ok_actions" | "insufficient_data_actions",
  before: readonly string[],
  after: readonly string[],
): Change[] {
  const lost = before.filter((action) => !after.includes(action));
  const gained = after.filter((action) => !before.includes(action));
  return lost.length + gained.length === 0 ? [] : [{ argument, lost, gained }];
}

/** Tags that all alarms have. */
export function commonTags(alarms: readonly AnyAlarm[]): Readonly<Record<string, string>> {
  const [first, ...others] = alarms;
  return Object.fromEntries(
    Object.entries(first?.tags ?? {}).filter(
      ([key, value]) => !ownTags.has(key) && others.every(({ tags }) => own(tags, key) === value),
    ),
  );
}

/** The tags that an alarm loses. */
export function tagsChange({ tags }: AnyAlarm, common: Readonly<Record<string, string>>): Change {
  return {
    argument: "tags",
    lost: Object.keys(tags).filter((key) => !ownTags.has(key) && !Object.hasOwn(common, key)),
  };
}
