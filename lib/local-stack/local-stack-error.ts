import { type Path, pathText } from "../base";

/** Why an environment cannot run on this machine. */
export interface LocalStackFault {
  /** Decide on this, not on the message. */
  readonly problem: "elsewhere" | "needs-secret" | "port-twice" | "no-image";
  /** From the environment's root: `["telemetry", "logs", 0]`. */
  readonly path: Path;
  readonly message: string;
  readonly fix: string;
}

/** An environment that a stack on this machine cannot be made of. It has all faults at once. */
export class LocalStackError extends Error {
  override readonly name = "LocalStackError";

  constructor(readonly faults: readonly LocalStackFault[]) {
    super(faults.map(({ fix, message, path }) => `${pathText(path)}: ${message}\n  ${fix}`).join("\n"));
  }
}
