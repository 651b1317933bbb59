import { listed } from "../../base";
import type { AlarmGraph } from "../alarms";

import type { AnyAlarm } from "../../terraform";
import { isAlwaysSuppressed } from "./suppressed";

/** Why an alarm's actions never run. */
export interface Silenced {
  readonly by: "disabled" | "suppressor" | "mute-rule";
  /** For people, a clause: `its actions are disabled`. */
  readonly why: string;
}

/** The alarms whose actions never run, whatever happens. Where there are several reasons, disabled actions are the one given. */
export function silencedAlarms(graph: AlarmGraph): ReadonlyMap<AnyAlarm, Silenced> {
  const { coverAlways, index, mutedBy, template } = graph;
  const silenced = new Map<AnyAlarm, Silenced>();
  const always = new Map<string, boolean>();
  for (const [alarm, rules] of mutedBy) {
    const key = rules.map(({ address }) => address).join("\n");
    const covered = always.get(key) ?? coverAlways(rules);
    always.set(key, covered);
    const names = listed(rules.map(({ address, name }) => name ?? address));
    if (covered) silenced.set(alarm, { by: "mute-rule", why: `it is muted at all times by ${names}` });
  }
  for (const alarm of template.compositeAlarms) {
    if (!isAlwaysSuppressed(alarm, graph)) continue;
    const why = `its suppressor "${alarm.actionsSuppressor?.alarm ?? ""}" is in ALARM whenever it is`;
    silenced.set(alarm, { by: "suppressor", why });
  }
  for (const alarm of index.alarms) {
    if (!alarm.actionsEnabled) silenced.set(alarm, { by: "disabled", why: "its actions are disabled" });
  }
  return silenced;
}
