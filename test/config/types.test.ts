import type { z } from "zod";
import { defineConfig, defineService, type ConfigInput } from "../../lib/config";
import type { configSchema } from "../../lib/config/schema";
import { payments, refusedFor } from "./sample";

// What the compiler refuses. Each @ts-expect-error is an error of `npm run types` if the compiler accepts the line. At run
// time the same mistakes are findings, which the tests assert.

const frame = { owner: "team", runbooks: "https://runbooks.example.com" } as const;
const texts = { summary: "s" } as const;
const severities = { critical: { above: 1 } } as const;

function configOf(service: ConfigInput["services"][string]): ConfigInput {
  return {
    project: "shop",
    services: { payments: service },
    environments: {
      prod: { region: "eu-central-1", account: "111122223333", backend: { type: "local" }, routes: { critical: [] } },
    },
  };
}

test("the types with descriptions are those of the schema", () => {
  const asWritten = (input: ConfigInput): z.input<typeof configSchema> => input;
  const asDescribed = (input: z.input<typeof configSchema>): ConfigInput => input;
  // Whether one is the other in both directions is the compiler's to say.
  expect([asWritten, asDescribed].map((same) => same(configOf(defineService({ contract: payments }))).project)).toEqual(
    ["shop", "shop"],
  );
});

test("an alarm over its contract's signals and dimensions compiles", () => {
  const service = defineService({
    ...frame,
    contract: payments,
    signals: ["failures", "attempts", "by_provider", "request_duration", "requests"],
    alarms: {
      one: { ...texts, type: "threshold", signal: "failures", severities },
      two: { ...texts, type: "rate", errors: "failures", of: "attempts", minimum: 5, severities },
      three: {
        ...texts,
        type: "threshold",
        signal: "by_provider",
        dimensions: { "payment.provider": "stripe" },
        severities,
      },
      four: { ...texts, type: "latency", signal: "request_duration", severities },
      five: { ...texts, type: "absence", severities: { critical: { for: "15m" } } },
      six: { ...texts, type: "metric", metric: "sqs.visible_messages", dimensions: { QueueName: "q" }, severities },
      seven: { ...texts, type: "composite", rule: { any: ["one.critical"] }, severities: { critical: {} } },
    },
  });
  expect(Object.keys(defineConfig(configOf(service)).services)).toEqual(["payments"]);
});

test("an alarm over an unknown signal does not compile", () => {
  const service = defineService({
    ...frame,
    contract: payments,
    alarms: {
      // @ts-expect-error: no signal "failure"
      one: { ...texts, type: "threshold", signal: "failure", severities },
      // @ts-expect-error: no signal "tries"
      two: { ...texts, type: "rate", errors: "failures", of: "tries", minimum: 5, severities },
      // @ts-expect-error: no signal "duration"
      three: { ...texts, type: "latency", signal: "duration", severities },
    },
  });
  expect(refusedFor(() => defineConfig(configOf(service)))).toMatchInlineSnapshot(`
    [
      "signal-unknown error services.payments.alarms.one.signal",
      "signal-unknown error services.payments.alarms.two.of",
      "signal-unknown error services.payments.alarms.three.signal",
    ]
  `);
});

test("an alarm over an unknown dimension does not compile", () => {
  const service = defineService({
    ...frame,
    contract: payments,
    alarms: {
      one: {
        ...texts,
        type: "threshold",
        signal: "by_provider",
        // @ts-expect-error: no dimension "payment.provder"
        dimensions: { "payment.provder": "stripe" },
        severities,
      },
    },
  });
  expect(refusedFor(() => defineConfig(configOf(service)))).toMatchInlineSnapshot(`
    [
      "alarm-dimensions error services.payments.alarms.one.dimensions["payment.provder"]",
      "alarm-dimensions error services.payments.alarms.one.dimensions",
    ]
  `);
});

test("a metric that the catalogue does not have, and a reference without a severity, do not compile", () => {
  const service = defineService({
    ...frame,
    contract: payments,
    alarms: {
      // @ts-expect-error: no metric "sqs.visible_message"
      one: { ...texts, type: "metric", metric: "sqs.visible_message", dimensions: { QueueName: "q" }, severities },
      two: { ...texts, type: "metric", metric: { namespace: "Own", name: "Any" }, severities },
      // @ts-expect-error: no severity "crit"
      three: { ...texts, type: "composite", rule: { any: ["two.critical", "two.crit"] }, severities: { critical: {} } },
    },
  });
  expect(refusedFor(() => defineConfig(configOf(service)))).toMatchInlineSnapshot(`
    [
      "wrong-value error services.payments.alarms.three.rule.any[1]",
      "metric-unknown error services.payments.alarms.one.metric",
    ]
  `);
});

test("dimensions that a metric of the catalogue does not have, or lacks, do not compile", () => {
  const watched = { ...texts, type: "metric", severities } as const;
  const learned = { ...texts, type: "anomaly", severities: { critical: { band: 2 } } } as const;
  const service = defineService({
    ...frame,
    contract: payments,
    alarms: {
      one: { ...watched, metric: "ecs.cpu", dimensions: { ClusterName: "c", ServiceName: "s" } },
      // @ts-expect-error: no dimension "Queue"
      two: { ...watched, metric: "sqs.visible_messages", dimensions: { Queue: "q" } },
      // @ts-expect-error: ServiceName is not given
      three: { ...watched, metric: "ecs.cpu", dimensions: { ClusterName: "c" } },
      // @ts-expect-error: no dimensions are given
      four: { ...watched, metric: "lambda.errors" },
      five: { ...watched, metric: { namespace: "Own", name: "Any" }, dimensions: { Whatever: "w" } },
      // @ts-expect-error: no dimension "Function"
      six: { ...learned, metric: "lambda.errors", dimensions: { Function: "f" } },
      seven: { ...learned, signal: "by_provider", dimensions: { "payment.provider": "stripe" } },
      // @ts-expect-error: no dimension "payment.provder"
      eight: { ...learned, signal: "by_provider", dimensions: { "payment.provder": "stripe" } },
      // @ts-expect-error: a signal and a metric
      nine: { ...learned, signal: "failures", metric: "lambda.errors", dimensions: { FunctionName: "f" } },
    },
  });
  expect(refusedFor(() => defineConfig(configOf(service)))).toMatchInlineSnapshot(`
    [
      "alarm-dimensions error services.payments.alarms.eight.dimensions["payment.provder"]",
      "alarm-dimensions error services.payments.alarms.eight.dimensions",
      "alarm-dimensions error services.payments.alarms.nine.dimensions",
      "metric-dimensions error services.payments.alarms.two.dimensions.Queue",
      "metric-dimensions error services.payments.alarms.two.dimensions",
      "metric-dimensions error services.payments.alarms.three.dimensions",
      "metric-dimensions error services.payments.alarms.four.dimensions",
      "metric-dimensions error services.payments.alarms.six.dimensions.Function",
      "metric-dimensions error services.payments.alarms.six.dimensions",
      "anomaly-source error services.payments.alarms.nine.metric",
    ]
  `);
});

test("what a rate or an expression reads has the signals, dimensions and metrics that there are", () => {
  const rate = { ...texts, type: "rate", minimum: 20, severities } as const;
  const math = { ...texts, type: "math", severities } as const;
  const errors = { metric: "lambda.errors", dimensions: { FunctionName: "f" } } as const;
  const service = defineService({
    ...frame,
    contract: payments,
    alarms: {
      one: { ...rate, errors, of: { metric: "lambda.invocations", dimensions: { FunctionName: "f" } } },
      two: { ...rate, errors: "failures", of: { metric: { namespace: "Own", name: "Any" }, dimensions: { A: "a" } } },
      // @ts-expect-error: no dimension "Function"
      three: { ...rate, errors: { metric: "lambda.errors", dimensions: { Function: "f" } }, of: errors },
      // @ts-expect-error: no dimensions are given
      four: { ...rate, errors: "failures", of: { metric: "lambda.invocations" } },
      // @ts-expect-error: no signal "failure"
      five: { ...rate, errors: { signal: "failure" }, of: "attempts" },
      six: { ...math, expression: "a / b", metrics: { a: "failures", b: { ...errors, statistic: "Maximum" } } },
      // @ts-expect-error: no signal "failure"
      seven: { ...math, expression: "a", metrics: { a: "failure" } },
      eight: {
        ...math,
        expression: "a",
        // @ts-expect-error: no dimension "payment.provder"
        metrics: { a: { signal: "by_provider", dimensions: { "payment.provder": "s" } } },
      },
      // @ts-expect-error: no metric "lambda.error"
      nine: { ...math, expression: "a", metrics: { a: { metric: "lambda.error", dimensions: { FunctionName: "f" } } } },
    },
  });
  expect(refusedFor(() => defineConfig(configOf(service)))).toMatchInlineSnapshot(`
    [
      "signal-unknown error services.payments.alarms.five.errors.signal",
      "signal-unknown error services.payments.alarms.seven.metrics.a",
      "alarm-dimensions error services.payments.alarms.eight.metrics.a.dimensions["payment.provder"]",
      "alarm-dimensions error services.payments.alarms.eight.metrics.a.dimensions",
      "metric-unknown error services.payments.alarms.nine.metrics.a.metric",
      "metric-dimensions error services.payments.alarms.three.errors.dimensions.Function",
      "metric-dimensions error services.payments.alarms.three.errors.dimensions",
      "metric-dimensions error services.payments.alarms.four.of.dimensions",
    ]
  `);
});

test("a reference to an alarm that the service does not have does not compile; one to another service does", () => {
  const joined = { ...texts, type: "composite", severities: { critical: {} } } as const;
  const service = defineService({
    ...frame,
    contract: payments,
    alarms: {
      failures: { ...texts, type: "threshold", signal: "failures", severities },
      one: { ...joined, rule: { any: ["failures.critical", "orders/anything.critical"] } },
      // @ts-expect-error: no alarm "failure"
      two: { ...joined, rule: "failure.critical" },
      // @ts-expect-error: no alarm "failure"
      three: { ...joined, rule: { all: ["failures.critical", { not: "failure.critical" }] } },
      // @ts-expect-error: no alarm "failure"
      four: { ...joined, rule: { atLeast: 1, of: ["failure.critical"] } },
      five: {
        ...joined,
        rule: "failures.critical",
        // @ts-expect-error: no alarm "deploys"
        suppressor: { alarm: "deploys.critical", wait: "1m", extension: "1m" },
      },
    },
  });
  expect(refusedFor(() => defineConfig(configOf(service)))).toMatchInlineSnapshot(`
    [
      "alarm-unknown error services.payments.alarms.one.rule.any[1]",
      "alarm-unknown error services.payments.alarms.two.rule",
      "alarm-unknown error services.payments.alarms.three.rule.all[1].not",
      "alarm-unknown error services.payments.alarms.four.rule.of[0]",
      "alarm-unknown error services.payments.alarms.five.suppressor.alarm",
    ]
  `);
});

describe("names in environments", () => {
  const service = defineService({
    ...frame,
    contract: payments,
    alarms: { failures: { ...texts, type: "threshold", signal: "failures", severities } },
  });
  const inline = {
    ...frame,
    contract: payments,
    alarms: { slow: { ...texts, type: "latency", signal: "request_duration", severities } },
  } as const;
  const services = { payments: service, inline } as const;
  const base = {
    region: "eu-central-1",
    account: "111122223333",
    backend: { type: "local" },
    routes: { critical: [] },
  } as const;

  test("of what there is compile", () => {
    const config = defineConfig({
      project: "shop",
      services,
      environments: {
        base: { ...base, abstract: true },
        dev: {
          extends: "base",
          services: { inline: { enabled: false } },
          thresholds: { payments: { failures: { critical: "off" } } },
        },
        prod: {
          extends: "dev",
          services: { inline: null },
          thresholds: { inline: { slow: { critical: { above: 5 }, periods: 2, percentile: "p90" } }, payments: null },
          routes: {
            info: null,
            critical: [
              { email: "a@example.com", services: ["payments", "inline"], teams: ["team"] },
              { pagerduty: { ssm: "/shop/pager" } },
            ],
          },
        },
      },
    });
    expect(Object.keys(config.environments)).toEqual(["base", "dev", "prod"]);
  });

  test("of environments, services and alarms that there are not do not compile", () => {
    const define = () =>
      defineConfig({
        project: "shop",
        services,
        environments: {
          base,
          // @ts-expect-error: no environment "bas"
          one: { extends: "bas" },
          // @ts-expect-error: no service "payment"
          two: { extends: "base", services: { payment: { enabled: false } } },
          // @ts-expect-error: no service "payment"
          three: { extends: "base", thresholds: { payment: { failures: { critical: "off" } } } },
          // @ts-expect-error: no alarm "failure"
          four: { extends: "base", thresholds: { payments: { failure: { critical: "off" } } } },
          // @ts-expect-error: no alarm "failures" in service inline
          five: { extends: "base", thresholds: { inline: { failures: { critical: "off" } } } },
          // @ts-expect-error: no service "payment"
          six: { extends: "base", routes: { critical: [{ email: "a@example.com", services: ["inline", "payment"] }] } },
        },
      });
    expect(refusedFor(define)).toMatchInlineSnapshot(`
      [
        "environment-unknown error environments.one.extends",
        "service-unknown error environments.two.services.payment",
        "service-unknown error environments.three.thresholds.payment",
        "threshold-unknown error environments.four.thresholds.payments.failure",
        "threshold-unknown error environments.five.thresholds.inline.failures",
        "route-scope error environments.six.routes.critical[0].services[1]",
      ]
    `);
  });

  test("are checked where environments are written elsewhere, if their type keeps the names", () => {
    const written = {
      base,
      one: { extends: "base", thresholds: { payments: { failure: { critical: "off" } } } },
    } as const satisfies ConfigInput["environments"];
    // @ts-expect-error: no alarm "failure"
    const define = () => defineConfig({ project: "shop", services, environments: written });
    const open: ConfigInput["environments"] = written;
    const routes = { critical: [{ email: "a@example.com", services: ["payment"] }] };
    // The compiler does not see the name; then it is found.
    expect(
      refusedFor(() => defineConfig({ project: "shop", services, environments: { base: { ...base, routes } } })),
    ).toContain("route-scope error environments.base.routes.critical[0].services[0]");
    const named = { critical: [{ email: "a@example.com", services: ["payment"] }] } as const;
    // @ts-expect-error: no service "payment"
    refusedFor(() => defineConfig({ project: "shop", services, environments: { base: { ...base, routes: named } } }));
    expect(refusedFor(define)).toEqual(
      refusedFor(() => defineConfig({ project: "shop", services, environments: open })),
    );
  });

  test("that are not known to the compiler compile, and are findings", () => {
    const input: ConfigInput = {
      project: "shop",
      services: Object.fromEntries(Object.entries(services)),
      environments: { base, one: { extends: "bas", thresholds: { payments: { failure: null } } } },
    };
    expect(refusedFor(() => defineConfig(input))).toMatchInlineSnapshot(`
      [
        "environment-unknown error environments.one.extends",
        "threshold-unknown error environments.one.thresholds.payments.failure",
      ]
    `);
    const widened = { base, one: { extends: "base" } } satisfies ConfigInput["environments"];
    const config = defineConfig({
      project: "shop",
      services: input.services,
      environments: { ...widened, two: { extends: "one" } },
    });
    expect(Object.keys(config.environments)).toEqual(["base", "one", "two"]);
  });
});

test("a choice of unknown signals does not compile", () => {
  const service = defineService({
    ...frame,
    contract: payments,
    // @ts-expect-error: no signal "failure"
    signals: ["failure"],
  });
  expect(refusedFor(() => defineConfig(configOf(service)))).toMatchInlineSnapshot(`
    [
      "signal-unknown error services.payments.signals[0]",
    ]
  `);
});

test("a condition of another kind, an unknown key and a literal secret do not compile", () => {
  const service = defineService({
    ...frame,
    contract: payments,
    alarms: {
      // @ts-expect-error: a band is for anomalies
      one: { ...texts, type: "threshold", signal: "failures", severities: { critical: { band: 3 } } },
      // @ts-expect-error: a threshold alarm has no percentile
      two: { ...texts, type: "threshold", signal: "failures", percentile: "p99", severities },
    },
  });
  const config: ConfigInput = {
    ...configOf(service),
    environments: {
      // @ts-expect-error: the secret itself
      prod: { routes: { critical: [{ pagerduty: "https://events.pagerduty.com/integration/abc/enqueue" }] } },
    },
  };
  expect(refusedFor(() => defineConfig(config))).toMatchInlineSnapshot(`
    [
      "unknown-key error services.payments.alarms.one.severities.critical.band",
      "wrong-value error services.payments.alarms.one.severities.critical",
      "unknown-key error services.payments.alarms.two.percentile",
      "wrong-value error environments.prod.routes.critical[0].pagerduty",
      "environment-incomplete error environments.prod",
      "environment-incomplete error environments.prod",
      "environment-incomplete error environments.prod",
    ]
  `);
});

test("environments and overrides are typed, and null removes an inherited value", () => {
  const config = defineConfig({
    ...configOf(defineService({ ...frame, contract: payments })),
    environments: {
      base: {
        abstract: true,
        region: "eu-central-1",
        account: "111122223333",
        backend: { type: "local" },
        logs: { retentionDays: 7 },
      },
      prod: { extends: "base", logs: { retentionDays: null }, services: { payments: { logs: { class: "standard" } } } },
    },
  });
  expect(Object.keys(config.environments)).toEqual(["base", "prod"]);
});
