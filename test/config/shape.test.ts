import { expectText, ruled } from "../texts";
import { found, type Loose, sample } from "./sample";
import { inspect } from "../../lib/config";

/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment,
   @typescript-eslint/no-unsafe-return -- what is written down here is of no type */

test("the sample has no finding", () => {
  expect(inspect(sample()).findings).toEqual([]);
});

test("a misspelt key is refused, and the nearest one is named", () => {
  expect(found((config) => (config.services.payments.alarms.failures.treshold = 5))).toMatchInlineSnapshot(`
    [
      "unknown-key error services.payments.alarms.failures.treshold",
    ]
  `);
  expect(found((config) => (config.enviroments = {}))).toMatchInlineSnapshot(`
    [
      "unknown-key error enviroments",
    ]
  `);
  expect(found((config) => (config.environments.prod.logs = { retention: 30 }))).toMatchInlineSnapshot(`
    [
      "unknown-key error environments.prod.logs.retention",
    ]
  `);
});

test("what a misspelt key holds is read as what is meant, at its place", () => {
  expect(
    found((config) => {
      config.services.payments.teir = "high";
      config.services.payments.alarms.failures.severties = { critical: { above: "20" }, warning: { abov: 3 } };
      delete config.services.payments.alarms.failures.severities;
      config.service = { ...config.services, payments: { ...config.services.payments, owner: 5 } };
      delete config.services;
    }),
  ).toMatchInlineSnapshot(`
    [
      "unknown-key error service",
      "unknown-key error service.payments.alarms.failures.severties",
      "unknown-key error service.payments.teir",
      "unknown-key error service.payments.alarms.failures.severties.warning.abov",
      "wrong-value error service.payments.owner",
      "wrong-value error service.payments.teir",
      "wrong-value error service.payments.alarms.failures.severties.critical.above",
    ]
  `);
});

test("a missing key is named, with the value that belongs there", () => {
  expect(found((config) => delete config.project)).toMatchInlineSnapshot(`
    [
      "missing-key error project",
    ]
  `);
  expect(found((config) => delete config.services.payments.alarms.failures.summary)).toMatchInlineSnapshot(`
    [
      "missing-key error services.payments.alarms.failures.summary",
    ]
  `);
  expect(found((config) => delete config.services.payments.alarms.failures.type)).toMatchInlineSnapshot(`
    [
      "missing-key error services.payments.alarms.failures.type",
    ]
  `);
  expect(found((config) => delete config.services.payments.contract)).toMatchInlineSnapshot(`
    [
      "contract-missing error services.payments",
    ]
  `);
});

test("a wrong unit or type is refused, with the form that is expected", () => {
  expect(found((config) => (config.services.payments.alarms.failures.period = 60))).toMatchInlineSnapshot(`
    [
      "wrong-value error services.payments.alarms.failures.period",
    ]
  `);
  expect(found((config) => (config.services.payments.alarms.failures.period = "5 min"))).toMatchInlineSnapshot(`
    [
      "wrong-value error services.payments.alarms.failures.period",
    ]
  `);
  expect(found((config) => (config.services.payments.alarms.failures.severities.critical.above = "20")))
    .toMatchInlineSnapshot(`
    [
      "wrong-value error services.payments.alarms.failures.severities.critical.above",
    ]
  `);
  expect(found((config) => (config.environments.prod.account = 111122223333))).toMatchInlineSnapshot(`
    [
      "wrong-value error environments.prod.account",
    ]
  `);
  expect(found((config) => (config.environments.prod.region = "frankfurt"))).toMatchInlineSnapshot(`
    [
      "wrong-value error environments.prod.region",
    ]
  `);
  expect(found((config) => (config.environments.prod.logs = { retentionDays: 31 }))).toMatchInlineSnapshot(`
    [
      "wrong-value error environments.prod.logs.retentionDays",
    ]
  `);
  expect(found((config) => (config.environments.prod.sampling = { traces: { rate: 10 } }))).toMatchInlineSnapshot(`
    [
      "wrong-value error environments.prod.sampling.traces.rate",
    ]
  `);
});

test("a value that is not in an enumeration is refused, with the nearest one", () => {
  expect(found((config) => (config.services.payments.tier = "crit"))).toMatchInlineSnapshot(`
    [
      "wrong-value error services.payments.tier",
    ]
  `);
  expect(found((config) => (config.services.payments.tier = "critcal"))).toMatchInlineSnapshot(`
    [
      "wrong-value error services.payments.tier",
    ]
  `);
  expect(found((config) => (config.services.payments.alarms.failures.type = "treshold"))).toMatchInlineSnapshot(`
    [
      "wrong-value error services.payments.alarms.failures.type",
    ]
  `);
  expect(found((config) => (config.services.payments.alarms.failures.statistic = "p99th"))).toMatchInlineSnapshot(`
    [
      "wrong-value error services.payments.alarms.failures.statistic",
    ]
  `);
});

test("invalid names are refused", () => {
  expect(found((config) => (config.services["Check Out"] = config.services.payments))).toMatchInlineSnapshot(`
    [
      "wrong-name error services["Check Out"]",
    ]
  `);
  expect(found((config) => (config.project = "My Shop"))).toMatchInlineSnapshot(`
    [
      "wrong-value error project",
    ]
  `);
});

test("a value of a union is compared with the variant that was meant, not with all of them", () => {
  expect(found((config) => (config.environments.prod.routes.warning = [{ email: 3 }]))).toMatchInlineSnapshot(`
    [
      "wrong-value error environments.prod.routes.warning[0].email",
    ]
  `);
  expect(found((config) => (config.environments.prod.routes.warning = [{ webhok: { ssm: "/a" } }])))
    .toMatchInlineSnapshot(`
    [
      "unknown-key error environments.prod.routes.warning[0].webhok",
    ]
  `);
  expect(found((config) => (config.environments.prod.routes.warning = ["team@shop.example"]))).toMatchInlineSnapshot(`
    [
      "wrong-value error environments.prod.routes.warning[0]",
    ]
  `);
  expect(found((config) => (config.environments.prod.backend = { type: "s3" }))).toMatchInlineSnapshot(`
    [
      "missing-key error environments.prod.backend.bucket",
    ]
  `);
  expect(found((config) => (config.environments.prod.backend = { type: "gcs" }))).toMatchInlineSnapshot(`
    [
      "wrong-value error environments.prod.backend.type",
    ]
  `);
  expect(
    found((config) => {
      config.services.payments.alarms.blocked = {
        type: "composite",
        summary: "All is lost.",
        rule: { al: ["failures.critical"] },
        severities: { critical: {} },
      };
    }),
  ).toMatchInlineSnapshot(`
    [
      "unknown-key error services.payments.alarms.blocked.rule.al",
    ]
  `);
});

test("a literal secret is refused without being shown, and the ways to refer to one are named", () => {
  const config: Loose = sample();
  config.environments.prod.routes.critical = [{ pagerduty: "https://events.pagerduty.com/integration/abc123/enqueue" }];
  const { findings } = inspect(config);
  expect(ruled(findings)).toMatchInlineSnapshot(`
    [
      "wrong-value error environments.prod.routes.critical[0].pagerduty",
    ]
  `);
  expect(JSON.stringify(findings)).not.toContain("abc123");
});

test("a severity has exactly one condition", () => {
  expect(found((config) => (config.services.payments.alarms.failures.severities.critical = { above: 5, below: 1 })))
    .toMatchInlineSnapshot(`
    [
      "wrong-value error services.payments.alarms.failures.severities.critical",
    ]
  `);
  expect(found((config) => (config.services.payments.alarms.failures.severities = {}))).toMatchInlineSnapshot(`
    [
      "wrong-value error services.payments.alarms.failures.severities",
    ]
  `);
  expect(found((config) => (config.services.payments.alarms.failures.severities.critical = 20))).toMatchInlineSnapshot(`
    [
      "wrong-value error services.payments.alarms.failures.severities.critical",
    ]
  `);
});

test("independent mistakes are all found at once, even beside a wrong shape", () => {
  expect(
    found((config) => {
      config.services.payments.tear = "critical";
      config.services.payments.alarms.failures.signal = "falures";
      config.services.payments.alarms.slow.period = 5;
      config.environments.prod.thresholds = {
        payments: { slow: { warning: { above: 1 } }, fast: { warning: { above: 1 } } },
      };
      config.environments.staging = { extends: "bas" };
    }),
  ).toMatchInlineSnapshot(`
    [
      "wrong-value error services.payments.alarms.slow.period",
      "unknown-key error services.payments.tear",
      "environment-unknown error environments.staging.extends",
      "signal-unknown error services.payments.alarms.failures.signal",
      "threshold-unknown error environments.prod.thresholds.payments.fast",
    ]
  `);
});

test("a value that contains itself is refused", () => {
  expect(found((config) => (config.services.payments.self = config))).toMatchInlineSnapshot(`
    [
      "too-large error services.payments.self.services.payments.self.services.payments",
    ]
  `);
});

test("values that are not a configuration are refused", () => {
  const text = (value: unknown) => inspect(value).findings.map(({ message }) => message);
  expectText([undefined, null, 3, "text", [], () => 1, new Map(), Symbol("s"), 1n].map(text).join("\n"));
});

test.each(["__proto__", "", "often", "7m", "0m", "1d"])(
  "the frequency %j of anomaly detection is one finding",
  (frequency) => {
    const findings = found((config) => (config.services.payments.logs = { anomalyDetection: { frequency } }));
    expect(findings).toEqual(["wrong-value error services.payments.logs.anomalyDetection.frequency"]);
  },
);

test.each(["1m", "PT5M", "600s", "1h"])("the frequency %j of anomaly detection is accepted", (frequency) => {
  expect(found((config) => (config.services.payments.logs = { anomalyDetection: { frequency } }))).toEqual([]);
});

test.each([
  [0, ["wrong-value error environments.prod.routes.critical[0].filterPolicy"]],
  [1, []],
  [5, []],
  [6, ["wrong-value error environments.prod.routes.critical[0].filterPolicy"]],
])("a filter policy of %d keys", (count, findings) => {
  const filterPolicy = Object.fromEntries(Array.from({ length: count }, (_, at) => [`Key${at}`, ["x"]]));
  const route = { sqs: "arn:aws:sqs:eu-central-1:111122223333:alarms", filterPolicy };
  expect(found((config) => (config.environments.prod.routes.critical = [route]))).toEqual(findings);
});
