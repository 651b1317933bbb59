import type { AnyAlarm, CompositeAlarm } from "../../terraform";
import type { Channel } from "./told-channel";

/** Whom one alarm notifies. */
export interface AlarmReach {
  readonly alarm: AnyAlarm;
  readonly severity: string | null;

  /**
   * `tells`: it has actions for ALARM, or should have; `through`: it has none that run, and composite alarms notify on its behalf;
   * `condition`: it has none, and only suppresses others, is a condition of others, or combines alarms that notify by themselves;
   * `acts`: it only scales or acts on instances.
   */
  readonly role: "tells" | "through" | "condition" | "acts";

  /** The channels that are reached when it goes into ALARM, by itself or through composite alarms; each once. */
  readonly channels: readonly Channel[];

  /** Composite alarms that notify on its behalf and reach someone. */
  readonly through: readonly CompositeAlarm[];

  /** Of a composite alarm: the alarms that can make its rule true by going into ALARM. */
  readonly speaksFor: readonly AnyAlarm[];
}
