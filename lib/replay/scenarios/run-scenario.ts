import { append, type FilePlace, type Finding } from "../../base";
import {
  isUnreadable,
  type LogProblem,
  type LogRuleId,
  problemFinding,
  type RoutingRule,
  type ServiceRoute,
} from "../../records";
import type { Template } from "../../terraform";
import { replay, type ReplayOptions, type ReplayResult } from "..";
import { type OpenLogs, scenarioBatches } from "./batches";
import { scenarioSeries } from "./given-series";
import { judge } from "./judge";
import type { Scenario } from "./scenario";
import type { Verdict } from "./verdict";

/** What the caller of a scenario decides. */
export interface ScenarioRunOptions {
  /** Sends files to log groups. */
  readonly rules?: readonly RoutingRule[] | undefined;
  /** Sends lines to log groups by their service. Default: by the names of the template's log groups. */
  readonly services?: readonly ServiceRoute[] | undefined;
  /** See {@link ReplayOptions}. */
  readonly clockAlarms?: ReplayOptions["clockAlarms"];
  readonly groupNames?: ReplayOptions["groupNames"];
  /** Ingestion delay in seconds of scenarios that do not say theirs. */
  readonly delay?: number | undefined;
}

/** A scenario that was run. */
export interface FinishedScenario {
  readonly scenario: Scenario;
  readonly result: ReplayResult;
  readonly verdict: Verdict;
  /** Logs that could not be read to their end. Only these findings of the verdict are not mistakes in the scenario. */
  readonly unreadable: readonly Finding<LogRuleId, FilePlace>[];
}

/**
 * Replays a scenario against a template, and compares what happened with what it expects. If a log cannot be read to its end, the
 * scenario does not hold, because the rest of the log is not known.
 *
 * @param openLogs opens the files that the scenario names
 */
export async function runScenario(
  scenario: Scenario,
  template: Template,
  openLogs: OpenLogs,
  { clockAlarms, groupNames, rules, services, delay: usualDelay }: ScenarioRunOptions = {},
): Promise<FinishedScenario> {
  const unread: LogProblem[] = [];
  const open: OpenLogs = async function* (file) {
    for await (const batch of openLogs(file)) {
      append(unread, batch.problems.filter(isUnreadable));
      yield batch;
    }
  };
  const delay = scenario.delay ?? usualDelay;
  const result = await replay(template, scenarioBatches(scenario, open), {
    given: scenarioSeries(scenario),
    from: scenario.from,
    ...(scenario.to === undefined ? {} : { to: scenario.to }),
    ...(delay === undefined ? {} : { delay }),
    ...(clockAlarms === undefined ? {} : { clockAlarms }),
    ...(groupNames === undefined ? {} : { groupNames }),
    ...(rules === undefined ? {} : { rules }),
    ...(services === undefined ? {} : { services }),
  });
  const verdict = judge(scenario, result, template);
  const unreadable = unread.map((problem) => {
    const finding = problemFinding(problem);
    return { ...finding, at: { ...finding.at, namedBy: scenario.file } };
  });
  return {
    scenario,
    result,
    unreadable,
    verdict: {
      ...verdict,
      held: verdict.held && unreadable.length === 0,
      findings: [...unreadable, ...verdict.findings],
    },
  };
}
