import { type Path, pathText } from "../base";

/** What is wrong with one setting of an agent. */
export interface AgentFault {
  /** From the root of the settings: `["to", "loki"]`. */
  readonly path: Path;
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
}

/** Settings of an agent that it would refuse. It has all faults at once. */
export class AgentError extends Error {
  override readonly name = "AgentError";

  constructor(readonly faults: readonly AgentFault[]) {
    super(faults.map(({ fix, message, path }) => `${pathText(path)}: ${message}\n  ${fix}`).join("\n"));
  }
}
