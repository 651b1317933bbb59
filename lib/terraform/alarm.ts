import type { AlarmState } from "../aws";
import type { Alarm, CompositeAlarm, MetricAlarm } from "./template";

/** An alarm of the template, of either kind. */
export type AnyAlarm = MetricAlarm | CompositeAlarm;

/** Whether the result of a lookup is an alarm, rather than the reason why there is none. */
export function isAlarm(found: { readonly kind: string }): found is AnyAlarm {
  return found.kind === "metric" || found.kind === "composite";
}

/** What messages call an alarm. */
export function labelOf({ address, name }: Pick<Alarm, "address" | "name">): string {
  return name === undefined ? address : `"${name}"`;
}

/** The actions that an alarm has for a state: ARNs, then those that are not known, by their attribute: `alarm_actions[0]`. */
export function actionsFor(alarm: Alarm, state: AlarmState): readonly string[] {
  const known = { ALARM: alarm.alarmActions, OK: alarm.okActions, INSUFFICIENT_DATA: alarm.insufficientDataActions };
  const name = { ALARM: "alarm_actions", OK: "ok_actions", INSUFFICIENT_DATA: "insufficient_data_actions" }[state];
  const unknown = alarm.unresolved.map(({ attribute }) => attribute).filter((one) => one.split("[")[0] === name);
  return [...known[state], ...unknown];
}
