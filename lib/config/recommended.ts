import { isDeepStrictEqual } from "node:util";
import { own, type Path, severityNames } from "../base";
import {
  dimensionsOfLogGroup,
  dimensionThatNames,
  nameOfResource,
  type RecommendedSet,
  recommendedSet,
  type RecommendedSetName,
  type ResolvedAlarm,
  type ResolvedSet,
  resolveSet,
  seriesOf,
  type WatchedSeries,
} from "../recommended";
import type { Config } from "./config";
import { writtenLogs } from "./log-settings";
import { compact } from "./records";
import type { ConfiguredAlarm } from "./schema/alarm";
import type { RecommendedChange, RecommendedEntry } from "./schema/recommended";
import type { ServiceEntry } from "./schema/service";

/** A service as far as recommended alarms need to know it. */
type Recommending = Pick<ServiceEntry, "recommended" | "logs">;

/** A recommended set of a service, with what is written beside it. */
export interface RecommendedUse {
  readonly setName: RecommendedSetName;
  readonly set: RecommendedSet;

  /** What the names of its alarms begin with. */
  readonly prefix: string;

  /** Dimensions of the resource, as written; undefined if they are not written. */
  readonly of: Readonly<Record<string, string>> | undefined;

  /** Dimensions of the resource: written, or what the name of the service's log group says. */
  readonly dimensions: Readonly<Record<string, string>>;

  readonly settings: Readonly<Record<string, number>>;
  readonly changes: Readonly<Record<string, RecommendedChange>>;

  /** Path of the entry, from the service. */
  readonly path: Path;
}

/** The recommended sets of a service. */
export function recommendedUses(service: Recommending): readonly RecommendedUse[] {
  const { recommended = [] } = service;
  const logs = writtenLogs(service);
  const logGroup = logs?.existing ?? logs?.group ?? "";
  return recommended.map((entry, index) => useOf(entry, logGroup, ["recommended", index]));
}

function useOf(entry: RecommendedEntry, logGroup: string, path: Path): RecommendedUse {
  const { alarms = {}, name, of, set: setName, settings = {} } = typeof entry === "string" ? { set: entry } : entry;
  const set = recommendedSet(setName);
  const told = set.kind === "resource" ? dimensionsOfLogGroup(set, logGroup) : undefined;
  const prefix = name ?? setName;
  return { setName, set, prefix, of, dimensions: of ?? told ?? {}, settings, changes: alarms, path };
}

/** The set with numbers in place of settings; what an entry turns off needs no setting. */
export function resolvedUse({ changes, set, settings }: RecommendedUse): ResolvedSet {
  const { alarms, leftOut } = resolveSet(set, settings);
  return { alarms, leftOut: leftOut.filter(({ alarm }) => own(changes, alarm) !== "off") };
}

/** The name of an alarm of a set in a service. */
export function recommendedName({ prefix }: Pick<RecommendedUse, "prefix">, alarm: string): string {
  return `${prefix}_${alarm}`;
}

/** Names of the alarms that a service's sets are to give it, those of sets with mistakes included. */
export function recommendedNames(service: Recommending): readonly string[] {
  return recommendedUses(service).flatMap((use) =>
    Object.keys(resolvedUse(use).alarms)
      .filter((alarm) => own(use.changes, alarm) !== "off")
      .map((alarm) => recommendedName(use, alarm)),
  );
}

/** Dimensions that a set's resource has, and the entry does not give. */
export function missingDimensions({ dimensions, set }: RecommendedUse): readonly string[] {
  return set.kind === "lines" ? [] : Object.keys(set.dimensions).filter((name) => !Object.hasOwn(dimensions, name));
}

/** Dimensions that an entry gives, and the set's resource does not have. */
export function unknownDimensions({ of = {}, set }: RecommendedUse): readonly string[] {
  const known = set.kind === "lines" ? {} : set.dimensions;
  return Object.keys(of).filter((name) => !Object.hasOwn(known, name));
}

/** A recommended alarm of a service, and what it comes from. */
interface PlacedAlarm {
  readonly entry: ConfiguredAlarm;
  readonly use: RecommendedUse;
  readonly alarm: string;
}

/**
 * The alarms of a service's recommended sets, by name: none of a set whose resource is not known.
 *
 * @param signals those of its contract: alarms on others are left out
 */
function recommendedAlarms(
  service: Recommending,
  signals: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, PlacedAlarm> {
  const isThere = (series: WatchedSeries): boolean => !("signal" in series) || Object.hasOwn(signals, series.signal);
  const placed = recommendedUses(service)
    .filter((use) => missingDimensions(use).length === 0 && unknownDimensions(use).length === 0)
    .flatMap((use) =>
      Object.entries(resolvedUse(use).alarms).flatMap(([alarm, resolved]): (readonly [string, PlacedAlarm])[] => {
        if (!seriesOf(resolved.watches).every(isThere)) return [];
        const entry = changed(configured(resolved, use), own(use.changes, alarm));
        return entry === undefined ? [] : [[recommendedName(use, alarm), { entry, use, alarm }]];
      }),
    );
  return new Map(placed);
}

/** A service with its recommended alarms among its own, which take the place of those of the same name. */
export function withRecommended<Entry extends Recommending & { readonly alarms?: object | undefined }>(
  service: Entry,
  signals: Readonly<Record<string, unknown>>,
): Entry {
  if (service.recommended === undefined) return service;
  const entries = [...recommendedAlarms(service, signals)].map(([name, { entry }]) => [name, entry] as const);
  return { ...service, alarms: { ...Object.fromEntries(entries), ...service.alarms } };
}

/** With what an entry changes; undefined if nothing is left of the alarm. */
function changed(alarm: ConfiguredAlarm, change: RecommendedChange | undefined): ConfiguredAlarm | undefined {
  if (change === undefined) return alarm;
  if (change === "off") return undefined;
  const { info, warning, critical, ...rest } = change;
  const conditions = { info, warning, critical };
  const severities = severityNames.flatMap((severity) => {
    const condition = conditions[severity] ?? alarm.severities[severity];
    return condition === undefined || condition === "off" ? [] : [[severity, condition] as const];
  });
  if (severities.length === 0) return undefined;
  const whole = rest.periods !== undefined && rest.datapoints === undefined ? { datapoints: undefined } : {};
  // Spread as one of all kinds of alarms, the type is too complex for the compiler.
  const unchanged: object = alarm;
  return compact({
    ...unchanged,
    ...whole,
    ...compact(rest),
    severities: Object.fromEntries(severities),
  }) as ConfiguredAlarm;
}

/** A recommended alarm as configuration has it. */
function configured(alarm: ResolvedAlarm, use: RecommendedUse): ConfiguredAlarm {
  const { datapoints, impact, missingData, period, periods, severities, summary, watches } = alarm;
  const name = use.set.kind === "resource" ? nameOfResource(use.set, use.dimensions) : "";
  const shared = {
    summary: summary.replaceAll("{resource}", () => name),
    ...compact({ impact: impact?.replaceAll("{resource}", () => name) }),
    period,
    ...compact({ periods, datapoints }),
    missingData,
    severities,
  };
  switch (watches.kind) {
    case "value":
      return {
        type: "signal" in watches ? "threshold" : "metric",
        ...shared,
        ...sourceOf(watches, use),
      } as ConfiguredAlarm;
    case "rate":
      return {
        type: "rate",
        ...shared,
        errors: sourceOf(watches.errors, use),
        of: sourceOf(watches.of, use),
        minimum: watches.minimum,
      } as ConfiguredAlarm;
    case "math":
      return {
        type: "math",
        ...shared,
        expression: watches.expression,
        metrics: Object.fromEntries(Object.entries(watches.series).map(([id, series]) => [id, sourceOf(series, use)])),
      } as ConfiguredAlarm;
  }
}

function sourceOf(series: WatchedSeries, { dimensions }: RecommendedUse): object {
  const statistic = compact({ statistic: series.statistic });
  if ("signal" in series) return { signal: series.signal, ...statistic };
  return { metric: series.metric, dimensions: { ...dimensions, ...series.also }, ...statistic };
}

/**
 * The path at which something of a service's alarm would be written: of an alarm that is not its own, in the entry of the set, its
 * resource or what changes of it.
 */
export function writtenAlarmPath(path: Path, { services }: Pick<Config, "services">): Path {
  const [table, service, key, alarm, ...rest] = path;
  if (table !== "services" || key !== "alarms" || alarm === undefined) return path;
  const entry = own(services, String(service));
  if (entry?.recommended === undefined) return path;
  const placed = recommendedAlarms(entry, entry.contract.signals).get(String(alarm));
  // An alarm of the service's own has taken its place.
  if (placed === undefined || !isDeepStrictEqual(placed.entry, own(entry.alarms ?? {}, String(alarm)))) return path;
  return [table, String(service), ...placed.use.path, ...partOfEntry(placed, rest)];
}

function partOfEntry({ alarm, use }: PlacedAlarm, rest: Path): Path {
  const inResource = rest.indexOf("dimensions");
  if (inResource >= 0) return ["of", ...rest.slice(inResource + 1)];
  // The name of the resource is in them.
  if ((rest[0] === "summary" || rest[0] === "impact") && use.set.kind === "resource")
    return ["of", dimensionThatNames(use.set)];
  return ["alarms", alarm, ...(rest[0] === "severities" ? rest.slice(1) : rest)];
}
