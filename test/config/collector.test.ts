import { inspect, merge, planEnvironment, type CollectorPlan } from "../../lib/config";
import { ruled } from "../texts";

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

test.each(["https://jane:secret@loki", "https://loki?token=secret"])(
  "a password in an address is not shown: %s",
  (endpoint) => {
    const { findings } = inspect(configOf({ telemetry: { logs: { type: "loki", endpoint } } }));
    expect(findings).toMatchObject([{ rule: "wrong-value" }]);
    expect(JSON.stringify(findings)).not.toContain("secret");
  },
);

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
    image:
      "otel/opentelemetry-collector-contrib@sha256:1f2c54a30e713fac6b3ae77a1ec84010c2007e29ced8ec666214fc2f6739c1cc",
    discovery: { namespace: "shop-prod", service: "collector-sampler" },
    logs: [{ type: "cloudwatch", logGroup: "/shop/prod/telemetry", isMade: false }],
    metrics: [{ type: "cloudwatch" }],
    traces: [{ type: "xray" }],
    gateway: { cpu: 1024, memoryMib: 2048, tasks: { min: 2, max: 2 } },
    isSampled: false,
    decisionWaitSeconds: 10,
    sampling: { rate: 1, services: {}, keepErrors: true, keepWhere: { "sampling.priority": ["high"] }, dropRoutes: [] },
    spanMetrics: { dimensions: ["http.request.method", "http.route", "http.response.status_code"], limit: 2000 },
    counts: [],
  });
});

test("logs are counted where none go to CloudWatch, or as it is said", () => {
  const countedIn = (prod: object): string[] => planOf({ collector: {}, ...prod })!.counts.map(({ name }) => name);
  const loki = { type: "loki", endpoint: "http://loki:3100" };
  expect(countedIn({ telemetry: { logs: loki } })).toEqual(["orders"]);
  expect(countedIn({ telemetry: { logs: ["cloudwatch", loki] } })).toEqual([]);
  expect(countedIn({ collector: { counts: true } })).toEqual(["orders"]);
  expect(countedIn({ telemetry: { logs: loki }, collector: { counts: false } })).toEqual([]);
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
    { type: "cloudwatch", logGroup: "/shop/prod/telemetry", isMade: false },
    { type: "loki", endpoint: "http://loki.internal:3100", tenant: "shop" },
  ]);
  expect(metrics).toEqual([{ type: "emf", namespace: "shop/prod", logGroup: "/shop/prod/metrics", isMade: false }]);
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

const network = { vpc: "vpc-0a1b2c3d", subnets: ["subnet-0a1b2c3d"] };
const image = `111122223333.dkr.ecr.eu-central-1.amazonaws.com/collector@sha256:${"0".repeat(64)}`;

function onEcs(ecs: object, rest: object = {}, routes: object = { warning: [], critical: [] }): object {
  return { collector: { ecs: { network, clients: ["sg-0a1b2c3d"], ...ecs } }, routes, ...rest };
}

test("what Amazon ECS needs has defaults", () => {
  const { alarms, ...ecs } = planOf(onEcs({}, { logs: { retentionDays: 14 } }))!.ecs!;
  expect(alarms.length).toBeGreaterThan(8);
  expect(ecs).toEqual({
    name: "shop-prod-collector",
    network: { kind: "existing", ...network },
    clients: { securityGroups: ["sg-0a1b2c3d"], cidrs: [] },
    egressPorts: [],
    wait: true,
    stopTimeoutSeconds: 120,
    logGroupPrefix: "/shop/prod/collector",
    retentionDays: 14,
    namespace: "shop/prod/collector",
    topics: { info: ["info"], warning: ["warning"], critical: ["critical"] },
  });
});

test("a network of its own lets its own addresses in, unless clients are listed", () => {
  const own = (clients?: string[]) =>
    planOf({
      collector: { image, ecs: { network: { cidr: "10.20.0.0/20" }, clients } },
      routes: { warning: [], critical: [] },
    })?.ecs;
  expect(own()).toMatchObject({
    network: {
      kind: "made",
      cidr: "10.20.0.0/20",
      zones: 2,
      endpoints: ["ecr.api", "ecr.dkr", "logs", "monitoring", "s3", "xray"],
    },
    clients: { cidrs: ["10.20.0.0/20"], securityGroups: [] },
  });
  expect(own(["10.0.0.0/8"])?.clients).toEqual({ cidrs: ["10.0.0.0/8"], securityGroups: [] });
});

test("log groups that nobody names are made with the service", () => {
  const telemetry = { logs: ["cloudwatch", { type: "cloudwatch", group: "/theirs" }], metrics: "emf" };
  const plan = planOf(onEcs({}, { telemetry }))!;
  expect([...plan.logs, ...plan.metrics]).toEqual([
    { type: "cloudwatch", logGroup: "/shop/prod/telemetry", isMade: true },
    { type: "cloudwatch", logGroup: "/theirs", isMade: false },
    { type: "emf", namespace: "shop/prod", logGroup: "/shop/prod/metrics", isMade: true },
  ]);
});

test("a client and a subnet that are listed twice are one", () => {
  const twice = { vpc: network.vpc, subnets: [...network.subnets, ...network.subnets] };
  const ecs = planOf(
    onEcs({ network: twice, clients: ["sg-0a1b2c3d", "10.0.0.0/8", "sg-0a1b2c3d", "10.0.0.0/8"] }),
  )?.ecs;
  expect(ecs?.clients).toEqual({ securityGroups: ["sg-0a1b2c3d"], cidrs: ["10.0.0.0/8"] });
  expect(ecs?.network).toEqual({ kind: "existing", ...network });
});

test("tasks reach the ports of back ends", () => {
  const telemetry = {
    logs: { type: "loki", endpoint: "http://loki.internal:3100" },
    metrics: ["cloudwatch", { type: "prometheus", endpoint: "https://prometheus.example" }],
    traces: [
      { type: "tempo", endpoint: "http://tempo.internal" },
      { type: "otlp", endpoint: "http://loki.internal:3100" },
    ],
  };
  expect(planOf(onEcs({}, { telemetry }))?.ecs?.egressPorts).toEqual([80, 3100]);
});

test("alarms on a collector have topics, and its owner's routes hear of them", () => {
  const email = "team@example.com";
  const routes = { warning: [{ email, teams: ["platform"] }], critical: [{ email }] };
  const { config, findings } = inspect(configOf(onEcs({ owner: "platform" }, {}, routes)));
  expect(findings).toEqual([]);
  const { collector, topics } = planEnvironment(config!, "prod");
  expect(topics.map(({ key }) => key)).toEqual(["warning-team-platform", "critical"]);
  expect(collector?.ecs?.topics).toMatchObject({ warning: ["warning-team-platform"], critical: ["critical"] });
});

const sampled = { sampling: { traces: { rate: 0.1 } } };

const alarmsOf = (prod: object): string[] => planOf(prod)!.ecs!.alarms.map(({ name }) => name);

test("alarms of a collector are those of its tiers and its version", () => {
  const prefix = "shop-prod-collector-";
  const ends = (prod: object) => alarmsOf(prod).map((name) => name.replace(prefix, ""));
  expect(ends(onEcs({}))).toContain("gateway-memory-short-critical");
  expect(ends(onEcs({})).filter((name) => /^sampler|samplers|too-early/.test(name))).toEqual([]);
  const two = ends(onEcs({}, sampled)).filter((name) => /samplers|too-early|healthy/.test(name));
  expect(two).toEqual([
    "gateway-none-healthy-critical",
    "gateway-samplers-warning",
    "gateway-samplers-critical",
    "gateway-unhealthy-warning",
    "sampler-too-early-warning",
  ]);
  const ecs = { network, clients: ["sg-0a1b2c3d"] };
  const one = { ...onEcs({}, sampled), collector: { gateway: { tasks: 1 }, ecs } };
  expect(ends(one)).toContain("gateway-too-early-warning");
  const old = { ...onEcs({}), collector: { image, version: "0.154.0", ecs } };
  expect(ends(old).filter((name) => name.includes("memory-short"))).toEqual([]);
});

test("an alarm of a service that has the name of one on the collector is found, at the service", () => {
  const alarm = { type: "threshold", summary: "Refused.", signal: "errors", severities: { warning: { above: 1 } } };
  const service = { owner: "team", contract: "base", runbooks: "https://runbooks.example.com", notify: "each" };
  const services = { collector_gateway: { ...service, alarms: { refused: alarm } } };
  const { findings } = inspect(merge(configOf(onEcs({})), { services }));
  expect(ruled(findings)).toEqual(["alarm-name error services.collector_gateway.alarms.refused.severities.warning"]);
});

test("it is found in another environment of the account, too", () => {
  const alarm = { type: "threshold", summary: "Gone.", signal: "errors", severities: { critical: { above: 1 } } };
  const service = { owner: "team", contract: "base", runbooks: "https://runbooks.example.com", notify: "each" };
  const config = merge(configOf({ routes: { warning: [], critical: [] } }), {
    services: { "eu-collector-gateway": { ...service, alarms: { gone: alarm } } },
    environments: { "prod-eu": { ...base.environments.prod, ...onEcs({}) } },
  });
  expect(ruled(inspect(config).findings)).toEqual(["name-clash error environments.prod-eu.collector.ecs"]);
});

test("quiet hours mute alarms on the collector that have one of their severities", () => {
  const nights = { severities: ["warning"], cron: "0 22 * * *", duration: "8h" };
  const prod = { ...onEcs({}, sampled), quietHours: { nights }, providers: { aws: "~> 6.41" } };
  const { config, findings } = inspect(configOf(prod));
  expect(findings).toEqual([]);
  const { collector, muteRules } = planEnvironment(config!, "prod");
  const warnings = collector!.ecs!.alarms.filter(({ severity }) => severity === "warning").map(({ name }) => name);
  expect(muteRules.map(({ alarms }) => alarms)).toEqual([warnings]);
  expect(warnings).toContain("shop-prod-collector-gateway-refused-warning");
});

test.each([
  ["no network", onEcs({ network: undefined }), ["collector-network collector.ecs.network"]],
  ["no clients", onEcs({ clients: undefined }), ["collector-network collector.ecs.clients"]],
  [
    "clients that are no block of addresses",
    onEcs({ clients: ["10.300.0.0/16"] }),
    ["collector-network collector.ecs.clients"],
  ],
  [
    "a block that is too small",
    { ...onEcs({}), collector: { image, ecs: { network: { cidr: "10.20.0.0/27" } } } },
    ["collector-network collector.ecs.network.cidr"],
  ],
  [
    "a block that is too large",
    { ...onEcs({}), collector: { image, ecs: { network: { cidr: "10.0.0.0/8" } } } },
    ["collector-network collector.ecs.network.cidr"],
  ],
  [
    "a block that begins within another",
    { ...onEcs({}), collector: { image, ecs: { network: { cidr: "10.20.1.0/20" } } } },
    ["collector-network collector.ecs.network.cidr"],
  ],
  [
    "a mix of two networks",
    onEcs({ network: { ...network, cidr: "10.20.0.0/20" } }),
    ["unknown-key collector.ecs.network.cidr"],
  ],
  [
    "an image that is not known",
    { ...onEcs({}), collector: { distribution: "custom", ecs: { network, clients: ["10.0.0.0/8"] } } },
    ["collector-image collector.image"],
  ],
  [
    "an image that a network of its own does not reach",
    { ...onEcs({}), collector: { ecs: { network: { cidr: "10.20.0.0/20" } } } },
    ["collector-image collector.image"],
  ],
  [
    "an image in another Region",
    {
      ...onEcs({}),
      collector: { image: image.replace("eu-central-1", "us-east-1"), ecs: { network: { cidr: "10.20.0.0/20" } } },
    },
    ["collector-image collector.image"],
  ],
  [
    "a file",
    onEcs({}, { telemetry: { logs: { type: "file", path: "/tmp/logs.json" } } }),
    ["collector-task telemetry.logs"],
  ],
  [
    "a secret of Terraform",
    onEcs({}, { telemetry: { logs: { type: "loki", endpoint: "http://loki", token: { variable: "loki" } } } }),
    ["collector-task telemetry.logs"],
  ],
  [
    "a service's log group that is the collector's",
    onEcs({}, { services: { orders: { logs: { group: "/shop/{environment}/telemetry" } } } }),
    ["log-group-name logs.group"],
  ],
  ["routes that nobody wrote", onEcs({}, {}, { warning: [] }), ["route-missing routes.critical"]],
  [
    "routes of others",
    onEcs({}, {}, { warning: [], critical: [{ email: "a@example.com", teams: ["team"] }] }),
    ["route-missing collector.ecs", "route-scope routes.critical.0.teams.0"],
  ],
])("on ECS, %s is found where it is", (_, prod, places) => {
  expect(placesOf(prod)).toEqual(places);
});
