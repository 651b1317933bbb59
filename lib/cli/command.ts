import type { ParseArgsConfig } from "node:util";

/** The outside world of a command, so that tests can replace it. */
export interface Io {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
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
