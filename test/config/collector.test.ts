import { inspect, merge, planEnvironment, type CollectorPlan } from "../../lib/config";

const base = {
  project: "shop",
  services: { orders: { owner: "team", contract: "base" } },
  environments: {
    prod: {
      region: "eu-central-1",
      account: "111122223333",
      backend: { type: "local" },
    },
  },
};

const configOf = (prod: object) => merge(base, { environments: { prod } });

function planOf(prod: object): CollectorPlan | undefined {
  const { config, findings } = inspect(configOf(prod));
  expect(findings).toEqual([]);
  return planEnvironment(config!, "prod").collector;
}

function placesOf(prod: object): string[] {
  return inspect(configOf(prod)).findings.map(({ at, rule }) => `${rule} ${at.path.slice(2).join(".")}`);
}

test("there is no collector unless an environment says so", () => {
  expect(planOf({})).toBeUndefined();
  expect(planOf({ telemetry: { logs: { type: "loki", endpoint: "http://loki:3100" } } })).toBeUndefined();
});

test("all of a collector has defaults", () => {
  const { redaction, ...plan } = planOf({ collector: {} })!;
  expect(redaction.keys).toContain("password");
  expect(plan).toEqual({
    project: "shop",
    environment: "prod",
    region: "eu-central-1",
    account: "111122223333",
    production: false,
    distribution: "contrib",
    version: "0.159.0",
    logs: [{ type: "cloudwatch", logGroup: "/shop/prod/telemetry" }],
    metrics: [{ type: "cloudwatch" }],
    traces: [{ type: "xray" }],
    gateway: { cpu: 1024, memoryMib: 2048, tasks: { min: 2, max: 2 } },
    isSampled: false,
    decisionWaitSeconds: 10,
    sampling: { rate: 1, services: {}, keepErrors: true, keepWhere: { "sampling.priority": ["high"] }, dropRoutes: [] },
    spanMetrics: { dimensions: ["http.request.method", "http.route", "http.response.status_code"], limit: 2000 },
  });
});

test("back ends are one or several, in words or objects, with placeholders filled in", () => {
  const { logs, metrics, traces } = planOf({
    vars: { loki: "loki.internal" },
    telemetry: {
      logs: ["cloudwatch", { type: "loki", endpoint: "http://{vars.loki}:3100/", tenant: "{project}" }],
      metrics: { type: "emf" },
      traces: [],
    },
    collector: {},
  })!;
  expect(logs).toEqual([
    { type: "cloudwatch", logGroup: "/shop/prod/telemetry" },
    { type: "loki", endpoint: "http://loki.internal:3100", tenant: "shop" },
  ]);
  expect(metrics).toEqual([{ type: "emf", namespace: "shop/prod", logGroup: "/shop/prod/metrics" }]);
  expect(traces).toEqual([]);
});

test("where a signal goes is inherited as a whole", () => {
  const config = merge(
    configOf({ telemetry: { logs: { type: "loki", endpoint: "http://a", tenant: "t" } }, collector: {} }),
    {
      environments: { staging: { extends: "prod", telemetry: { logs: { type: "loki", endpoint: "http://b" } } } },
    },
  );
  expect(planEnvironment(inspect(config).config!, "staging").collector?.logs).toEqual([
    { type: "loki", endpoint: "http://b" },
  ]);
});

test("a tier for sampling is made where traces are dropped and one task would not see all their spans", () => {
  const sampling = { traces: { rate: 0.1 } };
  expect(planOf({ collector: {}, sampling })?.sampler).toEqual({
    cpu: 1024,
    memoryMib: 2048,
    tasks: { min: 2, max: 2 },
  });
  expect(planOf({ collector: { gateway: { tasks: 1 } }, sampling })).toMatchObject({ isSampled: true });
  expect(planOf({ collector: { gateway: { tasks: 1 } }, sampling })?.sampler).toBeUndefined();
  expect(planOf({ collector: {}, sampling, telemetry: { traces: [] } })).toMatchObject({ isSampled: false });
  expect(planOf({ collector: {}, sampling, telemetry: { traces: [] } })?.sampler).toBeUndefined();
  expect(planOf({ collector: { gateway: { tasks: { min: 1, max: 3 } } }, sampling })?.sampler).toBeDefined();
  expect(planOf({ collector: {}, sampling: { traces: { services: { orders: 0.5 } } } })?.sampler).toBeDefined();
});

test.each([
  ["a back end that there is not", { telemetry: { logs: "lokki" } }, ["wrong-value telemetry.logs"]],
  ["a type that there is not", { telemetry: { logs: { type: "lokki" } } }, ["wrong-value telemetry.logs.type"]],
  ["a back end of another signal", { telemetry: { traces: ["emf"] } }, ["wrong-value telemetry.traces.0"]],
  [
    "an address without scheme",
    { telemetry: { logs: { type: "loki", endpoint: "loki:3100" } } },
    ["wrong-value telemetry.logs.endpoint"],
  ],
  [
    "a token in the address",
    { telemetry: { logs: { type: "loki", endpoint: "http://u:p@loki" } } },
    ["wrong-value telemetry.logs.endpoint"],
  ],
  [
    "a token as a text",
    { telemetry: { logs: { type: "loki", endpoint: "http://loki", token: "s3cret" } } },
    ["wrong-value telemetry.logs.token"],
  ],
  ["a rate of 7", { sampling: { traces: { rate: 7 } } }, ["wrong-value sampling.traces.rate"]],
  [
    "a service that there is not",
    { sampling: { traces: { services: { order: 0.5 } } } },
    ["service-unknown sampling.traces.services.order"],
  ],
  [
    "a size that Fargate does not offer",
    { collector: { gateway: { cpu: 1024, memory: 1024 } } },
    ["collector-size collector.gateway.memory"],
  ],
  [
    "a CPU that Fargate does not offer",
    { collector: { gateway: { cpu: 1000 } } },
    ["collector-size collector.gateway.cpu"],
  ],
  [
    "an empty range of tasks",
    { collector: { gateway: { tasks: { min: 3, max: 2 } } } },
    ["collector-tasks collector.gateway.tasks"],
  ],
  [
    "a collector that sends nothing",
    { telemetry: { logs: [], metrics: [], traces: [] }, collector: {} },
    ["collector-nowhere telemetry"],
  ],
  ["a version as a number", { collector: { version: 0.159 } }, ["wrong-value collector.version"]],
  [
    "an image by tag",
    { collector: { image: "otel/opentelemetry-collector-contrib:latest" } },
    ["wrong-value collector.image"],
  ],
  [
    "a text that is not what it must be once filled in",
    { vars: { loki: "a b" }, telemetry: { logs: { type: "loki", endpoint: "http://{vars.loki}" } }, collector: {} },
    ["placeholder-value telemetry.logs.endpoint"],
  ],
])("%s is found where it is", (_, prod, places) => {
  expect(placesOf(prod)).toEqual(places);
});
