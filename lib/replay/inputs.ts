import { logGroupClasses, type LogGroupClass, type TextFault, textFault } from "../aws";
import type { LogGroup, MetricAlarm, Template } from "../terraform";
import { longestRange } from "./alarms";
import { type AwsPlace, placeOf } from "./aws-place";
import { complete, type CompleteFilter, publishedNames, statsOf, usableFilters } from "./metrics";
import { lackingMetrics, metricRetention, metricsQueries, type MetricsQuery } from "./metrics-query";
import { replay } from "./replay";
import type { NotEvaluated } from "./result";

/** What a replay of some time has to read, and what of that AWS does not have. */
export interface ReplayInputs {
  /** In the template's order. */
  readonly logs: readonly LogInput[];
  readonly metrics: readonly MetricsQuery[];
  /** What the replay will lack, although it needs it. */
  readonly lacking: readonly LackingInput[];
  /** Log groups that were not asked for, and that no alarm reads. */
  readonly unread: readonly string[];
  /** Alarms and filters that no input lets replay evaluate. */
  readonly notEvaluated: readonly NotEvaluated[];
}

/** The events of a log group; times in milliseconds since 1970. */
export interface LogInput extends AwsPlace {
  readonly logGroup: string;
  /** The first event that an alarm sees at the first evaluation. */
  readonly start: number;
  readonly end: number;
}

/** What is needed and cannot be fetched. */
export type LackingInput =
  /** Events older than `before`, which is in milliseconds since 1970, are gone; `isAll`: all that are needed. */
  | {
      readonly kind: "events-gone";
      readonly logGroup: string;
      readonly days: number;
      readonly before: number;
      readonly isAll: boolean;
    }
  /** AWS has no log group of this name. */
  | { readonly kind: "log-group-name"; readonly logGroup: string; readonly fault: TextFault }
  /** FilterLogEvents reads no log group of this class. */
  | { readonly kind: "log-group-class"; readonly logGroup: string; readonly logGroupClass: LogGroupClass }
  /** Replay tells log groups apart by their names alone. */
  | { readonly kind: "log-group-twice"; readonly logGroup: string; readonly places: readonly AwsPlace[] }
  /** An alarm reads it, and it was not asked for. */
  | { readonly kind: "log-group-not-wanted"; readonly logGroup: string }
  /** CloudWatch has no datapoints as fine as the periods of these alarms any more. */
  | { readonly kind: "datapoints-coarser"; readonly alarms: readonly string[] }
  /** CloudWatch has no datapoint of that time any more. */
  | { readonly kind: "datapoints-gone" };

export interface InputOptions {
  /** First and last evaluation, and what time it is, in milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly now: number;
  /** Which log groups to fetch. Default: those that an alarm reads. */
  readonly isWanted?: (logGroup: string) => boolean;
}

/**
 * What a replay of a template needs to evaluate its alarms from one time to another: events of the log groups whose filters publish what
 * an alarm reads, and datapoints of all other metrics. Both begin before the first evaluation, by what the alarms look back.
 */
export async function replayInputs(template: Template, options: InputOptions): Promise<ReplayInputs> {
  const { from, now, to } = options;
  // Without any input, each alarm says what it lacks.
  const result = await replay(template, [], { from, to });
  const reasons = new Map(result.alarms.map(({ address, whyNot }) => [address, whyNot]));
  const isEvaluable = (alarm: MetricAlarm): boolean => {
    const whyNot = reasons.get(alarm.address) ?? null;
    return whyNot === null || lackingMetrics(alarm, whyNot).length > 0;
  };
  const evaluable = template.metricAlarms.filter(isEvaluable);
  const addresses = new Set(evaluable.map(({ address }) => address));
  const metrics = metricInputs(metricsQueries(template, result, now), options);
  const logs = logInputs(groupsOf(template, evaluable), options);
  return {
    logs: logs.inputs,
    metrics: metrics.queries,
    lacking: [...logs.lacking, ...metrics.lacking],
    unread: logs.unread,
    notEvaluated: result.notEvaluated.filter(({ address, reason }) => !addresses.has(address) && !isOfAnother(reason)),
  };
}

/** Whether a composite alarm is not evaluated because of an alarm that is, or that is named itself. */
function isOfAnother(reason: NotEvaluated["reason"]): boolean {
  return reason.kind === "depends-on" && reason.on.kind !== "missing";
}

function metricInputs(
  { queries, tooOld }: ReturnType<typeof metricsQueries>,
  { now, to }: InputOptions,
): { readonly queries: readonly MetricsQuery[]; readonly lacking: readonly LackingInput[] } {
  if (queries.length > 0 && to <= now - metricRetention) return { queries: [], lacking: [{ kind: "datapoints-gone" }] };
  return {
    queries,
    lacking:
      tooOld.length === 0
        ? []
        : [{ kind: "datapoints-coarser", alarms: tooOld.map(({ address, name }) => name ?? address) }],
  };
}

/** A log group of the template, or one that others own and that a filter of the template reads. */
interface Group {
  readonly name: string;
  readonly places: readonly AwsPlace[];
  readonly declared: LogGroup | undefined;
  /** Alarms that read what its filters publish. */
  readonly readers: readonly MetricAlarm[];
}

function groupsOf(template: Template, evaluable: readonly MetricAlarm[]): readonly Group[] {
  const { account, region } = template;
  const { usable } = usableFilters(template);
  const names = new Set([
    ...template.logGroups.flatMap(({ name }) => name ?? []),
    ...template.metricFilters.flatMap(({ logGroupName }) => logGroupName ?? []),
  ]);
  return [...names].map((name) => {
    const declared = template.logGroups.filter((group) => group.name === name);
    const filters = usable.filter(({ logGroupName }) => logGroupName === name);
    const places = [
      ...declared.map(({ arn }) => placeOf(undefined, arn)),
      ...filters.flatMap(({ transformation: { place } }) =>
        place !== undefined ? placeOf(place, "") : declared.length > 0 ? [] : { account, region },
      ),
    ];
    return {
      name,
      places: [...new Map(places.map((place) => [JSON.stringify(place), place])).values()],
      declared: declared[0],
      readers: readersOf(filters, evaluable),
    };
  });
}

function readersOf(filters: readonly CompleteFilter[], alarms: readonly MetricAlarm[]): readonly MetricAlarm[] {
  const published = publishedNames(filters);
  return alarms.filter((alarm) =>
    statsOf(alarm)
      .filter(complete)
      .some((stat) => published.has(stat)),
  );
}

function logInputs(
  groups: readonly Group[],
  options: InputOptions,
): {
  readonly inputs: readonly LogInput[];
  readonly lacking: readonly LackingInput[];
  readonly unread: readonly string[];
} {
  const { isWanted } = options;
  const wanted = groups.filter(({ name, readers }) => isWanted?.(name) ?? readers.length > 0);
  const others = groups.filter((group) => !wanted.includes(group));
  const found = wanted.map((group) => logInput(group, options));
  return {
    inputs: found.flatMap(({ input }) => input ?? []),
    lacking: [
      ...found.flatMap(({ lacking }) => lacking ?? []),
      ...others.flatMap(({ name, readers }): LackingInput[] =>
        readers.length === 0 ? [] : [{ kind: "log-group-not-wanted", logGroup: name }],
      ),
    ],
    unread: others.flatMap(({ name, readers }) => (readers.length === 0 ? [name] : [])),
  };
}

interface OneInput {
  readonly input?: LogInput;
  readonly lacking?: LackingInput;
}

function logInput({ declared, name: logGroup, places, readers }: Group, { from, now, to }: InputOptions): OneInput {
  const fault = textFault("logGroupName", logGroup);
  if (fault !== undefined) return { lacking: { kind: "log-group-name", logGroup, fault } };
  const logGroupClass = declared?.logGroupClass ?? "STANDARD";
  if (logGroupClasses[logGroupClass].filters === false)
    return { lacking: { kind: "log-group-class", logGroup, logGroupClass } };
  const [place = { account: undefined, region: undefined }, ...others] = places;
  if (others.length > 0) return { lacking: { kind: "log-group-twice", logGroup, places } };
  const start = Math.floor((from - longestRange(readers) * 1000) / MINUTE) * MINUTE;
  const input = { logGroup, start, end: to, ...place };
  const days = declared?.retentionDays;
  if (days === undefined) return { input };
  const before = now - days * DAY;
  if (before <= start) return { input };
  const lacking = { kind: "events-gone", logGroup, days, before, isAll: to <= before } as const;
  return lacking.isAll ? { lacking } : { input: { ...input, start: Math.floor(before / MINUTE) * MINUTE }, lacking };
}

const MINUTE = 60_000;
const DAY = 86_400_000;
