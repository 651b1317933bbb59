import { append, countedOf } from "../base";
import { durationText } from "../aws";
import type { AlarmChart, AlarmResult, FilterResult } from "../replay";
import type { ComparisonOperator, MetricAlarm, MetricFilter } from "../terraform";
import type { Run } from "./run";

/** Explains a test that failed: the alarm's values, and the filters that publish its metrics. */
export function explain(run: Run, name: string): readonly string[] {
  const alarm = run.result.alarms.find((each) => each.name === name);
  const metricAlarm = run.template.metricAlarms.find(({ address }) => address === alarm?.address);
  const composite = run.template.compositeAlarms.find(({ address }) => address === alarm?.address);
  const lines: string[] = [];
  if (alarm?.chart != null) lines.push(extremeLine(alarm.chart, run.scenario.start));
  if (metricAlarm !== undefined) append(lines, filterLines(run, metricAlarm));
  if (composite?.rule !== undefined) append(lines, childLines(composite.rule, run.result.alarms));
  return lines;
}

const firesWhenLow: ReadonlySet<ComparisonOperator> = new Set(["LessThanThreshold", "LessThanOrEqualToThreshold"]);

// The value that came nearest to the threshold, or went farthest beyond it.
function extremeLine({ label, comparison, threshold, points }: AlarmChart, start: number): string {
  const values = points.flatMap(({ at, value }) => (value === null ? [] : [{ at, value }]));
  const isLow = firesWhenLow.has(comparison);
  const [first, ...rest] = values;
  const limit = threshold === null ? "" : `, threshold ${threshold}`;
  if (first === undefined) return `${label}: no datapoint at all${limit}`;
  const extreme = rest.reduce(
    (best, each) => ((isLow ? each.value < best.value : each.value > best.value) ? each : best),
    first,
  );
  const when = durationText(extreme.at - start);
  return `${label}: ${isLow ? "lowest" : "highest"} ${extreme.value}, at ${when}${limit}`;
}

function filterLines({ template, result }: Run, alarm: MetricAlarm): string[] {
  const stats = [alarm.metric, ...alarm.queries.map(({ metric }) => metric)].filter((metric) => metric !== undefined);
  const feeds = ({ transformation }: MetricFilter): boolean =>
    stats.some(({ namespace, name }) => transformation?.namespace === namespace && transformation?.name === name);
  const addresses = new Set(template.metricFilters.filter(feeds).map(({ address }) => address));
  return result.filters.filter(({ address }) => addresses.has(address)).flatMap(filterText);
}

function filterText({ name, logGroup, matched, events, pattern, nearestMiss: miss }: FilterResult): string[] {
  const lines = [`filter ${name} of ${logGroup}: matched ${countedOf(matched, events, "line")} with ${pattern}`];
  if (miss === null) return lines;
  for (const { clause, failed, seen } of miss.clauses) {
    const values = seen.length === 0 ? "" : ` (seen: ${seen.join(", ")})`;
    if (failed > 0)
      lines.push(`  ${countedOf(failed, miss.events, "line")} ${failed === 1 ? "fails" : "fail"} ${clause}${values}`);
  }
  if (miss.example !== null) lines.push(`  nearest: ${miss.example.line}`);
  return lines;
}

// The alarms that the rule names, with how often they were in ALARM and their state at the end.
function childLines(rule: string, alarms: readonly AlarmResult[]): string[] {
  const inRule = alarms.filter(({ name }) => rule.includes(`"${name}"`) || rule.includes(`(${name})`));
  return [
    `rule ${rule}`,
    ...inRule.map(
      ({ name, state, evaluated }) => `  ${name}: ${evaluated ? stateText(name, state, alarms) : "not evaluated"}`,
    ),
  ];
}

function stateText(name: string, state: string, alarms: readonly AlarmResult[]): string {
  const fired = alarms.find((each) => each.name === name)?.transitions.filter(({ to }) => to === "ALARM").length ?? 0;
  return fired === 0
    ? `never in ALARM, ends in ${state}`
    : `${fired === 1 ? "once" : `${fired} times`} in ALARM, ends in ${state}`;
}
