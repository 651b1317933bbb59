import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ExitCode, UsageError, type Io } from "./command";
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
      `there is no cdktf.json in ${cwd}; run this in a project's folder, or start a project with: sightline init DIR`,
    );
  let settings: unknown;
  try {
    settings = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const { app, output } = settings as Record<string, unknown>;
  if (typeof app !== "string" || app === "") throw new UsageError(`${path} has no "app", the command that synthesizes`);
  return { app, output: typeof output === "string" ? output : "cdktf.out" };
}

/** Runs the app, which writes `output`; returns its exit code. The app's output goes to stderr: stdout is for the report. */
export async function runApp({ app }: Project, output: string, io: Io): Promise<number> {
  const env = { ...io.env, NODE_OPTIONS: nodeOptions(io.env), CDKTF_OUTDIR: output };
  const child = spawn(app, { cwd: io.cwd, env, shell: true, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.pipe(io.stderr, { end: false });
  child.stderr.pipe(io.stderr, { end: false });
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => done(code ?? ExitCode.findings));
  });
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
    .map(({ name, file }) => ({ name, file, text: readFileSync(file, "utf8") }));
}

/**
 * Synthesizes the project into a temporary folder, so that the stacks are those of the current code.
 *
 * @throws UsageError when the app fails
 */
export async function synthesized(io: Io): Promise<SynthesizedStack[]> {
  const project = readProject(io.cwd);
  const folder = mkdtempSync(join(tmpdir(), "sightline-synth-"));
  try {
    const code = await runApp(project, folder, io);
    if (code !== 0) throw new UsageError(`the app of cdktf.json failed with exit code ${code}: ${project.app}`);
    return readStacks(folder).map((stack) => ({
      ...stack,
      file: join(project.output, "stacks", stack.name, "cdk.tf.json"),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function terraformOf({ text }: SynthesizedStack): TerraformJson {
  return JSON.parse(text) as TerraformJson;
}

/** How to call the command: in a checkout, through its npm script. */
export function calledAs({ env }: Io): string {
  return env.npm_lifecycle_event === "sightline" ? "npm run -s sightline --" : "sightline";
}
