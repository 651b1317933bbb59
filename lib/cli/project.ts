import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { line } from "../base";
import { ExitCode, type Interrupted, UsageError, type Io } from "./command";
import { interruptible } from "./interruptible";
import { MOST_SETTINGS, readText, whyUnreadable } from "./read-text";
import type { TerraformJson } from "./terraform-json";

/** A project as cdktf.json describes it. */
export interface Project {
  /** The command that synthesizes. */
  readonly app: string;
  /** The folder it writes. */
  readonly output: string;
}

/** A synthesized stack. */
export interface SynthesizedStack {
  readonly name: string;
  /** Path of its Terraform JSON. */
  readonly file: string;
  readonly text: string;
}

/** Whether a folder is a project's folder. */
export function isProject(folder: string): boolean {
  return existsSync(join(folder, "cdktf.json"));
}

/** @throws UsageError for a folder without a cdktf.json, or one that cannot be read */
export function readProject(cwd: string): Project {
  const path = join(cwd, "cdktf.json");
  if (!isProject(cwd))
    throw new UsageError(
      line`there is no cdktf.json in ${cwd}; run this in a project's folder, or start a project with: sightline init DIR`,
    );
  let settings: unknown;
  try {
    settings = JSON.parse(readText(path, cwd, { most: MOST_SETTINGS, isFound: true }));
  } catch (error) {
    const why = error instanceof SyntaxError ? `it is not JSON: ${error.message}` : whyUnreadable(error);
    throw new UsageError(line`${path}: ${why}`);
  }
  const { app, output } = Object(settings) as Record<string, unknown>;
  if (typeof app !== "string" || app === "")
    throw new UsageError(line`${path} has no "app", the command that synthesizes`);
  return { app, output: typeof output === "string" ? output : "cdktf.out" };
}

/**
 * Runs the app, which writes `output`; returns its exit code. The app's output goes to stderr: stdout is for the report.
 *
 * @throws Interrupted when a signal ended it, with all processes that it started
 */
export async function runApp({ app }: Project, output: string, io: Io): Promise<number> {
  return interruptible(io, async (aborted) => {
    const env = { ...io.env, NODE_OPTIONS: nodeOptions(io.env), CDKTF_OUTDIR: output };
    // In a group of its own, which can be ended as a whole: a shell does not hand signals on.
    const child = spawn(app, { cwd: io.cwd, env, shell: true, stdio: ["ignore", "pipe", "pipe"], detached: isPosix });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => io.stderr.write(text));
    const stop = endWith(aborted, child, io);
    try {
      return await new Promise<number>((done, fail) => {
        child.on("error", fail);
        child.on("close", (code) => done(code ?? ExitCode.findings));
      });
    } finally {
      stop();
    }
  });
}

const isPosix = process.platform !== "win32";

/** How long an app may take to end by itself. */
const GRACE = 2000;

/** Ends the child and everything that it started when `aborted` says so, and at once when a second signal comes. */
function endWith(aborted: AbortSignal, child: ChildProcessByStdio<null, Readable, Readable>, io: Io): () => void {
  let timer: NodeJS.Timeout | undefined;
  const kill = (): void => {
    end(child, "SIGKILL");
    // What left the group may hold the pipes open.
    child.stdout.destroy();
    child.stderr.destroy();
  };
  const askToEnd = (): void => {
    const { signal } = aborted.reason as Interrupted;
    end(child, signal);
    timer = setTimeout(kill, GRACE);
    child.once("exit", kill);
  };
  aborted.addEventListener("abort", askToEnd);
  let signals = 0;
  const stopListening = io.onInterrupt(() => {
    if (++signals > 1) kill();
  });
  return () => {
    clearTimeout(timer);
    aborted.removeEventListener("abort", askToEnd);
    stopListening();
  };
}

/** Sends a signal to the child's group; where there are no groups, to the child. */
function end(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (!isPosix) {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // The group has ended.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** cdktf calls `util.isArray`, which Node.js 22 and later deprecate; the app's owner cannot fix that. */
function nodeOptions({ NODE_OPTIONS = "" }: Io["env"]): string {
  const quiet = process.allowedNodeEnvironmentFlags.has("--disable-warning") ? " --disable-warning=DEP0044" : "";
  return NODE_OPTIONS + quiet;
}

/** The stacks below a folder that an app wrote, by name. */
export function readStacks(output: string): SynthesizedStack[] {
  const folder = join(output, "stacks");
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names
    .map((name) => ({ name, file: join(folder, name, "cdk.tf.json") }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({ name, file, text: readText(file, output, { isFound: true }) }));
}

/**
 * Synthesizes the project into a temporary folder, so that the stacks are those of the current code.
 *
 * @throws UsageError when the app fails
 */
export async function synthesized(io: Io): Promise<SynthesizedStack[]> {
  const project = readProject(io.cwd);
  return interruptible(io, async () => {
    const folder = mkdtempSync(join(tmpdir(), "sightline-synth-"));
    try {
      const code = await runApp(project, folder, io);
      if (code !== 0) throw new UsageError(line`the app of cdktf.json failed with exit code ${code}: ${project.app}`);
      return readStacks(folder).map((stack) => ({
        ...stack,
        file: join(project.output, "stacks", stack.name, "cdk.tf.json"),
      }));
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  });
}

export function terraformOf({ text }: SynthesizedStack): TerraformJson {
  return JSON.parse(text) as TerraformJson;
}

/** How to call the command: in a checkout through its npm script, in a project that has it among its packages through npx. */
export function calledAs({ cwd, env }: Io): string {
  if (env.npm_lifecycle_event === "sightline") return "npm run -s sightline --";
  return existsSync(join(cwd, "node_modules", "sightline")) ? "npx sightline" : "sightline";
}
