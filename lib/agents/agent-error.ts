import { type Fault, faultsText } from "../base";

/** What is wrong with one setting of an agent. */
export type AgentFault = Fault;

/** Settings of an agent that it would refuse. It has all faults at once. */
export class AgentError extends Error {
  override readonly name = "AgentError";

  constructor(readonly faults: readonly AgentFault[]) {
    super(faultsText(faults));
  }
}
