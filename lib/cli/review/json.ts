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
    stacks: stacks.map(({ changes, environment, findings, resources, stack }) => ({
      stack,
      environment,
      changes: changes === null ? null : changes.changes,
      resources,
      findings: findings.map(findingJson),
    })),
    grafana: review.grafana,
    findings: review.findings.flatMap(({ environment, findings, source }) =>
      findings.map((finding) => ({
        ...findingJson(finding),
        source: source || null,
        environment: environment ?? null,
      })),
    ),
    dashboards: dashboards.map(({ file, kind, sentences }) => ({
      file,
      kind,
      sentences: sentences.map(({ words }) => plainText(words)),
    })),
    logs: logs === null ? null : { stack: logs.stack, ...behaviourJson(logs.changes) },
    scenarios: scenarios.map(comparedScenarioJson),
    queries: queries.queries.map(({ logGroups, ...query }) => ({ ...query, log_groups: logGroups })),
    queries_left_out: queries.leftOut,
    alarms_without_query: queries.without,
    not_compared: review.notCompared,
    problems,
  };
}
