import type { CollectorPlan } from "../../../config";
import { forward } from "../../components/connectors";
import { prometheus as shownToPrometheus } from "../../components/exporters";
import { deltaToCumulative, filter, groupbyattrs, interval, transform } from "../../components/processors";
import { prometheus as scrapes } from "../../components/receivers";
import type { Pipelines } from "../../model/collector";
import type { Connector, Exporter, Processor } from "../../model/component";
import { ofThisTask } from "../parts";
import { bucketsOf } from "./units";

/** What the pipelines of signals are made of. */
export interface SignalStream {
  readonly plan: CollectorPlan;

  /** What counts lines. */
  readonly connectors: readonly Connector<"logs", "metrics">[];
  readonly limiter: Processor;
  readonly redaction: Processor<"metrics">;

  /** Back ends that want sums since the beginning, each series again and again. */
  readonly prometheus: readonly Exporter<"metrics">[];
  readonly others: readonly Exporter<"metrics">[];
}

/** Every how many seconds Prometheus gets each series of what was counted, whether or not something was added to it. */
export const signalSeconds = 15;

/** Where the collector shows to itself what it has counted. */
const ADDRESS = "127.0.0.1:8889";

/** How many series are remembered. */
const MAX_SERIES = 20_000;

/** What the resource of a series says: whose it is. */
export const ofResource = ["service.name", "service.namespace", "deployment.environment.name"] as const;

/** A label of who counted would be another for what is scraped. */
export const withoutScope = ['set(scope.name, "")', 'set(scope.version, "")'] as const;

/** Labels that a scrape gives to all series. A dimension of that name comes back as `exported_job`. */
const ofScrape: readonly string[] = ["job", "instance"];

/**
 * Prometheus knows what happened in a window by the samples in it and before it. So the collector adds up, shows the sums, and scrapes itself:
 * that repeats each series, also while nothing is added. A series begins with a 0, as Prometheus would not know that its first sum was added.
 *
 * @param counted what counts go through before they are added up
 * @see https://prometheus.io/docs/practices/instrumentation/#avoid-missing-metrics
 */
export function signalsForPrometheus(
  { connectors, limiter, others, plan, prometheus, redaction }: SignalStream,
  counted: readonly Processor<"metrics">[],
): Pipelines {
  return {
    "metrics/signals": {
      receivers: connectors,
      processors: [...counted, ofThisTask, sums],
      exporters: [added],
      why: "The metrics that metric filters would publish, added up.",
    },
    "metrics/signals-begin": {
      receivers: [added],
      processors: [onlyFirst, zeros(plan)],
      exporters: prometheus,
      why: "A 0 before the first sum of a series: otherwise nobody would know that it was added.",
    },
    "metrics/signals-shown": {
      receivers: [added],
      processors: [asLabels],
      exporters: [shown],
      why: "Sums, for the collector itself to scrape.",
    },
    "metrics/signals-repeated": {
      receivers: [scraped],
      processors: [limiter, redaction, ...asCounted(plan)],
      exporters: prometheus,
      why: `All sums, every ${signalSeconds} s: of a single sample after a quiet time, nothing would follow.`,
    },
    ...(others.length === 0
      ? {}
      : {
          "metrics/signals-newest": {
            receivers: [added],
            processors: [newest],
            exporters: others,
            why: "For back ends that need no repetition.",
          },
        }),
  };
}

const added = forward("metrics", {}, { name: "signals", why: "Sums that something was added to." });

const sums = deltaToCumulative(
  { max_stale: "24h", max_streams: MAX_SERIES },
  {
    name: "signals",
    why: {
      "": "Prometheus wants sums since the beginning.",
      max_stale: "A series that nothing was added to for so long begins again.",
      max_streams: "Series beyond that are dropped: memory has a bound.",
    },
  },
);

const onlyFirst = filter(
  { error_mode: "ignore", metric_conditions: ["datapoint.time != datapoint.start_time"] },
  { name: "signals-begin", why: "The first sum of a series begins when it is added." },
);

/** The series of a plan's signals without what they counted. */
function zeros({ counts }: CollectorPlan): Processor<"metrics"> {
  const buckets = counts.flatMap(({ signals }) =>
    signals.flatMap(({ unit, value }) => (value === undefined ? [] : [bucketsOf(unit).length + 1])),
  );
  const isHistogram = "metric.type == METRIC_DATA_TYPE_HISTOGRAM";
  return transform(
    {
      error_mode: "ignore",
      metric_statements: [
        "set(datapoint.value_int, 0) where metric.type == METRIC_DATA_TYPE_SUM",
        ...[...new Set(buckets)].flatMap((length) => [
          `set(datapoint.bucket_counts, [${Array.from({ length }, () => "0").join(", ")}]) where ${isHistogram} and Len(datapoint.bucket_counts) == ${length}`,
        ]),
        ...(buckets.length === 0
          ? []
          : [`set(datapoint.count, 0) where ${isHistogram}`, `set(datapoint.sum, 0.0) where ${isHistogram}`]),
      ],
    },
    { name: "signals-begin", why: "Nothing was counted yet." },
  );
}

const asLabels = transform(
  {
    error_mode: "ignore",
    metric_statements: [
      { statements: ofResource.map((key) => `set(datapoint.attributes["${key}"], resource.attributes["${key}"])`) },
      { statements: ["keep_keys(resource.attributes, [])"] },
    ],
  },
  { name: "signals-shown", why: "What a resource says is no label of its series." },
);

const shown = shownToPrometheus(
  { endpoint: ADDRESS, translation_strategy: "NoUTF8EscapingWithSuffixes", metric_expiration: "24h5m" },
  {
    name: "signals",
    why: {
      "": "Nobody else reaches it.",
      metric_expiration:
        "Longer than sums are remembered: a series that was gone, and came back with all that it ever counted, would look new.",
    },
  },
);

const scraped = scrapes(
  {
    config: {
      scrape_configs: [
        { job_name: "signals", scrape_interval: `${signalSeconds}s`, static_configs: [{ targets: [ADDRESS] }] },
      ],
    },
  },
  { name: "signals", why: "What it shows, again and again." },
);

/** Takes off what a scrape adds. */
function asCounted({ counts }: CollectorPlan): readonly Processor<"metrics">[] {
  const dimensions = new Set(counts.flatMap(({ signals }) => signals.flatMap((signal) => signal.dimensions)));
  const renamed = ofScrape.filter((label) => dimensions.has(label));
  return [
    transform(
      {
        error_mode: "ignore",
        metric_statements: [
          { statements: ["keep_keys(resource.attributes, [])"] },
          { statements: withoutScope },
          ...renamed.map((label) => ({
            statements: [
              `set(datapoint.attributes["${label}"], datapoint.attributes["exported_${label}"])`,
              `delete_key(datapoint.attributes, "exported_${label}")`,
            ],
          })),
        ],
      },
      { name: "signals-repeated", why: "Without what a scrape says of its target." },
    ),
    groupbyattrs({ keys: ofResource }, { name: "signals-repeated", why: "The services' resources, as before." }),
    filter(
      { error_mode: "ignore", metric_conditions: ['resource.attributes["service.name"] == nil'] },
      { name: "signals-repeated", why: "Without metrics of the scrape itself." },
    ),
  ];
}

const newest = interval(
  { interval: `${signalSeconds}s` },
  { name: "signals", why: "The newest sum of each series: requests are counted one by one." },
);
