import { listed, counted, countedOf } from "../../base";
import type { NoData } from "../alarms";
import { metricText } from "./metric-text";

/** Why a metric of an alarm had no datapoint, as a clause: `Shop Errors has the unit Count, and the alarm wants Seconds`. */
export function noDataText(cause: NoData): string {
  const { metric } = cause;
  switch (cause.kind) {
    case "unit":
      return `the alarm wants the unit ${cause.wanted}, and ${metricText(metric)} is published in ${cause.published.join(" and ")}: CloudWatch converts no units`;
    case "dimensions": {
      const sets = cause.published.map((names) => (names.length === 0 ? "none" : names.join(", ")));
      return `nobody publishes ${metricText(metric)} with these dimensions; filters publish it with ${sets.join("; or with ")}`;
    }
    case "dimension-values":
      return `nobody published ${metricText(metric)} with these values; seen: ${cause.seen.map(valuesText).join("; ")}`;
    case "no-records":
      return `no record belongs to the log group${cause.logGroups.length === 1 ? "" : "s"} ${listed(cause.logGroups)}`;
    case "no-match":
      return `${filters(cause.filters)} matched ${countedOf(0, cause.events, "event")}, so ${metricText(metric)} was not published`;
    case "no-number":
      return `${filters(cause.filters)} matched ${counted(cause.matched, "event")}, none with a number to publish as ${metricText(metric)}`;
    case "not-in-the-clock":
      return `${metricText(metric)} has no datapoint within the clock`;
  }
}

function filters(names: readonly string[]): string {
  return `filter${names.length === 1 ? "" : "s"} ${listed(names)}`;
}

function valuesText(dimensions: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(dimensions).map(([name, value]) => `${name}=${value}`);
  return pairs.join(", ") || "no dimensions";
}
