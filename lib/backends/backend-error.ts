import { type Path, pathText } from "../base";

/** What is wrong with one setting of a back end. */
export interface BackendFault<Problem extends string = string> {
  /** Decide on this, not on the message. */
  readonly problem: Problem;
  /** From the root of the settings: `["retention", "streams", 0, "keep"]`. */
  readonly path: Path;
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
}

/** Settings of a back end that it would refuse, or that would lose or hide what it stores. It has all faults at once. */
export class BackendError<Problem extends string = string> extends Error {
  override readonly name = "BackendError";

  constructor(readonly faults: readonly BackendFault<Problem>[]) {
    super(faults.map(({ fix, message, path }) => `${pathText(path)}: ${message}\n  ${fix}`).join("\n"));
  }
}
