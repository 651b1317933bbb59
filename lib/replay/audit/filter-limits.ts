import { excessOf, type LimitKey } from "../../aws";
import { type Finding, resource } from "../../base";
import { describePattern, parse } from "../../pattern";
import { type CompleteFilter, groupedBy } from "../metrics";
import { type TemplateRuleId, templateRules } from "./rules";

/**
 * Filters of one log group of which CloudWatch Logs refuses or overwrites some. Which ones depends on the order of the apply, so all
 * are evaluated.
 */
export function filterLimitFindings(filters: readonly CompleteFilter[]): Finding<TemplateRuleId>[] {
  const inOnePlace = groupedBy(filters, ({ logGroupName, transformation: { place } }) =>
    JSON.stringify([logGroupName, place]),
  );
  return [...inOnePlace.values()]
    .flatMap((own) => limits(own[0]?.logGroupName ?? "", own))
    .concat(inSeveralPlaces(filters));
}

function limits(logGroup: string, own: readonly CompleteFilter[]): Finding<TemplateRuleId>[] {
  return [
    ...tooMany(logGroup, own, "filters", "metric filters"),
    ...tooMany(
      logGroup,
      own.filter(({ pattern }) => describePattern(parse(pattern)).regexes > 0),
      "filtersWithRegex",
      "metric filters with regular expressions",
    ),
    ...sameNames(logGroup, own),
  ];
}

/** Logs do not say in which account and Region their group is, so records count in each. */
function inSeveralPlaces(filters: readonly CompleteFilter[]): Finding<TemplateRuleId>[] {
  return [...groupedBy(filters, ({ logGroupName }) => logGroupName)].flatMap(([logGroup, own]) => {
    const places = [...new Set(own.map(({ transformation }) => transformation.place))];
    const [first] = own;
    if (places.length < 2 || first === undefined) return [];
    return [
      templateRules.finding("log-group-in-several-regions", resource(first), {
        message: `log group ${logGroup} is in ${places.join(" and ")}: its records count in each of them, because nothing says where they come from`,
      }),
    ];
  });
}

function tooMany(
  logGroup: string,
  filters: readonly CompleteFilter[],
  limit: LimitKey,
  what: string,
): Finding<TemplateRuleId>[] {
  const excess = excessOf(limit, filters.length);
  const first = excess === undefined ? undefined : filters[excess.most];
  if (excess === undefined || first === undefined) return [];
  return [
    templateRules.finding("too-many-filters", resource(first), {
      message: `log group ${logGroup} has ${filters.length} ${what}; CloudWatch Logs accepts ${excess.most} and refuses the others, replay evaluates all of them`,
      fix: `Put filters together, or take ${filters.length - excess.most} away: Terraform's plan does not see this, and the apply fails.`,
    }),
  ];
}

function sameNames(logGroup: string, filters: readonly CompleteFilter[]): Finding<TemplateRuleId>[] {
  return [...groupedBy(filters, ({ name }) => name)].flatMap(([name, [first, ...others]]) =>
    name === undefined || first === undefined
      ? []
      : others.map((other) =>
          templateRules.finding("duplicate-filter-name", resource(other), {
            message: `log group ${logGroup} has a metric filter ${name} already, ${first.address}: the one that is applied later overwrites the other, here both are evaluated`,
          }),
        ),
  );
}
