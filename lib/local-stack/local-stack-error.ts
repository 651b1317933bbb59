import { type Fault, faultsText } from "../base";

/** Why an environment cannot run on this machine. Its path begins at the environment: `["telemetry", "logs", 0]`. */
export interface LocalStackFault extends Fault {
  /** Decide on this, not on the message. */
  readonly problem: "elsewhere" | "needs-secret" | "port-twice" | "no-image";
}

/** An environment that a stack on this machine cannot be made of. It has all faults at once. */
export class LocalStackError extends Error {
  override readonly name = "LocalStackError";

  constructor(readonly faults: readonly LocalStackFault[]) {
    super(faultsText(faults));
  }
}
