import { defineConfig, defineService, type ConfigInput } from "../../lib/config";
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
