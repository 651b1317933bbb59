import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { line } from "../../base";
import { UsageError } from "../command";
import { killGroup } from "../program";

/** How much of its log is kept, in characters. */
const MOST_LOG = 64_000_000;

/** How many lines of the log a message shows. */
const SHOWN_LINES = 30;

/** How long a collector may take to end after SIGTERM, in milliseconds. */
const LONGEST_END = 60_000;

/** A collector that ended before it was asked to. */
export class CollectorDied extends UsageError {
  constructor(
    how: string,
    readonly log: string,
  ) {
    super(`the collector ${how}; the end of its log:\n${tail(log)}`);
  }
}

/** A collector's process. */
export class RunningCollector {
  #log: string[] = [];
  #kept = 0;
  #ended: string | undefined;
  readonly #child: ChildProcess;
  readonly #closed: Promise<void>;

  constructor(path: string, configuration: string, { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv }) {
    // A group of its own: a terminal's Ctrl-C does not end it before its output is read, and what it starts ends with it.
    this.#child = spawn(path, ["--config", configuration], {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on("data", (data: Buffer) => {
        const text = data.toString("utf8");
        this.#kept += text.length;
        if (this.#kept <= MOST_LOG) this.#log.push(text);
      });
    this.#closed = new Promise((done) => {
      this.#child.on("error", (error) => {
        this.#ended ??= `cannot be started: ${error.message}`;
        done();
      });
      this.#child.on("exit", (code, signal) => {
        this.#ended ??= `ended by itself with ${signal ?? `exit code ${code ?? "?"}`}`;
      });
      this.#child.on("close", () => done());
    });
  }

  get log(): string {
    return this.#log.join("");
  }

  /** @throws CollectorDied if it has ended */
  needAlive(): void {
    if (this.#ended !== undefined) throw new CollectorDied(this.#ended, this.log);
  }

  /** Waits until it has ended, after its log is read to the end. */
  async whenDead(): Promise<void> {
    await this.#closed;
  }

  get hasEnded(): boolean {
    return this.#ended !== undefined;
  }

  /** Asks it to end, so that it hands on what it holds, and waits for that. Returns false if it had to be killed. */
  async end(): Promise<boolean> {
    if (this.#ended !== undefined) return true;
    killGroup(this.#child.pid, "SIGTERM");
    const timer = new AbortController();
    const isClosed = await Promise.race([
      this.#closed.then(() => true),
      pause(LONGEST_END, false, { signal: timer.signal }).catch(() => false),
    ]);
    timer.abort();
    if (!isClosed) await this.kill();
    return isClosed;
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    killGroup(this.#child.pid, "SIGKILL");
    if (this.#child.pid !== undefined) await this.#closed;
  }
}

function tail(log: string): string {
  const lines = log.split("\n").filter((each) => each.trim() !== "");
  if (lines.length === 0) return "  (it logged nothing)";
  return lines
    .slice(-SHOWN_LINES)
    .map((each) => line`  ${each}`)
    .join("\n");
}
