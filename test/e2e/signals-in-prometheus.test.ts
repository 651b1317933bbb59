import shop from "../../examples/shop/sightline.config";
import { bucketsOf, type CollectorDocument, type Section } from "../../lib/collector";
import type { Item, LogItem, MetricItem } from "../../lib/collector/scenarios/telemetry";
import { type CollectorPlan, inspect, planEnvironment } from "../../lib/config";
import { print, queryContext } from "../../lib/queries";
import { hasComponent, withCollector } from "../collector/otelcol";
import { saySkipped } from "../skipped";
import { LoopbackCollector, rendered, until } from "./loopback-collectors";
import { program, startPrometheus } from "./real-backends";

// What is counted once, after a quiet time or for the first time, has to be seen by a rule: in a real Prometheus, of a real collector.

const prometheus = program("SIGHTLINE_PROMETHEUS", ["prometheus"]);
const real = prometheus === undefined ? test.skip : withCollector(test);
if (prometheus === undefined)
  saySkipped("counts of lines in a real Prometheus", "neither $SIGHTLINE_PROMETHEUS nor prometheus on the PATH");
const addsUp = real !== test.skip && hasComponent({ kind: "processor", type: "delta_to_cumulative" });
if (real !== test.skip && !addsUp)
  saySkipped(
    "adding up what lines count",
    "the collector has no delta_to_cumulative; sums are sent to what follows it",
  );

const plan = planEnvironment(inspect(shop).config!, "local");
const queries = queryContext(plan, { increases: "exact" });

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

real("a single burst is counted exactly, be it the first of a series or one after a quiet time", async () => {
  const byOtlp = await startPrometheus(prometheus!);
  stops.push(() => byOtlp.stop());
  const byRemoteWrite = await startPrometheus(prometheus!);
  stops.push(() => byRemoteWrite.stop());
  const urls = [byOtlp.url, byRemoteWrite.url];
  const collector: CollectorPlan = {
    ...plan.collector!,
    metrics: [
      { type: "prometheus", endpoint: byOtlp.url },
      { type: "amp", region: plan.region, workspace: "ws-1" },
    ],
  };
  const gateway = await LoopbackCollector.start(
    ofSignals(collector),
    {
      texts: [[/https:\/\/aps-workspaces[^"]*\/api\/v1\/remote_write/g, `${byRemoteWrite.url}/api/v1/write`]],
      settings: { scrape_interval: "1s", timeout: "200ms" },
      without: addsUp ? [] : ["delta_to_cumulative/signals"],
      protobuf: true,
    },
    { HOSTNAME: "gateway-0" },
  );
  stops.push(() => gateway.kill());
  const both = async (promql: string, value: number): Promise<void> => {
    for (const url of urls) await until(async () => (await valueOf(url, promql)) === value);
  };

  await gateway.takeAll(requests(3, 0));
  const all = 'Requests_total{service_name="auth"}';
  // It was never less than 3, but for the 0 that it began with.
  await both(exact("requests", "Sum", 600), 3);
  await both(exact("request_duration", "SampleCount", 600), 3);
  await both(exact("request_duration", "Sum", 600), 60);
  for (const url of urls) expect(await valueOf(url, exact("request_duration", "p50", 600))).toBeGreaterThan(10);

  // Nothing is counted, and each series is repeated.
  for (const url of urls) {
    const samples = (await valueOf(url, `count_over_time(${all}[600s])`)) ?? 0;
    await until(async () => ((await valueOf(url, `count_over_time(${all}[600s])`)) ?? 0) >= samples + 5);
    expect(await valueOf(url, all)).toBe(3);
  }

  // The second burst is all that a window sees that begins with the last sample before it.
  const before = await Promise.all(urls.map(async (url) => (await valueOf(url, `timestamp(${all})`)) ?? 0));
  await gateway.takeAll(requests(2, 3));
  await both(all, 5);
  await both(exact("request_duration", "SampleCount", 600), 5);
  const window = Math.ceil(Date.now() / 1000 - Math.min(...before)) + 2;
  await both(exact("requests", "Sum", window), 2);
  await both(exact("request_duration", "SampleCount", window), 2);
  await both(exact("requests", "Sum", 600), 5);

  for (const url of urls) {
    // What tells of the beginning and what is repeated are one series, with the labels that queries ask for, and no others.
    const series = await answer(url, '{__name__=~"Request.*"}');
    expect(series).toHaveLength(1 + 2 + bucketsOf("Milliseconds").length + 1);
    const labels = ["__name__", "collector_instance_id", "deployment_environment_name", "job", "service_name"];
    for (const { metric } of series)
      expect(
        Object.keys(metric)
          .filter((label) => label !== "le" && label !== "service_namespace")
          .sort(),
      ).toEqual(labels);
    for (const name of new Set(series.map(({ metric }) => metric.__name__)))
      expect(await answer(url, `min_over_time(${name}[600s]) > 0`)).toEqual([]);
    // Nor is there anything of the scrape.
    expect(await answer(url, '{__name__=~"up|scrape_.*"}')).toEqual([]);
  }
});

/** What a rule asks. */
function exact(signal: string, statistic: string, seconds: number): string {
  const over = { stepSeconds: seconds };
  const ask = { kind: "signal", service: "auth", signal, statistic, by: [], dimensions: {}, over } as const;
  const printed = print(ask, "promql", queries);
  if ("notPrinted" in printed) throw new Error(JSON.stringify(printed));
  return printed.queries[0]!.text;
}

/** So many requests that took 20 ms each: as lines, or as the sums that the collector would have after them. */
function requests(count: number, before: number): readonly Item[] {
  const resource = { "service.name": "auth", "service.namespace": "shop" };
  if (addsUp)
    return Array.from({ length: count }, (): LogItem => {
      const body = { event: "request_completed", http: { duration_ms: 20, response: { status_code: 200 } } };
      const plain = { severity: "INFO", severityNumber: 9, traceId: "", spanId: "" };
      return { kind: "log", resource, attributes: {}, body, time: String(BigInt(Date.now()) * 1_000_000n), ...plain };
    });
  const total = before + count;
  const point = {
    timeUnixNano: String(BigInt(Date.now()) * 1_000_000n),
    // The first has none: it becomes the time.
    ...(before === 0 ? {} : { startTimeUnixNano: "1" }),
  };
  const bounds = bucketsOf("Milliseconds");
  const bucketCounts = [...bounds, Infinity].map((bound) => (bound === 25 ? String(total) : "0"));
  const histogram = { ...point, count: String(total), sum: 20 * total, bucketCounts, explicitBounds: bounds };
  return [
    {
      name: "Requests",
      unit: "1",
      sum: { isMonotonic: true, aggregationTemporality: 2, dataPoints: [{ ...point, asInt: String(total) }] },
    },
    { name: "RequestDuration", unit: "ms", histogram: { aggregationTemporality: 2, dataPoints: [histogram] } },
  ].map((entry): MetricItem => ({
    kind: "metric",
    resource,
    attributes: {},
    name: entry.name,
    unit: entry.unit,
    type: "sum" in entry ? "sum" : "histogram",
    temporality: "cumulative",
    monotonic: true,
    time: point.timeUnixNano,
    value: total,
    sum: undefined,
    recorded: {
      resource: {
        attributes: Object.entries({ ...resource, "deployment.environment.name": "local" }).map(
          ([key, stringValue]) => ({ key, value: { stringValue } }),
        ),
      },
      scope: {},
      entry,
    },
  }));
}

/** The pipelines that signals pass; where lines cannot be added up, with sums that come from outside in their place. */
function ofSignals(collector: CollectorPlan): CollectorDocument {
  const document = rendered("gateway", collector);
  const pipelines = Object.fromEntries(
    Object.entries(document.service.pipelines).flatMap(([id, pipeline]) => {
      if (id === "logs/counted") return addsUp ? [[id, pipeline]] : [];
      if (id === "metrics/signals" && !addsUp) return [[id, { ...pipeline, receivers: ["otlp"] }]];
      return id.startsWith("metrics/signals") ? [[id, pipeline]] : [];
    }),
  );
  const named = new Set(
    Object.values(pipelines).flatMap(({ exporters, processors, receivers }) => [
      ...exporters,
      ...processors,
      ...receivers,
    ]),
  );
  const used = (section: Section): Section =>
    Object.fromEntries(Object.entries(section).filter(([id]) => named.has(id)));
  const { connectors, exporters, processors, receivers } = document;
  const kept = {
    ...document,
    connectors: used(connectors),
    exporters: used(exporters),
    processors: used(processors),
    receivers: used(receivers),
    service: { ...document.service, pipelines },
  };
  if (addsUp) return kept;
  const starts = "set(datapoint.start_time, datapoint.time)";
  const text = JSON.stringify(kept);
  expect(text).toContain(starts);
  return JSON.parse(text.replace(starts, `${starts} where datapoint.start_time_unix_nano == 0`)) as CollectorDocument;
}

interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

async function answer(url: string, promql: string): Promise<readonly Series[]> {
  const { data } = (await (await fetch(`${url}/api/v1/query?query=${encodeURIComponent(promql)}`)).json()) as {
    data: { result: Series[] };
  };
  return data.result;
}

/** The value of a query with one series; undefined: it has none. */
async function valueOf(url: string, promql: string): Promise<number | undefined> {
  const [only] = await answer(url, promql);
  return only === undefined ? undefined : Number(only.value[1]);
}
