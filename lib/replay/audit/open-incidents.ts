import { channels as channelTable } from "../../aws";
import { type Finding, resource } from "../../base";
import { type AnyAlarm, labelOf } from "../../terraform";
import type { Channel, Reach } from "../reach";
import { type TemplateRuleId, templateRules } from "./rules";

/** How many alarms a finding names. */
const MOST = 5;

/**
 * Alarms that open an incident in a pager and never close it: its OK does not reach the pager. One finding a pager, which names the
 * alarms.
 */
export function openIncidentFindings(reach: Reach): Finding<TemplateRuleId>[] {
  const open = new Map<string, { readonly channel: Channel; readonly alarms: Set<AnyAlarm> }>();
  for (const { alarm } of reach.alarms) {
    if (!alarm.actionsEnabled || alarm.unresolved.some(({ attribute }) => attribute.startsWith("ok_actions"))) continue;
    const closed = new Set(pagersOf(alarm, alarm.okActions, "OK", reach).map(keyOf));
    for (const channel of pagersOf(alarm, alarm.alarmActions, "ALARM", reach)) {
      const key = keyOf(channel);
      if (closed.has(key)) continue;
      const found = open.get(key);
      if (found === undefined) open.set(key, { channel, alarms: new Set([alarm]) });
      else found.alarms.add(alarm);
    }
  }
  return [...open.values()].map(({ alarms, channel }) => {
    const named = [...alarms].slice(0, MOST).map(labelOf).join(", ");
    const more = alarms.size > MOST ? ` and ${alarms.size - MOST} more` : "";
    return templateRules.finding("incident-stays-open", resource({ address: channel.address }), {
      message: `${channel.name} is told when ${named}${more} ${alarms.size === 1 ? "goes" : "go"} into ALARM, and not when the alarm is over: the incident stays open`,
    });
  });
}

function pagersOf(
  alarm: AnyAlarm,
  actions: readonly string[],
  state: "ALARM" | "OK",
  reach: Reach,
): readonly Channel[] {
  return actions
    .flatMap((action) => reach.ofAction(alarm, action, state).channels)
    .filter(({ kind, reached }) => reached && "closes" in channelTable[kind]);
}

function keyOf({ address, kind, name }: Channel): string {
  return `${kind} ${address} ${name}`;
}
