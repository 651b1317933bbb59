import { findingText } from "../base";
import { type FinishedScenario, runScenario, type Scenario } from "../replay/scenarios";
import { readTerraform, type Template } from "../terraform";
import { documentsOf } from "./received";
import type { Replaying } from "./replaying";

/** A replay, compared with what a test expects of it. */
export interface Run extends FinishedScenario {
  readonly template: Template;
}

/** @throws TerraformError for what is not Terraform, Error for what is not a stack */
export function templateReceived(received: unknown, variables: Readonly<Record<string, string>> | undefined): Template {
  return readTerraform(documentsOf(received), variables === undefined ? {} : { variables });
}

/** Names of the template's alarms, in its order. */
export function alarmNames({ metricAlarms, compositeAlarms }: Template): readonly string[] {
  return [...metricAlarms, ...compositeAlarms].map(({ name, address }) => name ?? address);
}

// What to do in a test, where that differs from a scenario's file.
const fixes: Readonly<Partial<Record<string, string>>> = {
  "scenario-without-logs": "Name their log group with `logGroup`, and give lines a time with `timestamp`.",
};

/**
 * Replays a scenario.
 *
 * @throws Error for one that proves nothing: no line reaches a log group, a name is unknown, a log cannot be read to its end
 */
export async function runProof(template: Template, scenario: Scenario, open: Replaying["open"]): Promise<Run> {
  const run = await runScenario(scenario, template, open);
  const problems = run.verdict.findings.map((finding) => {
    const { rule, message, fix, at } = finding;
    return at.namedBy === undefined ? `${message}\n  ${fixes[rule] ?? fix}` : findingText(finding);
  });
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return { ...run, template };
}
