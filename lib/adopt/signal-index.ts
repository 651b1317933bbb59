import type { StandardUnit } from "../aws";
import type { MetricStat } from "../terraform";
import type { AdoptedSignal } from "./contract";

/** Signals that are taken over, by the metric that they publish. */
export class SignalIndex {
  private readonly byMetric = new Map<string, { readonly service: string; readonly signal: AdoptedSignal }[]>();

  add(service: string, signal: AdoptedSignal): void {
    const key = metricKey(signal.filter);
    this.byMetric.set(key, [...(this.byMetric.get(key) ?? []), { service, signal }]);
  }

  /** The service whose signal publishes the metric, the first of several; undefined for a metric of others. */
  serviceOf(stat: MetricStat): string | undefined {
    return this.published(stat)[0]?.service;
  }

  /** How an alarm of a service names the series as a signal's; undefined if it is not that of exactly one signal of the service. */
  seriesOf(stat: MetricStat, service: string): SignalSeries | undefined {
    const published = this.published(stat);
    const found = published[0];
    if (found === undefined || published.length > 1 || found.service !== service) return undefined;
    const { filter, signal } = found.signal;
    const names = Object.keys(filter.dimensions).sort();
    if (names.join("\n") !== Object.keys(stat.dimensions).sort().join("\n")) return undefined;
    return {
      signal,
      isCount: filter.value === undefined,
      ...(names.length === 0 ? {} : { dimensions: { ...stat.dimensions } }),
    };
  }

  /** The unit of all datapoints of the metric; undefined if filters publish several, or none that is taken over. */
  unitOf(stat: MetricStat): StandardUnit | undefined {
    const units = new Set(this.published(stat).map(({ signal }) => signal.filter.unit));
    return units.size === 1 ? [...units][0] : undefined;
  }

  private published(stat: MetricStat) {
    if (stat.namespace === undefined || stat.name === undefined) return [];
    return this.byMetric.get(metricKey({ namespace: stat.namespace, metric: stat.name })) ?? [];
  }
}

/** One series of a signal, as an alarm names it. */
export interface SignalSeries {
  readonly signal: string;
  readonly isCount: boolean;
  readonly dimensions?: Readonly<Record<string, string>>;
}

function metricKey({ metric, namespace }: { readonly namespace: string; readonly metric: string }): string {
  return `${namespace}\n${metric}`;
}
