import { least } from "../../base";
import type { AlarmResult } from "..";
import { noDataText } from "../reasons";
import { severityRank } from "./severity-rank";

/** Alarms that never had a datapoint, for one cause. */
export interface WithoutData {
  /** As a clause. */
  readonly why: string;
  readonly names: readonly string[];
}

/** Alarms that were evaluated and never had a datapoint, by cause: mistakes before what only did not happen, worst severity first. */
export function withoutDataGroups(alarms: readonly AlarmResult[]): WithoutData[] {
  const groups = new Map<string, { readonly rank: number; readonly names: string[] }>();
  for (const alarm of alarms.toSorted((a, b) => severityRank(a.severity) - severityRank(b.severity))) {
    if (alarm.noData.length === 0) continue;
    const why = [...new Set(alarm.noData.map(noDataText))].join("; ");
    const group = groups.get(why) ?? {
      rank: least(alarm.noData.map(({ kind }) => order.indexOf(kind))),
      names: [],
    };
    groups.set(why, group);
    group.names.push(alarm.name);
  }
  return [...groups].sort(([, a], [, b]) => a.rank - b.rank).map(([why, { names }]) => ({ why, names }));
}

const order: readonly AlarmResult["noData"][number]["kind"][] = [
  ...(["unit", "dimensions", "no-number", "dimension-values"] as const),
  ...(["no-match", "not-in-the-clock", "no-records"] as const),
];
