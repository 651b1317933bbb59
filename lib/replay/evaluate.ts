import { type Finding, WHOLE } from "../base";
import type { MetricAlarm, Template } from "../terraform";
import {
  type AlarmGraph,
  alarmGraph,
  type AlarmSimulation,
  applyMuteRules,
  publishingOf,
  simulateComposites,
  notEvaluated,
  prepareAlarm,
  simulatePrepared,
  type SimulationInput,
} from "./alarms";
import { behaviourFindings } from "./audit/behaviour";
import { filterIndex } from "./audit/filter-index";
import { dimensionFindings } from "./audit/dimension-values";
import { filterFindings } from "./audit/filters";
import { givenMetricFindings } from "./audit/given-metrics";
import { metricFindings } from "./audit/metrics";
import { isNoneRouted, recordFindings } from "./audit/records";
import { auditFindings } from "./audit/template";
import { unresolvedFindings } from "./audit/unknown";
import { clockOf, type ClockOptions, type EvaluationClock } from "./clock";
import {
  type Collected,
  complete,
  statsOf,
  dimensionsText,
  publishedNames,
  isIncoming,
  metricId,
  type MetricKey,
  type Series,
  type UsableFilters,
} from "./metrics";
import { alarmNotEvaluated, alarmResult, filterNotEvaluated, filterResults, metricResult } from "./outcome";
import { followAlarms } from "./reach";
import type { NothingReplayed, ReplayResult } from "./result";
import { type ReplayRuleId, replayRules } from "./rules";

/** The options of an evaluation are those of its clock, and what its result has. */
export interface EvaluateOptions extends ClockOptions {
  /**
   * Whether datapoints have their values, of metrics whose percentiles an alarm reads.
   *
   * @default false
   */
  readonly withValues?: boolean;
}

const MINUTE = 60_000;

/** Evaluates every alarm of the template over what was read from a log. */
export function evaluate(
  template: Template,
  filters: UsableFilters,
  collected: Collected,
  options: EvaluateOptions = {},
): ReplayResult {
  const { usable, unusable } = filters;
  const given = options.given ?? [];
  const all = [...collected.published.series, ...given];
  const { byId, findings: doubled } = indexed(collected.published.series, given);
  const known = knowledgeOf(usable, byId, options);
  const prepared = template.metricAlarms.map((alarm) => ({ alarm, ready: prepareAlarm(alarm, known) }));
  const evaluated = prepared.flatMap(({ alarm, ready }) => ("whyNot" in ready ? [] : [alarm]));
  const timed = options.clockAlarms ?? evaluated;
  const clock = clockOf(timed, collected, { ...options, given: readBy(timed, given) });
  const graph = alarmGraph(template);
  const reach = followAlarms(graph);
  const publishing = publishingOf(usable, collected.published.filters, all);
  const alarms = simulated(graph, prepared, { ...known, from: clock.from, to: clock.to }).map((simulation) =>
    alarmResult(simulation, reach, collected, publishing),
  );

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
    nothingReplayed: nothingReplayed(clock, isNoneRouted(collected, usable, template.logGroups)),
    alarms,
    filters: filterResults(template, collected),
    metrics: collected.published.series.map((series) => metricResult(series, options.withValues === true)),
    records: collected.records,
    reach: reach.rows,
    findings: [
      ...auditFindings(template, reach, (id) => byId.has(id)),
      ...unresolvedFindings(template, said),
      ...metricFindings(template.metricAlarms, filterIndex(usable), all),
      ...givenMetricFindings(template.metricAlarms, usable, given),
      ...behaviourFindings(alarms),
      ...clock.findings,
      ...doubled,
      ...recordFindings(collected, usable, template.logGroups),
      ...filterFindings(collected.published.filters),
      ...dimensionFindings(collected.published.filters, collected.published.series),
    ],
    notEvaluated,
  };
}

/** The series that alarms read. */
function readBy(alarms: readonly MetricAlarm[], given: readonly Series[]): readonly Series[] {
  const read = new Set(
    alarms.flatMap((alarm) =>
      statsOf(alarm)
        .filter(complete)
        .map((stat) => metricId({ ...stat, place: undefined })),
    ),
  );
  return given.filter(({ metric }) => read.has(metricId(metric)));
}

/** What is known of metrics, whatever the clock is. */
function knowledgeOf(
  usable: UsableFilters["usable"],
  byId: ReadonlyMap<string, readonly Series[]>,
  { delay = 0, evaluationRange }: EvaluateOptions,
): Omit<SimulationInput, "from" | "to"> {
  // Given datapoints count in every account and Region.
  const candidates = (metric: MetricKey): readonly Series[] =>
    byId.get(metricId(metric)) ?? byId.get(metricId({ ...metric, place: undefined })) ?? [];
  const series = (metric: MetricKey): Series | undefined => candidates(metric)[0];
  const published = publishedNames(usable);
  return {
    delay,
    series,
    candidates,
    isKnown: (metric) => series(metric) !== undefined || published.has(metric),
    ...(evaluationRange === undefined ? {} : { evaluationRange }),
  };
}

/** What every alarm did: metric alarms are simulated first, then composite alarms from them, then mute rules are applied to all. */
function simulated(
  graph: AlarmGraph,
  prepared: readonly { readonly alarm: MetricAlarm; readonly ready: ReturnType<typeof prepareAlarm> }[],
  input: SimulationInput,
): readonly AlarmSimulation[] {
  const metric = prepared.map(({ alarm, ready }) =>
    "whyNot" in ready ? notEvaluated(alarm, ready.whyNot) : simulatePrepared(ready, input),
  );
  return applyMuteRules(graph, [...metric, ...simulateComposites(graph, metric, input)], input);
}

function nothingReplayed({ isWithoutTimes }: EvaluationClock, isUnrouted: boolean): readonly NothingReplayed[] {
  return [
    ...(isUnrouted ? (["records-unrouted"] as const) : []),
    ...(isWithoutTimes ? (["nothing-to-replay"] as const) : []),
  ];
}

/** Series by their metric, the finest first. One that is given next to one that is published does not count unless it is finer. */
function indexed(
  published: readonly Series[],
  given: readonly Series[],
): { byId: ReadonlyMap<string, readonly Series[]>; findings: Finding<ReplayRuleId>[] } {
  const byId = new Map<string, Series[]>();
  const findings: Finding<ReplayRuleId>[] = [];
  const ofLogs = new Set(published);
  for (const series of [...published, ...given]) {
    const id = metricId(series.metric);
    const others = byId.get(id);
    if (others === undefined) {
      byId.set(id, [series]);
      continue;
    }
    // What was given for several periods completes one another, as percentiles and sums do.
    const rival = others.find((other) => ofLogs.has(other) || other.resolution === series.resolution);
    if (rival === undefined) {
      others.push(series);
      others.sort((a, b) => a.resolution - b.resolution);
      continue;
    }
    if (series.resolution < rival.resolution) others.splice(others.indexOf(rival), 1, series);
    // The datapoints of AWS say that a log group was silent; its records, where it has any, that it was not.
    if (isIncoming(series.metric)) continue;
    const { namespace, name, dimensions } = series.metric;
    findings.push(
      replayRules.finding("metric-known-twice", WHOLE, {
        message: `${namespace} ${name} (${dimensionsText(dimensions)}) has two sources, with periods of ${rival.resolution} s and ${series.resolution} s; ${series.resolution === rival.resolution ? "the first" : "the finer one"} counts`,
      }),
    );
  }
  return { byId, findings };
}
