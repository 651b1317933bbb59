import { dirname, join } from "node:path";
import { type AlertRules, type RuleTests, ruleTests } from "../../alerting";
import { append, counted, line, listed, own, pathText } from "../../base";
import type { EnvironmentPlan } from "../../config";
import { decodeLogs, type LogOptions } from "../../records";
import { replayEach } from "../../replay";
import { judge, type Scenario, scenarioBatches, scenarioSeries } from "../../replay/scenarios";
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

/**
 * A test of promtool of each scenario.
 *
 * @throws {UsageError} for what cannot be read, a template without the environment's alarms, scenarios without a line for its log groups, and two
 *   that would have one file
 */
export async function scenarioTests(given: ScenarioTests, io: Io): Promise<readonly MadeTest[]> {
  const { config, plan, rules, rulesFile, templates } = given;
  const found = new Set(given.scenarios.flatMap((each) => scenarioFiles(each, io.cwd, "--tests")));
  const { problems, scenarios } = readScenarios(found, given.scenarios, io.cwd);
  if (problems.length > 0) throw new UsageError(problems.join("\n  "));
  const settings = await settingsOf({
    values: {
      env: plan.environment,
      scenarios: [...given.scenarios],
      template: [...templates],
      ...(config === undefined ? {} : { config }),
    },
    positionals: [],
  });
  const files = filesOf(scenarios, rulesFile);
  const { template, title } = await readSubject(settings, io);
  if (templates.length > 0) needAlarmsOf(given, template, title);
  const made: MadeTest[] = [];
  const silent: string[] = [];
  for (const scenario of scenarios) {
    const { lost, run } = await runOf(scenario, template, rules, settings.log, io);
    append(silent, lost);
    made.push({ file: own(files, scenario.file) ?? "", ...ruleTests(plan, rules, run, rulesFile) });
  }
  if (silent.length > 0)
    throw new UsageError(
      [...silent, line`Name the log groups of ${plan.environment} in these scenarios.`].join("\n  "),
    );
  return made;
}

/** Tests of another stack's alarms would fail, or expect nothing. */
function needAlarmsOf({ plan, rules }: ScenarioTests, template: Template, title: string): void {
  const there = [...template.metricAlarms, ...template.compositeAlarms].flatMap(({ name }) => name ?? []);
  const alerts = rules.groups.flatMap((group) => group.rules.map(({ alert }) => alert));
  if (alerts.length === 0 || alerts.some((alert) => there.includes(alert))) return;
  const has =
    there.length === 0
      ? "It has no alarm."
      : `It has ${counted(there.length, "other alarm")}: ${listed(there.slice(0, 3))}.`;
  throw new UsageError(
    line`--template ${title}: no alarm of ${plan.environment} is in it. ${has} Name the stack ${plan.stack}, or leave --template out.`,
  );
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
  // Who runs the tests does not ask what the scenario expects, only whether its lines come.
  const { findings } = judge({ ...scenario, expectations: [] }, is);
  return {
    lost: findings.map(({ at, message }) => line`${at.file}: ${pathText(at.path ?? [])}: ${message}`),
    run: {
      name: scenario.name,
      from: is.from,
      to: Math.min(is.to, low.to, high.to),
      metrics: [...is.metrics, ...scenario.metrics.map(({ metric }) => ({ ...metric, points: [] }))],
      alarms: is.alarms,
      meant: [low.alarms, high.alarms],
    },
  };
}
