import { findingJson } from "../../base";
import { plainText } from "../../dashboards/diff";
import { behaviourJson } from "../../replay/report";
import { comparedScenarioJson } from "../replay/compared-scenarios-report";
import { isUnchanged } from "./markdown";
import type { Review } from "./review";

/** The review as JSON. */
export function reviewJson(review: Review): object {
  const { base, dashboards, logs, problems, queries, scenarios, stacks } = review;
  return {
    base,
    unchanged: isUnchanged(review),
    stacks: stacks.map(({ added, changed, changes, destroyed, environment, findings, stack }) => ({
      stack,
      environment,
      changes: changes === null ? null : changes.changes,
      resources: { added, changed, destroyed },
      findings: findings.map(findingJson),
    })),
    dashboards: dashboards.map(({ file, kind, sentences }) => ({
      file,
      kind,
      sentences: sentences.map(({ words }) => plainText(words)),
    })),
    logs: logs === null ? null : { stack: logs.stack, ...behaviourJson(logs.changes) },
    scenarios: scenarios.map(comparedScenarioJson),
    queries: queries.queries.map(({ logGroups, ...query }) => ({ ...query, log_groups: logGroups })),
    queries_left_out: queries.leftOut,
    queries_too_long: queries.tooLong,
    alarms_without_query: queries.without,
    problems,
  };
}
