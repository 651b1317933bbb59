import { describePattern, parse } from "../../pattern";
import type { ReplayFinding } from "../findings";
import type { CompleteFilter } from "../publish/publisher";

/** Metric filters that a log group takes, and those of them whose patterns may have regular expressions (API PutMetricFilter). */
const MOST_FILTERS = 100;
const MOST_WITH_REGEXES = 5;

/**
 * What the service refuses or overwrites among the filters of one log group. Which of them it would be depends on the order of the
 * apply, so all are evaluated.
 */
export function filterLimitFindings(filters: readonly CompleteFilter[]): ReplayFinding[] {
  return [...groupedBy(filters, ({ logGroupName }) => logGroupName)].flatMap(([logGroup, own]) => [
    ...tooMany(logGroup, own, MOST_FILTERS, "metric filters"),
    ...tooMany(
      logGroup,
      own.filter(({ pattern }) => describePattern(parse(pattern)).regexes > 0),
      MOST_WITH_REGEXES,
      "metric filters with regular expressions",
    ),
    ...sameNames(logGroup, own),
  ]);
}

function tooMany(logGroup: string, filters: readonly CompleteFilter[], most: number, what: string): ReplayFinding[] {
  const first = filters[most];
  if (first === undefined) return [];
  return [
    {
      rule: "too-many-filters",
      severity: "critical",
      address: first.address,
      message: `log group ${logGroup} has ${filters.length} ${what}; CloudWatch Logs takes ${most} and refuses the others, here all are evaluated`,
      mend: `Put filters together, or take ${filters.length - most} away: Terraform's plan does not see this, and the apply fails.`,
    },
  ];
}

function sameNames(logGroup: string, filters: readonly CompleteFilter[]): ReplayFinding[] {
  return [...groupedBy(filters, ({ name }) => name)].flatMap(([name, [first, ...others]]) =>
    name === undefined || first === undefined
      ? []
      : others.map(({ address }) => ({
          rule: "duplicate-filter-name",
          severity: "critical" as const,
          address,
          message: `log group ${logGroup} has a metric filter ${name} already, ${first.address}: the one that is applied later overwrites the other, here both are evaluated`,
          mend: "Give each metric filter of a log group a name of its own.",
        })),
  );
}

function groupedBy<K>(
  filters: readonly CompleteFilter[],
  key: (filter: CompleteFilter) => K,
): Map<K, CompleteFilter[]> {
  const groups = new Map<K, CompleteFilter[]>();
  for (const filter of filters) groups.set(key(filter), [...(groups.get(key(filter)) ?? []), filter]);
  return groups;
}
