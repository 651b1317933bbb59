import { chartOf } from "./chart";
import type { Collected, UsableFilters, Series, ValueCounts } from "./metrics";
import { type AlarmSimulation, noDataOf, type Publishing } from "./alarms";
import { logEdgeOf, type LogSpan } from "./log-edge";

import type { Reach } from "./reach";
import type { AlarmResult, FilterResult, MetricResult, NotEvaluated, Notification, Transition } from "./result";

import { type Template, actionsFor } from "../terraform";

const MINUTE = 60_000;

export function alarmResult(
  { alarm, whyNot, assumes, state, transitions, actions, points }: AlarmSimulation,
  reach: Reach,
  log: LogSpan,
  publishing: Publishing,
): AlarmResult {
  const chart = alarm.kind === "metric" && whyNot === undefined ? chartOf(alarm, points) : null;
  const isEmpty = chart?.points.every(({ value }) => value === null) === true;
  return {
    name: alarm.name ?? alarm.address,
    address: alarm.address,
    kind: alarm.kind,
    severity: reach.severityOf(alarm),
    evaluated: whyNot === undefined,
    whyNot: whyNot ?? null,
    assumes: assumes ?? [],
    state,
    transitions: transitions.map((transition, index): Transition => {
      const { at, from, to, reason, missingOperands = [], undocumented = [] } = transition;
      const logEdge = logEdgeOf(alarm, transition, index === 0, log);
      return { at, from, to, reason, logEdge, missingOperands, undocumented };
    }),
    notified: actions.flatMap(({ at, state: now, held }) =>
      actionsFor(alarm, now).map((action): Notification => {
        const { through, channels } = reach.ofAction(alarm, action, now);
        return { at, state: now, action, through, channels, held: held ?? null };
      }),
    ),
    toldThrough: reach.of(alarm)?.through.flatMap(({ name }) => name ?? []) ?? [],
    noData: alarm.kind === "metric" && isEmpty ? noDataOf(alarm, publishing) : [],
    chart,
  };
}

export function filterResults(template: Template, { published }: Collected): FilterResult[] {
  const results = new Map(published.filters.map((each) => [each.filter.address, each]));
  return template.metricFilters.map((filter) => {
    const result = results.get(filter.address);
    return {
      name: filter.name ?? filter.address,
      address: filter.address,
      logGroup: filter.logGroupName ?? "",
      pattern: filter.pattern ?? "",
      events: result?.events ?? 0,
      matched: result?.matched ?? 0,
      nearestMiss: result?.nearestMiss ?? null,
    };
  });
}

/** @param withValues whether points have their values, where those are known */
export function metricResult(
  { metric, minutes, sum, count, min, max, values }: Series,
  withValues: boolean,
): MetricResult {
  return {
    namespace: metric.namespace,
    name: metric.name,
    dimensions: metric.dimensions,
    ...(metric.place === undefined ? {} : { place: metric.place }),
    points: Array.from(minutes, (minute, at) => ({
      at: minute * MINUTE,
      sum: sum[at] ?? 0,
      count: count[at] ?? 0,
      min: min[at] ?? 0,
      max: max[at] ?? 0,
      ...(withValues && values?.[at] !== undefined ? { values: pairsOf(values[at]) } : {}),
    })),
  };
}

function pairsOf({ counts, values }: ValueCounts): readonly (readonly [value: number, count: number])[] {
  return Array.from(values, (value, at) => [value, counts[at] ?? 0] as const);
}

export function alarmNotEvaluated({ address, name, whyNot: reason }: AlarmResult): NotEvaluated[] {
  return reason === null ? [] : [{ address, name, reason }];
}

export function filterNotEvaluated({ filter, why }: UsableFilters["unusable"][number]): NotEvaluated {
  return { address: filter.address, name: filter.name ?? filter.address, reason: why };
}
