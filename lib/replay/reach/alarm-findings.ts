import { excessOf } from "../../aws";
import type { Cause } from "../../base";
import { type AnyAlarm, causeText, labelOf, remedyText, subjectOf, type UnresolvedReason } from "../../terraform";
import type { ActionReach } from "./action-reach";
import type { Directory } from "./directory";
import type { AlarmReach } from "./alarm-reach";
import type { Gathered } from "./gather";
import { reachRules } from "./rules";
import { rankOf } from "./severity";
import { type Silenced, silencedText } from "./silenced";
import { tells } from "./told";
import { type UnseenTeller, unseenText } from "./unseen";
import { whyNobodyText } from "./why-nobody";

/** What is known of one alarm besides its reach. */
interface OwnReach {
  readonly actions: readonly ActionReach[];
  readonly silenced: Silenced | undefined;
  /** What may tell someone of it although the template does not show it. */
  readonly unseen: UnseenTeller | undefined;
}

/** What is wrong with whom one alarm notifies. */
export function alarmFindings(reach: AlarmReach, own: OwnReach, directory: Directory, gathered: Gathered): void {
  const { alarm } = reach;
  const label = labelOf(alarm);
  for (const [attribute, actions] of [
    ["alarm_actions", alarm.alarmActions],
    ["ok_actions", alarm.okActions],
    ["insufficient_data_actions", alarm.insufficientDataActions],
  ] as const) {
    const excess = excessOf("actions", actions.length);
    if (excess === undefined) continue;
    const message = `${label} has ${excess.count} ${attribute}, and CloudWatch accepts at most ${excess.most}`;
    gathered.add("too-many-actions", alarm, { message });
  }
  unknownActions(alarm, gathered);

  const { silenced } = own;
  if (silenced?.by === "suppressor" || silenced?.by === "mute-rule") {
    const rule = silenced.by === "suppressor" ? "suppressed-for-ever" : "muted-for-ever";
    gathered.add(rule, alarm, { message: `the actions of ${label} never run: ${silencedText(silenced)}` });
  } else if (reach.role === "tells" && !reach.channels.some(tells)) {
    untold(reach, own, directory, gathered);
  }
  onlyEmail(reach, directory, gathered);
}

/** Actions that are not known, once for each reason. What many alarms lack for the same reason is one finding about the reason. */
function unknownActions(alarm: AnyAlarm, gathered: Gathered): void {
  const byReason = new Map<string, { readonly reason: UnresolvedReason; readonly attributes: string[] }>();
  for (const { attribute, reason } of alarm.unresolved) {
    if (!/^(?:alarm|ok|insufficient_data)_actions/.test(attribute)) continue;
    const key = JSON.stringify(reason);
    const present = byReason.get(key) ?? { reason, attributes: [] };
    present.attributes.push(attribute);
    byReason.set(key, present);
  }
  for (const { attributes, reason } of byReason.values()) {
    const subject = subjectOf(reason);
    const said = { fix: remedyText(reason) };
    const message = `actions are not known: ${causeText(reason)}`;
    if (subject !== undefined) gathered.add("alarm-action-unknown", { address: subject }, { ...said, message, alarm });
    else {
      const of = `${attributes.join(", ")} of ${labelOf(alarm)}`;
      const are = attributes.length === 1 ? "is" : "are";
      gathered.add("alarm-action-unknown", alarm, { ...said, message: `${of} ${are} not known: ${causeText(reason)}` });
    }
  }
}

/** An alarm that should notify, and notifies no one. */
function untold(reach: AlarmReach, { actions, unseen }: OwnReach, directory: Directory, gathered: Gathered): void {
  const { alarm } = reach;
  if (alarm.alarmActions.length === 0 || !alarm.actionsEnabled) {
    withoutActions(reach, unseen, gathered);
    return;
  }
  const whys = actions.flatMap(({ whyNobody }) => whyNobody ?? []);
  const reason = whys.length === 0 ? "its actions only reach what keeps messages" : whys.map(whyNobodyText).join("; ");
  // A subscription whose topic is not known may be the missing one: another finding says so.
  const isDoubtful =
    (directory.loose.subscriptions.length > 0 || !directory.isWhole) &&
    actions.some(({ action, channels }) => channels.length === 0 && directory.topic(action) !== undefined);
  const message = `no one is notified when ${labelOf(alarm)} goes into ALARM: ${reason}${mayBe(unseen)}`;
  const severity = isDoubtful || unseen !== undefined ? "warning" : undefined;
  // An action without a cause of its own makes it a fault of the alarm.
  const causes = actions.flatMap(({ cause }) => cause ?? []);
  const because = causes.length === actions.length ? distinct(causes) : [];
  gathered.add("alarm-reaches-nobody", alarm, { message, because, severity });
}

function distinct(causes: readonly Cause[]): readonly Cause[] {
  return [...new Map(causes.map((cause) => [JSON.stringify([cause.rule, cause.address]), cause])).values()];
}

/** That someone may be notified although it does not look so. */
function mayBe(unseen: UnseenTeller | undefined): string {
  return unseen === undefined ? "" : `; ${unseenText(unseen)}`;
}

function withoutActions(
  { alarm, severity, speaksFor }: AlarmReach,
  unseen: UnseenTeller | undefined,
  gathered: Gathered,
): void {
  // An action that is not known may be the missing one: another finding says so.
  if (
    alarm.alarmActions.length === 0 &&
    alarm.unresolved.some(({ attribute }) => attribute.startsWith("alarm_actions"))
  )
    return;

  const label = labelOf(alarm);
  const isMildest = severity !== null && rankOf(severity) === 1;
  const as = isMildest || unseen !== undefined ? "warning" : undefined;
  const children = speaksFor.map(labelOf);
  const fix = alarm.actionsEnabled ? "Give it alarm_actions." : reachRules.rules["actions-disabled"].fix;
  if (children.length > 0) {
    const why = alarm.actionsEnabled ? "has no actions for ALARM" : "has its actions disabled";
    const named = children.length > 5 ? [...children.slice(0, 5), `${children.length - 5} more`] : children;
    const message = `${label} ${why}, and no one is notified about the alarms it covers: ${named.join(", ")}${mayBe(unseen)}`;
    gathered.add("composite-hides-children", alarm, { message, fix, severity: as });
  } else if (!alarm.actionsEnabled && alarm.alarmActions.length > 0) {
    const message = `the actions of ${label} are disabled, so no one is notified${mayBe(unseen)}`;
    gathered.add("actions-disabled", alarm, { message, severity: as });
  } else {
    const others = alarm.okActions.length + alarm.insufficientDataActions.length > 0 ? ", only for other states" : "";
    const message = `${label} has no actions for ALARM${others}${mayBe(unseen)}`;
    gathered.add("alarm-without-actions", alarm, {
      message,
      fix: alarm.kind === "metric" ? undefined : fix,
      severity: as,
    });
  }
}

function onlyEmail({ alarm, channels, role, severity }: AlarmReach, directory: Directory, gathered: Gathered): void {
  const reached = channels.filter(tells);
  if (role !== "tells" || severity === null || rankOf(severity) < 3 || reached.length === 0) return;
  if (!reached.every(({ kind }) => kind === "email")) return;
  const topic = alarm.alarmActions.map((action) => directory.topic(action)).find((one) => one !== undefined);
  const message = `alarms with severity ${severity} notify by e-mail only, which wakes no one`;
  gathered.add("severity-only-email", topic ?? alarm, { message, alarm });
}
