import { Testing, TerraformVariable } from "cdktf";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import {
  awsMetrics,
  ServiceObservability,
  type AlarmEntry,
  type ServiceLines,
  type ServiceObservabilityProps,
  type WatchedServiceProps,
} from "../../lib/constructs";
import { contract } from "./everything";
import { emptyStack, paths, read, refusal, synth, type Synthesized } from "./stack";

const said = { summary: "It happened.", impact: "Somebody is hurt." };
const actions = { warning: { arn: "arn:warning" }, critical: { arn: "arn:critical" } };
const failures: AlarmEntry = {
  type: "threshold",
  ...said,
  signal: "payment_failures",
  severities: { warning: { above: 5 }, critical: { above: 20 } },
};

const base = {
  service: "checkout",
  contract: {
    signals: { payment_failures: contract.signals.payment_failures, requests: contract.signals.requests },
    redaction: contract.redaction,
  },
  logGroup: { name: "/app/prod/checkout", retentionDays: 30 },
  namespace: "shop/prod/checkout",
  namePrefix: "shop-prod-checkout",
  owner: "payments",
  runbooks: "https://runbooks.example.com/checkout",
  actions,
} satisfies ServiceObservabilityProps;

function service(props: Partial<WatchedServiceProps & ServiceLines> = {}): Synthesized {
  return synth((stack) => new ServiceObservability(stack, "Checkout", { ...base, ...props }));
}
const metricAlarm = "aws_cloudwatch_metric_alarm";
const composite = "aws_cloudwatch_composite_alarm";

test("a service is a log group, the metrics of its signals, alarms, and one alarm per severity that notifies", () => {
  const stack = emptyStack();
  const made = new ServiceObservability(stack, "Checkout", { ...base, alarms: { failures } });
  expect(paths(stack)).toEqual([
    "Checkout/FailuresAlarm/Critical",
    "Checkout/FailuresAlarm/Warning",
    "Checkout/LogGroup/DataProtection",
    "Checkout/LogGroup/Resource",
    "Checkout/Notice/Critical",
    "Checkout/Notice/Warning",
    "Checkout/PaymentFailuresMetric/ByDimension",
    "Checkout/PaymentFailuresMetric/Total",
    "Checkout/RequestsMetric/Total",
  ]);
  expect(Object.keys(made.metrics)).toEqual(["payment_failures", "requests"]);
  expect(Object.keys(made.alarms.failures ?? {})).toEqual(["warning", "critical"]);
  expect(made.logGroup?.name).toContain("TfToken");
});

test("a service that logs nothing is its alarms on metrics of AWS, and those that notify", () => {
  const { contract: _contract, logGroup: _logGroup, ...silent } = base;
  const stack = emptyStack();
  const metric = awsMetrics.rds.cpu({ DBInstanceIdentifier: "orders" });
  const cpu = { type: "threshold", ...said, metric, severities: { critical: { above: 90 } } } as const;
  const made = new ServiceObservability(stack, "Database", { ...silent, alarms: { cpu } });
  expect(paths(stack)).toEqual(["Database/CpuAlarm/Critical", "Database/Notice/Critical"]);
  expect([made.logGroup, made.metrics]).toEqual([undefined, {}]);

  const refused = (alarm: AlarmEntry) => () =>
    new ServiceObservability(emptyStack(), "Database", { ...silent, alarms: { alarm } });
  const silence = { type: "absence", ...said, severities: { critical: { for: "15m" } } } as const;
  expect(refused(silence)).toThrow(
    expect.objectContaining({ problem: "value", path: expect.stringContaining("Database/alarm") as string }) as Error,
  );
  expect(refused(failures)).toThrow(expect.objectContaining({ problem: "unknown-name" }) as Error);
});

test("paths do not depend on the order of signals and alarms", () => {
  const other: AlarmEntry = { type: "absence", ...said, severities: { critical: { for: "10m" } } };
  const made = (reversed: boolean): string[] => {
    const turn = <T>(table: Record<string, T>): Record<string, T> =>
      reversed ? Object.fromEntries(Object.entries(table).reverse()) : table;
    const stack = emptyStack();
    const signals = turn(base.contract.signals);
    new ServiceObservability(stack, "Checkout", {
      ...base,
      contract: { ...base.contract, signals },
      alarms: turn({ failures, other }),
    });
    return paths(stack);
  };
  expect(made(false)).toEqual(made(true));
});

test("only the composite alarms have actions, and the critical one suppresses the warning", () => {
  const { all } = service({ alarms: { failures } });
  for (const written of all(metricAlarm)) expect(written).not.toHaveProperty("alarm_actions");
  expect(all(composite)).toMatchObject([
    { alarm_name: "shop-prod-checkout-critical", alarm_actions: ["arn:critical"], ok_actions: ["arn:critical"] },
    {
      alarm_name: "shop-prod-checkout-warning",
      alarm_actions: ["arn:warning"],
      actions_suppressor: { alarm: expect.stringMatching(/Notice_Critical_\w+\.alarm_name/) as string },
    },
  ]);
});

test("each alarm notifies by itself if configured", () => {
  const { all } = service({ alarms: { failures }, notify: "each" });
  expect(all(composite)).toEqual([]);
  expect(all(metricAlarm).map((written) => written.alarm_actions)).toEqual([["arn:critical"], ["arn:warning"]]);
});

test("an alarm that does not notify is in no notice and has no actions", () => {
  const quiet = { ...failures, notify: false };
  expect(service({ alarms: { quiet } }).all(composite)).toEqual([]);
  expect(service({ alarms: { quiet }, notify: "each" }).all(metricAlarm)[0]).not.toHaveProperty("alarm_actions");
  expect(() => service({ alarms: { quiet }, actions: {} })).not.toThrow();
});

test("a severity without an action is refused", () => {
  const alarms = { failures };
  expect(refusal(() => service({ alarms, actions: { warning: actions.warning } }))).toBe(
    "severity stack/Checkout/FailuresAlarm/Critical",
  );
  expect(refusal(() => service({ alarms, actions: {}, notify: "each" }))).toBe(
    "severity stack/Checkout/FailuresAlarm/Warning",
  );
});

test("names have dashes, and texts default to those of the service", () => {
  const { all } = service({ alarms: { payment_failures: { ...failures, owner: "acquiring" } } });
  expect(all(metricAlarm).map((written) => written.alarm_name)).toEqual([
    "shop-prod-checkout-payment-failures-critical",
    "shop-prod-checkout-payment-failures-warning",
  ]);
  const [{ alarm_description: text } = {}] = all(metricAlarm);
  expect(text).toContain("Runbook: https://runbooks.example.com/checkout/payment_failures");
  expect(text).toContain("Owner: acquiring");
});

test("every type of entry becomes its alarm", () => {
  const alarms: Record<string, AlarmEntry> = {
    rate: {
      type: "rate",
      ...said,
      errors: "payment_failures",
      of: "requests",
      minimum: 20,
      severities: { critical: { above: 5 } },
    },
    latency: {
      type: "latency",
      ...said,
      signal: "requests",
      percentile: "p95",
      severities: { critical: { above: 5 } },
    },
    absence: { type: "absence", ...said, severities: { critical: { for: "15m" } } },
    silent: { type: "absence", ...said, signal: "requests", severities: { critical: { for: "15m" } } },
    anomaly: { type: "anomaly", ...said, signal: "requests", severities: { critical: { band: 2 } } },
    series: {
      type: "threshold",
      ...said,
      signal: "payment_failures",
      dimensions: { "payment.provider": "acme" },
      severities: { critical: { above: 1 } },
    },
  };
  const { all } = service({ alarms });
  const names = Object.fromEntries(
    all(metricAlarm).map((written) => [String(written.alarm_name).slice("shop-prod-checkout-".length), written]),
  );
  expect(names["rate-critical"]).toMatchObject({
    metric_query: [{ expression: expect.stringContaining("100 * errors / requests") as string }, {}, {}],
  });
  expect(names["latency-critical"]).toMatchObject({ extended_statistic: "p95" });
  expect(names["absence-critical"]).toMatchObject({
    namespace: "AWS/Logs",
    dimensions: { LogGroupName: "/app/prod/checkout" },
  });
  expect(names["silent-critical"]).toMatchObject({ namespace: "shop/prod/checkout", metric_name: "Requests" });
  expect(names["anomaly-critical"]).toMatchObject({ threshold_metric_id: "band" });
  expect(names["series-critical"]).toMatchObject({ dimensions: { "payment.provider": "acme" } });
});

describe("a composite entry", () => {
  const rate: AlarmEntry = { type: "threshold", ...said, signal: "requests", severities: { warning: { above: 1 } } };
  const outage = (rule: Extract<AlarmEntry, { type: "composite" }>["rule"]): Record<string, AlarmEntry> => ({
    outage: { type: "composite", ...said, rule, severities: { critical: {} } },
    failures,
    rate,
  });
  const rule = (of: Parameters<typeof outage>[0]): string =>
    String(
      service({ alarms: outage(of) })
        .all(composite)
        .find((written) => String(written.alarm_name).includes("outage"))?.alarm_rule,
    ).replace(/\$\{aws_cloudwatch_metric_alarm\.Checkout_(\w+)_\w+\.alarm_name\}/g, "$1");

  test("names alarms of the service: of its own severity, else the most urgent one, or of a given severity", () => {
    expect(rule({ all: ["failures", { not: "rate" }] })).toBe(
      'ALARM("FailuresAlarm_Critical") AND NOT ALARM("RateAlarm_Warning")',
    );
    expect(
      rule({
        any: [
          { alarm: "failures", severity: "warning" },
          { alarm: "rate", state: "OK" },
        ],
      }),
    ).toBe('ALARM("FailuresAlarm_Warning") OR OK("RateAlarm_Warning")');
    expect(rule({ atLeast: 1, of: ["failures", "rate"] })).toBe(
      'AT_LEAST(1, ALARM, ("FailuresAlarm_Critical", "RateAlarm_Warning"))',
    );
  });

  test("is in the service's notice", () => {
    const notice = service({ alarms: outage("failures") })
      .all(composite)
      .find((written) => written.alarm_name === "shop-prod-checkout-critical");
    expect(notice?.alarm_rule).toContain("Checkout_OutageAlarm_Critical");
  });

  test("refuses alarms and severities that do not exist", () => {
    expect(refusal(() => rule("nothing"))).toBe("unknown-name stack/Checkout/OutageAlarm");
    expect(refusal(() => rule({ alarm: "rate", severity: "critical" }))).toBe(
      "unknown-name stack/Checkout/OutageAlarm",
    );
  });
});

test("an alarm on a signal that the contract does not have is refused", () => {
  const alarms: Record<string, AlarmEntry> = {
    x: { type: "threshold", ...said, signal: "refunds", severities: { critical: { above: 1 } } },
  };
  expect(refusal(() => service({ alarms }))).toBe("unknown-name stack/Checkout");
});

test("alarms that a composite alarm names are deleted after it is updated, unless that would touch other resources", () => {
  const stack = emptyStack();
  const queue = new SqsQueue(stack, "Queue");
  const backlog: AlarmEntry = {
    type: "threshold",
    ...said,
    metric: awsMetrics.sqs.visibleMessages(queue),
    severities: { critical: { above: 1 } },
  };
  new ServiceObservability(stack, "Checkout", { ...base, alarms: { failures, backlog } });
  const { all } = read(Testing.synth(stack));
  const kept = all(metricAlarm).filter((written) => "lifecycle" in written);
  expect(kept.map((written) => written.alarm_name).sort()).toEqual([
    "shop-prod-checkout-failures-critical",
    "shop-prod-checkout-failures-warning",
  ]);
  for (const written of all(composite)) expect(written).not.toHaveProperty("lifecycle");
});

test("tokens pass through names, namespaces and actions", () => {
  const { all } = synth((stack) => {
    const value = new TerraformVariable(stack, "value", {}).stringValue;
    const arn = { arn: value };
    new ServiceObservability(stack, "Checkout", {
      ...base,
      namespace: `shop/${value}`,
      namePrefix: `shop-${value}`,
      logGroup: { name: `/app/${value}`, retentionDays: 30 },
      actions: { warning: arn, critical: arn },
      alarms: { failures },
    });
  });
  expect(all(metricAlarm)[0]).toMatchObject({
    alarm_name: "shop-${var.value}-failures-critical",
    namespace: "shop/${var.value}",
  });
  expect(all(composite)[0]).toMatchObject({ alarm_actions: ["${var.value}"] });
});
