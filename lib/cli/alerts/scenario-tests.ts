import { dirname, join } from "node:path";
import { type AlertRules, type RuleTests, ruleTests } from "../../alerting";
import { line, own } from "../../base";
import type { EnvironmentPlan } from "../../config";
import { decodeLogs, type LogOptions } from "../../records";
import { replayEach } from "../../replay";
import { type Scenario, scenarioBatches, scenarioSeries } from "../../replay/scenarios";
import type { Template } from "../../terraform";
import { type Io, UsageError } from "../command";
import { openInput } from "../input";
import { readScenarios, scenarioFiles } from "../replay/scenario-files";
import { settingsOf } from "../replay/settings";
import { readSubject } from "../replay/subject";
import { meantBy } from "./meant";

/** What tests are made of. */
export interface ScenarioTests {
  readonly plan: EnvironmentPlan;
  readonly rules: AlertRules;

  /** Name of the file of rules, beside which the tests are. */
  readonly rulesFile: string;

  /** Files of scenarios, or folders with them. */
  readonly scenarios: readonly string[];
  readonly config: string | undefined;

  /** The environment's stack; empty: it is synthesized. */
  readonly templates: readonly string[];
}

/** A test of promtool, by its file's name. */
export interface MadeTest extends RuleTests {
  readonly file: string;
}

/** A test of promtool of each scenario. @throws {UsageError} for what cannot be read, and two scenarios that would have one file */
export async function scenarioTests(given: ScenarioTests, io: Io): Promise<readonly MadeTest[]> {
  const { config, plan, rules, rulesFile, templates } = given;
  const found = new Set(given.scenarios.flatMap((each) => scenarioFiles(each, io.cwd, "--tests")));
  const { problems, scenarios } = readScenarios(found, given.scenarios, io.cwd);
  if (problems.length > 0) throw new UsageError(problems.join("\n  "));
  const settings = settingsOf({
    values: {
      env: plan.environment,
      scenarios: [...given.scenarios],
      template: [...templates],
      ...(config === undefined ? {} : { config }),
    },
    positionals: [],
  });
  const files = filesOf(scenarios, rulesFile);
  const { template } = await readSubject(settings, io);
  const made: MadeTest[] = [];
  for (const scenario of scenarios) {
    const run = await runOf(scenario, template, rules, settings.log, io);
    made.push({ file: own(files, scenario.file) ?? "", ...ruleTests(plan, rules, run, rulesFile) });
  }
  return made;
}

/** The test's name, by the scenario's file. */
function filesOf(scenarios: readonly Scenario[], rulesFile: string): Readonly<Record<string, string>> {
  const base = rulesFile.replace(/\.ya?ml$/, "");
  const files = new Map<string, string>();
  for (const { file, name } of scenarios) {
    const slug = name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, "");
    const test = `${base}.${slug === "" ? "scenario" : slug}.test.yaml`;
    const other = files.get(test);
    if (other !== undefined)
      throw new UsageError(line`${other} and ${file} would both become ${test}: give one of them another name`);
    files.set(test, file);
  }
  return Object.fromEntries([...files].map(([test, file]) => [file, test]));
}

/** Replays a scenario three times: as CloudWatch evaluates, and as rules mean it, with percentiles at either end of their buckets. */
async function runOf(scenario: Scenario, template: Template, rules: AlertRules, log: LogOptions, io: Io) {
  const folder = dirname(scenario.file);
  const { delay, from, to } = scenario;
  const clock = { from, given: scenarioSeries(scenario), ...(to === undefined ? {} : { to }) };
  // A rule looks no further back than its periods, and gets what was counted at once.
  const meant = { ...clock, evaluationRange: (periods: number) => periods };
  const [is, low, high] = await replayEach(
    [
      { template, options: { ...clock, withValues: true, ...(delay === undefined ? {} : { delay }) } },
      { template: meantBy(template, rules, 0), options: meant },
      { template: meantBy(template, rules, 1), options: meant },
    ],
    scenarioBatches(scenario, (name) => decodeLogs(name, openInput(join(folder, name), io), log)),
  );
  return {
    name: scenario.name,
    from: is.from,
    to: Math.min(is.to, low.to, high.to),
    metrics: [...is.metrics, ...scenario.metrics.map(({ metric }) => ({ ...metric, points: [] }))],
    alarms: is.alarms,
    meant: [low.alarms, high.alarms],
  };
}
