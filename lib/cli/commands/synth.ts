import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ExitCode, UsageError, type Command, type Io } from "../command";
import { changesText, summaryOf, summaryTable, type StackSummary } from "../stack-summary";
import { changesBetween, type Changes, type TerraformJson } from "../terraform-json";

/** Runs the project's cdktf app and reads what it wrote: the one command that shows a whole project. */
export const synth: Command = {
  name: "synth",
  summary: "Synthesize every environment and say what is in it",
  usage: "synth [--golden DIR] [--json]",
  help: `
Runs the app of cdktf.json, which writes cdktf.out, and prints per stack what it provisions and what differs from the
committed golden.

  --golden DIR  folder with <stack>/stack.tf.json to compare with   [test/golden, where it exists]
  --json        the same as one JSON object
  -h, --help    this text

Exit codes: 0 synthesized, 1 the app failed, 2 wrong use.
`,
  options: { golden: { type: "string" }, json: { type: "boolean" } },
  async run({ values, positionals }, io) {
    if (positionals.length > 0) throw new UsageError(`unexpected argument "${positionals.join(" ")}"`);
    const project = readProject(io.cwd);
    const golden = goldenFolder(values.golden, io.cwd);

    const started = performance.now();
    const code = await runApp(project, io);
    const seconds = (performance.now() - started) / 1000;
    if (code !== 0) {
      io.stderr.write(`sightline synth: the app of cdktf.json failed with exit code ${code}: ${project.app}\n`);
      return ExitCode.findings;
    }

    const stacks = readStacks(join(io.cwd, project.output)).map(({ name, terraform }) => ({
      ...summaryOf(name, terraform),
      changes: golden === undefined ? undefined : changesSince(golden, name, terraform),
    }));
    io.stdout.write(
      values.json === true
        ? `${JSON.stringify({ seconds: Number(seconds.toFixed(2)), stacks }, null, 2)}\n`
        : report(stacks, seconds, project.output, calledAs(io)),
    );
    return ExitCode.ok;
  },
};

interface Project {
  readonly app: string;
  readonly output: string;
}

interface StackReport extends StackSummary {
  /** Undefined without a folder of goldens, null where the stack has none in it. */
  readonly changes: Changes | null | undefined;
}

function readProject(cwd: string): Project {
  const path = join(cwd, "cdktf.json");
  if (!existsSync(path))
    throw new UsageError(
      `there is no cdktf.json in ${cwd}; run it in a project's folder, or start one with: sightline init DIR`,
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

function goldenFolder(option: unknown, cwd: string): string | undefined {
  if (typeof option === "string") {
    const folder = resolve(cwd, option);
    if (!existsSync(folder)) throw new UsageError(`--golden ${option}: no such folder`);
    return folder;
  }
  const usual = join(cwd, "test", "golden");
  return existsSync(usual) ? usual : undefined;
}

// The app speaks on stderr: stdout is for the report.
async function runApp(project: Project, io: Io): Promise<number> {
  const env = { ...io.env, CDKTF_OUTDIR: project.output };
  const child = spawn(project.app, { cwd: io.cwd, env, shell: true, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.pipe(io.stderr, { end: false });
  child.stderr.pipe(io.stderr, { end: false });
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => done(code ?? ExitCode.findings));
  });
}

function readStacks(output: string): { name: string; terraform: TerraformJson }[] {
  const folder = join(output, "stacks");
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names
    .filter((name) => existsSync(join(folder, name, "cdk.tf.json")))
    .map((name) => ({
      name,
      terraform: JSON.parse(readFileSync(join(folder, name, "cdk.tf.json"), "utf8")) as TerraformJson,
    }));
}

function changesSince(golden: string, stack: string, terraform: TerraformJson): Changes | null {
  const path = join(golden, stack, "stack.tf.json");
  return existsSync(path) ? changesBetween(JSON.parse(readFileSync(path, "utf8")) as TerraformJson, terraform) : null;
}

function report(stacks: readonly StackReport[], seconds: number, output: string, command: string): string {
  const compared = stacks.filter((stack) => stack.changes !== undefined);
  const since = compared.map(
    (stack) =>
      `  ${stack.stack}: ${stack.changes === null || stack.changes === undefined ? "no golden yet" : changesText(stack.changes)}`,
  );
  const first = stacks[0]?.stack ?? "STACK";
  return `${[
    `Synthesized ${stacks.length} ${stacks.length === 1 ? "stack" : "stacks"} into ${output} in ${seconds.toFixed(1)} s.`,
    summaryTable(stacks),
    ...(since.length === 0 ? [] : [`Since the committed golden:\n${since.join("\n")}`]),
    `Next:\n${next(command, first)}`,
  ].join("\n\n")}\n`;
}

function next(command: string, stack: string): string {
  const hints = [
    [`${command} check`, "everything wrong in the configuration, at once"],
    [`${command} check --print --env ENV`, "the effective configuration, and where each value comes from"],
    [`${command} match PATTERN FILE...`, "what a filter pattern matches in a log"],
    [`cdktf diff ${stack}`, "what an apply would change"],
  ] as const;
  const width = Math.max(...hints.map(([call]) => call.length));
  return hints.map(([call, what]) => `  ${call.padEnd(width)}  ${what}`).join("\n");
}

// In a checkout there is no command of that name: npm scripts run it.
function calledAs({ env }: Io): string {
  return env.npm_lifecycle_event === "sightline" ? "npm run -s sightline --" : "sightline";
}
