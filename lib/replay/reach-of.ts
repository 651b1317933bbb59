import type { Template } from "../terraform";
import { alarmGraph } from "./alarms";
import { followAlarms, type Reach } from "./reach";

/** Whom the alarms of a template notify, from the template alone; see {@link Reach}. */
export function reachOf(template: Template): Reach {
  return followAlarms(alarmGraph(template));
}
