import { type Finding, WHOLE } from "../base";
import { alarmGraph, applyMuteRules, simulateComposites, simulateMetricAlarm, type SimulationInput } from "./alarms";
import { behaviourFindings } from "./audit/behaviour";
import { defaultFindings } from "./audit/defaults";
import { filterLimitFindings } from "./audit/filter-limits";
import { filterFindings } from "./audit/filters";
import { givenMetricFindings } from "./audit/given-metrics";
import { metricFindings } from "./audit/metrics";
import { dimensionsText, isPublishedBy } from "./metrics";
import { recordFindings } from "./audit/records";
import { thresholdFindings } from "./audit/thresholds";
import { refused, unresolvedFindings } from "./audit/unknown";
import { clockOf, type ClockOptions } from "./clock";
import { type Collected, type UsableFilters, type MetricKey, metricId, type Series } from "./metrics";

import { alarmNotEvaluated, alarmResult, filterNotEvaluated, filterResults, metricResult } from "./outcome";

import { followAlarms } from "./reach";
import type { ReplayResult } from "./result";

import type { Template } from "../terraform";
import { type ReplayRuleId, replayRules } from "./rules";

/** What decides on the clock decides on the evaluation. */
export type EvaluateOptions = ClockOptions;

const MINUTE = 60_000;

/** Runs every alarm of the template over what a log came to. */
export function evaluate(
  template: Template,
  { usable, unusable }: UsableFilters,
  collected: Collected,
  options: EvaluateOptions = {},
): ReplayResult {
  const given = options.given ?? [];
  const all = [...collected.published.series, ...given];
  const clock = clockOf(template, collected, options);
  const { byId, findings: doubled } = indexed(all);
  // What was given counts in every place.
  const seriesOf = (metric: MetricKey): Series | undefined =>
    byId.get(metricId(metric)) ?? byId.get(metricId({ ...metric, place: undefined }));
  const input: SimulationInput = {
    from: clock.from,
    to: clock.to,
    delay: options.delay ?? 0,
    series: seriesOf,
    isKnown: (metric) => seriesOf(metric) !== undefined || usable.some((filter) => isPublishedBy(filter, metric)),
    ...(options.evaluationRange === undefined ? {} : { evaluationRange: options.evaluationRange }),
  };

  const metricSimulations = template.metricAlarms.map((alarm) => simulateMetricAlarm(alarm, input));
  const graph = alarmGraph(template);
  const composites = simulateComposites(graph, metricSimulations, input);
  const simulations = applyMuteRules(graph, [...metricSimulations, ...composites], input);
  const reach = followAlarms(graph);
  const alarms = simulations.map((simulation) => alarmResult(simulation, reach));

  const notEvaluated = [...alarms.flatMap(alarmNotEvaluated), ...unusable.map(filterNotEvaluated)];
  const said = new Set([
    ...reach.findings.flatMap(({ at }) => (at.kind === "resource" ? [at.address] : [])),
    ...notEvaluated.map(({ address }) => address),
  ]);
  return {
    from: clock.from * MINUTE,
    to: Math.max(clock.from, clock.to) * MINUTE,
    firstRecord: collected.first ?? null,
    lastRecord: collected.last ?? null,
    alarms,
    filters: filterResults(template, collected),
    metrics: collected.published.series.map(metricResult),
    records: collected.records,
    reach: reach.rows,
    findings: [
      ...unusable.flatMap(refused),
      ...filterLimitFindings(usable),
      ...reach.findings,
      ...unresolvedFindings(template, said),
      ...defaultFindings(template.metricAlarms),
      ...thresholdFindings(template.metricAlarms, usable),
      ...metricFindings(template.metricAlarms, usable, all),
      ...givenMetricFindings(template.metricAlarms, usable, given),
      ...behaviourFindings(simulations, collected),
      ...clock.findings,
      ...doubled,
      ...recordFindings(collected, usable, template.logGroups),
      ...filterFindings(collected.published.filters),
    ],
    notEvaluated,
  };
}

/** Series by their metric. Of a metric that is given twice, or given and published, the one of finer resolution counts. */
function indexed(all: readonly Series[]): { byId: ReadonlyMap<string, Series>; findings: Finding<ReplayRuleId>[] } {
  const byId = new Map<string, Series>();
  const findings: Finding<ReplayRuleId>[] = [];
  for (const series of all) {
    const id = metricId(series.metric);
    const other = byId.get(id);
    if (other === undefined || series.resolution < other.resolution) byId.set(id, series);
    if (other === undefined) continue;
    const { namespace, name, dimensions } = series.metric;
    findings.push(
      replayRules.finding("metric-known-twice", WHOLE, {
        message: `${namespace} ${name} (${dimensionsText(dimensions)}) is known twice, with periods of ${other.resolution} s and ${series.resolution} s; ${series.resolution === other.resolution ? "the first" : "the finer one"} counts`,
        fix: "Give its datapoints once, and not those of a metric that the logs give.",
      }),
    );
  }
  return { byId, findings };
}
