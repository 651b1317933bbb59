import type { ChannelKind } from "../../aws";

/** Where a topic's messages go. */
export interface Channel {
  readonly kind: ChannelKind;
  /** For people: an address, a host, a function's name; never a secret. */
  readonly name: string;
  readonly address: string;
  /** Whether the policies on the way let a message through. */
  readonly reached: boolean;
}
