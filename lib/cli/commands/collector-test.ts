import { dirname, join } from "node:path";
import { line } from "../../base";
import type { CollectorDocument } from "../../collector";
import {
  type Change,
  collectorJson,
  collectorMarkdown,
  type CollectorOutcome,
  collectorReport,
  type CollectorScenario,
  CollectorScenarioError,
  collectorSuites,
  ConfigurationError,
  coveredPercent,
  joinedChanges,
  joinedDecisions,
  readCollectorScenario,
  readConfiguration,
  type ServiceContracts,
} from "../../collector/scenarios";
import { junitReport } from "../../replay/report";
import { findCollector } from "../collector/binary";
import { ofEnvironment } from "../collector/environment";
import { exampleFor } from "../collector/example";
import { type CollectorRun, runInCollector } from "../collector/run-scenario";
import { collectorScenarioFiles } from "../collector/scenario-files";
import { type CollectorTestSettings, settingsOf } from "../collector/settings";
import { type Command, ExitCode, type Io, UsageError } from "../command";
import { interruptible } from "../interruptible";
import { shellWord } from "../shell";
import { MOST_SETTINGS, readText, whyUnreadable } from "../read-text";

/** Runs a collector's configuration in a real collector on what scenarios send, and judges what comes out. */
export const collectorTest: Command = {
  name: "collector test",
  summary: "Prove in a real collector what its configuration keeps, drops and hides",
  usage: "collector test (--env ENV | --config FILE) [--scenarios DIR | SCENARIO...] [OPTION...]",
  help: `
Starts the collector with the configuration, its exporters replaced by files and its receivers by loopback, sends what each
scenario says, and judges what comes out. The report lists everything that was changed to run it: that was not proved.

  --env ENV               the collectors of an environment of this project, both tiers joined; without scenarios, all below the
                          folder of the project's configuration that name no configuration. --config FILE is then the project's
  --tier TIER             only the gateway or the sampler of the environment
  --config FILE           YAML of a collector, ours or anybody's, instead of what scenarios name; several files are merged as
                          the collector merges them
  --scenarios DIR         scenarios below a folder (collector-scenario.yaml, *.collector-scenario.yaml), or one file; repeatable
  --collector BIN         the collector to run    [$SIGHTLINE_OTELCOL, otelcol-contrib or otelcol on PATH]
  --real-waits            keep decision_wait of sampling and intervals of metrics, instead of a second
  --min-coverage PERCENT  exit with 1 unless scenarios exercise this share of filter conditions, sampling policies and redactions
  --format FORMAT         text, json, markdown, junit    [text]
  --json                  the same as --format json
  -h, --help              print this text

Without a scenario it prints one to begin with. The collector is given the environment of this process, and env of a scenario.

Exit codes: 0 everything held, 1 an expectation did not hold, 2 wrong use, unreadable input, or a collector that ends by itself.

Examples:
  sightline collector test --env prod
  sightline collector test --config gateway.yaml
  sightline collector test --config gateway.yaml --scenarios test/collector --min-coverage 90
  sightline collector test --config gateway.yaml card.collector-scenario.yaml --format junit > collector.xml
`,
  options: {
    collector: { type: "string" },
    config: { type: "string", multiple: true },
    env: { type: "string" },
    format: { type: "string" },
    json: { type: "boolean" },
    "min-coverage": { type: "string" },
    "real-waits": { type: "boolean" },
    scenarios: { type: "string", multiple: true },
    tier: { type: "string" },
  },
  async run(args, io) {
    const settings = settingsOf(args);
    const planned =
      settings.env === undefined ? undefined : await ofEnvironment(settings.env, settings.tier, settings.config[0], io);
    if (planned === undefined && settings.scenarios.length === 0) return explain(settings, io);
    const isFound = settings.scenarios.length === 0;
    const places = isFound && planned !== undefined ? [planned.folder] : settings.scenarios;
    const files = [...new Set(places.flatMap((each) => collectorScenarioFiles(each, io.cwd)))];
    const { scenarios: all, problems } = readAll(files, settings, planned?.contracts, io);
    // Those that name a configuration are about that one.
    const scenarios = isFound ? all.filter(({ config }) => config === undefined) : all;
    if (scenarios.length === 0)
      throw new UsageError("all scenarios name configurations of their own: give those to run, or --scenarios");
    const subjects =
      planned === undefined
        ? subjectsOf(scenarios, settings, io)
        : [{ ...planned, config: planned.name, own: scenarios }];
    const program = await findCollector(settings.collector, io);
    const runs = new Map<string, CollectorRun[]>(subjects.map(({ config }) => [config, []]));
    await interruptible(io, async (aborted) => {
      for (const { config, file, document, changes, own } of subjects)
        for (const scenario of own) {
          try {
            const options = { document, changes, config: file, program: program.path, realWaits: settings.realWaits };
            runs.get(config)?.push(await runInCollector(scenario, options, io, aborted));
          } catch (error) {
            aborted.throwIfAborted();
            if (!(error instanceof CollectorScenarioError || error instanceof UsageError)) throw error;
            problems.push(error instanceof UsageError ? line`${scenario.file}: ` + error.message : error.message);
          }
        }
    });
    for (const problem of problems) complain(problem, io);
    const outcomes = [...runs].flatMap(([config, own]): CollectorOutcome[] =>
      own.length === 0
        ? []
        : [
            {
              config,
              collector: program.version,
              verdicts: own.map(({ verdict }) => verdict),
              decisions: joinedDecisions(own.map(({ verdict }) => verdict.decisions)),
              changes: joinedChanges(own.map(({ changes }) => changes)),
            },
          ],
    );
    print(outcomes, settings, io);
    const short = outcomes.filter((each) => coveredPercent(each) < (settings.minCoverage ?? 0));
    for (const each of short)
      complain(
        line`the scenarios of ${each.config} exercise ${coveredPercent(each)} % of what it decides, less than --min-coverage ${settings.minCoverage ?? 0}`,
        io,
      );
    if (problems.length > 0) return ExitCode.usage;
    const hasHeld = outcomes.every(({ verdicts }) => verdicts.every(({ held }) => held));
    return hasHeld && short.length === 0 ? ExitCode.ok : ExitCode.findings;
  },
};

function explain({ config }: CollectorTestSettings, io: Io): number {
  if (config.length === 0) throw new UsageError("give --env ENV, or --config FILE and scenarios");
  const example = exampleFor(readDocument(config, io), config.map((file) => `--config ${shellWord(file)}`).join(" "));
  complain("there is no scenario, so nothing was tested", io);
  io.stdout.write(example);
  return ExitCode.usage;
}

function readAll(
  files: readonly string[],
  { scenarios: given }: CollectorTestSettings,
  contracts: ServiceContracts | undefined,
  io: Io,
) {
  const problems: string[] = [];
  const scenarios: CollectorScenario[] = [];
  for (const file of files) {
    try {
      const text = textOf(file, io, !given.includes(file));
      scenarios.push(readCollectorScenario(text, file, contracts));
    } catch (error) {
      if (!(error instanceof CollectorScenarioError || error instanceof UsageError)) throw error;
      problems.push(error.message);
    }
  }
  if (scenarios.length === 0) throw new UsageError(problems.join("\n"));
  return { scenarios, problems };
}

interface Subject {
  /** Names of its files. */
  readonly config: string;
  /** The first of them: paths in it are relative to its folder. */
  readonly file: string;
  readonly document: CollectorDocument;
  /** What was changed in it before. */
  readonly changes: readonly Change[];
  readonly own: readonly CollectorScenario[];
}

/** The configurations that scenarios are about: that of the call, or else those that they name. */
function subjectsOf(scenarios: readonly CollectorScenario[], { config }: CollectorTestSettings, io: Io): Subject[] {
  const byConfig = new Map<string, { files: readonly string[]; own: CollectorScenario[] }>();
  for (const scenario of scenarios) {
    const named = scenario.config?.map((file) => join(dirname(scenario.file), file)) ?? [];
    const files = config.length > 0 ? config : named;
    if (files.length === 0)
      throw new UsageError(
        line`${scenario.file}: there is no configuration: give --config, or write config: FILE into it`,
      );
    const found = byConfig.get(files.join(", ")) ?? { files, own: [] };
    found.own.push(scenario);
    byConfig.set(files.join(", "), found);
  }
  return [...byConfig].map(([name, { files, own }]) => ({
    config: name,
    file: files[0] ?? name,
    document: readDocument(files, io),
    changes: [],
    own,
  }));
}

/** @throws UsageError for files that are no configuration */
function readDocument(files: readonly string[], io: Io): CollectorDocument {
  const texts = files.map((file) => ({ file, text: textOf(file, io, false) }));
  try {
    return readConfiguration(texts);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new UsageError(error.message);
  }
}

function textOf(file: string, io: Io, isFound: boolean): string {
  try {
    return readText(file, io.cwd, { most: MOST_SETTINGS, isFound });
  } catch (error) {
    throw new UsageError(line`${file}: ${whyUnreadable(error)}`);
  }
}

function print(outcomes: readonly CollectorOutcome[], { format }: CollectorTestSettings, io: Io): void {
  switch (format) {
    case "json":
      io.stdout.data(`${JSON.stringify({ configurations: outcomes.map(collectorJson) }, null, 2)}\n`);
      break;
    case "junit":
      io.stdout.data(junitReport(outcomes.flatMap(collectorSuites), "sightline collector test"));
      break;
    case "markdown":
      io.stdout.write(outcomes.map(collectorMarkdown).join("\n"));
      break;
    case "text":
      io.stdout.write(outcomes.map(collectorReport).join("\n"));
  }
}

function complain(problem: string, io: Io): void {
  io.stderr.write(`sightline collector test: ${problem}\n`);
}
