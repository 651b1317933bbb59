import fc from "fast-check";
import { checkCollector, collectorsOf, collectorText, printDocument } from "../../../lib/collector";
import { sizingOf } from "../../../lib/collector/presets/sizing";
import { type CollectorPlan, deployedEnvironments, inspect, planEnvironment } from "../../../lib/config";
import { readYaml } from "../../../lib/yaml";
import { configArbitrary } from "../../config/arbitrary";

function planOf(prod: object): CollectorPlan {
  const { config } = inspect({
    project: "shop",
    services: { orders: { owner: "team", contract: "base" } },
    environments: {
      prod: { region: "eu-central-1", account: "111122223333", backend: { type: "local" }, collector: {}, ...prod },
    },
  });
  return planEnvironment(config!, "prod").collector!;
}

const documentsOf = (plan: CollectorPlan) =>
  Object.fromEntries(collectorsOf(plan).map(({ collector, tier }) => [tier, collectorText(collector, plan).document]));

const sampling = { traces: { rate: 0.1, services: { orders: 0.5 }, keepSlowerThan: "2s", dropRoutes: ["/health"] } };

test("several tasks send all spans of a trace to the tier that samples", () => {
  const { gateway, sampler } = documentsOf(planOf({ sampling }));
  expect(gateway?.service.pipelines["traces/out"]).toEqual({
    receivers: ["forward/clean"],
    processors: [],
    exporters: ["load_balancing"],
  });
  expect(sampler?.service.pipelines.traces).toEqual({
    receivers: ["otlp"],
    processors: ["memory_limiter", "tail_sampling"],
    exporters: ["otlp_http/traces-xray"],
  });
});

test("a single task samples itself", () => {
  const { gateway, sampler } = documentsOf(planOf({ sampling, collector: { gateway: { tasks: 1 } } }));
  expect(sampler).toBeUndefined();
  expect(gateway?.service.pipelines["traces/out"]?.processors).toEqual(["tail_sampling"]);
});

test("where nothing is sampled, traces of dropped routes lose the span that they begin with", () => {
  const { gateway, sampler } = documentsOf(planOf({ sampling: { traces: { dropRoutes: ["/health"] } } }));
  expect(sampler).toBeUndefined();
  expect(gateway?.service.pipelines["traces/out"]?.processors).toEqual(["filter/roots"]);
});

test("spans are counted before any is dropped, after what may not be kept is removed", () => {
  const { gateway } = documentsOf(planOf({ sampling }));
  const { pipelines } = gateway!.service;
  expect(pipelines.traces?.processors).toEqual([
    "memory_limiter",
    "resource/environment",
    "redaction/values",
    "redaction",
    "transform/names",
  ]);
  expect(pipelines.traces?.exporters).toEqual(["forward/clean"]);
  expect(pipelines["traces/counted"]).toEqual({
    receivers: ["forward/clean"],
    processors: ["filter/routes"],
    exporters: ["span_metrics"],
  });
});

test("policies follow from the environment's sampling", () => {
  const { sampler } = documentsOf(planOf({ sampling }));
  const { policies } = sampler?.processors.tail_sampling as { policies: { name: string; type: string }[] };
  expect(policies.map(({ name, type }) => `${name} ${type}`)).toEqual([
    "drop-routes drop",
    "errors status_code",
    "slow latency",
    "keep-sampling.priority string_attribute",
    "service-orders and",
    "rest and",
  ]);
});

test("a collector on ECS writes what its alarms read to its own log, wherever metrics go", () => {
  const ecs = { network: { vpc: "vpc-0a1b2c3d", subnets: ["subnet-0a1b2c3d"] }, clients: ["sg-0a1b2c3d"] };
  for (const telemetry of [{}, { metrics: [] }]) {
    const { gateway, sampler } = documentsOf(
      planOf({ sampling, telemetry, collector: { ecs }, routes: { warning: [], critical: [] } }),
    );
    for (const document of [gateway, sampler]) {
      expect(document?.service.pipelines["metrics/alarms"]).toMatchObject({
        receivers: ["prometheus/collector"],
        exporters: ["awsemf/alarms"],
      });
      expect(document?.exporters["awsemf/alarms"]).toMatchObject({
        namespace: "shop/prod/collector",
        output_destination: "stdout",
        metric_declarations: [{ dimensions: [["Tier"]] }],
      });
    }
    expect(sampler?.processors["resource/tier"]).toEqual({
      attributes: [{ key: "Tier", value: "sampler", action: "upsert" }],
    });
  }
  expect(documentsOf(planOf({ sampling })).gateway?.service.pipelines["metrics/alarms"]).toBeUndefined();
});

test("sums are cumulative where Prometheus takes them, and deltas elsewhere", () => {
  const temporality = (metrics: unknown): unknown => {
    const { gateway } = documentsOf(planOf({ telemetry: { metrics } }));
    return (gateway?.connectors.span_metrics as { aggregation_temporality: string }).aggregation_temporality;
  };
  expect(temporality("cloudwatch")).toBe("AGGREGATION_TEMPORALITY_DELTA");
  expect(temporality(["emf", { type: "amp", workspace: "ws-12345678" }])).toBe("AGGREGATION_TEMPORALITY_CUMULATIVE");
});

test("two tasks write no series together: what they count has the task on its points", () => {
  const metrics = { type: "prometheus", endpoint: "http://prometheus:9090" };
  const toldApart = (tasks: number) =>
    Object.entries(documentsOf(planOf({ sampling, telemetry: { metrics }, collector: { gateway: { tasks } } }))).map(
      ([tier, { processors, service }]) => {
        if ("attributes/task" in processors)
          expect(processors["attributes/task"]).toEqual({
            actions: [{ key: "collector.instance.id", value: "${env:HOSTNAME:-collector}", action: "upsert" }],
          });
        const pipelines = Object.entries(service.pipelines);
        return [tier, ...pipelines.filter((each) => each[1].processors.includes("attributes/task")).map(([id]) => id)];
      },
    );
  expect(toldApart(2)).toEqual([
    ["gateway", "metrics/requests", "metrics/collector"],
    ["sampler", "metrics/collector"],
  ]);
  // One task is two while it is replaced.
  expect(toldApart(1)).toEqual([["gateway", "metrics/requests", "metrics/collector"]]);
});

test("tokens are read from the environment, each from where it is kept", () => {
  const telemetry = {
    logs: [
      { type: "loki", endpoint: "http://loki:3100", token: { ssm: "/shop/loki" } },
      { type: "elasticsearch", endpoint: "https://es:9200", apiKey: { secret: "shop/es", key: "key" } },
    ],
    traces: { type: "tempo", endpoint: "http://tempo:4318", token: { ssm: "/shop/tempo" } },
  };
  const [gateway, sampler] = collectorsOf(planOf({ telemetry, sampling }));
  expect(gateway.secrets).toEqual([
    { variable: "LOGS_LOKI_TOKEN", from: { ssm: "/shop/loki" } },
    { variable: "LOGS_ELASTICSEARCH_API_KEY", from: { secret: "shop/es", key: "key" } },
  ]);
  expect(sampler?.secrets).toEqual([{ variable: "TRACES_TEMPO_TOKEN", from: { ssm: "/shop/tempo" } }]);
  expect(JSON.stringify(documentsOf(planOf({ telemetry, sampling })))).toContain("${env:LOGS_LOKI_TOKEN}");
});

test("Elasticsearch may be away as long as others: two retries, its default, would lose what waits", () => {
  const telemetry = { logs: { type: "elasticsearch", endpoint: "https://es:9200" } };
  const { gateway } = documentsOf(planOf({ telemetry }));
  expect(gateway?.exporters["elasticsearch/logs-elasticsearch"]).toMatchObject({
    timeout: "15m",
    retry: { max_retries: 100, retry_on_status: [429, 502, 503, 504] },
  });
});

test("of several back ends of one type, each gets its own token", () => {
  const loki = (name: string) => ({
    type: "loki",
    endpoint: `https://${name}.example`,
    token: { ssm: `/shop/${name}` },
  });
  const plan = planOf({ telemetry: { logs: [loki("a"), loki("b"), { ...loki("c"), token: undefined }] } });
  const [gateway] = collectorsOf(plan);
  expect(gateway.secrets).toEqual([
    { variable: "LOGS_LOKI_TOKEN", from: { ssm: "/shop/a" } },
    { variable: "LOGS_LOKI_2_TOKEN", from: { ssm: "/shop/b" } },
  ]);
  const { exporters, extensions } = collectorText(gateway.collector, plan).document;
  expect(extensions).toMatchObject({
    "bearertokenauth/logs-loki": { token: "${env:LOGS_LOKI_TOKEN}" },
    "bearertokenauth/logs-loki-2": { token: "${env:LOGS_LOKI_2_TOKEN}" },
  });
  expect(exporters).toMatchObject({
    "otlp_http/logs-loki": { endpoint: "https://a.example/otlp", auth: { authenticator: "bearertokenauth/logs-loki" } },
    "otlp_http/logs-loki-2": {
      endpoint: "https://b.example/otlp",
      auth: { authenticator: "bearertokenauth/logs-loki-2" },
    },
  });
  expect(exporters["otlp_http/logs-loki-3"]).not.toHaveProperty("auth");
});

test("addresses of AWS are those of the Region's partition", () => {
  const addressesIn = (region: string) => {
    const telemetry = { metrics: ["cloudwatch", { type: "amp", workspace: "ws-12345678" }] };
    const { gateway } = documentsOf(planOf({ region, telemetry }));
    return JSON.stringify(gateway?.exporters)
      .match(/https:\/\/[^/"]+/g)
      ?.sort();
  };
  expect(addressesIn("cn-north-1")).toEqual(
    [
      "https://logs.cn-north-1.amazonaws.com.cn",
      "https://monitoring.cn-north-1.amazonaws.com.cn",
      "https://aps-workspaces.cn-north-1.amazonaws.com.cn",
      "https://xray.cn-north-1.amazonaws.com.cn",
    ].sort(),
  );
  expect(addressesIn("us-gov-west-1")?.every((address) => address.endsWith(".us-gov-west-1.amazonaws.com"))).toBe(true);
});

test("types are called as the version calls them", () => {
  const { gateway } = documentsOf(planOf({ collector: { version: "0.140.0" } }));
  expect(Object.keys(gateway!.exporters).sort()).toEqual([
    "otlphttp/logs-cloudwatch",
    "otlphttp/metrics-cloudwatch",
    "otlphttp/traces-xray",
  ]);
});

test("what a task's memory is used for fits into it", () => {
  for (const memory of [512, 2048, 8192, 122_880]) {
    const { goMemoryMib, limitMib, queueBytes, spikeMib, traces } = sizingOf(memory);
    expect(goMemoryMib).toBeLessThan(limitMib);
    expect(limitMib).toBeLessThan(memory);
    expect(spikeMib).toBeLessThan(limitMib);
    // What waits takes about three times its size; a trace about 20 KiB.
    expect((3 * queueBytes) / 1024 / 1024 + (traces * 20) / 1024).toBeLessThan(limitMib);
  }
});

test("every accepted configuration gives collectors without errors, whose YAML is what they are", () => {
  const placeOf = (path: readonly (string | number)[]) => ({ kind: "config", path }) as const;
  fc.assert(
    fc.property(configArbitrary(), (input) => {
      const { config } = inspect(input);
      for (const environment of deployedEnvironments(config!)) {
        const plan = planEnvironment(config!, environment).collector;
        if (plan === undefined) continue;
        for (const { collector, facts } of collectorsOf(plan)) {
          const { comments, document } = collectorText(collector, plan);
          const read = readYaml(printDocument(document, comments)).value as typeof document;
          expect(JSON.parse(JSON.stringify(read.exporters))).toEqual(JSON.parse(JSON.stringify(document.exporters)));
          expect(Object.keys(read.service.pipelines)).toEqual(Object.keys(document.service.pipelines));
          const errors = checkCollector({ document, target: plan, facts, placeOf }).filter(
            ({ severity }) => severity === "error",
          );
          expect(errors).toEqual([]);
        }
      }
    }),
    { numRuns: 40 },
  );
});
