import { type Fault, faultsText } from "../base";

/** What is wrong with one setting of a back end. */
export interface BackendFault<Problem extends string = string> extends Fault {
  /** Decide on this, not on the message. */
  readonly problem: Problem;
}

/** Settings of a back end that it would refuse, or that would lose or hide what it stores. It has all faults at once. */
export class BackendError<Problem extends string = string> extends Error {
  override readonly name = "BackendError";

  constructor(readonly faults: readonly BackendFault<Problem>[]) {
    super(faultsText(faults));
  }
}
