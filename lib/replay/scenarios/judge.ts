import { type FilePlace, type Finding, type Path, pathText } from "../../base";
import type { ReplayResult } from "..";

import type { Template } from "../../terraform";
import { judgeAlarms, judgeOnly } from "./judge-alarms";
import { judgeFilter } from "./judge-filter";
import { judgeNotification } from "./judge-notification";
import { type ScenarioRuleId, scenarioRules } from "./rules";
import type { Expectation, Scenario } from "./scenario";
import type { Judgement, Outcome, Verdict } from "./verdict";

/**
 * Compares a scenario's expectations with the result of its replay.
 *
 * @param template names topics and functions through which nobody was told; without it only those in the result are known
 */
export function judge(
  scenario: Scenario,
  result: ReplayResult,
  template?: Pick<Template, "topics" | "functions">,
): Verdict {
  const findings: Finding<ScenarioRuleId, FilePlace>[] = [];
  const judgements: Judgement[] = [];
  for (const expectation of scenario.expectations) {
    const outcome = judgeOne(expectation, scenario, result, template);
    if ("unknown" in outcome) {
      const { rule, message, fix } = outcome.unknown;
      findings.push(scenarioRules.finding(rule, placeIn(scenario, expectation.path), { message, fix }));
    } else {
      const held = outcome.differences.length === 0;
      judgements.push({ path: pathText(expectation.path), text: outcome.text, held, differences: outcome.differences });
    }
  }
  const lost = withoutRecords(scenario, result);
  if (lost !== undefined) findings.push(lost);
  return {
    scenario,
    held: findings.length === 0 && judgements.every(({ held }) => held),
    judgements,
    findings,
  };
}

function judgeOne(
  expectation: Expectation,
  { start }: Scenario,
  result: ReplayResult,
  template: Pick<Template, "topics" | "functions"> | undefined,
): Outcome {
  switch (expectation.kind) {
    case "alarm":
      return judgeAlarms(expectation, result.alarms, start);
    case "only":
      return judgeOnly(expectation, result.alarms, start);
    case "filter":
      return judgeFilter(expectation, result.filters);
    case "notified":
    case "not_notified": {
      const names = [...(template?.topics ?? []), ...(template?.functions ?? [])].map(({ name }) => name);
      return judgeNotification(
        expectation,
        result,
        names.filter((name) => name !== undefined),
        start,
      );
    }
  }
}

// Without records every alarm would stay quiet.
function withoutRecords(
  scenario: Scenario,
  { findings, records }: ReplayResult,
): Finding<ScenarioRuleId, FilePlace> | undefined {
  const routed = records.read - records.withoutTime - records.unrouted;
  if (scenario.noLogs || routed > 0) return undefined;
  const counts = `${records.read} read, ${records.withoutTime} without a time, ${records.unrouted} without a log group`;
  const unrouted = findings.find(({ rule }) => rule === "records-unrouted");
  const message = `no line reached a log group (${counts})${unrouted === undefined ? "" : `: ${unrouted.message}`}`;
  return scenarioRules.finding("scenario-without-logs", placeIn(scenario, ["logs"]), { message });
}

function placeIn({ file }: Scenario, path: Path): FilePlace {
  return { kind: "file", file, path };
}
