import { type Fault, faultsText } from "../../base";

/** What is wrong with one part of a collector's configuration in code. Its path begins at the root of the YAML. */
export interface CollectorFault extends Fault {
  /** Decide on this, not on the message. */
  readonly problem:
    "same-id" | "component-name" | "value" | "too-deep" | "extra-twice" | "reason-of-nothing" | "extension-alone";
}

/** A configuration in code that cannot be written as YAML. It has all faults at once. */
export class CollectorError extends Error {
  override readonly name = "CollectorError";

  constructor(readonly faults: readonly CollectorFault[]) {
    super(faultsText(faults));
  }
}
