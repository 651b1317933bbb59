import { dirname, join, resolve } from "node:path";
import { notCoveredText, whyNotText } from "../../replay/reasons";
import { coverage, type Coverage, type FinishedScenario, runScenario, type Scenario } from "../../replay/scenarios";
import { append, findingJson } from "../../base";
import { decodeLogs } from "../../records";
import { junitReport, resultJson, scenariosMarkdown, scenariosReport, scenarioSuites } from "../../replay/report";
import { ExitCode, type Io, UsageError } from "../command";
import { openInput } from "../input";
import { terminal } from "./outputs";
import { filesRead, needNothingOverwritten, type ReadFile, templatesRead } from "./overwrites";
import { unreadableText } from "../read-lines";
import { readScenarios, scenarioFiles } from "./scenario-files";
import type { ReplaySettings } from "./settings";
import { scenarioSubjects } from "./scenario-subjects";
import type { ReplaySubject } from "./subject";
import { writeFiles } from "../write-file";

/** Runs scenarios and reports what differs from what they expect, and which alarms they cover. */
export async function runScenarios(settings: ReplaySettings, io: Io): Promise<number> {
  const files = new Set(settings.scenarios.flatMap((each) => scenarioFiles(each, io.cwd)));
  const read = readScenarios(files, settings.scenarios, io.cwd);
  needNothingOverwritten(settings, io.cwd, () => [
    ...filesRead(settings, io.cwd),
    ...[...files].map((name) => ({ name, path: resolve(io.cwd, name), role: "a scenario" })),
    ...read.scenarios.flatMap((scenario) => filesOf(scenario, io.cwd)),
  ]);
  const subjects = await scenarioSubjects(read.scenarios, settings, io);
  const problems = [...read.problems, ...subjects.problems];
  // If no scenario can be run, the call is wrong.
  if (subjects.runnable.length === 0) throw new UsageError(problems.join("\n"));
  if (settings.against !== undefined)
    return (await import("./compare-scenario-runs")).compareScenarioRuns(
      settings.against,
      { ...subjects, problems },
      settings,
      io,
    );
  const runs: FinishedScenario[] = [];
  for (const scenario of subjects.runnable) {
    const run = await runOne(scenario, subjects.of(scenario), settings, io);
    runs.push(run);
    append(problems, run.unreadable.map(unreadableText));
  }
  for (const problem of problems) io.stderr.write(`sightline replay: ${problem}\n`);

  const verdicts = runs.map(({ verdict }) => io.stdout.forPeople(verdict));
  const covered = subjects.all.map((subject) => {
    const own = runs.filter(({ scenario }) => subjects.of(scenario) === subject);
    const { metricAlarms, compositeAlarms } = subject.template;
    return {
      title: subject.title,
      coverage: io.secrets.hiddenIn(coverage(own, [...metricAlarms, ...compositeAlarms])),
    };
  });
  const [only] = covered;
  const shown = covered.length === 1 ? io.stdout.forPeople(only?.coverage) : undefined;
  switch (settings.format) {
    case "json":
      io.stdout.data(`${JSON.stringify(jsonOf(runs, covered), null, 2)}\n`);
      break;
    case "markdown":
      io.stdout.write(scenariosMarkdown(verdicts, shown));
      break;
    // `--github` is not for scenarios.
    case "github":
    case "terminal":
      io.stdout.painted(scenariosReport(verdicts, shown, terminal(settings, io)));
  }
  const unwritten = writeFiles([[settings.junit, () => junitReport(scenarioSuites(verdicts))]], io.cwd);
  for (const problem of unwritten) io.stderr.write(`sightline replay: ${problem}\n`);
  const short = covered.filter((each) => belowMinimum(each.coverage, settings.minCoverage));
  for (const {
    title,
    coverage: { total },
  } of short)
    io.stderr.write(
      `sightline replay: the scenarios of ${title} see ${total.percentFired} % of its alarms fire and ${total.percentQuiet} % stay quiet, less than --min-coverage ${String(settings.minCoverage)}\n`,
    );
  if (problems.length + unwritten.length > 0) return ExitCode.usage;
  return short.length > 0 || verdicts.some(({ held }) => !held) ? ExitCode.findings : ExitCode.ok;
}

/** Runs a scenario. The logs that it names are relative to its folder. */
function runOne(
  scenario: Scenario,
  subject: ReplaySubject,
  settings: ReplaySettings,
  io: Io,
): Promise<FinishedScenario> {
  const folder = dirname(scenario.file);
  return runScenario(
    scenario,
    subject.template,
    (file) => decodeLogs(file, openInput(join(folder, file), io), settings.log),
    { rules: settings.rules, services: subject.services, delay: settings.delay },
  );
}

/** The files that a scenario names. */
function filesOf({ file, template, logs }: Scenario, cwd: string): ReadFile[] {
  const inFolder = (path: string) => join(dirname(file), path);
  const recorded = logs.flatMap((each) => (each.kind === "file" ? [inFolder(each.file)] : []));
  return [
    ...templatesRead(template.map(inFolder), cwd),
    ...recorded.map((name) => ({ name, path: resolve(cwd, name), role: `a log of ${file}` })),
  ];
}

function belowMinimum({ total }: Coverage, minimum: number | undefined): boolean {
  return minimum !== undefined && Math.min(total.percentFired, total.percentQuiet) < minimum;
}

function jsonOf(runs: readonly FinishedScenario[], covered: readonly { title: string; coverage: Coverage }[]): object {
  return {
    scenarios: runs.map(({ scenario, verdict, result }) => ({
      name: scenario.name,
      file: scenario.file,
      held: verdict.held,
      expectations: verdict.judgements,
      findings: verdict.findings.map(findingJson),
      result: JSON.parse(resultJson(result)) as unknown,
    })),
    coverage: covered.map(({ title, coverage: each }) => ({ template: title, ...coverageJson(each) })),
  };
}

function coverageJson({ alarms, notEvaluated, ...more }: Coverage): object {
  const written = alarms.map(({ name, severity, fired, quiet, whyNot }) => ({
    name,
    severity,
    fired,
    quiet,
    why_not: whyNot === null ? null : notCoveredText(whyNot),
  }));
  return {
    alarms: written,
    ...more,
    notEvaluated: notEvaluated.map(({ name, reason }) => ({ name, reason: whyNotText(reason) })),
  };
}
