import { type Finding, resource, count, countedOf } from "../../base";
import type { NearestMiss, PublishedFilter } from "../metrics";
import { type ReplayRuleId, replayRules } from "../rules";

/** Filters that never matched, and filters whose value is not a number in some of the events that match. */
export function filterFindings(filters: readonly PublishedFilter[]): Finding<ReplayRuleId>[] {
  return filters.flatMap((filter) => [...neverMatched(filter), ...withoutNumber(filter)]);
}

function neverMatched({ filter, events, matched, nearestMiss }: PublishedFilter): Finding<ReplayRuleId>[] {
  if (events === 0 || matched > 0) return [];
  const hopeless = nearestMiss?.clauses.filter(({ failed }) => failed === nearestMiss.events) ?? [];
  const isAllText = nearestMiss !== null && nearestMiss.notJson === nearestMiss.events;
  // In text no clause holds: that it is text is the reason.
  const clauses = hopeless.map(({ clause, missing, seen }) =>
    missing === nearestMiss?.events
      ? `no event has the field of ${clause}`
      : `${clause} held in no event${seen.length === 0 ? "" : `, seen: ${seen.join(", ")}`}`,
  );
  const text = nearestMiss === null ? undefined : notJsonText(nearestMiss);
  const reasons = [...(text === undefined ? [] : [text]), ...(isAllText ? [] : clauses)];
  return [
    replayRules.finding("filter-never-matched", resource(filter), {
      message: `${filter.name ?? filter.address} matched ${countedOf(0, events, "event")}${reasons.length === 0 ? "" : `: ${reasons.join("; ")}`}`,
      ...(text === undefined ? {} : { fix: ALL_JSON }),
    }),
  ];
}

/** Why a JSON pattern cannot match: events that are not JSON. Undefined where that is not the reason. */
function notJsonText({ events, notJson, jsonAfterText }: NearestMiss): string | undefined {
  if (notJson === 0 || (notJson < events && jsonAfterText === 0)) return undefined;
  const after =
    jsonAfterText === 0
      ? ""
      : `; ${count(jsonAfterText)} ${jsonAfterText === 1 ? "has" : "have"} JSON after other text`;
  return `${countedOf(notJson, events, "event")} ${notJson === 1 ? "is" : "are"} not JSON${after}`;
}

const ALL_JSON =
  'CloudWatch reads an event as JSON only if all of it is JSON: log nothing before the object (in Lambda: logging_config with log_format = "JSON"), or write a pattern of terms.';

function withoutNumber({ filter, matched, without }: PublishedFilter): Finding<ReplayRuleId>[] {
  const value = filter.transformation?.value ?? "";
  const found = [
    [
      without["numeric-text"],
      "is a text that looks like a number, for which nothing is published here (what AWS does is not documented)",
    ],
    [without.text, "is not a number, for which nothing is published"],
    [without["out-of-range"], "is beyond what CloudWatch accepts, 2^360"],
    [
      filter.transformation?.defaultValue === undefined ? without.missing : 0,
      "is missing or null, for which nothing is published",
    ],
  ] as const;
  return found
    .filter(([count]) => count > 0)
    .map(([count, what]) =>
      replayRules.finding("value-without-number", resource(filter), {
        message: `${filter.name ?? filter.address}: in ${count} of ${matched} matching events ${value} ${what}`,
      }),
    );
}
