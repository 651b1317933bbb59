import { readFileSync } from "node:fs";
import { join } from "node:path";
import shop from "../../../../examples/shop/sightline.config";
import { collectorsOf, collectorText, type Pipelines } from "../../../../lib/collector";
import { countsOf } from "../../../../lib/collector/presets/counts/signals";
import { bucketsOf, ucum } from "../../../../lib/collector/presets/counts/units";
import { type CollectorPlan, inspect, merge, planEnvironment } from "../../../../lib/config";
import { compile, LogEvent, select } from "../../../../lib/pattern";
import { standardUnits } from "../../../../lib/aws";
import { throughCollector, withCollector } from "../../otelcol";

const signal = { description: "A signal.", where: '{ $.level = "error" }' };

function planOf(signals: Record<string, object>, prod: object = {}): CollectorPlan {
  const { config } = inspect({
    project: "shop",
    contracts: { orders: { extends: "base", signals } },
    services: { orders: { owner: "team", contract: "orders" } },
    environments: {
      prod: {
        region: "eu-central-1",
        account: "111122223333",
        backend: { type: "local" },
        collector: { counts: true, gateway: { tasks: 1 } },
        ...prod,
      },
    },
  });
  return planEnvironment(config!, "prod").collector!;
}

const metricsOf = (plan: CollectorPlan) =>
  (countsOf(plan).connectors[0]?.settings as { logs: { name: string; attributes?: object[] }[] }).logs;

test("metrics have the names, units, dimensions and descriptions of signals", () => {
  const plan = planOf({
    refused: { ...signal, dimensions: ["level"] },
    answer_times: { description: "Time to answer.", where: "{ $.http.duration_ms >= 0 }", value: "http.duration_ms" },
  });
  const metrics = metricsOf(plan).filter(({ name }) => name === "Refused" || name === "AnswerTimes");
  expect(metrics).toMatchObject([
    { name: "AnswerTimes", description: "Time to answer.", unit: "ms", histogram: {} },
    { name: "Refused", description: "A signal.", unit: "1", attributes: [{ key: "level" }], sum: { value: "1" } },
  ]);
});

test("lines without a dimension count where a signal has a total", () => {
  const [metric] = metricsOf(planOf({ aa: { ...signal, dimensions: ["level"], total: true } }));
  expect(metric?.attributes).toEqual([{ key: "level", optional: true }]);
});

test("a signal without a condition in OTTL is found, and said in the connector's reason", () => {
  const plan = planOf({ client_errors: { ...signal, where: "{ $.http.response.status_code = 4* }" } });
  const [gateway] = collectorsOf(plan);
  expect(gateway.facts.notCounted).toEqual([{ service: "orders", signal: "client_errors", why: "number-as-text" }]);
  const { comments } = collectorText(gateway.collector, plan);
  expect(comments.some(({ text }) => text.includes("client_errors"))).toBe(true);
});

test("sums for Prometheus become one stream, and have the time at which they are added", () => {
  const processorsOf = (metrics: unknown, tasks: unknown = 1): readonly string[] | undefined => {
    const plan = planOf({ aa: signal }, { telemetry: { metrics }, collector: { counts: true, gateway: { tasks } } });
    const [gateway] = collectorsOf(plan);
    return collectorText(gateway.collector, plan).document.service.pipelines["metrics/signals"]?.processors;
  };
  const amp = { type: "amp", workspace: "ws-12345678" };
  expect(processorsOf(amp, 2)).toEqual([
    "memory_limiter",
    "batch/signals",
    "transform/signals",
    "redaction/points",
    "attributes/task",
    "delta_to_cumulative/signals",
  ]);
  expect(processorsOf("cloudwatch", 2)).toEqual([
    "memory_limiter",
    "batch/signals",
    "transform/signals",
    "redaction/points",
  ]);
  expect(processorsOf([])).toBeUndefined();
});

test("a dimension that a scrape has a label of comes back under its name", () => {
  const statementsOf = (dimension: string): string => {
    const { config, findings } = inspect({
      project: "shop",
      contracts: {
        orders: {
          extends: "base",
          fields: { kind: { type: "string", description: "Which.", bounded: true, dimension } },
          signals: { aa: { ...signal, dimensions: ["kind"] } },
        },
      },
      services: { orders: { owner: "team", contract: "orders" } },
      environments: {
        prod: {
          region: "eu-central-1",
          account: "111122223333",
          backend: { type: "local" },
          telemetry: { metrics: { type: "prometheus", endpoint: "http://prometheus:9090" } },
          collector: { counts: true },
        },
      },
    });
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    const plan = planEnvironment(config!, "prod").collector!;
    const { processors } = collectorText(collectorsOf(plan)[0].collector, plan).document;
    return JSON.stringify(processors["transform/signals-repeated"]);
  };
  expect(statementsOf("job")).toContain(
    'set(datapoint.attributes[\\"job\\"], datapoint.attributes[\\"exported_job\\"])',
  );
  expect(statementsOf("kind")).not.toContain("exported_");
});

test("two services whose dimension is another field are told apart", () => {
  const { config } = inspect({
    project: "shop",
    contracts: {
      a: {
        extends: "base",
        fields: { kind: { type: "string", description: "A.", bounded: true, dimension: "what" } },
        signals: { aa: { ...signal, dimensions: ["kind"] } },
      },
      b: {
        extends: "base",
        fields: { sort: { type: "string", description: "B.", bounded: true, dimension: "what" } },
        signals: { aa: { ...signal, dimensions: ["sort"] } },
      },
    },
    services: { a: { owner: "team", contract: "a" }, b: { owner: "team", contract: "b" } },
    environments: {
      prod: {
        region: "eu-central-1",
        account: "111122223333",
        backend: { type: "local" },
        collector: { counts: true },
      },
    },
  });
  const [lines] = countsOf(planEnvironment(config!, "prod").collector!).lines;
  const statements = (lines?.settings as { log_statements: string[] }).log_statements;
  expect(
    statements.filter((each) => each.includes('"what"')).map((each) => /name"\] == "(.)"/.exec(each)?.[1]),
  ).toEqual(["a", "b"]);
});

test("every unit has a name in UCUM, and buckets that rise", () => {
  for (const unit of standardUnits) {
    const bounds = bucketsOf(unit);
    expect([...bounds].sort((a, b) => a - b)).toEqual([...new Set(bounds)]);
    expect(ucum[unit]).toMatch(/^[A-Za-z1%/]*$/);
  }
});

const names = ["assistant", "auth", "checkout", "order-worker", "payments", "storefront"] as const;
const linesOf = (name: string): string[] =>
  readFileSync(join(__dirname, `../../../../examples/shop/logs/sample/${name}.ndjson`), "utf8")
    .trim()
    .split("\n");

withCollector(test)(
  "a real collector counts in the shop's logs what its metric filters count",
  async () => {
    const { config } = inspect(merge(shop, { environments: { prod: { collector: { counts: true } } } }));
    const plan = planEnvironment(config!, "prod").collector!;
    const [gateway] = collectorsOf(plan);
    const own = gateway.collector.pipelines;
    const messages = await throughCollector(
      (from, to) =>
        ({
          "logs/counted": { ...own["logs/counted"], receivers: [from] },
          "metrics/signals": { ...own["metrics/signals"], exporters: [to] },
        }) as Pipelines,
      {
        resourceLogs: names.map((name) => ({
          resource: {
            attributes: [
              { key: "service.name", value: { stringValue: name } },
              { key: "host.name", value: { stringValue: "ip-10-0-16-41" } },
            ],
          },
          scopeLogs: [{ logRecords: linesOf(name).map((line) => ({ body: { stringValue: line } })) }],
        })),
      },
    );

    const counted: Record<string, number> = {};
    for (const { resource, scopeMetrics } of messages.flatMap(({ resourceMetrics = [] }) => resourceMetrics)) {
      const attributes = Object.fromEntries((resource.attributes ?? []).map(({ key, value }) => [key, value]));
      expect(Object.keys(attributes).sort()).toEqual(["deployment.environment.name", "service.name"]);
      for (const { histogram, name, sum } of scopeMetrics.flatMap(({ metrics }) => metrics))
        for (const point of [...(sum?.dataPoints ?? []), ...(histogram?.dataPoints ?? [])]) {
          const key = `${attributes["service.name"]?.stringValue} ${name}`;
          counted[key] = (counted[key] ?? 0) + Number(point.asInt ?? point.count);
          if (histogram !== undefined) counted[`${key} sum`] = (counted[`${key} sum`] ?? 0) + (point.sum ?? 0);
        }
    }

    const wanted: Record<string, number> = {};
    for (const { name, signals } of plan.counts)
      for (const { metric, pattern, value } of signals) {
        const matcher = compile(pattern);
        const matching = linesOf(name).filter((line) => matcher.matches(line));
        if (matching.length > 0) wanted[`${name} ${metric}`] = matching.length;
        if (matching.length === 0 || value === undefined) continue;
        const read = select(`$.${value}`);
        const values = matching.map((line) => read(new LogEvent(line)));
        wanted[`${name} ${metric} sum`] = values.reduce(
          (total, each) => total + (each.kind === "number" ? each.value : 0),
          0,
        );
      }
    expect(Object.keys(counted).sort()).toEqual(Object.keys(wanted).sort());
    expect(Object.keys(counted).length).toBeGreaterThan(20);
    for (const [key, total] of Object.entries(wanted))
      expect([key, counted[key]]).toEqual([key, expect.closeTo(total, 6)]);
  },
  60_000,
);
