import type { ParseArgsConfig } from "node:util";
import type { Outlet } from "./outlet";
import type { Secrets } from "./secrets";

/** The outside world, so that tests can replace it. */
export interface World {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;

  /**
   * Calls `listener` when the command shall end, until the returned function is called. While nobody listens, the process ends at
   * once: listen only where something has to be removed or ended.
   */
  readonly onInterrupt: (listener: (signal: EndSignal) => void) => () => void;
}

/** The outside world of a command. */
export interface Io extends Omit<World, "stdout" | "stderr"> {
  /** What is shown nowhere: values that Terraform marks as sensitive. Whoever reads a template adds them. */
  readonly secrets: Secrets;
  readonly stdout: Outlet;
  readonly stderr: Outlet;
}

/** Signals that ask a process to end, and their numbers. */
export const endSignals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
export type EndSignal = keyof typeof endSignals;

/** A signal ended the command. */
export class Interrupted extends Error {
  constructor(readonly signal: EndSignal) {
    super(`ended by ${signal}`);
  }

  /** As shells have it. */
  get exitCode(): number {
    return 128 + endSignals[this.signal];
  }
}

/** What a command's exit code means. */
export const ExitCode = {
  /** Fine; for `match`, something matched. */
  ok: 0,
  /** Findings; for `match`, nothing matched. */
  findings: 1,
  /** The command was called wrongly, or its input cannot be read. */
  usage: 2,
} as const;

/** One command of the command line; one file each in `commands/`. */
export interface Command {
  readonly name: string;

  /** One line for the list of commands. */
  readonly summary: string;

  /** `match PATTERN [FILE...]` */
  readonly usage: string;

  /** Body of `--help`: options, exit codes, examples. */
  readonly help: string;

  readonly options: NonNullable<ParseArgsConfig["options"]>;

  /** Runs the command and returns its exit code. @throws UsageError for a wrong call */
  run(args: Arguments, io: Io): Promise<number>;
}

export interface Arguments {
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

/** A wrong call: the message and the usage are printed to stderr, and the exit code is 2. */
export class UsageError extends Error {}
