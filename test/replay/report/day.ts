import { replay, type ReplayBatch, type ReplayResult } from "../../../lib/replay";
import { scenarioSeries } from "../../../lib/replay/scenarios";
import type { MetricAlarm, MetricFilter } from "../../../lib/terraform/template";
import { queueArn, template, topicArn, type TemplateParts } from "../../terraform/template";
import { at, hostile, minutesOfADay, noise } from "./sample";

// Results for tests of reports: a small stack and its logs, replayed.

const logGroups = { payments: "/app/prod/payments", auth: "/app/prod/auth", misc: "/app/prod/misc" };
const outage = (minute: number): boolean => minute >= 14 * 60 && minute < 14 * 60 + 34;
const isSilent = (minute: number): boolean => minute >= 180 && minute < 300;
const traffic = (minute: number): number =>
  40 + 60 * Math.max(0, Math.sin(((minute - 360) / minutesOfADay) * 2 * Math.PI));

function filter(name: string, group: string, pattern: string, metric: Partial<MetricFilter["transformation"]>) {
  const common = { namespace: "Shop", name, value: "1", defaultValue: undefined, dimensions: {}, unit: "Count" };
  return { name, logGroupName: group, pattern, transformation: { ...common, ...metric } };
}

type GivenMetric = Parameters<typeof scenarioSeries>[0]["metrics"][number];
type Metric = NonNullable<MetricAlarm["metric"]>;

function metric(namespace: string, name: string, statistic: string, period = 300): Metric {
  return { namespace, name, statistic, period, dimensions: {}, unit: undefined };
}

function query(id: string, parts: { readonly metric?: Metric; readonly expression?: string; readonly label?: string }) {
  return {
    id,
    metric: parts.metric,
    expression: parts.expression,
    label: parts.label,
    period: undefined,
    returnData: parts.expression !== undefined,
    accountId: undefined,
  };
}

const [critical, warning, info] = ["critical", "warning", "info"].map((name) => topicArn(`shop-prod-alarms-${name}`));
const above = "GreaterThanThreshold";
const calm = { comparisonOperator: above, treatMissingData: "notBreaching" } as const;

const metricAlarms: NonNullable<TemplateParts["metricAlarms"]> = [
  {
    ...calm,
    name: "shop-prod-payments-failure-rate-critical",
    threshold: 20,
    evaluationPeriods: 2,
    metric: undefined,
    queries: [
      query("failed", { metric: metric("Shop", "PaymentsFailed", "Sum") }),
      query("all", { metric: metric("Shop", "PaymentsAttempted", "Sum") }),
      query("rate", { expression: "100 * failed / all", label: "Payments that failed" }),
    ],
  },
  {
    name: "shop-prod-payments-provider-latency-warning",
    comparisonOperator: above,
    threshold: 2500,
    treatMissingData: "ignore",
    metric: { ...metric("Shop", "ProviderLatency", "p99"), unit: "Milliseconds" },
    alarmActions: [warning!],
    okActions: [warning!],
  },
  {
    ...calm,
    name: "shop-prod-worker-queue-age-warning",
    threshold: 120,
    metric: metric("AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum", 60),
    alarmActions: [warning!],
  },
  {
    name: hostile.name,
    address: 'module.x["<b>"].aws_cloudwatch_metric_alarm.y',
    tags: { severity: "info" },
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    treatMissingData: "breaching",
    metric: metric("Shop", "<b>Hostile</b>", "Sum"),
    alarmActions: [info!],
  },
  { ...calm, name: "shop-prod-deploying", threshold: 0, metric: metric("Shop", "Deployments", "Sum", 60) },
  {
    ...calm,
    name: "shop-prod-storefront-errors-critical",
    threshold: 50,
    metric: metric("Storefront", "Errors", "Sum"),
  },
  {
    name: "shop-prod-storefront-traffic-low-warning",
    comparisonOperator: "LessThanThreshold",
    threshold: 10,
    metric: metric("Storefront", "Requests", "Sum"),
    alarmActions: [warning!],
  },
  {
    name: "shop-prod-auth-locked-accounts-warning",
    metric: metric("Shop", "AccountsLocked", "Sum"),
    alarmActions: [warning!],
  },
  {
    name: "shop-prod-database-cpu-critical",
    comparisonOperator: above,
    threshold: 90,
    metric: metric("AWS/RDS", "CPUUtilization", "Average"),
  },
];

const shop: TemplateParts = {
  logGroups: Object.values(logGroups).map((name) => ({ name })),
  metricFilters: [
    filter("payment_failures", logGroups.payments, '{ $.event = "payment_failed" }', { name: "PaymentsFailed" }),
    filter("payment_attempts", logGroups.payments, '{ $.event = "payment_*" }', { name: "PaymentsAttempted" }),
    filter("provider_latency", logGroups.payments, '{ $.event = "payment_*" }', {
      name: "ProviderLatency",
      value: "$.provider.duration_ms",
      unit: "Milliseconds",
    }),
    filter("failures_by_provider", logGroups.payments, '{ $.event = "payment_failed" }', {
      name: "PaymentsFailedByProvider",
      dimensions: { provider: "$.provider.name", currency: "$.currency" },
    }),
    filter("accounts_locked", logGroups.auth, '{ $.event = "account_locked" && $.attempts >= 5 }', {
      name: "AccountsLocked",
    }),
    filter("heartbeats", logGroups.misc, '{ $.event = "heartbeat" }', { name: "<b>Hostile</b>" }),
  ],
  metricAlarms,
  compositeAlarms: [
    {
      name: "shop-prod-payments-critical",
      rule: 'ALARM("shop-prod-payments-failure-rate-critical") OR ALARM("shop-prod-database-cpu-critical")',
      alarmActions: [critical!],
      okActions: [critical!],
      actionsSuppressor: { alarm: "shop-prod-deploying", waitPeriod: 60, extensionPeriod: 120 },
    },
  ],
  muteRules: [
    {
      name: "evenings",
      expression: "0 19 * * *",
      duration: "PT4H",
      alarmNames: ["shop-prod-worker-queue-age-warning"],
    },
  ],
  topics: ["critical", "warning", "info"].map((name) => ({ name: `shop-prod-alarms-${name}` })),
  subscriptions: [
    { topicArn: critical!, protocol: "https", endpoint: "https://events.pagerduty.com/integration/secret/enqueue" },
    { topicArn: warning!, endpoint: "shop-team@example.com" },
    { topicArn: warning!, protocol: "sqs", endpoint: queueArn("alarm-archive") },
  ],
  queues: [{ name: "alarm-archive" }],
  chatChannels: [{ name: "shop-alarms", topicArns: [critical!, warning!] }],
};

function line(minute: number, logGroup: string, fields: object, number: number) {
  const time = at(minute) + 1000 * number;
  return {
    at: time,
    logGroup,
    text: JSON.stringify({ timestamp: new Date(time).toISOString(), ...fields }),
    source: "logs/shop.ndjson",
    line: minute + 11,
  };
}

/** The lines of a minute. */
function minuteOf(minute: number) {
  const lines = [];
  for (let number = 0; number < 3 && !isSilent(minute); number++) {
    const failed = outage(minute - 2) ? number < 2 : minute % 97 === 0 && number === 0;
    const latency = outage(minute) ? 6000 + 3000 * noise(3 * minute + number) : 300 + 500 * noise(3 * minute + number);
    const provider = { name: "acme", duration_ms: Math.round(latency) };
    const fields = { event: failed ? "payment_failed" : "payment_succeeded", currency: "EUR", provider };
    lines.push(line(minute, logGroups.payments, fields, 10 * number));
  }
  if (minute % 30 === 0) {
    const attempts = minute % 60 === 0 ? { attempts: 1 + ((minute / 60) % 3) } : {};
    const fields = { event: "login_failed", ...attempts, user: minute === 0 ? `${hostile.line} ${hostile.text}` : "u" };
    lines.push(line(minute, logGroups.auth, fields, 30));
  }
  if (minute % 5 === 0) lines.push(line(minute, logGroups.misc, { event: "heartbeat" }, 40));
  return lines;
}

function series(namespace: string, name: string, statistic: string, value: (minute: number) => number): GivenMetric {
  const period = statistic === "Maximum" ? 60 : 300;
  const values = Array.from({ length: minutesOfADay / (period / 60) }, (_, index) => value((index * period) / 60));
  return { metric: { namespace, name, dimensions: {} }, statistic, from: at(0), period, values };
}

const storefront = [
  series("Storefront", "Errors", "Sum", (minute) => Math.floor(traffic(minute) * 0.2 * noise(minute))),
  series("Storefront", "Requests", "Sum", (minute) => Math.round(traffic(minute) * (4 + noise(minute)))),
];

/** A shop's day: payments fail in the afternoon, a queue's alarm flaps in the evening, and several rules have findings. */
async function shopDay(): Promise<ReplayResult> {
  // The log begins before the clock, so that no alarm fires only because the log begins.
  const lines = Array.from({ length: 10 + 23 * 60 + 31 }, (_, index) => minuteOf(index - 10)).flat();
  const undated = { at: undefined, logGroup: logGroups.misc, text: "{}", source: "logs/misc.ndjson", line: 4 };
  const problem = {
    rule: "invalid-line",
    source: "logs/payments.ndjson",
    line: 311,
    message: `is not JSON: ${hostile.line}`,
    fix: "Leave it out, or let the filter read text.",
  } as const;
  const batch: ReplayBatch = { records: [...lines, undated], problems: [problem] };
  const flaps = (minute: number): boolean => minute >= 1200 && minute < 1241 && (minute - 1200) % 9 < 5;
  const given = [
    series("AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum", (minute) =>
      flaps(minute) ? 130 + (minute % 9) * 4 : Math.round(20 * noise(minute)),
    ),
    series("Shop", "Deployments", "Maximum", () => 0),
    ...storefront,
  ];
  return replay(template(shop), [batch], {
    from: at(0),
    to: at(minutesOfADay),
    given: scenarioSeries({ metrics: given.map((one) => ({ ...one, statistic: undefined })) }),
  });
}

/** A day without an incident. */
async function quietDay(): Promise<ReplayResult> {
  const records = Array.from({ length: minutesOfADay }, (_, minute) =>
    line(minute, logGroups.payments, { event: "payment_failed" }, 0),
  );
  const parts: TemplateParts = {
    logGroups: [{ name: logGroups.payments }],
    metricFilters: shop.metricFilters!.slice(0, 1),
    metricAlarms: [
      { ...metricAlarms[5], name: "shop-prod-storefront-errors-critical", alarmActions: [critical!] },
      {
        ...calm,
        name: "shop-prod-payments-failed-critical",
        threshold: 50,
        metric: metric("Shop", "PaymentsFailed", "Sum"),
        alarmActions: [critical!],
      },
    ],
    topics: shop.topics!.slice(0, 1),
    subscriptions: [{ topicArn: critical!, protocol: "sms", endpoint: "+4915112345678" }],
  };
  return replay(template(parts), [{ records, problems: [] }], {
    from: at(0),
    to: at(minutesOfADay),
    given: scenarioSeries({ metrics: storefront.slice(0, 1) }),
  });
}

/** A replay without records and alarms. */
function nothing(): Promise<ReplayResult> {
  return replay(template(), [], { from: at(0), to: at(0) });
}

export interface Days {
  readonly shopDay: ReplayResult;
  readonly quietDay: ReplayResult;
  readonly nothing: ReplayResult;
}

/** All results, replayed anew. */
export async function replayedDays(): Promise<Days> {
  return { shopDay: await shopDay(), quietDay: await quietDay(), nothing: await nothing() };
}
