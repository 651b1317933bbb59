import { type Finding, listed, type Place, resource, WHOLE, countedOf } from "../../base";
import type { Collected, CompleteFilter } from "../metrics";

import { reasonText, type Template } from "../../terraform";
import { type ReplayRuleId, replayRules } from "../rules";

/** Records that were not counted, and log groups without a record. */
export function recordFindings(
  { records, events }: Collected,
  filters: readonly CompleteFilter[],
  logGroups: Template["logGroups"],
): Finding<ReplayRuleId>[] {
  const findings: Finding<ReplayRuleId>[] = [];
  const known = knownGroups(filters, logGroups);
  const outside = [...events.keys()].filter((group) => !known.includes(group));
  if (records.unrouted > 0)
    findings.push(
      replayRules.finding("records-unrouted", WHOLE, {
        severity: isNoneRouted({ records, events }, filters, logGroups) ? "error" : "warning",
        message: `${countedOf(records.unrouted, records.read, "record")} ${records.unrouted === 1 ? "belongs" : "belong"} to no log group of the template${outside.length === 0 ? "" : `; it has no ${listed(outside)}`}`,
        fix:
          known.length === 0
            ? withoutNames(logGroups)
            : `Say which files are which group's: --log-group NAME=GLOB. It has ${listed(known)}.`,
      }),
    );
  if (records.withoutTime > 0)
    findings.push(
      replayRules.finding("records-without-time", WHOLE, {
        message: `${countedOf(records.withoutTime, records.read, "record")} ${records.withoutTime === 1 ? "has" : "have"} no timestamp and counted for nothing`,
        ...(records.withoutTime < records.read ? { fix: CONTINUED } : {}),
      }),
    );
  if (records.read === 0) return findings;
  const silent = [...new Set(filters.map(({ logGroupName }) => logGroupName))].filter((group) => !events.has(group));
  return [
    ...findings,
    ...silent.map((group) =>
      replayRules.finding("log-group-without-logs", placeIn(group, filters), {
        message: `no record belongs to the log group ${group}: its filters and alarms saw nothing`,
      }),
    ),
  ];
}

/** Where other records have a time, these mostly belong to the line before. */
const CONTINUED =
  "If they continue the line before, as a stack trace does, join them to it (--multiline time), or give them its time (--without-time previous). Otherwise say what the times look like (--time-pattern '%d.%m.%Y %H:%M:%S'); in JSON, name the field that holds them (--time-field $.when).";

/** Whether there are records, but none belongs to a log group of the template. */
export function isNoneRouted(
  { records, events }: Pick<Collected, "records" | "events">,
  filters: readonly CompleteFilter[],
  logGroups: Template["logGroups"],
): boolean {
  return records.unrouted > 0 && !knownGroups(filters, logGroups).some((group) => events.has(group));
}

function knownGroups(filters: readonly CompleteFilter[], logGroups: Template["logGroups"]): readonly string[] {
  return [
    ...new Set([...logGroups.flatMap(({ name }) => name ?? []), ...filters.map(({ logGroupName }) => logGroupName)]),
  ];
}

function placeIn(logGroup: string, filters: readonly CompleteFilter[]): Place {
  const filter = filters.find(({ logGroupName }) => logGroupName === logGroup);
  return filter === undefined ? WHOLE : resource(filter);
}

function withoutNames(logGroups: Template["logGroups"]): string {
  const [first] = logGroups;
  if (first === undefined)
    return "The template has no log group and no metric filter: give the Terraform whose filters read these logs.";
  const why = first.unresolved.find(({ attribute }) => attribute === "name") ?? first.unresolved[0];
  const said = `The names of its log groups are not known${why === undefined ? "" : `: ${reasonText(why.reason)}`}`;
  // Reasons may end in "give --var env=...".
  return said.endsWith(".") ? said : `${said}.`;
}
