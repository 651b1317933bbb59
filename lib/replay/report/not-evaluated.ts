import { counted } from "../../base";
import type { NotEvaluated, ReplayResult } from "..";
import { metricText, notEvaluatedText } from "../reasons";
import { severityRank } from "./severity-rank";

/** What was not evaluated for reasons of one kind. */
export interface NotEvaluatedGroup {
  readonly cause: Cause;
  /** Worst severity first. */
  readonly items: readonly NotEvaluatedItem[];
  /** How many alarms and filters. */
  readonly count: number;
}

export interface NotEvaluatedItem {
  /** Why, as a clause; of metrics that were not given, the metrics. */
  readonly why: string;
  /** Names of alarms and filters, worst severity first. */
  readonly names: readonly string[];
}

type Cause =
  | "metrics"
  | "datapoints"
  | "not-known"
  | "offline"
  | "rule"
  | "depends"
  | "filter-open"
  | "filter-refused"
  | "invalid";

/** What was not evaluated, by the kind of reason; equal reasons stand once. What can be given comes first. */
export function notEvaluatedGroups({ alarms, notEvaluated }: ReplayResult): NotEvaluatedGroup[] {
  const byAddress = new Map(alarms.map((alarm) => [alarm.address, alarm]));
  const rank = ({ address }: NotEvaluated): number => severityRank(byAddress.get(address)?.severity ?? null);
  const groups = new Map<Cause, Map<string, string[]>>();
  for (const one of notEvaluated.toSorted((a, b) => rank(a) - rank(b))) {
    const cause = causeOf(one.reason);
    const items = groups.get(cause) ?? new Map<string, string[]>();
    groups.set(cause, items);
    const why = whyOf(one.reason);
    const names = items.get(why) ?? [];
    items.set(why, names);
    names.push(one.name === "" ? one.address : one.name);
  }
  return order.flatMap((cause) => {
    const items = [...(groups.get(cause) ?? [])].map(([why, names]) => ({ why, names }));
    return items.length === 0 ? [] : [{ cause, items, count: items.reduce((sum, { names }) => sum + names.length, 0) }];
  });
}

const order: readonly Cause[] = [
  ...(["metrics", "datapoints", "not-known", "filter-open", "filter-refused"] as const),
  ...(["invalid", "rule", "depends", "offline"] as const),
];

/** What a group has in common, and what to give: `read metrics that nothing publishes here: give ...`. */
export function groupTitle({ cause, count }: NotEvaluatedGroup): string {
  const many = counted(count, cause.startsWith("filter") ? "filter" : "alarm");
  const one = count === 1;
  switch (cause) {
    case "metrics":
      return `${many} ${one ? "reads" : "read"} metrics that no filter here publishes. Give their datapoints with --metrics; --metrics-query FILE writes the query that fetches them`;
    case "datapoints":
      return `${many} cannot use the datapoints that were given. Fetch them with the query that --metrics-query FILE writes`;
    case "not-known":
      return `${many} ${one ? "depends" : "depend"} on values that the template leaves open`;
    case "filter-open":
      return `${many} ${one ? "publishes" : "publish"} nothing, because values are left open`;
    case "filter-refused":
      return `${many} ${one ? "publishes" : "publish"} nothing, because CloudWatch Logs refuses ${one ? "it" : "them"}`;
    case "invalid":
      return `${many} ${one ? "is" : "are"} not configured as CloudWatch requires`;
    case "rule":
      return `${many} ${one ? "has a rule" : "have rules"} that cannot be evaluated`;
    case "depends":
      return `${many} ${one ? "depends" : "depend"} on alarms that were not evaluated`;
    case "offline":
      return `${many} can only be evaluated by CloudWatch itself: nothing that you give changes that`;
  }
}

function causeOf(reason: NotEvaluated["reason"]): Cause {
  switch (reason.kind) {
    case "metrics-not-published":
      return "metrics";
    case "datapoints":
    case "datapoints-out-of-step":
    case "datapoints-across-bounds":
      return "datapoints";
    case "attributes-not-known":
      return reason.unresolved.length > 0 ? "not-known" : "offline";
    case "anomaly-band":
    case "query-of-another-account":
      return "offline";
    case "expression":
      return reason.fault.code === "offline" ? "offline" : "invalid";
    case "rule-not-known":
    case "rule-unreadable":
    case "rule-too-large":
    case "rule-in-a-cycle":
      return "rule";
    case "depends-on":
      return "depends";
    case "incomplete":
      return "filter-open";
    case "refused":
      return "filter-refused";
    default:
      return "invalid";
  }
}

function whyOf(reason: NotEvaluated["reason"]): string {
  return reason.kind === "metrics-not-published"
    ? reason.metrics.map(metricText).join(" and ")
    : notEvaluatedText(reason);
}
