import type { Signal } from "../model/signal";
import type { NotCounted } from "../presets/counts/not-counted";

/** What a collector's deployment knows and its configuration does not say. A rule that needs what is left out does not speak. */
export interface DeploymentFacts {
  /** Whether people depend on what it carries. */
  readonly production?: boolean | undefined;

  /** How many tasks run it. */
  readonly tasks?: { readonly min: number; readonly max: number } | undefined;

  /** Whether all spans of a trace come to the same task. */
  readonly loadBalanced?: boolean | undefined;

  /** Memory of a task, in MiB. */
  readonly memoryMib?: number | undefined;

  /** Seconds between the signal to end and the end. */
  readonly stopTimeoutSeconds?: number | undefined;

  /** Whether only machines of its owner reach it, and what it sends to. */
  readonly privateNetwork?: boolean | undefined;

  /** Whether others reach it through the network: false, it is beside its only sender. */
  readonly listensToNetwork?: boolean | undefined;

  /** How its text gets to it, and how large that may be, in bytes. */
  readonly delivery?: { readonly kind: string; readonly most: number; readonly size: number } | undefined;

  /** Whether CloudWatch's Transaction Search is on, without which X-Ray's OTLP endpoint refuses spans. */
  readonly transactionSearch?: boolean | undefined;

  /** Signals of contracts that it was asked to count, and cannot. */
  readonly notCounted?: readonly NotCounted[] | undefined;

  /** Signals that may hold what must not leave: each way out needs redaction. */
  readonly redacted?: readonly Signal[] | undefined;
}
