import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseDocument } from "yaml";
import {
  coverage,
  type Coverage,
  decodeLogs,
  judge,
  junitReport,
  type ReplayResult,
  readScenario,
  replay,
  resultJson,
  type Scenario,
  ScenarioError,
  scenarioBatches,
  scenarioSeries,
  scenariosMarkdown,
  scenariosReport,
  scenarioSuites,
  type Verdict,
} from "../../replay";
import { ExitCode, type Io, UsageError } from "../command";
import { openInput } from "../input";
import { terminal } from "./outputs";
import type { ReplaySettings } from "./settings";
import { readSubject, type Subject } from "./subject";
import { readTemplate } from "./templates";
import { writeWhole } from "./write-file";

interface Run {
  readonly scenario: Scenario;
  readonly result: ReplayResult;
  readonly verdict: Verdict;
}

/** Runs scenarios and reports what differs from what they expect, and which alarms they cover. */
export async function runScenarios(settings: ReplaySettings, io: Io): Promise<number> {
  const scenarios = readScenarios(settings.scenarios, io.cwd);
  const subjects = await subjectsOf(scenarios, settings, io);
  const runs: Run[] = [];
  for (const scenario of scenarios) {
    const subject = subjects.of(scenario);
    const result = await runOne(scenario, subject, settings, io);
    runs.push({ scenario, result, verdict: judge(scenario, result, subject.template) });
  }

  const verdicts = runs.map(({ verdict }) => verdict);
  const covered = subjects.all.map((subject) => {
    const own = runs.filter(({ scenario }) => subjects.of(scenario) === subject);
    const { metricAlarms, compositeAlarms } = subject.template;
    return { title: subject.title, coverage: coverage(own, [...metricAlarms, ...compositeAlarms]) };
  });
  const [only] = covered;
  const shown = covered.length === 1 ? only?.coverage : undefined;
  if (settings.junit !== undefined) writeWhole(settings.junit, junitReport(scenarioSuites(verdicts)), io.cwd);
  switch (settings.format) {
    case "json":
      io.stdout.write(`${JSON.stringify(jsonOf(runs, covered), null, 2)}\n`);
      break;
    case "markdown":
      io.stdout.write(scenariosMarkdown(verdicts, shown));
      break;
    case "terminal":
      io.stdout.write(scenariosReport(verdicts, shown, terminal(settings, io)));
  }
  const short = covered.filter((each) => belowMinimum(each.coverage, settings.minCoverage));
  for (const {
    title,
    coverage: { total },
  } of short)
    io.stderr.write(
      `sightline replay: the scenarios of ${title} have seen ${total.percentFired} % of its alarms firing and ${total.percentQuiet} % quiet, fewer than --min-coverage ${String(settings.minCoverage)}\n`,
    );
  return short.length > 0 || verdicts.some(({ held }) => !held) ? ExitCode.findings : ExitCode.ok;
}

async function runOne(scenario: Scenario, subject: Subject, settings: ReplaySettings, io: Io): Promise<ReplayResult> {
  const folder = dirname(scenario.file);
  const open = (file: string) => decodeLogs(file, openInput(join(folder, file), io), settings.log);
  const delay = scenario.delay ?? settings.delay;
  return replay(subject.template, scenarioBatches(scenario, open), {
    rules: settings.rules,
    given: scenarioSeries(scenario),
    from: scenario.from,
    ...(subject.services === undefined ? {} : { services: subject.services }),
    ...(scenario.to === undefined ? {} : { to: scenario.to }),
    ...(delay === undefined ? {} : { delay }),
  });
}

/** A folder's scenarios are its files `scenario.yaml` and `*.scenario.yaml`, and those of the folders below it. */
function scenarioFiles(given: string, cwd: string): string[] {
  const path = resolve(cwd, given);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(`--scenarios ${given}: no such file or folder`);
  if (!stat.isDirectory()) return [given];
  const found = below(path).map((file) => join(given, relative(path, file)));
  if (found.length === 0)
    throw new UsageError(
      `--scenarios ${given}: there is no scenario.yaml or *.scenario.yaml in this folder or below it`,
    );
  return found;
}

function below(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : below(join(folder, entry.name));
    return /(?:^|\.)scenario\.ya?ml$/.test(entry.name) ? [join(folder, entry.name)] : [];
  });
}

/** @throws UsageError with everything that is wrong in all of them */
function readScenarios(given: readonly string[], cwd: string): Scenario[] {
  const problems: string[] = [];
  const scenarios: Scenario[] = [];
  for (const file of new Set(given.flatMap((each) => scenarioFiles(each, cwd)))) {
    const document = parseDocument(readFileSync(resolve(cwd, file), "utf8"), { prettyErrors: true });
    if (document.errors.length > 0) {
      problems.push(...document.errors.map(({ message }) => `${file}: ${message}`));
      continue;
    }
    try {
      scenarios.push(readScenario(document.toJS(), file));
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return scenarios;
}

/** What each scenario is replayed against: its own template, or the one of the call. Each is read once. */
async function subjectsOf(scenarios: readonly Scenario[], settings: ReplaySettings, io: Io) {
  const byPath = new Map<string, Subject>();
  const needsCall = scenarios.find(({ template }) => template.length === 0);
  const isGiven = settings.env !== undefined || settings.template !== undefined;
  if (needsCall !== undefined && !isGiven)
    throw new UsageError(`${needsCall.file} names no template: give --template or --env`);
  // What the call names is what is asked about, whatever the scenarios name.
  const called = isGiven ? await readSubject(settings, io) : undefined;
  for (const { template, file } of scenarios) {
    const paths = template.map((path) => join(dirname(file), path));
    const title = paths.join(", ");
    if (called !== undefined || byPath.has(title)) continue;
    const read = readTemplate(paths, io.cwd, settings.terraform);
    byPath.set(title, { template: read, title, services: undefined, contracts: undefined });
  }
  return {
    all: called === undefined ? [...byPath.values()] : [called],
    of({ template, file }: Scenario): Subject {
      const subject = called ?? byPath.get(template.map((path) => join(dirname(file), path)).join(", "));
      if (subject === undefined) throw new Error(`no template was read for ${file}`);
      return subject;
    },
  };
}

function belowMinimum({ total }: Coverage, minimum: number | undefined): boolean {
  return minimum !== undefined && Math.min(total.percentFired, total.percentQuiet) < minimum;
}

function jsonOf(runs: readonly Run[], covered: readonly { title: string; coverage: Coverage }[]): object {
  return {
    scenarios: runs.map(({ scenario, verdict, result }) => ({
      name: scenario.name,
      file: scenario.file,
      held: verdict.held,
      expectations: verdict.judgements,
      findings: verdict.findings,
      result: JSON.parse(resultJson(result)) as unknown,
    })),
    coverage: covered.map(({ title, coverage: each }) => ({ template: title, ...each })),
  };
}
