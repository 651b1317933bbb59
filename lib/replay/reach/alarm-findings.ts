import { isKnownAfterApply, labelOf, reasonText } from "../../terraform";
import type { ActionReach } from "./action-reach";
import type { Directory } from "./directory";
import type { AlarmReach } from "./alarm-reach";
import type { Gathered } from "./gather";
import { rankOf } from "./severity";
import type { Silenced } from "./silenced";
import { tells } from "./told";

const mostActions = 5;

/** What is wrong with whom one alarm tells. */
export function alarmFindings(
  reach: AlarmReach,
  own: { readonly actions: readonly ActionReach[]; readonly silenced: Silenced | undefined },
  directory: Directory,
  gathered: Gathered,
): void {
  const { alarm } = reach;
  const label = labelOf(alarm);
  for (const [attribute, { length }] of [
    ["alarm_actions", alarm.alarmActions],
    ["ok_actions", alarm.okActions],
    ["insufficient_data_actions", alarm.insufficientDataActions],
  ] as const) {
    if (length <= mostActions) continue;
    const message = `${label} has ${length} ${attribute}, and CloudWatch accepts at most ${mostActions}`;
    gathered.add("too-many-actions", alarm, message, "Tell one topic, and subscribe the others to it.");
  }
  for (const { attribute, reason } of alarm.unresolved) {
    if (!/^(?:alarm|ok|insufficient_data)_actions/.test(attribute)) continue;
    const fix = isKnownAfterApply(reason)
      ? "Check the state after apply, too: terraform show -json > state.json."
      : "Give the value with --var, or check a plan.";
    gathered.add("alarm-action-unknown", alarm, `${attribute} of ${label} is not known: ${reasonText(reason)}`, fix);
  }

  const { silenced } = own;
  if (silenced?.by === "suppressor" || silenced?.by === "mute-rule") {
    const rule = silenced.by === "suppressor" ? "suppressed-for-ever" : "muted-for-ever";
    const fix =
      silenced.by === "suppressor"
        ? "Take a suppressor that can be in another state while this alarm is in ALARM."
        : "Shorten the windows, give a rule an end, or disable the actions.";
    gathered.add(rule, alarm, `the actions of ${label} never run: ${silenced.why}`, fix);
  } else if (reach.role === "tells" && !reach.channels.some(tells)) {
    untold(reach, own.actions, directory, gathered);
  }
  onlyEmail(reach, directory, gathered);
}

function untold(
  { alarm, severity, speaksFor }: AlarmReach,
  actions: readonly ActionReach[],
  directory: Directory,
  gathered: Gathered,
): void {
  const label = labelOf(alarm);
  const isRunning = alarm.alarmActions.length > 0 && alarm.actionsEnabled;
  if (isRunning) {
    const why = actions.flatMap(({ whyNobody }) => whyNobody ?? []).join("; ");
    const reason = why === "" ? "what its actions reach only keeps messages" : why;
    // A subscription whose topic is not known may be the missing one; a finding of its own says so.
    const isDoubtful =
      (directory.loose.subscriptions.length > 0 || !directory.isWhole) &&
      actions.some(({ action, channels }) => channels.length === 0 && directory.topic(action) !== undefined);
    const fix = "Fix what blocks it, or add an action that reaches someone.";
    gathered.add("alarm-reaches-nobody", alarm, `no one is notified when ${label} goes into ALARM: ${reason}`, fix, {
      ...(isDoubtful ? { severity: "warning" } : {}),
    });
    return;
  }
  // An action that is not known may be the one that is missing here; a finding of its own says so.
  if (
    alarm.alarmActions.length === 0 &&
    alarm.unresolved.some(({ attribute }) => attribute.startsWith("alarm_actions"))
  )
    return;

  const isMildest = severity !== null && rankOf(severity) === 1;
  const more = isMildest ? ({ severity: "warning" } as const) : {};
  const children = speaksFor.map(labelOf);
  const fix = alarm.actionsEnabled ? "Give it alarm_actions." : "Set actions_enabled to true, or leave it out.";
  if (children.length > 0) {
    const why = alarm.actionsEnabled ? "has no actions for ALARM" : "has its actions disabled";
    const named = children.length > 5 ? [...children.slice(0, 5), `${children.length - 5} more`] : children;
    const message = `${label} ${why}, and no one is notified about the alarms it covers: ${named.join(", ")}`;
    gathered.add("composite-hides-children", alarm, message, fix, more);
  } else if (!alarm.actionsEnabled && alarm.alarmActions.length > 0) {
    gathered.add("actions-disabled", alarm, `the actions of ${label} are disabled, so no one is notified`, fix, more);
  } else {
    const others = alarm.okActions.length + alarm.insufficientDataActions.length > 0 ? ", only for other states" : "";
    const either =
      alarm.kind === "metric" ? "Give it alarm_actions, or let a composite alarm with actions name it." : fix;
    gathered.add("alarm-without-actions", alarm, `${label} has no actions for ALARM${others}`, either, more);
  }
}

function onlyEmail({ alarm, channels, role, severity }: AlarmReach, directory: Directory, gathered: Gathered): void {
  const reached = channels.filter(tells);
  if (role !== "tells" || severity === null || rankOf(severity) < 3 || reached.length === 0) return;
  if (!reached.every(({ kind }) => kind === "email")) return;
  const topic = alarm.alarmActions.map((action) => directory.topic(action)).find((one) => one !== undefined);
  const message = `alarms with severity ${severity} notify by e-mail only, which wakes no one`;
  const fix = "Subscribe a pager, a phone number or a chat channel, too.";
  gathered.add("severity-only-email", topic ?? alarm, message, fix, { alarm: labelOf(alarm) });
}
