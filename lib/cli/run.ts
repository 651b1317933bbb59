import { parseArgs } from "node:util";
import { didYouMean, greatest, line, listed, own, visible } from "../base";
import { ExitCode, Interrupted, UsageError, type Arguments, type Command, type Io, type World } from "./command";
import { ioOf } from "./io-of";
import { version } from "./version";
import { whyUnwritable } from "./why-unwritable";

// Loaded one by one: `sightline match` starts without reading zod, yaml or any other command.
const commands: Record<string, { readonly summary: string; load(): Promise<Command> }> = {
  check: {
    summary: "Find everything wrong in a configuration, before apply",
    load: async () => (await import("./commands/check")).check,
  },
  match: {
    summary: "Show which lines a CloudWatch filter pattern matches, and what it extracts",
    load: async () => (await import("./commands/match")).match,
  },
  replay: {
    summary: "Prove from recorded logs which alarms would fire, when, why, and whom they tell",
    load: async () => (await import("./commands/replay")).replay,
  },
  fetch: {
    summary: "Print, or run, the calls of AWS that fetch what a replay reads: events and datapoints",
    load: async () => (await import("./commands/fetch")).fetch,
  },
  review: {
    summary: "Say in one comment what a pull request changes in alarms, dashboards and what they do",
    load: async () => (await import("./commands/review")).review,
  },
  adopt: {
    summary: "Write a first configuration from existing Terraform, and take its alarms and filters over",
    load: async () => (await import("./commands/adopt")).adopt,
  },
  "contract infer": {
    summary: "Write a first contract from recorded lines",
    load: async () => (await import("./commands/contract-infer")).contractInfer,
  },
  collector: {
    summary: "Print the configuration of an environment's OpenTelemetry Collector, or explain it",
    load: async () => (await import("./commands/collector")).collector,
  },
  "collector test": {
    summary: "Prove in a real collector what its configuration keeps, drops and hides",
    load: async () => (await import("./commands/collector-test")).collectorTest,
  },
  alerts: {
    summary: "Print an environment's alarms as rules of Prometheus or of Loki's ruler",
    load: async () => (await import("./commands/alerts")).alerts,
  },
  dashboards: {
    summary: "Write dashboards of Grafana for review, compare them in words, or draw them with recorded logs",
    load: async () => (await import("./commands/dashboards")).dashboards,
  },
  query: {
    summary: "Print a question about your services in every query language, with links to consoles",
    load: async () => (await import("./commands/query")).query,
  },
  synth: {
    summary: "Synthesize every environment and show what is in it",
    load: async () => (await import("./commands/synth")).synth,
  },
  init: {
    summary: "Start a new project that synthesizes at once",
    load: async () => (await import("./commands/init")).init,
  },
};

/** Runs the command line and returns the exit code. Throws only errors that are not the caller's mistake. */
export async function run(argv: readonly string[], world: World): Promise<number> {
  const io = ioOf(world);
  const code = await runCommand(argv, io);
  await io.stdout.flush();
  const { failure } = io.stdout;
  if (failure !== undefined)
    io.stderr.write(line`sightline: standard output cannot be written: ${whyUnwritable(failure)}\n`);
  await io.stderr.flush();
  return failure === undefined && io.stderr.failure === undefined ? code : ExitCode.usage;
}

async function runCommand(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = namedFirst(argv);
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    const topic = name === "help" ? namedFirst(rest)[0] : undefined;
    if (topic !== undefined) return runCommand([...topic.split(" "), "--help"], io);
    (name === undefined ? io.stderr : io.stdout).write(overview());
    return name === undefined ? ExitCode.usage : ExitCode.ok;
  }
  if (name === "--version" || name === "-V") {
    io.stdout.write(`${version()}\n`);
    return ExitCode.ok;
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry === undefined) {
    const what = name.startsWith("-") ? "option" : "command";
    io.stderr.write(
      line`sightline: there is no ${what} "${name}".${didYouMean(name, Object.keys(commands))}\nTry: sightline --help\n`,
    );
    return ExitCode.usage;
  }
  const command = await entry.load();
  try {
    const args = read(command, rest);
    if (args.values.help === true) {
      io.stdout.write(`Usage: sightline ${command.usage}\n\n${command.summary}.\n\n${command.help.trim()}\n`);
      return ExitCode.ok;
    }
    return await command.run(args, io);
  } catch (error) {
    if (error instanceof Interrupted) return error.exitCode;
    if (!(error instanceof UsageError)) throw error;
    io.stderr.write(`sightline ${command.name}: ${error.message}\nUsage: sightline ${command.usage}\n`);
    return ExitCode.usage;
  }
}

/** The words of a call, the name of its command as the first one: names such as `collector test` have two. */
function namedFirst(argv: readonly string[]): readonly string[] {
  const [first, second, ...rest] = argv;
  const both = `${first ?? ""} ${second ?? ""}`;
  return Object.hasOwn(commands, both) ? [both, ...rest] : argv;
}

function read(command: Command, argv: string[]): Arguments {
  try {
    const options = { ...command.options, help: { type: "boolean", short: "h" } } as const;
    const { values, positionals, tokens } = parseArgs({
      args: argv,
      options,
      allowPositionals: true,
      strict: true,
      tokens: true,
    });
    needOnce(command, tokens);
    return { values, positionals };
  } catch (error) {
    // The messages of node:util are good enough to print; the codes distinguish these errors from others. They may be of another realm.
    const { code, message } = error as Partial<NodeJS.ErrnoException>;
    if (code?.startsWith("ERR_PARSE_ARGS") === true && message !== undefined) throw new UsageError(visible(message));
    throw error;
  }
}

/** parseArgs silently takes the last of several values. @throws UsageError */
function needOnce({ options }: Command, tokens: readonly { kind: string; name?: string; value?: unknown }[]): void {
  const given = new Map<string, string[]>();
  for (const { kind, name = "", value } of tokens)
    if (kind === "option" && typeof value === "string" && own(options, name)?.multiple !== true)
      given.set(name, [...(given.get(name) ?? []), value]);
  const problems = [...given]
    .filter(([, values]) => values.length > 1)
    .map(([name, values]) => `--${name} takes one value, not ${values.length}: ${listed(values)}; keep one of them`);
  if (problems.length > 0) throw new UsageError(problems.join("\n  "));
}

function overview(): string {
  const width = greatest(Object.keys(commands).map((name) => name.length));
  const list = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: sightline COMMAND [OPTION...]

Observability as code for teams on AWS.

${list.join("\n")}

Code of a project is run by synth, by review, by replay --env and fetch --env, by check without --template or --config, and where --config names
TypeScript or JavaScript. Nothing else runs any.

Run sightline COMMAND --help for details. Exit codes: 0 fine, 1 findings, 2 wrong use.
`;
}
