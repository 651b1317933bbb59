import { judge, readScenario, type Scenario, scenarioBatches, scenarioSeries, type Verdict } from "../replay/scenarios";
import { readTerraform, type Template } from "../terraform";
import { replay, type ReplayResult } from "../replay";
import { documentsOf } from "./received";
import type { Replaying } from "./replaying";

/** A replay, held against what a test expects of it. */
export interface Run {
  readonly scenario: Scenario;
  readonly template: Template;
  readonly result: ReplayResult;
  readonly verdict: Verdict;
}

/** @throws TerraformError for what is not Terraform, Error for what is not a stack */
export function templateOf(received: unknown, variables: Readonly<Record<string, string>> | undefined): Template {
  return readTerraform(documentsOf(received), variables === undefined ? {} : { variables });
}

/** Names of the template's alarms, in its order. */
export function alarmNames({ metricAlarms, compositeAlarms }: Template): readonly string[] {
  return [...metricAlarms, ...compositeAlarms].map(({ name, address }) => name ?? address);
}

// As a test would fix it, where a scenario's file would not.
const fixes: Readonly<Partial<Record<Verdict["findings"][number]["rule"], string>>> = {
  "scenario-without-logs": "Say which log group they are of: `logGroup`; and give lines their time: `timestamp`.",
};

/**
 * Replays a scenario, written as the value of its YAML file.
 *
 * @throws ScenarioError for a value that is none, Error for one that proves nothing: no line reaches a log group, an alarm that is
 *   asked for is not evaluated
 */
export async function runScenario(
  template: Template,
  value: unknown,
  where: string,
  open: Replaying["open"],
): Promise<Run> {
  const scenario = readScenario(value, where);
  const result = await replay(template, scenarioBatches(scenario, open), {
    given: scenarioSeries(scenario),
    from: scenario.from,
    ...(scenario.to === undefined ? {} : { to: scenario.to }),
    ...(scenario.delay === undefined ? {} : { delay: scenario.delay }),
  });
  const verdict = judge(scenario, result, template);
  if (verdict.findings.length > 0)
    throw new Error(verdict.findings.map(({ rule, message, fix }) => `${message}\n  ${fixes[rule] ?? fix}`).join("\n"));
  return { scenario, template, result, verdict };
}
