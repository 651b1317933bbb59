import type { AnyAlarm, CompositeAlarm } from "../../terraform";
import type { Channel } from "./told-channel";

/** Whom one alarm tells. */
export interface AlarmReach {
  readonly alarm: AnyAlarm;
  readonly severity: string | null;

  /**
   * `tells`: it has actions for ALARM, or should have; `through`: it has none that run, and composite alarms speak for it; `condition`:
   * it has none, and only suppresses, is a condition of others, or sums up alarms that tell for themselves; `acts`: it scales or acts on
   * instances and tells nobody.
   */
  readonly role: "tells" | "through" | "condition" | "acts";

  /** Who is told when it goes ALARM, also through composite alarms: only what is reached, each once. */
  readonly channels: readonly Channel[];

  /** Composite alarms that speak for it and reach somebody. */
  readonly through: readonly CompositeAlarm[];

  /** Alarms that a composite alarm speaks for: those whose going to ALARM can make its rule true. */
  readonly speaksFor: readonly AnyAlarm[];
}
