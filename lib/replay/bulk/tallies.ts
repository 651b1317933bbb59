import { type BucketOptions, metricId, MOST_METRICS, type MetricKey, type Series } from "../metrics";
import { newTally, seriesOf, type Tally } from "./tally";

/** The tallies of many metrics, each created when it is first needed. */
export class Tallies {
  private readonly byId = new Map<string, Tally>();

  constructor(private readonly options: BucketOptions) {}

  /** @param unit unit of its samples; the first counts, see `Buckets` */
  of(metric: MetricKey, unit: string | undefined): Tally {
    const id = metricId(metric);
    let tally = this.byId.get(id);
    if (tally === undefined) {
      tally = newTally(metric, unit, this.options.needsValues(metric));
      this.byId.set(id, tally);
    }
    return tally;
  }

  /** Like `of`; undefined for a metric that is one too many, see `MOST_METRICS`. */
  within(metric: MetricKey, unit: string | undefined): Tally | undefined {
    const { isWatched, mostMetrics = MOST_METRICS } = this.options;
    const isKept = this.byId.size < mostMetrics || this.byId.has(metricId(metric)) || isWatched?.(metric) === true;
    return isKept ? this.of(metric, unit) : undefined;
  }

  /** The series of all metrics with datapoints, sorted by the metrics' ids, because the order of rows changes from run to run. */
  series(): Series[] {
    // An ingestion delay of whole minutes does not split a minute; see `Series.early`.
    const hasEarly = this.options.delay % 60 !== 0;
    return [...this.byId]
      .filter(([, { whole }]) => whole.size > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, tally]) => seriesOf(tally, hasEarly));
  }
}
