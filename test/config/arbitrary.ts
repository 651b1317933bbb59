import fc from "fast-check";
import { formOfDimension, onlyRegionOf, resourceMetrics } from "../../lib/aws";
import { severityNames, type Severity } from "../../lib/base";
import type { ConfigInput } from "../../lib/config";
import { type RecommendedSet, recommendedSets, seriesOf } from "../../lib/recommended";

export interface ArbitraryOptions {
  /** Whether quiet hours are generated: they need an AWS provider that has mute rules. */
  readonly quietHours?: boolean;
}

/**
 * Valid configurations of up to three services and three environments, of every type of alarm, plain enough to be written as
 * YAML. They have no finding of severity error.
 */
export function configArbitrary({ quietHours = true }: ArbitraryOptions = {}): fc.Arbitrary<ConfigInput> {
  return fc
    .record({
      project: fc.constantFrom("shop", "web-shop", "p1"),
      // Where nothing is logged, an environment has no questions that could be saved.
      services: tableOf(word, service, 1, 3).filter((all) =>
        Object.values(all).some(({ logs: own }) => own !== "none"),
      ),
      composite: fc.boolean(),
    })
    .chain(({ project, services, composite }) => {
      const withComposite = composite ? addComposite(services) : services;
      return fc
        .tuple(tableOf(word, environment(services, composite, quietHours), 1, 3), fc.boolean())
        .map(([environments, imports]) => ({
          project,
          services: withComposite,
          environments: {
            ...base,
            ...inherit(withImports(withoutFilesOnEcs(environments), imports ? withComposite : {})),
          },
        }));
    }) as unknown as fc.Arbitrary<ConfigInput>;
}

type Table<T> = Record<string, T>;
interface GeneratedAlarm {
  readonly type: string;
  readonly signal?: string;
  readonly severities: Partial<Record<Severity, object>>;
  readonly notify?: boolean;
}
interface GeneratedService {
  readonly owner?: string | { readonly team: string };
  readonly logs?: unknown;
  readonly alarms: Table<GeneratedAlarm | object>;
}

// One word, because two pairs of names with several words could give the same alarm name.
const word = fc
  .tuple(fc.constantFrom("api", "web", "worker", "billing", "search", "mail", "a", "z"), fc.nat(9))
  .map(([stem, digit]) => `${stem}${digit}`);

const alarmName = fc
  .tuple(fc.constantFrom("errors", "slow", "no_traffic", "too-much", "x"), fc.constantFrom("_", "-"), word)
  .map(([head, joint, tail]) => `${head}${joint}${tail}`);

const base = {
  root: {
    abstract: true,
    region: "eu-central-1",
    account: "111122223333",
    backend: { type: "local" },
    vars: { function: "{project}-f", note: "Europe", key: "/{project}/{environment}/pagerduty", hook: "notify" },
  },
};

/** A task on ECS writes no file: where one is a back end, also in another environment that may be extended, nothing runs on ECS. */
function withoutFilesOnEcs(environments: Table<object>): Table<object> {
  const text = JSON.stringify(environments);
  if (!text.includes('"type":"file"')) return environments;
  return JSON.parse(text, (key, value: unknown) => (key === "ecs" ? undefined : value)) as Table<object>;
}

/** The first environment imports all alarms, and a filter of each service, if no environment leaves anything out. */
function withImports(environments: Table<object>, services: Table<GeneratedService>): Table<object> {
  const [first] = Object.keys(environments);
  const entry = first === undefined ? undefined : environments[first];
  if (first === undefined || /"off"|"enabled":false/.test(JSON.stringify(environments))) return environments;
  const alarms = referencesTo(services);
  const filters = Object.entries(services).flatMap(([name, { logs }]) => (logs === "none" ? [] : [`${name}/requests`]));
  return { ...environments, [first]: { ...entry, ...(alarms.length === 0 ? {} : { imports: { alarms, filters } }) } };
}

/** The first two extend what all do, the third the second. */
function inherit(environments: Table<object>): Table<object> {
  const [, second] = Object.keys(environments);
  return Object.fromEntries(
    Object.entries(environments).map(([name, entry], at) => [name, { extends: at === 2 ? second : "root", ...entry }]),
  );
}

/** A table whose names give different construct ids. */
function tableOf<T>(
  name: fc.Arbitrary<string>,
  value: fc.Arbitrary<T>,
  minLength: number,
  maxLength: number,
): fc.Arbitrary<Table<T>> {
  return fc
    .uniqueArray(fc.tuple(name, value), { minLength, maxLength, selector: ([key]) => key.replaceAll("-", "_") })
    .map((entries) => Object.fromEntries(entries));
}

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const clean = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
const sentence = fc.constantFrom(
  "Customers cannot pay.",
  "Something is slow in {environment}.",
  "In {vars.note}: {service}.",
  "Größe: “ü” \\ $ % ' \" # :",
);

/** Numbers for some of the severities, stricter for more urgent ones. */
function severitiesOf(make: (step: number) => object): fc.Arbitrary<Partial<Record<Severity, object>>> {
  return fc
    .subarray([...severityNames], { minLength: 1 })
    .map((names) => Object.fromEntries(names.map((name, index) => [name, make(index + 1)])));
}

const texts = {
  summary: sentence,
  impact: optional(sentence),
  query: optional(
    fc.constantFrom<unknown[]>(
      { question: "top_errors" },
      { question: "slow_requests", params: { longer_than: 500 } },
      { question: "one_user", params: { user: "{service}" } },
      "filter level = 'error' | stats count() by event",
      "fields @timestamp | filter service.name = '{service}'",
    ),
  ),
  runbook: optional(fc.constantFrom("outage", "https://runbooks.example.com/x")),
  notify: optional(fc.boolean()),
  okActions: optional(fc.boolean()),
};

const window = fc
  .record({
    period: fc.constantFrom("1m", "5m", "15m", "1h"),
    periods: fc.integer({ min: 1, max: 5 }),
    less: fc.nat(4),
  })
  .map(({ period, periods, less }) => ({ period, periods, datapoints: Math.max(1, periods - less) }));

const missingData = optional(fc.constantFrom("missing", "notBreaching", "breaching", "ignore"));
const comparison = (scale: number) =>
  fc
    .constantFrom("above", "atLeast", "below", "atMost")
    .chain((key) =>
      severitiesOf((step) => ({ [key]: (key === "above" || key === "atLeast" ? step : 4 - step) * scale })),
    );

const counts = ["requests", "server_errors", "errors", "things"];
const measures = ["request_duration", "thing_size"];
const kinds = { "thing.kind": "small" };

/** What a rate or an expression reads, in all forms but a name. */
const series = fc.constantFrom(
  { signal: "requests" },
  { signal: "things_by_kind", dimensions: kinds },
  { metric: "lambda.errors", dimensions: { FunctionName: "{vars.function}" } },
  { metric: "alb.requests", statistic: "SampleCount", dimensions: { LoadBalancer: "app/a/1", TargetGroup: "t/a/1" } },
  { metric: { namespace: "Shop/Things", name: "Done" } },
);

const alarm = fc.oneof(
  fc
    .record({
      ...texts,
      missingData,
      type: fc.constant("threshold"),
      signal: fc.constantFrom(...counts),
      severities: comparison(5),
    })
    .chain(withWindow),
  fc
    .record({
      ...texts,
      type: fc.constant("threshold"),
      signal: fc.constantFrom(...measures),
      statistic: fc.constantFrom("Average", "Maximum", "p90", "tm95"),
      severities: comparison(100),
    })
    .chain(withWindow),
  fc
    .record({
      ...texts,
      type: fc.constant("threshold"),
      signal: fc.constant("things_by_kind"),
      dimensions: fc.constant(kinds),
      severities: comparison(2),
    })
    .chain(withWindow),
  fc
    .record({
      ...texts,
      type: fc.constant("rate"),
      errors: fc.constant("server_errors"),
      of: fc.constant("requests"),
      minimum: fc.integer({ min: 1, max: 100 }),
      severities: comparison(10),
    })
    .chain(withWindow),
  fc
    .record({
      ...texts,
      missingData,
      type: fc.constant("rate"),
      errors: fc.oneof(series, fc.constant("server_errors")),
      of: fc.constant({ metric: "lambda.invocations", dimensions: { FunctionName: "{vars.function}" } }),
      minimum: fc.integer({ min: 1, max: 100 }),
      severities: comparison(10),
    })
    .chain(withWindow),
  fc
    .record({
      ...texts,
      missingData,
      type: fc.constant("math"),
      expression: fc.constantFrom("a / (a + b) * 100", "IF(b > 5, a, 0)", "MAX([a, b])", "result - a - b"),
      a: fc.oneof(series, fc.constantFrom(...counts, ...measures)),
      b: series,
      severities: comparison(10),
    })
    .map(({ a, b, ...rest }) => ({
      ...rest,
      metrics: { a, b, ...(rest.expression.startsWith("result") ? { result: "requests" } : {}) },
    }))
    .chain(withWindow),
  fc
    .record({
      ...texts,
      type: fc.constant("latency"),
      signal: fc.constantFrom(...measures),
      percentile: optional(fc.constantFrom("p50", "p99", "p99.9")),
      minimumSamples: optional(fc.integer({ min: 1, max: 50 })),
      severities: comparison(300),
    })
    .chain(withWindow),
  fc.record({
    ...texts,
    type: fc.constant("absence"),
    signal: optional(fc.constantFrom(...counts, ...measures)),
    severities: severitiesOf((step) => ({ for: `${step * 15}m` })),
  }),
  fc.record({
    ...texts,
    type: fc.constant("deadline"),
    signal: fc.constantFrom(...counts, ...measures),
    from: optional(fc.constantFrom("00:30", "22:00")),
    timezone: fc.constantFrom("UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"),
    days: optional(fc.constantFrom(["MON"], ["MON", "FRI", "SUN"])),
    severities: severitiesOf((step) => ({ by: `0${step + 1}:30` })),
  }),
  fc
    .record({
      ...texts,
      type: fc.constant("anomaly"),
      signal: fc.constantFrom(...counts),
      direction: optional(fc.constantFrom("above", "below", "both")),
      severities: severitiesOf((step) => ({ band: step + 1 })),
    })
    .chain(withWindow),
  fc
    .record({
      ...texts,
      type: fc.constant("metric"),
      metric: fc.constant("sqs.visible_messages"),
      dimensions: fc.constant({ QueueName: "{project}-{environment}-q" }),
      severities: comparison(50),
    })
    .chain(withWindow),
  fc
    .record({
      ...texts,
      type: fc.constant("metric"),
      metric: fc.constant({ namespace: "Shop/Things", name: "Depth" }),
      severities: comparison(50),
    })
    .chain(withWindow),
);

function withWindow(entry: object): fc.Arbitrary<GeneratedAlarm> {
  return window.map((each) => ({ ...entry, ...each }) as unknown as GeneratedAlarm);
}

const redaction = fc.constantFrom(
  { keys: [], shapes: [] },
  {
    keys: ["coupon", "a.b", "c$d(e)", "Größe"],
    shapes: [
      { name: "Coupon", description: "A coupon.", pattern: "C-[0-9]{8}|[$]{1,2}x" },
      { name: "IpAddress", description: "An address.", managed: "IpAddress" },
    ],
  },
);

const contract = fc.record({ redaction }).map((own) => ({
  ...own,
  extends: "base",
  fields: {
    "thing.kind": { type: "string", description: "Kind.", values: ["small", "large"] },
    "thing.size": { type: "number", description: "Size.", unit: "Bytes" },
  },
  events: { thing_done: { level: "info", description: "Done.", required: ["thing.kind", "thing.size"] } },
  signals: {
    things: { description: "Things done.", on: "thing_done", default: 0 },
    thing_size: { description: "Size of things.", on: "thing_done", value: "thing.size" },
    things_by_kind: { description: "Things, by kind.", on: "thing_done", dimensions: ["thing.kind"] },
  },
}));

const logs = fc
  .record({
    retentionDays: optional(fc.constantFrom(7, 30, 365, "never")),
    protect: optional(fc.boolean()),
    retainOnDelete: optional(fc.boolean()),
    deletionProtection: optional(fc.boolean()),
    anomalyDetection: optional(fc.oneof(fc.boolean(), fc.constant({ frequency: "15m", visibilityDays: 30 }))),
  })
  .map(clean);

/** Sets on resources that may be in any Region, and whose dimensions may have any name as their value. */
const plainSets = Object.entries<RecommendedSet>(recommendedSets).flatMap(([set, entry]) => {
  if (entry.kind === "lines") return [];
  const watched = Object.values(entry.alarms).flatMap(({ watches }) => seriesOf(watches));
  const namespaces = watched.flatMap((series) => ("metric" in series ? resourceMetrics[series.metric].namespace : []));
  const isPlain = Object.keys(entry.dimensions).every((dimension) =>
    namespaces.every((namespace) => formOfDimension(namespace, dimension)?.pattern.test("orders") !== false),
  );
  return isPlain && namespaces.every((namespace) => onlyRegionOf(namespace) === undefined) ? [{ set, entry }] : [];
});

const recommended = fc.constantFrom(...plainSets).chain(({ entry, set }) =>
  fc
    .record({
      set: fc.constant(set),
      of: fc.constant(Object.fromEntries(Object.keys(entry.dimensions).map((name) => [name, "{environment}-orders"]))),
      settings: optional(fc.constant(Object.fromEntries(Object.keys(entry.settings ?? {}).map((name) => [name, 50])))),
      alarms: optional(
        fc
          .constantFrom(...Object.keys(entry.alarms))
          .chain((name) =>
            fc.constantFrom("off", { periods: 2 }, { notify: false }).map((change) => ({ [name]: change })),
          ),
      ),
    })
    .map(clean),
) as fc.Arbitrary<{ readonly set: string }>;

const logging: fc.Arbitrary<GeneratedService> = fc
  .record({
    description: optional(fc.constantFrom("Größe: “ü” \\ $ % ' \" # :", "Takes orders.")),
    owner: fc.constantFrom("team-a", { team: "team-b", contact: "#team-b" }),
    tier: optional(fc.constantFrom("critical", "standard", "low")),
    runbooks: fc.constantFrom("https://runbooks.example.com/{service}", "https://wiki.example.com/"),
    contract,
    logs: optional(
      fc
        .tuple(logs, optional(fc.constant(["request_id", "thing.kind"])))
        .map(([some, indexes]) => clean({ ...some, indexes })),
    ),
    notify: optional(fc.constantFrom("service", "each")),
    alarms: tableOf(alarmName, (alarm as fc.Arbitrary<GeneratedAlarm>).map(clean), 0, 4),
    recommended: optional(fc.uniqueArray(recommended, { maxLength: 2, selector: ({ set }) => set })),
    namespace: optional(fc.constant("Own {service}/{environment}")),
    filters: optional(fc.constant({ requests: "kept {service} {environment}" })),
    named: fc.boolean(),
  })
  .map(({ named, ...entry }) => clean({ ...entry, alarms: named ? withNames(entry.alarms) : entry.alarms }));

/** Alarms that have names of their own. */
function withNames(alarms: Table<GeneratedAlarm>): Table<GeneratedAlarm> {
  return Object.fromEntries(
    Object.entries(alarms).map(([alarm, entry]) => {
      const names = Object.keys(entry.severities).map((severity) => [
        severity,
        `{environment} {service} ${alarm} ${severity}`,
      ]);
      return [alarm, { ...entry, names: Object.fromEntries(names) as object }];
    }),
  );
}

const queue = { metric: "sqs.visible_messages", dimensions: { QueueName: "{environment}-q" } };
const silentTexts = { ...texts, query: optional(fc.constant("filter level = 'error' | stats count() by event")) };

/** Of a service that logs nothing, alarms are on metrics of AWS. */
const silentAlarm = fc.oneof(
  fc.record({ ...silentTexts, ...constants(queue), type: fc.constant("metric"), severities: comparison(50) }),
  fc.record({
    ...silentTexts,
    ...constants(queue),
    type: fc.constant("anomaly"),
    severities: severitiesOf((step) => ({ band: step + 1 })),
  }),
  fc.record({
    ...silentTexts,
    type: fc.constant("rate"),
    errors: fc.constant({ metric: { namespace: "Shop/Things", name: "Failed" } }),
    of: fc.constant({ metric: { namespace: "Shop/Things", name: "Done" } }),
    minimum: fc.integer({ min: 1, max: 100 }),
    severities: comparison(10),
  }),
  fc.record({
    ...silentTexts,
    type: fc.constant("math"),
    expression: fc.constant("a / 2"),
    metrics: fc.constant({ a: queue }),
    severities: comparison(10),
  }),
);

function constants(values: object) {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, fc.constant<unknown>(value)]));
}

const silent: fc.Arbitrary<GeneratedService> = fc
  .record({
    owner: fc.constantFrom("team-a", { team: "team-b", contact: "#team-b" }),
    tier: optional(fc.constantFrom("critical", "standard", "low")),
    runbooks: fc.constant("https://runbooks.example.com/{service}"),
    logs: fc.constant("none"),
    notify: optional(fc.constantFrom("service", "each")),
    alarms: tableOf(alarmName, silentAlarm.chain(withWindow).map(clean), 0, 3),
    recommended: optional(fc.uniqueArray(recommended, { maxLength: 2, selector: ({ set }) => set })),
  })
  .map(clean);

const service = fc.oneof({ arbitrary: logging, weight: 3 }, { arbitrary: silent, weight: 1 });

function referencesTo(services: Table<GeneratedService>): string[] {
  return Object.entries(services).flatMap(([name, { alarms }]) =>
    Object.entries(alarms as Table<GeneratedAlarm>).flatMap(([each, { severities }]) =>
      Object.keys(severities).map((severity) => `${name}/${each}.${severity}`),
    ),
  );
}

/** Adds a composite alarm over the first alarms, if there are any. */
function addComposite(services: Table<GeneratedService>): Table<GeneratedService> {
  const references = referencesTo(services);
  const [first, second = first] = references;
  const [home] = Object.keys(services);
  if (first === undefined || second === undefined || home === undefined) return services;
  const rule = {
    any: [{ all: [first, second] }, { atLeast: 1, of: references.slice(0, 5) }, { all: [first, { not: second }] }],
  };
  const entry = { type: "composite", summary: "All is lost.", rule, severities: { critical: {} } };
  return { ...services, [home]: { ...services[home], alarms: { ...services[home]?.alarms, all_is_lost: entry } } };
}

const route = fc.oneof(
  fc.record({ email: fc.constantFrom("a@example.com", "oncall+x@shop.example", "${x}@example.com") }),
  fc.record({
    webhook: fc.constantFrom(
      { ssm: "/shop/webhook" },
      { secret: "shop/webhook", key: "url" },
      { variable: "webhook_url" },
    ),
  }),
  fc.record({
    pagerduty: fc.constantFrom({ ssm: "/shop/pagerduty" }, { ssm: "{vars.key}" }),
    deadLetter: fc.boolean(),
  }),
  fc.record({ slack: fc.constant({ team: { ssm: "/slack/team" }, channel: { ssm: "/slack/channel" } }) }),
  fc.record({
    lambda: fc.constantFrom(
      "arn:aws:lambda:eu-central-1:111122223333:function:notify",
      "arn:aws:lambda:{region}:{account}:function:{vars.hook}",
    ),
  }),
  fc.record({ topic: fc.constant("arn:aws:sns:{region}:{account}:ops") }),
  fc.record({
    sqs: fc.constant("arn:aws:sqs:eu-central-1:111122223333:notifications"),
    filterPolicy: fc.constant({ AlarmName: [{ prefix: "shop-" }] }),
  }),
);
/** Limits a route to the alarms of somebody who has some. */
function limited(services: Table<GeneratedService>): fc.Arbitrary<object> {
  const owning = Object.entries(services).filter(([, { alarms }]) => Object.keys(alarms).length > 0);
  if (owning.length === 0) return fc.constant({});
  return fc.constantFrom(
    {},
    { services: owning.map(([name]) => name) },
    { teams: owning.map(([, { owner }]) => (typeof owner === "object" ? owner.team : (owner ?? "team-a"))) },
    { tiers: ["critical", "low"] },
  );
}

const signalBackends = (...own: readonly unknown[]) => {
  const one = fc.constantFrom(
    ...own,
    { type: "otlp", endpoint: "https://otlp.example.com/{environment}", token: { secret: "otlp" } },
    { type: "s3", bucket: "shop-{account}", prefix: "a/{environment}" },
    { type: "file", path: "/tmp/{environment}.json" },
  );
  return fc.oneof(one, fc.uniqueArray(one, { minLength: 1, maxLength: 3 }));
};

const telemetry = fc
  .record({
    logs: optional(
      signalBackends(
        "cloudwatch",
        { type: "cloudwatch", group: "/{project}/{environment}/otel" },
        { type: "loki", endpoint: "http://loki:3100", tenant: "{project}" },
        { type: "elasticsearch", endpoint: "https://es:9200", index: "logs-{environment}", apiKey: { ssm: "/es" } },
      ),
    ),
    metrics: optional(
      signalBackends(
        "cloudwatch",
        "emf",
        { type: "emf", namespace: "{project}/x" },
        { type: "prometheus", endpoint: "http://prometheus:9090/" },
        { type: "amp", workspace: "ws-1234-abcd" },
      ),
    ),
    traces: optional(
      signalBackends("xray", { type: "tempo", endpoint: "http://tempo:4318", token: { ssm: "/tempo" } }),
    ),
  })
  .map(clean);

const tier = {
  cpu: fc.constantFrom(1024, 2048),
  memory: fc.constantFrom(4096, 8192),
};

const ecs = fc
  .record({
    network: fc.constantFrom(
      { vpc: "vpc-0a1b2c3d", subnets: ["subnet-0a1b2c3d"] },
      { vpc: "vpc-0a1b2c3d", subnets: ["subnet-0a1b2c3d", "subnet-1a1b2c3d", "subnet-2a1b2c3d"] },
    ),
    clients: fc.constantFrom(["sg-0a1b2c3d"], ["10.20.0.0/16", "sg-0a1b2c3d", "sg-1a1b2c3d", "sg-0a1b2c3d"]),
    cluster: optional(fc.constantFrom("shop", "arn:aws:ecs:eu-central-1:111122223333:cluster/shop")),
    certificate: optional(
      fc.constant({ arn: "arn:aws:acm:eu-central-1:111122223333:certificate/0a1b2c3d", host: "otel.shop.example" }),
    ),
    delivery: optional(fc.constantFrom("environment", "s3")),
    owner: optional(fc.constantFrom("team-web", { team: "team-web", contact: "#web" })),
    wait: optional(fc.boolean()),
  })
  .map(clean);

const collector = fc
  .record({
    image: fc.constant(`111122223333.dkr.ecr.eu-central-1.amazonaws.com/collector@sha256:${"0".repeat(64)}`),
    ecs: optional(ecs),
    distribution: optional(fc.constantFrom("contrib", "custom")),
    version: optional(fc.constantFrom("0.156.0", "0.159.0", "0.165.0")),
    gateway: optional(fc.record({ ...tier, tasks: fc.oneof(fc.constantFrom(1, 2), fc.constant({ min: 1, max: 4 })) })),
    sampler: optional(fc.record({ ...tier, tasks: fc.constantFrom(1, 3), decisionWait: fc.constantFrom("5s", "1m") })),
    counts: optional(fc.boolean()),
    sidecar: optional(fc.record({ statsd: fc.boolean(), scrape: fc.constantFrom([], [9464, 9100]) })),
    agent: optional(
      fc.record({ platform: fc.constantFrom("kubernetes", "ec2"), files: fc.constantFrom([], ["/var/log/a$b/*.log"]) }),
    ),
    spanMetrics: optional(
      fc.record({ dimensions: fc.constantFrom([], ["http.route", "a$b"]), limit: fc.constantFrom(100, 5000) }),
    ),
  })
  .map(clean);

// Without the account's switches: the provider that Terraform validates with is too old for them.
const xray = fc
  .record({
    groups: optional(
      fc.constant({
        faults: { where: "fault OR error", insights: true },
        slow: { where: 'service("{environment}-${x}%{") { responsetime > 2 }' },
      }),
    ),
    samplingRules: optional(
      fc.constant({
        checkout: { priority: 10, rate: 1, reservoir: 5, path: "/{project}/${x}*", attributes: { tenant: "%{x}" } },
        rest: { priority: 9000, rate: 0.05 },
      }),
    ),
  })
  .map(clean);

const grafana = fc
  .record({
    url: fc.constantFrom(
      "https://grafana.example.com",
      "https://{environment}.grafana.net/x/",
      "http://127.0.0.1:3000",
    ),
    workspace: optional(fc.constantFrom({}, { version: "12.4", admins: ["0a1b2c3d"], authentication: "saml" })),
    auth: optional(fc.constantFrom({ ssm: "/{project}/grafana" }, { secret: "grafana", key: "token" })),
    schema: optional(fc.constantFrom("v1", "v2")),
    timezone: optional(fc.constantFrom("browser", "utc", "Europe/Berlin")),
    folder: optional(fc.constantFrom("{project} {environment}", "${x}%{ y", 'a "b" \\ ü')),
    parentFolder: optional(fc.constantFrom("observability", "{project}_x")),
    dataSources: fc
      .record({
        cloudwatch: optional(fc.constantFrom("off", {}, { role: "arn:aws:iam::111122223333:role/grafana" })),
        prometheus: optional(fc.constantFrom({ existing: "prometheus" }, { url: "http://prometheus:9090/${x}" })),
        tempo: fc.constantFrom("off", { existing: "tempo" }, { url: "http://tempo:3200", token: { variable: "t" } }),
        loki: optional(fc.constant({ url: "http://loki:3100", token: { secret: "loki" } })),
      })
      .map(clean),
    alerting: fc.constant(undefined),
    routes: optional(
      fc.constant({
        info: [],
        warning: [{ slack: { url: { ssm: "/hook" } } }, { slack: { token: { ssm: "/t" }, channel: "C1" } }],
        critical: [
          { email: ["a@example.com", "b@example.com"] },
          { pagerduty: { ssm: "/key" } },
          { webhook: { variable: "hook" } },
          { opsgenie: { ssm: "/key" } },
          { msteams: { ssm: "/key" } },
        ],
      }),
    ),
  })
  .map(clean);

// Each kind of route at most once, because the same receiver twice is refused.
const routesOf = (services: Table<GeneratedService>) =>
  fc
    .uniqueArray(route, { maxLength: 3, selector: (each) => Object.keys(each)[0] })
    .chain((some) => fc.tuple(...some.map((each) => limited(services).map((limit) => ({ ...each, ...limit })))))
    // Nobody's alarm may be without a route.
    .map((some) => (some.length === 0 ? some : [...some, { email: "everybody@example.com" }]));

function environment(services: Table<GeneratedService>, composite: boolean, quietHours: boolean): fc.Arbitrary<object> {
  return fc
    .record({
      encrypt: optional(fc.boolean()),
      vars: optional(
        fc
          .record({
            function: optional(fc.constantFrom("orders", "orders:live", "${x}%{ y", "$${x}")),
            note: optional(fc.constantFrom("", "Größe", '"', "\\", "${x}", "%{ if", "{{y}}", "\n")),
            hook: optional(fc.constant("{environment}-notify")),
          })
          .map(clean),
      ),
      logs: optional(logs),
      services: composite ? fc.constant(undefined) : optional(overrides(services)),
      thresholds: optional(thresholds(services, !composite)),
      sampling: optional(
        fc.constantFrom(
          {
            logs: { debug: 0 },
            traces: { rate: 0.1, keepSlowerThan: "1s", dropRoutes: ["/health"], keepWhere: { "a.b": ["x"] } },
          },
          { traces: { dropRoutes: ['/a"b\\c', "/${x}/$$", "/%{y}/ü", "/\n"] } },
          { traces: { rate: 0, keepErrors: false, keepWhere: { 'a"$b': ["$x", "${y}", '"', "ü"] } } },
        ),
      ),
      telemetry: optional(telemetry),
      collector: optional(collector),
      xray: optional(xray),
      grafana: optional(grafana),
      cloudwatchDashboards: optional(fc.boolean()),
      savedQueries: optional(
        fc.constantFrom<unknown[]>(
          true,
          false,
          {},
          { folder: "{project}/x {environment}", questions: ["errors", "one_user"] },
        ),
      ),
      routes: fc.record({ info: routesOf(services), warning: routesOf(services), critical: routesOf(services) }),
      quietHours: quietHours
        ? optional(
            fc.constant({
              nights: {
                severities: ["info", "warning"],
                cron: "0 22 * * *",
                duration: "PT8H",
                timezone: "Europe/Berlin",
              },
            }),
          )
        : fc.constant(undefined),
      backend: optional(
        fc.constantFrom({ type: "s3", bucket: "shop-state" }, { type: "local", path: "{environment}-${x}.tfstate" }),
      ),
      endpoints: optional(fc.constantFrom("http://localhost:4566", { logs: "http://localhost:4566" })),
      assumeRole: optional(fc.constant({ arn: "arn:aws:iam::111122223333:role/deploy" })),
      tags: optional(fc.constant({ "cost-center": "42" })),
    })
    .map(clean);
}

function overrides(services: Table<GeneratedService>): fc.Arbitrary<object> {
  return fc
    .subarray(Object.keys(services))
    .chain((names) =>
      fc.tuple(
        ...names.map((name) =>
          fc
            .record({
              enabled: fc.boolean(),
              logs: services[name]?.logs === "none" ? fc.constant(undefined) : logs,
              notify: fc.constantFrom("service", "each"),
            })
            .map((entry) => [name, clean(entry)] as const),
        ),
      ),
    )
    .map((entries) => Object.fromEntries(entries));
}

/** Overrides with the same conditions as the alarms, or off; other windows and statistics. */
function thresholds(services: Table<GeneratedService>, off: boolean): fc.Arbitrary<object> {
  const all = Object.entries(services).flatMap(([name, { alarms }]) =>
    Object.entries(alarms as Table<GeneratedAlarm>).map(([each, alarm]) => ({ name, each, alarm })),
  );
  return fc
    .subarray(all)
    .chain((chosen) =>
      fc.tuple(...chosen.map(({ alarm, ...names }) => overrideOf(alarm, off).map((entry) => ({ ...names, entry })))),
    )
    .map((chosen) => {
      const table: Table<Table<object>> = {};
      for (const { name, each, entry } of chosen) (table[name] ??= {})[each] = entry;
      return table;
    });
}

function overrideOf({ severities, signal = "", type }: GeneratedAlarm, off: boolean): fc.Arbitrary<object> {
  const conditions = fc
    .tuple(fc.subarray(Object.entries(severities)), fc.boolean())
    .map(([chosen, silent]) =>
      Object.fromEntries(chosen.map(([severity, condition]) => [severity, silent && off ? "off" : condition])),
    );
  if (["absence", "deadline", "composite"].includes(type)) return conditions;
  const statistics =
    type === "latency"
      ? { percentile: fc.constantFrom("p75", "p99.5", null) }
      : type === "metric" || measures.includes(signal)
        ? { statistic: fc.constantFrom("Average", "Maximum", "p90", "tm95", null) }
        : type === "threshold" || type === "anomaly"
          ? { statistic: fc.constantFrom("Sum", null) }
          : {};
  return fc
    .tuple(conditions, otherWindow, fc.record(statistics, { requiredKeys: [] }))
    .map((parts) => Object.assign({}, ...parts) as object);
}

// Each fits every window that it may be laid over.
const otherWindow = fc.oneof(
  window,
  fc.constantFrom({}, { period: "10m" }, { periods: 6 }, { datapoints: 1 }),
  fc.constant({ period: null, periods: null, datapoints: null }),
);
