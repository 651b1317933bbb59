import { dimensionsText } from "./metrics";
import type { AlarmChart } from "./result";
import type { AlarmSimulation } from "./alarms";
import type { MetricAlarm, MetricStat } from "../terraform";

/** What a chart of a metric alarm shows; null for one without a comparison, which is not evaluated. */
export function chartOf(alarm: MetricAlarm, points: AlarmSimulation["points"]): AlarmChart | null {
  const { comparisonOperator: comparison } = alarm;
  if (comparison === undefined) return null;
  const returned = alarm.queries.find(({ returnData }) => returnData);
  const stat = alarm.metric ?? returned?.metric;
  const period =
    stat?.period ?? returned?.period ?? alarm.queries.find(({ metric }) => metric !== undefined)?.metric?.period ?? 60;
  return {
    label: stat === undefined ? (returned?.label ?? returned?.expression ?? "") : statText(stat),
    unit: stat?.unit ?? null,
    comparison,
    threshold: alarm.threshold ?? null,
    period,
    points,
  };
}

function statText({ statistic, name, dimensions }: MetricStat): string {
  const among = Object.keys(dimensions).length === 0 ? "" : ` (${dimensionsText(dimensions)})`;
  return `${statistic ?? "?"} of ${name ?? "?"}${among}`;
}
