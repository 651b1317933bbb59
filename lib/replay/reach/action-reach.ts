import type { Channel } from "./told-channel";

/** Where one action of an alarm ends. */
export interface ActionReach {
  /** ARN. */
  readonly action: string;
  /** Name of the topic or function; for other actions, what they do. */
  readonly through: string;
  readonly channels: readonly Channel[];
  /** Why it notifies no one, a clause; undefined where it notifies someone. */
  readonly whyNobody: string | undefined;
}
