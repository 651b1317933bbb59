import { own } from "../../base";
import type { CloudWatchMetric, Dashboard, Panel } from "../read";

/** A metric that an alarm watches. */
export interface WatchedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly statistic: string;

  /** Values that are not known before the deployment are undefined. */
  readonly dimensions: Readonly<Record<string, string | undefined>>;
}

/** By what panels show that they show an alarm. */
export interface ShownAlarm {
  /** Names that a link to it may have: its own, and those of its other severities. */
  readonly names: ReadonlySet<string>;

  /** All metrics that it reads. */
  readonly metrics: readonly WatchedMetric[];

  /** Thresholds that it has or had. */
  readonly thresholds: readonly number[];
}

/**
 * The panels that show an alarm: those that link to it; else those that ask all of its metrics and draw its threshold; else those that ask
 * all of its metrics. Of all dashboards together, as only the best ones count.
 */
export function panelsOf(alarm: ShownAlarm, dashboards: readonly Dashboard[]): readonly Panel[] {
  const panels = dashboards.flatMap((dashboard) => dashboard.panels);
  const linked = panels.filter((panel) => panel.links.some(({ url }) => alarm.names.has(alarmOf(url) ?? "")));
  if (linked.length > 0) return linked;
  const asked = panels.filter((panel) => asks(panel, alarm));
  const drawn = asked.filter((panel) => draws(panel, alarm));
  return drawn.length > 0 ? drawn : asked;
}

function draws({ thresholds }: Panel, alarm: Pick<ShownAlarm, "thresholds">): boolean {
  return thresholds?.steps.some(({ value }) => value !== null && alarm.thresholds.includes(value)) ?? false;
}

/** Whether the panel's values are those of the alarm: it asks its one metric, and computes nothing. */
export function hasItsUnit(panel: Panel, alarm: ShownAlarm): boolean {
  return draws(panel, alarm) || (alarm.metrics.length === 1 && panel.queries.length === 1 && asks(panel, alarm));
}

function asks({ queries }: Panel, { metrics }: ShownAlarm): boolean {
  return (
    metrics.length > 0 && metrics.every((watched) => queries.some(({ metric }) => metric && isOf(metric, watched)))
  );
}

function isOf(
  { dimensions, matchExact, name, namespace, statistic }: CloudWatchMetric,
  watched: WatchedMetric,
): boolean {
  if (namespace !== watched.namespace || name !== watched.name || statistic !== watched.statistic) return false;
  const isAsked = (values: readonly string[], value: string | undefined): boolean =>
    value === undefined ||
    values.length === 0 ||
    values.some((each) => each === "*" || each === value || each.includes("$"));
  const names = Object.keys(dimensions);
  if (matchExact && names.length !== Object.keys(watched.dimensions).length) return false;
  return names.every(
    (each) =>
      Object.hasOwn(watched.dimensions, each) && isAsked(own(dimensions, each) ?? [], own(watched.dimensions, each)),
  );
}

/** The name in an address of the console: `...#alarmsV2:alarm/shop-prod-errors-critical?...` */
function alarmOf(url: string | undefined): string | undefined {
  const [, name] = /#alarmsV2:(?:alarm\/|\?[^#]*?alarmName[=:])([^?&#/]+)/.exec(url ?? "") ?? [];
  if (name === undefined) return undefined;
  try {
    return decodeURIComponent(name);
  } catch {
    // It has a percent sign that encodes nothing.
    return name;
  }
}
