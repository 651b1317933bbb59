import { channels as channelTable } from "../../aws";
import { type Finding, resource } from "../../base";
import { type AnyAlarm, labelOf, type Template } from "../../terraform";
import type { Channel, Reach } from "../reach";
import { type TemplateRuleId, templateRules } from "./rules";

/** How many alarms a finding names. */
const MOST = 5;

/**
 * Alarms that open an incident in a pager and never close it: neither their OK reaches the pager, nor a program or a receiver outside
 * the template that might hand it on. One finding a pager, which names the alarms.
 */
export function openIncidentFindings(template: Template, reach: Reach): Finding<TemplateRuleId>[] {
  const endpoints = new Map(template.subscriptions.map(({ address, endpoint }) => [address, endpoint] as const));
  const open = new Map<string, { readonly channel: Channel; readonly alarms: Set<AnyAlarm> }>();
  for (const { alarm } of reach.alarms) {
    if (!alarm.actionsEnabled || alarm.unresolved.some(({ attribute }) => attribute.startsWith("ok_actions"))) continue;
    const told = reachedBy(alarm, alarm.okActions, "OK", reach);
    if (told.some(mayHandOn)) continue;
    for (const channel of reachedBy(alarm, alarm.alarmActions, "ALARM", reach).filter(isPager)) {
      if (told.some((other) => isSamePager(channel, other, endpoints))) continue;
      const { address, kind, name } = channel;
      const key = `${kind} ${address} ${name}`;
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

function reachedBy(
  alarm: AnyAlarm,
  actions: readonly string[],
  state: "ALARM" | "OK",
  reach: Reach,
): readonly Channel[] {
  return actions.flatMap((action) => reach.ofAction(alarm, action, state).channels).filter(({ reached }) => reached);
}

function isPager({ kind }: Channel): boolean {
  return "closes" in channelTable[kind];
}

/** Whether it is a program, or outside the template, so that nobody can say what becomes of a message. */
function mayHandOn({ kind }: Channel): boolean {
  return channelTable[kind].audience === "machine" || channelTable[kind].audience === "outside";
}

/** Two topics may have subscriptions to one integration of a pager. Where an address is not known, the same service may be the same one. */
function isSamePager(
  { address, kind }: Channel,
  other: Channel,
  endpoints: ReadonlyMap<string, string | undefined>,
): boolean {
  if (other.kind !== kind) return false;
  const [one, two] = [endpoints.get(address), endpoints.get(other.address)];
  return address === other.address || one === undefined || two === undefined || one === two;
}
