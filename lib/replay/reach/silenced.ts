import { listed } from "../../base";
import type { AnyAlarm } from "../../terraform";
import type { AlarmGraph } from "../alarms";
import { isAlwaysSuppressed } from "./suppressed";

/** Why an alarm's actions never run. */
export type Silenced =
  | { readonly by: "disabled" }
  /** `suppressor`: an alarm, as it is written. */
  | { readonly by: "suppressor"; readonly suppressor: string }
  /** `rules`: names of mute rules, or addresses. */
  | { readonly by: "mute-rule"; readonly rules: readonly string[] };

/** Why an alarm's actions never run, as a clause. */
export function silencedText(silenced: Silenced): string {
  switch (silenced.by) {
    case "disabled":
      return "its actions are disabled";
    case "suppressor":
      return `its suppressor "${silenced.suppressor}" is in ALARM whenever it is`;
    case "mute-rule":
      return `it is muted at all times by ${listed(silenced.rules)}`;
  }
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
    if (covered) silenced.set(alarm, { by: "mute-rule", rules: rules.map(({ address, name }) => name ?? address) });
  }
  for (const alarm of template.compositeAlarms) {
    if (!isAlwaysSuppressed(alarm, graph)) continue;
    silenced.set(alarm, { by: "suppressor", suppressor: alarm.actionsSuppressor?.alarm ?? "" });
  }
  for (const alarm of index.alarms) {
    if (!alarm.actionsEnabled) silenced.set(alarm, { by: "disabled" });
  }
  return silenced;
}
