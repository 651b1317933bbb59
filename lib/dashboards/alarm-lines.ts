import { cloudWatchConsole } from "../aws";
import { type Severity, severityNames } from "../base";
import type { MetricEntryPlan, MetricSeverityPlan } from "../config";
import type { Link, Threshold } from "./board";

/** The severities of an entry that compare with a number, with that number; none for those that wait for a silence, a deadline or an oddity. */
export function thresholdsOf(entry: MetricEntryPlan): readonly Threshold[] {
  if (entry.type === "absence" || entry.type === "deadline" || entry.type === "anomaly") return [];
  return severitiesOf(entry.severities).map(([severity, { condition }]) => ({
    value: condition.threshold,
    severity,
    bad: condition.comparison === "above" || condition.comparison === "atLeast" ? "above" : "below",
  }));
}

/** How many standard deviations wide the band of an alarm on an oddity is: that of its most urgent severity. */
export function bandWidthOf(entry: MetricEntryPlan): number | undefined {
  return entry.type === "anomaly" ? severitiesOf(entry.severities).at(-1)?.[1].condition.width : undefined;
}

/** The period in which an entry measures: that of its most urgent severity. */
export function periodOf(entry: MetricEntryPlan): number {
  return mostUrgent(entry)?.periodSeconds ?? 60;
}

/** What an alarm says, for those who read its chart. */
export function alarmDescription(entry: MetricEntryPlan): string {
  const { impact, owner, summary } = entry.texts;
  return [summary, impact, conditionText(entry), owner === undefined ? undefined : `Owner: ${owner}.`]
    .filter((part) => part !== undefined)
    .join(" ");
}

/** Where to go from an alarm's chart: its runbook, and the alarm itself. */
export function alarmLinks(entry: MetricEntryPlan, region: string): readonly Link[] {
  const { runbook } = entry.texts;
  const worst = mostUrgent(entry);
  return [
    ...(runbook === undefined ? [] : [{ title: "Runbook", url: runbook }]),
    ...(worst === undefined ? [] : [{ title: "Alarm", url: alarmUrl(region, worst.name) }]),
  ];
}

/** An alarm in the console. */
function alarmUrl(region: string, name: string): string {
  return `${cloudWatchConsole(region)}#alarmsV2:alarm/${encodeURIComponent(name)}`;
}

function conditionText(entry: MetricEntryPlan): string {
  switch (entry.type) {
    case "absence":
      return severitiesOf(entry.severities)
        .map(([severity, { silenceSeconds }]) => `${named(severity)} after ${lengthText(silenceSeconds)} without any.`)
        .join(" ");
    case "deadline":
      return severitiesOf(entry.severities)
        .map(([severity, { by }]) => `${named(severity)} if there is none by ${by} (${entry.timezone}).`)
        .join(" ");
    case "anomaly":
      return severitiesOf(entry.severities)
        .map(
          ([severity, { condition }]) =>
            `${named(severity)} ${sides[entry.direction]} a band of ${String(condition.width)} standard deviations around what is expected.`,
        )
        .join(" ");
    default:
      return severitiesOf(entry.severities)
        .map(([severity, { condition, datapoints, periodSeconds, periods }]) => {
          const times = periods === 1 ? "" : ` in ${String(datapoints)} of ${String(periods)} periods`;
          return `${named(severity)} ${words[condition.comparison]} ${String(condition.threshold)}${times} of ${lengthText(periodSeconds)}.`;
        })
        .join(" ");
  }
}

const words = { above: "above", atLeast: "from", atMost: "up to", below: "below" } as const;
const sides = { above: "above", below: "below", both: "outside" } as const;

function named(severity: Severity): string {
  return severity.charAt(0).toUpperCase() + severity.slice(1);
}

/** `5 min`, `1 h`, `90 s` */
function lengthText(seconds: number): string {
  if (seconds % 3600 === 0) return `${String(seconds / 3600)} h`;
  if (seconds % 60 === 0) return `${String(seconds / 60)} min`;
  return `${String(seconds)} s`;
}

function mostUrgent({ severities }: MetricEntryPlan): MetricSeverityPlan | undefined {
  return severitiesOf<MetricSeverityPlan>(severities).at(-1)?.[1];
}

function severitiesOf<Value>(
  severities: Readonly<Partial<Record<Severity, Value>>>,
): readonly (readonly [Severity, Value])[] {
  return severityNames.flatMap((severity) => {
    const value = severities[severity];
    return value === undefined ? [] : [[severity, value] as const];
  });
}
