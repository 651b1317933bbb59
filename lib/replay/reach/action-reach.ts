import type { Cause } from "../../base";
import type { Channel } from "./told-channel";
import type { WhyNobody } from "./why-nobody";

/** Where one action of an alarm ends. */
export interface ActionReach {
  /** ARN. */
  readonly action: string;
  /** Name of the topic or function; for other actions, what they do. */
  readonly through: string;
  readonly channels: readonly Channel[];
  /** Why it notifies no one; undefined where it notifies someone. */
  readonly whyNobody: WhyNobody | undefined;
  /** The finding that says so about a resource; undefined where it notifies someone. */
  readonly cause?: Cause | undefined;
}
