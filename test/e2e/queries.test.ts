import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { standardUnits } from "../../lib/aws";
import { bucketsOf, ucum } from "../../lib/collector/presets/counts/units";
import { filtersOf, type Signal } from "../../lib/contract";
import { compile } from "../../lib/pattern";
import { print, prometheusName, type SignalAsk } from "../../lib/queries";
import { shopContext, shopQuestions, texts } from "../queries/shop";
import { saySkipped } from "../skipped";
import { until } from "./loopback-collectors";
import { type Backend, program, startPrometheus } from "./real-backends";

const prometheus = program("SIGHTLINE_PROMETHEUS", ["prometheus"]);
const withPrometheus = prometheus === undefined ? test.skip : test;
if (prometheus === undefined)
  saySkipped("PromQL of questions on a real Prometheus", "neither $SIGHTLINE_PROMETHEUS nor prometheus on the PATH");

const folder = join(__dirname, "../../examples/shop/logs/sample");
const context = shopContext({
  times: { kind: "fixed", rangeSeconds: 120 },
  sql: { table: ({ name }) => `read_ndjson_objects('${join(folder, `${name}.ndjson`)}')` },
});

let backend: Backend | undefined;
afterEach(() => backend?.stop());

type Row = Readonly<Record<string, unknown>>;

function valueAt(line: string, selector: string): unknown {
  return selector
    .slice(2)
    .split(".")
    .reduce<unknown>((at, key) => (at as Row | undefined)?.[key], JSON.parse(line));
}

/** The values that a signal's metric filter takes from the bundled logs, by dimensions. */
function valuesOf(service: string, signal: Signal): ReadonlyMap<string, readonly number[]> {
  const filters = filtersOf(signal);
  const filter = filters.find(({ id }) => id === "ByDimension") ?? filters[0];
  const values = new Map<string, number[]>();
  if (filter === undefined) return values;
  const matcher = compile(filter.pattern);
  for (const line of readFileSync(join(folder, `${service}.ndjson`), "utf8").split("\n")) {
    if (line === "" || !matcher.matches(line)) continue;
    const value = filter.value === "1" ? 1 : valueAt(line, filter.value);
    if (typeof value !== "number") continue;
    const key = JSON.stringify(signal.dimensions.map((each) => [each, valueAt(line, filter.dimensions[each] ?? "")]));
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  return values;
}

/** A signal's metric as the collector sends it: from nothing to all values in the middle of the range. */
function metricOf(signal: Signal, service: string, times: readonly bigint[]): unknown {
  const { metric: name, unit, value } = signal;
  const bounds = bucketsOf(unit);
  const points = [...valuesOf(service, signal)].flatMap(([key, values]) => {
    const attributes = (JSON.parse(key) as [string, string][]).map(([each, text]) => ({
      key: each,
      value: { stringValue: text },
    }));
    return times.map((time, index) => {
      const seen = index < times.length / 2 ? [] : values;
      const at = { attributes, startTimeUnixNano: String(times[0]), timeUnixNano: String(time) };
      const sum = seen.reduce((before, each) => before + each, 0);
      if (value === undefined) return { ...at, asDouble: sum };
      const bucketCounts = [...bounds, Infinity].map(
        (bound, nth) => seen.filter((each) => each <= bound && each > (bounds[nth - 1] ?? -Infinity)).length,
      );
      return { ...at, count: String(seen.length), sum, explicitBounds: bounds, bucketCounts: bucketCounts.map(String) };
    });
  });
  const data = { aggregationTemporality: 2, dataPoints: points };
  return {
    name,
    unit: ucum[unit],
    ...(value === undefined ? { sum: { ...data, isMonotonic: true } } : { histogram: data }),
  };
}

async function send(
  url: string,
  resource: Readonly<Record<string, string>>,
  metrics: readonly unknown[],
): Promise<void> {
  const attributes = Object.entries(resource).map(([key, stringValue]) => ({ key, value: { stringValue } }));
  const response = await fetch(`${url}/api/v1/otlp/v1/metrics`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ resourceMetrics: [{ resource: { attributes }, scopeMetrics: [{ metrics }] }] }),
  });
  expect([response.status, await response.text()]).toEqual([200, expect.anything()]);
}

async function asked(
  url: string,
  query: string,
  seconds: number,
): Promise<readonly { readonly metric: Row; readonly value: number }[]> {
  const response = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(query)}&time=${String(seconds)}`);
  const { data } = (await response.json()) as { data: { result: { metric: Row; value: [number, string] }[] } };
  return data.result.map(({ metric, value: [, text] }) => ({ metric, value: Number(text) }));
}

/** The metrics of all services, over the two minutes before a second. */
async function sendSignals(url: string, end: number): Promise<void> {
  const times = Array.from({ length: 12 }, (_, index) => BigInt(end - 110 + index * 10) * 1_000_000_000n);
  for (const { name, signals } of context.services)
    await send(
      url,
      { "service.name": name, "deployment.environment.name": "prod" },
      signals.filter((signal) => valuesOf(name, signal).size > 0).map((signal) => metricOf(signal, name, times)),
    );
}

withPrometheus("signals have the numbers in PromQL that they have in SQL over the same lines", async () => {
  backend = await startPrometheus(prometheus!);
  const { url } = backend;
  const end = Math.floor(Date.now() / 1000) - 10;
  await sendSignals(url, end);
  const connection = await (await DuckDBInstance.create()).connect();
  let compared = 0;
  for (const { name: service, signals } of context.services)
    for (const signal of signals)
      for (const by of signal.dimensions.length === 0 ? [[]] : [[], signal.dimensions])
        for (const statistic of signal.value === undefined ? ["Sum"] : ["SampleCount", "Sum", "Average"]) {
          const ask: SignalAsk = {
            kind: "signal",
            service,
            signal: signal.name,
            statistic,
            by,
            dimensions: {},
            over: "range",
          };
          const [sql] = texts(ask, "duckdb", context);
          const rows = (await connection.runAndReadAll(sql?.text ?? "")).getRowObjectsJson() as Row[];
          const expected = rows
            .filter((row) => row[signal.name] !== null && Number(row[signal.name]) > 0)
            .map(
              (row) => [by.map((each) => row[signal.dimensionFields[each] ?? each]), Number(row[signal.name])] as const,
            );
          const [promql] = texts(ask, "promql", context);
          const found = new Map(
            (await asked(url, promql?.text ?? "", end)).map(({ metric, value }) => [
              JSON.stringify(by.map((each) => metric[each.replaceAll(".", "_")])),
              value,
            ]),
          );
          expect([promql?.text, found.size]).toEqual([promql?.text, expected.length]);
          for (const [key, value] of expected) {
            expect(found.get(JSON.stringify(key))).toBeCloseTo(value, 6);
            compared++;
          }
        }
  connection.closeSync();
  expect(compared).toBeGreaterThan(30);
});

withPrometheus("questions about lines have the numbers in PromQL that SQL computes from the lines", async () => {
  backend = await startPrometheus(prometheus!);
  const { url } = backend;
  const end = Math.floor(Date.now() / 1000) - 10;
  await sendSignals(url, end);
  const connection = await (await DuckDBInstance.create()).connect();
  const compared = new Map<string, number>();
  for (const { ask: written, label } of shopQuestions(context)) {
    if (written.kind !== "numbers") continue;
    const ask = { ...written, over: "range" } as const;
    const printed = print(ask, "promql", context);
    if ("notPrinted" in printed) continue;
    const [sql] = texts(ask, "duckdb", context);
    const rows = (await connection.runAndReadAll(sql?.text ?? "")).getRowObjectsJson() as Row[];
    for (const { measure = "", text } of printed.queries) {
      const of = ask.measures.find(({ name }) => name === measure)?.of;
      const found = new Map(
        (await asked(url, text, end)).map(({ metric, value }) => [
          JSON.stringify(ask.by.map((each) => metric[each.replaceAll(".", "_")])),
          value,
        ]),
      );
      for (const row of rows) {
        const expected = row[measure];
        const value = found.get(JSON.stringify(ask.by.map((each) => row[each]))) ?? 0;
        if (of?.kind === "percentile") {
          // In the bucket that the number is in, or beside it where the number lies between two values.
          const bounds = [0, ...bucketsOf("Milliseconds"), Infinity];
          const [mine, theirs] = [value, Number(expected)].map((one) => bounds.findIndex((bound) => one <= bound));
          expect([label, measure, Math.abs(mine! - theirs!) <= 1]).toEqual([label, measure, true]);
        } else
          expect(`${label} ${measure} ${value.toFixed(6)}`).toBe(
            `${label} ${measure} ${Number(expected ?? 0).toFixed(6)}`,
          );
        compared.set(of?.kind ?? "", (compared.get(of?.kind ?? "") ?? 0) + 1);
      }
    }
  }
  connection.closeSync();
  expect([...compared.keys()].sort()).toEqual(["count", "percentile", "share", "sum"]);
  expect(compared.get("count")).toBeGreaterThan(10);
  expect(compared.get("share")).toBeGreaterThan(3);
});

withPrometheus("metrics of every unit have the names in Prometheus that are asked for", async () => {
  backend = await startPrometheus(prometheus!);
  const { url } = backend;
  const time = String(BigInt(Date.now()) * 1_000_000n);
  const metrics = standardUnits.flatMap((unit, index) => [
    {
      name: `Counted${String(index)}`,
      unit: ucum[unit],
      sum: { aggregationTemporality: 2, isMonotonic: true, dataPoints: [{ timeUnixNano: time, asDouble: 1 }] },
    },
    {
      name: `Measured${String(index)}`,
      unit: ucum[unit],
      histogram: {
        aggregationTemporality: 2,
        dataPoints: [{ timeUnixNano: time, count: "1", sum: 1, explicitBounds: [1], bucketCounts: ["1", "0"] }],
      },
    },
  ]);
  await send(url, { "service.name": "units" }, metrics);
  const names = async (): Promise<readonly string[]> => {
    const response = await fetch(`${url}/api/v1/label/__name__/values`);
    return ((await response.json()) as { data: string[] }).data;
  };
  const expected = standardUnits.flatMap((unit, index) => [
    prometheusName(`Counted${String(index)}`, unit, "counter"),
    `${prometheusName(`Measured${String(index)}`, unit, "histogram")}_count`,
  ]);
  await until(async () => (await names()).length > 0);
  expect((await names()).filter((name) => !/_(bucket|sum)$|^target_info$/.test(name)).sort()).toEqual(
    [...expected].sort(),
  );
});
