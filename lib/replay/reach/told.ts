import { channels as channelTable } from "../../aws";
import type { AlarmGraph } from "../alarms";

import type { Channel } from "./told-channel";
import { actionsFor, type AnyAlarm, type CompositeAlarm, isAlarm } from "../../terraform";
import type { ActionReach } from "./action-reach";
import type { AlarmReach } from "./alarm-reach";
import type { Silenced } from "./silenced";

/** What {@link toldAlarms} needs: alarms, their actions, and which of them never run. */
export interface Known extends AlarmGraph {
  /** Where the actions for ALARM lead. */
  readonly actions: ReadonlyMap<AnyAlarm, readonly ActionReach[]>;
  readonly silenced: ReadonlyMap<AnyAlarm, Silenced>;
}

/** Who is notified when an alarm goes into ALARM, by its own actions and through composite alarms. */
export function toldAlarms(known: Known): readonly Omit<AlarmReach, "severity">[] {
  const { index } = known;
  const speakers = speakersOf(known);
  const conditions = conditionsOf(known);
  const done = new Map<AnyAlarm, Told>();
  // Parents first, so that none has to wait for a long chain of those above it.
  for (const { alarm } of [...known.composites.values()].reverse()) toldOf(alarm, known, speakers, done);
  const isTold = (alarm: AnyAlarm) => toldOf(alarm, known, speakers, done).channels.some(tells);
  const spokenFor = new Map<AnyAlarm, AnyAlarm[]>();
  for (const [child, list] of speakers) {
    for (const one of list) {
      const present = spokenFor.get(one);
      if (present === undefined) spokenFor.set(one, [child]);
      else present.push(child);
    }
  }

  return index.alarms.map((alarm) => {
    const { channels, through } = toldOf(alarm, known, speakers, done);
    const ends = (known.actions.get(alarm) ?? []).flatMap((action) => action.channels);
    const below = spokenFor.get(alarm) ?? [];
    const isBare = actionsFor(alarm, "ALARM").length === 0;
    const role =
      ends.length > 0 && ends.every(({ kind }) => channelTable[kind].audience === "none")
        ? "acts"
        : !isBare && alarm.actionsEnabled
          ? "tells"
          : (speakers.get(alarm) ?? []).length > 0
            ? "through"
            : isBare && (conditions.has(alarm) || (below.length > 0 && below.every(isTold)))
              ? "condition"
              : "tells";
    return { alarm, role, channels, through, speaksFor: below };
  });
}

/** Whether a channel reaches someone, or something that may notify someone. */
export function tells({ kind }: Channel): boolean {
  const { audience } = channelTable[kind];
  return audience !== "archive" && audience !== "none";
}

interface Told {
  readonly channels: readonly Channel[];
  readonly through: readonly CompositeAlarm[];
}

type Speakers = ReadonlyMap<AnyAlarm, readonly CompositeAlarm[]>;

/** The composite alarms that can go into ALARM because of an alarm. */
function speakersOf({ composites }: Known): Speakers {
  const speakers = new Map<AnyAlarm, CompositeAlarm[]>();
  for (const { alarm, speaksFor } of composites.values()) {
    for (const child of speaksFor) {
      const present = speakers.get(child);
      if (present === undefined) speakers.set(child, [alarm]);
      else present.push(alarm);
    }
  }
  return speakers;
}

/** Alarms that suppress others, or that a rule names anywhere. */
function conditionsOf({ composites, index, template }: Known): ReadonlySet<AnyAlarm> {
  const found = [...composites.values()].flatMap(({ children }) => [...children.values()]);
  for (const alarm of template.compositeAlarms) {
    const name = alarm.actionsSuppressor?.alarm;
    if (name !== undefined) found.push(index.find(name, alarm));
  }
  return new Set(found.filter(isAlarm));
}

// This ends: composite alarms in a cycle have no rule, so they notify on no one's behalf.
function toldOf(alarm: AnyAlarm, known: Known, speakers: Speakers, done: Map<AnyAlarm, Told>): Told {
  const present = done.get(alarm);
  if (present !== undefined) return present;
  const channels = new Map<string, Channel>();
  const enter = (channel: Channel) => {
    if (channel.reached) channels.set(`${channel.kind} ${channel.address} ${channel.name}`, channel);
  };
  if (!known.silenced.has(alarm)) known.actions.get(alarm)?.forEach((action) => action.channels.forEach(enter));
  const through = (speakers.get(alarm) ?? []).filter((speaker) => {
    const above = toldOf(speaker, known, speakers, done);
    above.channels.forEach(enter);
    return above.channels.some(tells);
  });
  const told = { channels: [...channels.values()], through };
  done.set(alarm, told);
  return told;
}
