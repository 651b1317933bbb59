import { simulateMetricAlarm } from "./alarms/simulate";
import { behaviourFindings } from "./audit/behaviour";
import { filterFindings } from "./audit/filters";
import { dimensionsText, isPublishedBy, metricFindings, statsOf } from "./audit/metrics";
import { recordFindings } from "./audit/records";
import { thresholdFindings } from "./audit/thresholds";
import { chartOf } from "./chart";
import { clockOf } from "./clock";
import type { Collected } from "./collect";
import { simulateComposites } from "./composite/simulate";
import type { ReplayFinding } from "./findings";
import { applyMuteRules } from "./mute/apply";
import { type CompleteFilter, isComplete } from "./publish/publisher";
import { refusalOf } from "./publish/sample";
import { type Reach, reachOf } from "./reach/reach";
import type {
  AlarmResult,
  FilterResult,
  MetricResult,
  NotEvaluated,
  Notification,
  ReplayResult,
  Transition,
} from "./result";
import { type MetricKey, metricId, type Series } from "./series";
import type { AlarmSimulation, SimulationInput } from "./simulation";
import type { CompositeAlarm, MetricAlarm, MetricFilter, Template } from "./template";

export interface EvaluateOptions {
  /** First evaluation, in milliseconds since 1970. Default: the end of the first record's minute. */
  readonly from?: number;
  /** Last evaluation. Default: the last record plus the longest alarm's evaluation range, so that recovery is seen. */
  readonly to?: number;
  /** Ingestion delay in seconds. Default: 0. */
  readonly delay?: number;
  /** Datapoints of metrics that no filter produces. */
  readonly given?: readonly Series[];
  /** See {@link SimulationInput.evaluationRange}. */
  readonly evaluationRange?: SimulationInput["evaluationRange"];
}

/** The filters that publish: complete, and such that the service takes them; and why the others do not. */
export interface UsableFilters {
  readonly usable: readonly CompleteFilter[];
  readonly unusable: readonly { readonly filter: MetricFilter; readonly reason: string; readonly isRefused: boolean }[];
}

export function usableFilters(template: Template): UsableFilters {
  const classes = new Map(template.logGroups.map(({ name, logGroupClass }) => [name, logGroupClass]));
  const usable: CompleteFilter[] = [];
  const unusable: UsableFilters["unusable"][number][] = [];
  for (const filter of template.metricFilters) {
    if (!isComplete(filter)) {
      const reason = filter.unresolved.map(({ attribute, reason: why }) => `${attribute}: ${why}`).join("; ");
      unusable.push({
        filter,
        reason: reason === "" ? "it has no complete metric_transformation" : reason,
        isRefused: false,
      });
      continue;
    }
    const refusal = refusalOf(filter, classes.get(filter.logGroupName));
    if (refusal === undefined) usable.push(filter);
    else unusable.push({ filter, reason: `CloudWatch Logs refuses it: ${refusal}`, isRefused: true });
  }
  return { usable, unusable };
}

/** Whether an alarm asks for single values of a metric: percentiles and trimmed statistics. */
export function needsValues(template: Template): (metric: MetricKey) => boolean {
  const wanted = new Set(
    template.metricAlarms
      .flatMap(statsOf)
      .filter(({ statistic }) => statistic !== undefined && !plainStatistics.has(statistic))
      .map(({ namespace, name }) => `${namespace ?? ""}\u0000${name ?? ""}`),
  );
  return ({ namespace, name }) => wanted.has(`${namespace}\u0000${name}`);
}

const plainStatistics: ReadonlySet<string> = new Set(["Sum", "Average", "SampleCount", "Minimum", "Maximum"]);

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
  const input: SimulationInput = {
    from: clock.from,
    to: clock.to,
    delay: options.delay ?? 0,
    series: (metric) => byId.get(metricId(metric)),
    isKnown: (metric) => byId.has(metricId(metric)) || usable.some((filter) => isPublishedBy(filter, metric)),
    ...(options.evaluationRange === undefined ? {} : { evaluationRange: options.evaluationRange }),
  };

  const metricSimulations = template.metricAlarms.map((alarm) => simulateMetricAlarm(alarm, input));
  const composites = simulateComposites(template, metricSimulations, input);
  const simulations = applyMuteRules(template, [...metricSimulations, ...composites], input);
  const reach = reachOf(template);
  const alarms = simulations.map((simulation) => alarmResult(simulation, reach));

  const not_evaluated = [...alarms.flatMap(alarmNotEvaluated), ...unusable.map(filterNotEvaluated)];
  const said = new Set([...reach.findings, ...not_evaluated].map(({ address }) => address));
  return {
    from: iso(clock.from * MINUTE),
    to: iso(Math.max(clock.from, clock.to) * MINUTE),
    first_record: collected.first === undefined ? null : iso(collected.first),
    last_record: collected.last === undefined ? null : iso(collected.last),
    alarms,
    filters: filterResults(template, collected),
    metrics: collected.published.series.map(metricResult),
    records: collected.records,
    reach: reach.rows,
    findings: [
      ...unusable.flatMap(refused),
      ...reach.findings,
      ...unresolvedFindings(template, said),
      ...thresholdFindings(template.metricAlarms, usable),
      ...metricFindings(template.metricAlarms, usable, all),
      ...behaviourFindings(simulations, collected),
      ...clock.findings,
      ...doubled,
      ...recordFindings(collected, usable, template.logGroups),
      ...filterFindings(collected.published.filters),
      ...collected.findings,
    ],
    not_evaluated,
  };
}

/** Series by their metric. Of a metric that is given twice, or given and published, the one of finer resolution counts. */
function indexed(all: readonly Series[]): { byId: ReadonlyMap<string, Series>; findings: ReplayFinding[] } {
  const byId = new Map<string, Series>();
  const findings: ReplayFinding[] = [];
  for (const series of all) {
    const id = metricId(series.metric);
    const other = byId.get(id);
    if (other === undefined || series.resolution < other.resolution) byId.set(id, series);
    if (other === undefined) continue;
    const { namespace, name, dimensions } = series.metric;
    findings.push({
      rule: "metric-known-twice",
      severity: "warning",
      address: "",
      message: `${namespace} ${name} (${dimensionsText(dimensions)}) is known twice, with periods of ${other.resolution} s and ${series.resolution} s; ${series.resolution === other.resolution ? "the first" : "the finer one"} counts`,
      mend: "Give its datapoints once, and not those of a metric that the logs give.",
    });
  }
  return { byId, findings };
}

function alarmResult(
  { alarm, whyNot, assumes, state, transitions, actions, points }: AlarmSimulation,
  reach: Reach,
): AlarmResult {
  return {
    name: alarm.name ?? alarm.address,
    address: alarm.address,
    kind: alarm.kind,
    severity: reach.severityOf(alarm),
    evaluated: whyNot === undefined,
    why_not: whyNot ?? null,
    assumes: assumes ?? [],
    state,
    transitions: transitions.map(({ at, from, to, reason }): Transition => ({ at: iso(at), from, to, reason })),
    notified: actions.flatMap(({ at, state: now, held }) =>
      actionsOf(alarm, now).map((action): Notification => {
        const { through, channels } = reach.ofAction(alarm, action, now);
        return { at: iso(at), state: now, action, through, channels, held: held ?? null };
      }),
    ),
    told_through: reach.alarms.find((each) => each.alarm === alarm)?.through.flatMap(({ name }) => name ?? []) ?? [],
    chart: alarm.kind === "metric" && whyNot === undefined ? chartOf(alarm, points) : null,
  };
}

function actionsOf(alarm: MetricAlarm | CompositeAlarm, state: AlarmResult["state"]): readonly string[] {
  switch (state) {
    case "ALARM":
      return alarm.alarmActions;
    case "OK":
      return alarm.okActions;
    case "INSUFFICIENT_DATA":
      return alarm.insufficientDataActions;
  }
}

function filterResults(template: Template, { published }: Collected): FilterResult[] {
  const results = new Map(published.filters.map((each) => [each.filter.address, each]));
  return template.metricFilters.map((filter) => {
    const result = results.get(filter.address);
    return {
      name: filter.name ?? filter.address,
      address: filter.address,
      log_group: filter.logGroupName ?? "",
      pattern: filter.pattern ?? "",
      events: result?.events ?? 0,
      matched: result?.matched ?? 0,
      nearest_miss: result?.nearestMiss ?? null,
    };
  });
}

function metricResult({ metric, minutes, sum, count, min, max }: Series): MetricResult {
  return {
    namespace: metric.namespace,
    name: metric.name,
    dimensions: metric.dimensions,
    points: Array.from(minutes, (minute, at) => ({
      at: iso(minute * MINUTE),
      sum: sum[at] ?? 0,
      count: count[at] ?? 0,
      min: min[at] ?? 0,
      max: max[at] ?? 0,
    })),
  };
}

function refused({ filter, reason, isRefused }: UsableFilters["unusable"][number]): ReplayFinding[] {
  if (!isRefused) return [];
  return [
    {
      rule: "filter-refused",
      severity: "critical",
      address: filter.address,
      message: `${filter.name ?? filter.address}: ${reason}`,
      mend: "Mend the filter: Terraform's plan does not see this, and the apply fails.",
    },
  ];
}

/** @param said addresses of which something more telling is said already */
function unresolvedFindings(template: Template, said: ReadonlySet<string>): ReplayFinding[] {
  const secrets = new Set(
    template.subscriptions.filter(({ endpointIsSecret }) => endpointIsSecret).map(({ address }) => address),
  );
  // A secret is not to be known: that its text is not, is no finding.
  const open = template.unresolved.filter(({ address }) => !said.has(address) && !secrets.has(address));
  return open.map(({ address, attribute, expression, reason }) => ({
    rule: "unresolved",
    severity: "info",
    address,
    message: `${attribute}${expression === undefined ? "" : ` = ${expression}`}: ${reason}`,
    mend: "Replay a plan (terraform show -json), or give the value with --var.",
  }));
}

function alarmNotEvaluated({ address, name, why_not: reason }: AlarmResult): NotEvaluated[] {
  return reason === null ? [] : [{ address, name, reason }];
}

function filterNotEvaluated({ filter, reason }: UsableFilters["unusable"][number]): NotEvaluated {
  return { address: filter.address, name: filter.name ?? filter.address, reason };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
