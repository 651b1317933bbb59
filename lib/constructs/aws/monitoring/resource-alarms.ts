import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { isRecord, own, type Severity, severityNames } from "../../../base";
import { usualRunbook } from "../../../contract";
import { resolveSet, type ResourceSet, type WatchedSeries } from "../../../recommended";
import type { ConstructError } from "../../construct-error";
import { severityWithoutAction } from "../../errors";
import { alarmsTwice, attempt, nothingWatched, sameNameTwice, unknownWord } from "../../monitoring-errors";
import { resourceMetric } from "../aws-metrics";
import { given } from "../given";
import { MathAlarm } from "../math-alarm";
import type { Metric } from "../metric";
import { pascalCase } from "../names";
import { RateAlarm } from "../rate-alarm";
import type { AlarmActions, AlarmProps, PerSeverity, SeverityAlarms } from "../severity-alarms";
import { ThresholdAlarm } from "../threshold-alarm";
import { changed, checkChanges, type AlarmChange, type ChangedAlarm } from "./alarm-change";
import type { RecommendedSettings } from "./recommended-settings";
import { watchedResource, type WatchedResource, type WatchedWith } from "./watched-resource";

/** A recommended alarm that a resource does not have, and why. */
export interface AlarmLeftOut {
  /** Set, resource and alarm: `lambda/orders/duration`. */
  readonly alarm: string;

  /**
   * - `off`: you said so.
   * - `setting-not-given`: its threshold follows from a setting that nobody gives.
   * - `setting-not-known`: the argument that gives the setting is known only when Terraform applies, or belongs to a data source.
   */
  readonly reason: "off" | "setting-not-given" | "setting-not-known";

  /** The setting: give it with `settings`. Undefined for `off`. */
  readonly setting?: string;
}

/** One recommended alarm of one resource. */
export interface RecommendedAlarmMade {
  /** The alarms, by severity. */
  readonly bySeverity: SeverityAlarms;

  /** Why it is worth having, and why its threshold is what it is. */
  readonly reason: string;

  /** Address of what recommends it. */
  readonly source: string;

  /** What it watches, and when it fires. */
  readonly watches: ChangedAlarm;

  /** Metrics that it reads: of a rate, failures and all. */
  readonly metrics: readonly Metric[];
}

/** A set by name, and the place of a resource in the props. */
interface SetAt {
  readonly where: string;
  readonly name: string;
  readonly set: ResourceSet;
}

interface Made {
  readonly alarms: readonly [string, RecommendedAlarmMade][];
  readonly leftOut: readonly AlarmLeftOut[];
}

/**
 * The alarms of a set on one resource, below `<Set>/<Resource>` of the scope.
 *
 * @param entry the resource, its dimensions, or `{ of, name, settings, alarms }`
 * @throws {ConstructError} for a resource that is not understood; what is wrong with single alarms is added to `errors`
 */
export function resourceAlarms(
  scope: Construct,
  at: SetAt,
  entry: unknown,
  props: RecommendedSettings,
  errors: ConstructError[],
): Made {
  const { path } = scope.node;
  const { name, set, where } = at;
  const { alarms: changes, of, ...rest } = readEntry(path, at, entry);
  const resource = watchedResource(path, where, set, of, rest);
  checkChanges(path, `${where}.alarms`, changes, Object.keys(set.alarms));
  const parent = childOf(childOf(scope, pascalCase(name)), pascalCase(resource.name), () =>
    sameNameTwice(path, where, resource.name),
  );
  const resolved = resolveSet(set, resource.settings);
  const wantedAlarms = Object.keys(resolved.alarms).filter((alarm) => own(changes, alarm) !== "off");
  claim(
    parent,
    wantedAlarms.map((alarm) => alarmName(parent, props, resource, alarm)),
  );
  const leftOut = resolved.leftOut
    .filter(({ alarm }) => own(changes, alarm) !== "off")
    .map(({ alarm, setting }): AlarmLeftOut => {
      const isUnknown = resource.unknownSettings.includes(setting);
      return {
        alarm: `${name}/${resource.name}/${alarm}`,
        reason: isUnknown ? "setting-not-known" : "setting-not-given",
        setting,
      };
    });
  const off: AlarmLeftOut[] = [];
  const alarms: [string, RecommendedAlarmMade][] = [];
  for (const [alarm, recommended] of Object.entries(resolved.alarms)) {
    const key = `${name}/${resource.name}/${alarm}`;
    const place = `${where}.alarms.${alarm}`;
    const made = attempt(errors, () => {
      const wanted = changed(path, place, recommended, own(changes, alarm));
      return wanted === undefined ? "off" : oneAlarm(parent, { set: name, alarm, resource, wanted }, props);
    });
    if (made === "off") off.push({ alarm: key, reason: "off" });
    else if (made !== undefined) alarms.push([key, made]);
  }
  return { alarms, leftOut: [...leftOut, ...off] };
}

interface Entry extends WatchedWith {
  readonly of: object;
  readonly alarms: Readonly<Record<string, AlarmChange | undefined>>;
}

const entryWords = ["of", "name", "settings", "alarms"];

function readEntry(path: string, { set, where }: SetAt, entry: unknown): Entry {
  if (typeof entry !== "object" || entry === null) throw nothingWatched(path, where, entry, set.of);
  if (!Object.hasOwn(entry, "of")) return { of: entry, alarms: {} };
  const wrong = Object.keys(entry).find((word) => !entryWords.includes(word));
  if (wrong !== undefined) throw unknownWord(path, where, wrong, entryWords);
  const { alarms = {}, of, ...rest } = entry as Partial<Entry>;
  if (typeof of !== "object") throw nothingWatched(path, `${where}.of`, of, set.of);
  if (!isRecord(alarms)) throw nothingWatched(path, `${where}.alarms`, alarms, "changes by the alarm's name");
  return { of, alarms, ...rest };
}

function childOf(scope: Construct, id: string, taken?: () => ConstructError): Construct {
  const child = scope.node.children.find(({ node }) => node.id === id);
  if (child === undefined) return new Construct(scope, id);
  if (taken !== undefined || !(child instanceof Construct))
    throw taken?.() ?? new TypeError(`${id} is not a construct`);
  return child;
}

interface OneAlarm {
  readonly set: string;
  readonly alarm: string;
  readonly resource: WatchedResource;
  readonly wanted: ChangedAlarm;
}

function oneAlarm(parent: Construct, one: OneAlarm, props: RecommendedSettings): RecommendedAlarmMade {
  const { alarm, resource, wanted } = one;
  const id = pascalCase(alarm);
  const path = `${parent.node.path}/${id}`;
  const severities = severityNames.filter((severity) => wanted.severities[severity] !== undefined);
  const common = commonProps(parent, path, one, props, severities);
  const metric = (series: WatchedSeries): Metric => metricOf(series, resource.dimensions);
  const { watches } = wanted;
  const made = (bySeverity: SeverityAlarms, metrics: readonly Metric[]): RecommendedAlarmMade => ({
    bySeverity,
    reason: wanted.reason,
    source: wanted.source,
    watches: wanted,
    metrics,
  });
  switch (watches.kind) {
    case "value": {
      const value = metric(watches);
      return made(new ThresholdAlarm(parent, id, { ...common, metric: value }).alarms, [value]);
    }
    case "rate": {
      const rate = { errors: metric(watches.errors), of: metric(watches.of) };
      const minimum = wanted.minimum ?? watches.minimum;
      return made(new RateAlarm(parent, id, { ...common, ...rate, minimum }).alarms, [rate.errors, rate.of]);
    }
    case "math": {
      const metrics = Object.fromEntries(
        Object.entries(watches.series).map(([key, series]) => [key, metric(series)] as const),
      );
      const { expression } = watches;
      return made(new MathAlarm(parent, id, { ...common, expression, metrics }).alarms, Object.values(metrics));
    }
  }
}

// Sets on resources have series of metrics alone: a test of theirs says so.
function metricOf(series: WatchedSeries, dimensions: Readonly<Record<string, string>>): Metric {
  if (!("metric" in series)) throw new TypeError(`${series.signal} is a signal, in a set on a resource`);
  const metric = resourceMetric(series.metric, { ...dimensions, ...series.also } as never);
  return series.statistic === undefined ? metric : { ...metric, statistic: series.statistic };
}

function alarmName(
  scope: Construct,
  { namePrefix }: RecommendedSettings,
  resource: WatchedResource,
  alarm: string,
): string {
  return `${namePrefix ?? TerraformStack.of(scope).node.id}-${resource.name}-${alarm.replaceAll("_", "-")}`;
}

function commonProps(
  parent: Construct,
  path: string,
  { alarm, resource, set, wanted }: OneAlarm,
  props: RecommendedSettings,
  severities: readonly Severity[],
) {
  const { runbook, runbooks } = { runbook: wanted.runbook, runbooks: props.runbooks };
  return given({
    name: alarmName(parent, props, resource, alarm),
    summary: wanted.summary.replaceAll("{resource}", resource.identity),
    impact: wanted.impact?.replaceAll("{resource}", resource.identity),
    runbook: runbooks === undefined ? runbook : usualRunbook(`${set}_${alarm}`, runbook, runbooks),
    owner: wanted.owner ?? props.owner,
    actions: actionsFor(path, props.actions, severities),
    okActions: props.okActions,
    tags: props.tags,
    severities: wanted.severities,
    period: wanted.period,
    periods: wanted.periods,
    datapoints: wanted.datapoints,
    missingData: wanted.missingData,
    warmUp: wanted.warmUp,
  }) satisfies AlarmProps & { severities: PerSeverity<unknown> };
}

function actionsFor(
  path: string,
  actions: RecommendedSettings["actions"],
  severities: readonly Severity[],
): AlarmActions | undefined {
  if (actions === undefined) return undefined;
  if ("arn" in actions) return Object.fromEntries(severities.map((severity) => [severity, actions]));
  const mute = severities.find((severity) => actions[severity] === undefined);
  if (mute !== undefined) throw severityWithoutAction(path, mute, Object.keys(actions));
  return actions;
}

// Names of alarms in each stack, with the path of what has them: two of one name are one alarm in AWS, which the later one overwrites.
const taken = new WeakMap<Construct, Map<string, string>>();

function claim(scope: Construct, names: readonly string[]): void {
  const stack = TerraformStack.of(scope);
  const ofStack = taken.get(stack) ?? new Map<string, string>();
  taken.set(stack, ofStack);
  const { path } = scope.node;
  for (const name of names) {
    const other = ofStack.get(name);
    if (other !== undefined) throw alarmsTwice(path, name, other);
  }
  for (const name of names) ofStack.set(name, path);
}
