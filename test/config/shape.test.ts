import { found, sample } from "./sample";
import { inspect } from "../../lib/config";

/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment,
   @typescript-eslint/no-unsafe-return -- what is written down here is of no type */

test("the sample has no finding", () => {
  expect(inspect(sample()).findings).toEqual([]);
});

test("a misspelt key is refused, and the nearest one is named", () => {
  expect(found((config) => (config.services.payments.alarms.failures.treshold = 5))).toMatchInlineSnapshot(`
    "services.payments.alarms.failures.treshold: "treshold" is not a key of a threshold alarm.
      Keys of a threshold alarm are type, summary, impact, runbook, query, owner, notify, okActions, id, signal, statistic, dimensions, period, periods, datapoints, missingData, severities."
  `);
  expect(found((config) => (config.enviroments = {}))).toMatchInlineSnapshot(`
    "enviroments: "enviroments" is not a key of a configuration. Did you mean "environments"?
      Keys of a configuration are $schema, project, contracts, services, environments."
  `);
  expect(found((config) => (config.environments.prod.logs = { retention: 30 }))).toMatchInlineSnapshot(`
    "environments.prod.logs.retention: "retention" is not a key of log settings.
      Keys of log settings are retentionDays, class, protect, anomalyDetection, retainOnDelete."
  `);
});

test("what is missing is named, with what belongs there", () => {
  expect(found((config) => delete config.project)).toMatchInlineSnapshot(`
    "project: missing: a project name
      Use kebab-case, at most 128 characters: shop, web-shop. It begins every name that is created."
  `);
  expect(found((config) => delete config.services.payments.alarms.failures.summary)).toMatchInlineSnapshot(`
    "services.payments.alarms.failures.summary: missing: a summary
      Say in a sentence what happened and to whom: Customers cannot pay."
  `);
  expect(found((config) => delete config.services.payments.alarms.failures.type)).toMatchInlineSnapshot(`
    "services.payments.alarms.failures.type: missing: the type of alarm
      Use one of threshold, rate, latency, absence, anomaly, metric, composite."
  `);
  expect(found((config) => delete config.services.payments.contract)).toMatchInlineSnapshot(`
    "services.payments.contract: missing: a contract
      Give the value of defineContract."
  `);
});

test("a wrong unit or type is answered with the form that is expected", () => {
  expect(found((config) => (config.services.payments.alarms.failures.period = 60))).toMatchInlineSnapshot(`
    "services.payments.alarms.failures.period: 60 is not a duration
      Write a whole number with s, m, h or d, in quotes: "5m"."
  `);
  expect(found((config) => (config.services.payments.alarms.failures.period = "5 min"))).toMatchInlineSnapshot(`
    "services.payments.alarms.failures.period: "5 min" is not a duration
      Write a whole number with s, m, h or d, in quotes: "5m"."
  `);
  expect(found((config) => (config.services.payments.alarms.failures.severities.critical.above = "20")))
    .toMatchInlineSnapshot(`
    "services.payments.alarms.failures.severities.critical.above: "20" is not a number
      Write a number, without quotes."
  `);
  expect(found((config) => (config.environments.prod.account = 111122223333))).toMatchInlineSnapshot(`
    "environments.prod.account: 111122223333 is not an AWS account id
      Write its 12 digits in quotes, so that leading zeros stay: "012345678901"."
  `);
  expect(found((config) => (config.environments.prod.region = "frankfurt"))).toMatchInlineSnapshot(`
    "environments.prod.region: "frankfurt" is not an AWS region
      Write a region's code: eu-central-1."
  `);
  expect(found((config) => (config.environments.prod.logs = { retentionDays: 31 }))).toMatchInlineSnapshot(`
    "environments.prod.logs.retentionDays: 31 is not a retention
      Use one of the numbers of days that CloudWatch takes, without quotes: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; or never, to keep for ever."
  `);
  expect(found((config) => (config.environments.prod.sampling = { traces: { rate: 10 } }))).toMatchInlineSnapshot(`
    "environments.prod.sampling.traces.rate: 10 is not a share
      Write a number from 0 to 1: 0.1 is one in ten."
  `);
});

test("a word of a closed set is corrected", () => {
  expect(found((config) => (config.services.payments.tier = "crit"))).toMatchInlineSnapshot(`
    "services.payments.tier: "crit" is not a tier
      Use one of critical, standard, low."
  `);
  expect(found((config) => (config.services.payments.tier = "critcal"))).toMatchInlineSnapshot(`
    "services.payments.tier: "critcal" is not a tier. Did you mean "critical"?
      Use one of critical, standard, low."
  `);
  expect(found((config) => (config.services.payments.alarms.failures.type = "treshold"))).toMatchInlineSnapshot(`
    "services.payments.alarms.failures.type: "treshold" is not a type of alarm. Did you mean "threshold"?
      Use one of threshold, rate, latency, absence, anomaly, metric, composite."
  `);
  expect(found((config) => (config.services.payments.alarms.failures.statistic = "p99th"))).toMatchInlineSnapshot(`
    "services.payments.alarms.failures.statistic: "p99th" is not a statistic
      Use Sum, Average, Minimum, Maximum, SampleCount, a percentile (p99, p99.9), a trimmed mean (tm90) or another of CloudWatch's."
  `);
});

test("names have a form", () => {
  expect(found((config) => (config.services["Check Out"] = config.services.payments))).toMatchInlineSnapshot(`
    "services["Check Out"]: "Check Out" is not a name
      Use snake_case or kebab-case: lower-case letters and digits, words joined by one _ or -, at most 128 characters."
  `);
  expect(found((config) => (config.project = "My Shop"))).toMatchInlineSnapshot(`
    "project: "My Shop" is not a project name
      Use kebab-case, at most 128 characters: shop, web-shop. It begins every name that is created."
  `);
});

test("of several shapes the one that was meant is reported, not all of them", () => {
  expect(found((config) => (config.environments.prod.routes.warning = [{ email: 3 }]))).toMatchInlineSnapshot(`
    "environments.prod.routes.warning[0].email: 3 is not an e-mail address
      Write one address: oncall@example.com."
  `);
  expect(found((config) => (config.environments.prod.routes.warning = [{ webhok: { ssm: "/a" } }])))
    .toMatchInlineSnapshot(`
    "environments.prod.routes.warning[0]: { webhok } is not a route
      Write one of { email }, { webhook }, { pagerduty }, { slack }, { lambda }, { sqs }."
  `);
  expect(found((config) => (config.environments.prod.routes.warning = ["team@shop.example"]))).toMatchInlineSnapshot(`
    "environments.prod.routes.warning[0]: the text that stands here is not a route
      Write one of { email }, { webhook }, { pagerduty }, { slack }, { lambda }, { sqs }."
  `);
  expect(found((config) => (config.environments.prod.backend = { type: "s3" }))).toMatchInlineSnapshot(`
    "environments.prod.backend.bucket: missing: a bucket name
      Use 3 to 63 lower-case letters, digits, dots and dashes."
  `);
  expect(found((config) => (config.environments.prod.backend = { type: "gcs" }))).toMatchInlineSnapshot(`
    "environments.prod.backend.type: "gcs" is not a type of backend
      Use one of s3, local."
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
    "services.payments.alarms.blocked.rule: { al } is not a rule
      Write an alarm (error_rate.critical), { any: [...] }, { all: [...] }, { not: ... } or { atLeast: 2, of: [...] }."
  `);
});

test("a literal secret is refused without being shown, and the ways to refer to one are named", () => {
  const text = found(
    (config) =>
      (config.environments.prod.routes.critical = [
        { pagerduty: "https://events.pagerduty.com/integration/abc123/enqueue" },
      ]),
  );
  expect(text).toMatchInlineSnapshot(`
    "environments.prod.routes.critical[0].pagerduty: the text that stands here is not a reference to a secret
      Keep it out of the configuration: { ssm: "/shop/prod/pagerduty" }, { secret: "shop/pagerduty" } or { variable: "pagerduty_key" }."
  `);
  expect(text).not.toContain("abc123");
});

test("a severity has exactly one condition", () => {
  expect(found((config) => (config.services.payments.alarms.failures.severities.critical = { above: 5, below: 1 })))
    .toMatchInlineSnapshot(`
    "services.payments.alarms.failures.severities.critical: { above, below } is not one condition
      Give exactly one of above, atLeast, below, atMost: { above: 5 }."
  `);
  expect(found((config) => (config.services.payments.alarms.failures.severities = {}))).toMatchInlineSnapshot(`
    "services.payments.alarms.failures.severities: {} is not a table with a severity
      Give at least one of info, warning, critical: { critical: { above: 5 } }."
  `);
  expect(found((config) => (config.services.payments.alarms.failures.severities.critical = 20))).toMatchInlineSnapshot(`
    "services.payments.alarms.failures.severities.critical: 20 is not a comparison
      Write an object with some of above, atLeast, below, atMost."
  `);
});

test("independent mistakes are found at once, also behind one of shape", () => {
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
    "services.payments.alarms.slow.period: 5 is not a duration
      Write a whole number with s, m, h or d, in quotes: "5m".
    services.payments.tear: "tear" is not a key of a service.
      Keys of a service are description, owner, tier, runbooks, contract, logs, signals, notify, id, alarms.
    environments.staging.extends: there is no environment "bas". Did you mean "base"?
      Use one of "base", "prod".
    services.payments.alarms.failures.signal: there is no signal "falures". Did you mean "failures"?
      Use one of "requests", "server_errors", "request_duration", "errors", "failures", "attempts", "by_provider".
    environments.prod.thresholds.payments.fast: there is no alarm "fast" in service payments.
      Use one of "failures", "slow"."
  `);
});

test("a value that contains itself is refused", () => {
  expect(found((config) => (config.services.payments.self = config))).toMatchInlineSnapshot(`
    "services.payments.self.services.payments.self.services.payments: it goes on for more than 64 levels
      Make it flatter; a value must not contain itself."
  `);
});

test("things that are no configuration at all are refused", () => {
  const text = (value: unknown) => inspect(value).findings.map(({ message }) => message);
  expect([undefined, null, 3, "text", [], () => 1, new Map(), Symbol("s"), 1n].map(text)).toMatchInlineSnapshot(`
    [
      [
        "missing: a configuration",
      ],
      [
        "null is not a configuration",
      ],
      [
        "3 is not a configuration",
      ],
      [
        ""text" is not a configuration",
      ],
      [
        "[] is not a configuration",
      ],
      [
        "a function is not a configuration",
      ],
      [
        "missing: a project name",
        "missing: a table of services",
        "missing: a table of environments",
      ],
      [
        "Symbol(s) is not a configuration",
      ],
      [
        "1 is not a configuration",
      ],
    ]
  `);
});
