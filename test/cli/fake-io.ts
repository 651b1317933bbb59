import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import type { World } from "../../lib/cli/command";
import { run } from "../../lib/cli/run";

/** The outcome of a run of the command line. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process, and returns what it printed. */
export async function runWith(
  argv: readonly string[],
  options: Partial<Pick<World, "cwd" | "env" | "onInterrupt"> & { readonly stdin: string | Buffer }> = {},
): Promise<Outcome> {
  const stdout = new Kept();
  const stderr = new Kept();
  const world: World = {
    stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]),
    stdout,
    stderr,
    cwd: options.cwd ?? process.cwd(),
    env: options.env ?? {},
    now: () => new Date("2026-11-21T00:00:00Z"),
    onInterrupt: options.onInterrupt ?? (() => () => undefined),
  };
  const code = await run(argv, world);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/**
 * Runs the command line in a separate process, as its user does. Slower; for what cannot be tested in this process.
 *
 * @param node further options of Node.js
 */
export function spawned(argv: readonly string[], cwd: string, node: readonly string[] = []): Outcome {
  const [file, ...args] = realCommand(argv, node);
  const { status, stdout, stderr } = spawnSync(file, args, { cwd, env: realEnvironment(), encoding: "utf8" });
  return { code: status ?? -1, stdout, stderr };
}

/** One call of the command line, and the folder that it is made in. */
export interface Call {
  readonly argv: readonly string[];
  readonly cwd: string;
}

/**
 * Runs calls of the command line one after the other, all of them in one separate process: for what depends on Node.js itself, which
 * jest replaces (how modules are loaded, which classes errors have), but not on the end of a process.
 */
export function spawnedInTurn(calls: readonly Call[]): readonly Outcome[] {
  const driver = `
const { Readable, Writable } = require("node:stream");
const { run } = require(${JSON.stringify(join(__dirname, "..", "..", "lib", "cli", "run.ts"))});
(async () => {
  const outcomes = [];
  for (const { argv, cwd } of ${JSON.stringify(calls)}) {
    const kept = { stdout: "", stderr: "" };
    const keeping = (name) => new Writable({ write: (chunk, _, done) => ((kept[name] += String(chunk)), done()) });
    const code = await run(argv, {
      stdin: Readable.from([]), stdout: keeping("stdout"), stderr: keeping("stderr"),
      cwd, env: process.env, now: () => new Date(), onInterrupt: () => () => undefined,
    });
    outcomes.push({ code, ...kept });
  }
  process.stdout.write(JSON.stringify(outcomes));
})();`;
  const [file, ...flags] = realNode();
  const { stdout, stderr } = spawnSync(file, [...flags, "-e", driver], { env: realEnvironment(), encoding: "utf8" });
  // What one call leaves to be said outside its own streams is seen here.
  if (stderr !== "") throw new Error(stderr);
  return JSON.parse(stdout) as Outcome[];
}

/** Node.js, and the options with which it runs the sources. */
export function realNode(): [file: string, ...options: string[]] {
  return [process.execPath, "--conditions=sightline-source", "--import", require.resolve("tsx")];
}

/** The words of a call of the command line from source. */
export function realCommand(argv: readonly string[], node: readonly string[] = []): [file: string, ...args: string[]] {
  const main = join(__dirname, "..", "..", "lib", "cli", "main.ts");
  return [...realNode(), ...node, main, ...argv];
}

/** The app of a project, which some commands run, also reads the sources, so nothing has to be built. */
export function realEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_OPTIONS: "--conditions=sightline-source" };
}

class Kept extends Writable {
  text = "";
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}
