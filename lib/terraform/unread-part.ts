import type { Value } from "./hcl/value";
import type { Unread } from "./template";

/** A part of the configuration whose resources are missing from what was read, and what it is given. */
export interface UnreadPart extends Unread {
  /** What is passed to a module: it may refer to resources that are read. */
  readonly passed?: () => readonly Value[];
}
