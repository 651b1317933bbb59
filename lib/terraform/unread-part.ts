import type { Value } from "./hcl/value";
import type { Unresolved } from "./template";

/** A part of the configuration whose resources are missing from what was read. */
export interface UnreadPart extends Unresolved {
  /** `module`, the type of the resources, or `plan`: anything may be missing. */
  readonly type: string;
  /** What is passed to a module: it may refer to resources that are read. */
  readonly passed?: () => readonly Value[];
}
