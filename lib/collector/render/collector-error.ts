import { pathText, type Path } from "../../base";

/** What is wrong with one part of a collector's configuration in code. */
export interface CollectorFault {
  /** Decide on this, not on the message. */
  readonly problem:
    "same-id" | "component-name" | "value" | "too-deep" | "extra-twice" | "reason-of-nothing" | "extension-alone";
  /** From the root of the YAML: `["exporters", "otlp_http", "endpoint"]`. */
  readonly path: Path;
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
}

/** A configuration in code that cannot be written as YAML. It has all faults at once. */
export class CollectorError extends Error {
  override readonly name = "CollectorError";

  constructor(readonly faults: readonly CollectorFault[]) {
    super(faults.map(({ fix, message, path }) => `${pathText(path)}: ${message}\n  ${fix}`).join("\n"));
  }
}
