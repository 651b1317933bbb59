import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { line } from "../../base";
import { sinceText, stacksSince } from "../against/stacks";
import { ExitCode, UsageError, type Command } from "../command";
import { calledAs, readProject, readStacks, runApp, terraformOf } from "../project";
import { changesText, summaryOf, summaryTable, type StackSummary } from "../stack-summary";
import { type NextCommand, nextText } from "../next";
import { shellWord } from "../shell";
import { changesBetween, type Changes, type TerraformJson } from "../terraform-json";

/** Runs the project's cdktf app and summarizes the stacks that it writes. */
export const synth: Command = {
  name: "synth",
  summary: "Synthesize every environment and show what is in it",
  usage: "synth [--golden DIR | --against X] [--json]",
  help: `
Runs the app of cdktf.json, which writes cdktf.out, and prints for each stack what it provisions and how it differs from
the committed golden. The app is code of the project, which a shell runs with your permissions.

  --golden DIR  folder with <stack>/stack.tf.json to compare with   [test/golden, if it exists]
  --against X   say what the next apply would change, as check --against does, and what it would lose: X is a state or plan
                as terraform show -json prints it, a cdk.tf.json, a golden, a folder with one for each stack, or a git
                revision, whose app runs where it has no golden of a stack
  --json        print one JSON object
  -h, --help    print this text

Exit codes: 0 synthesized, 1 the app failed, or with --against logs would be lost, 2 wrong use.
`,
  options: { against: { type: "string" }, golden: { type: "string" }, json: { type: "boolean" } },
  async run({ values, positionals }, io) {
    if (positionals.length > 0) throw new UsageError(line`unexpected argument "${positionals.join(" ")}"`);
    const project = readProject(io.cwd);
    const against = typeof values.against === "string" ? values.against : undefined;
    if (against !== undefined && values.golden !== undefined)
      throw new UsageError("--against and --golden both say what to compare with: give one");
    const golden = against === undefined ? goldenFolder(values.golden, io.cwd) : undefined;

    const started = performance.now();
    const code = await runApp(project, project.output, io);
    const seconds = (performance.now() - started) / 1000;
    if (code !== 0) {
      io.stderr.write(line`sightline synth: the app of cdktf.json failed with exit code ${code}: ${project.app}\n`);
      return ExitCode.findings;
    }

    const written = readStacks(join(io.cwd, project.output));
    const since = against === undefined ? [] : await stacksSince(against, written, io);
    const stacks = written.map((stack) => {
      const terraform = terraformOf(stack);
      const changes = golden === undefined ? undefined : changesSince(golden, stack.name, terraform);
      return { ...summaryOf(stack.name, terraform), changes };
    });
    if (values.json === true)
      io.stdout.data(
        `${JSON.stringify({ seconds: Number(seconds.toFixed(2)), stacks, ...(against === undefined ? {} : { since }) }, null, 2)}\n`,
      );
    else {
      const names = stacks.map(({ stack }) => stack);
      const steps = next(calledAs(io), names, project.output, io.cwd);
      const changed = against === undefined ? "" : `${sinceText(against, since)}\n`;
      io.stdout.write(`${changed}${report(io.stdout.forPeople(stacks), seconds, project.output, steps)}`);
    }
    const isLoss = since.some(({ changes }) => changes?.findings.some(({ severity }) => severity === "error") === true);
    return isLoss ? ExitCode.findings : ExitCode.ok;
  },
};

interface StackReport extends StackSummary {
  /** Undefined without a folder of goldens, null for a stack that has no golden. */
  readonly changes: Changes | null | undefined;
}

function goldenFolder(option: unknown, cwd: string): string | undefined {
  if (typeof option === "string") {
    const folder = resolve(cwd, option);
    if (!existsSync(folder)) throw new UsageError(line`--golden ${option}: no such folder`);
    return folder;
  }
  const usual = join(cwd, "test", "golden");
  return existsSync(usual) ? usual : undefined;
}

function changesSince(golden: string, stack: string, terraform: TerraformJson): Changes | null {
  const path = join(golden, stack, "stack.tf.json");
  return existsSync(path) ? changesBetween(JSON.parse(readFileSync(path, "utf8")) as TerraformJson, terraform) : null;
}

function report(
  stacks: readonly StackReport[],
  seconds: number,
  output: string,
  steps: readonly NextCommand[],
): string {
  const since = stacks.flatMap(({ stack, changes }) =>
    changes === null || changes === undefined ? [] : [`  ${stack}: ${changesText(changes)}`],
  );
  const missing = stacks.flatMap(({ stack, changes }) => (changes === null ? [stack] : []));
  if (missing.length > 0) since.push(`  without stack.tf.json: ${missing.join(", ")}`);
  return `${[
    `Synthesized ${stacks.length} ${stacks.length === 1 ? "stack" : "stacks"} into ${output} in ${seconds.toFixed(1)} s.`,
    summaryTable(stacks),
    ...(since.length === 0 ? [] : [`Since the committed golden:\n${since.join("\n")}`]),
    nextText(steps),
  ].join("\n\n")}\n`;
}

/** What to do next, as commands that can be copied as they are: what they name is there. */
export function next(command: string, stacks: readonly string[], output: string, cwd: string): NextCommand[] {
  const [first] = stacks;
  const template = first === undefined ? undefined : join(output, "stacks", first, "cdk.tf.json");
  const hasScenarios = existsSync(join(cwd, "test", "scenarios"));
  const replay =
    template === undefined
      ? []
      : hasScenarios
        ? [
            {
              command: `${command} replay --scenarios test/scenarios`,
              what: "Which alarms the scenarios' logs fire, and who is notified:",
            },
          ]
        : [{ command: `${command} replay --help`, what: "Which alarms recorded logs would have fired:" }];
  return [
    { command: `${command} check`, what: "Everything wrong in the configuration, at once:" },
    ...(template === undefined
      ? []
      : [{ command: `${command} check --template ${shellWord(template)}`, what: "Whom the alarms of a stack reach:" }]),
    ...replay,
    { command: `${command} match --help`, what: "What a filter pattern matches in a log:" },
    ...(first === undefined
      ? []
      : [{ command: `cdktf diff ${shellWord(first)}`, what: "What an apply would change:" }]),
  ];
}
