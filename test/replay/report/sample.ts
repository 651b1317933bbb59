import type { Hold, WhyNot } from "../../../lib/replay/alarms";
import { lineOf, resource, WHOLE } from "../../../lib/base";
import { logRules } from "../../../lib/records";
import { replayRules } from "../../../lib/replay";
import { reachRules } from "../../../lib/replay/reach";
import type {
  AlarmChart,
  AlarmResult,
  FilterResult,
  Notification,
  ReplayResult,
  Transition,
} from "../../../lib/replay/result";
import type { AlarmState } from "../../../lib/aws";
import type { Channel } from "../../../lib/replay/reach";

const dayStart = Date.parse("2026-11-20T00:00:00Z");
const minutesOfADay = 24 * 60;

/** A time of the sample's day, in milliseconds since 1970, of minutes since midnight or as `14:02`. */
export function at(time: number | string): number {
  const [hours = 0, minutes = 0] = typeof time === "string" ? time.split(":").map(Number) : [0, time];
  return dayStart + (hours * 60 + minutes) * 60_000;
}

const arn = (service: string, name: string): string => `arn:aws:${service}:eu-central-1:111122223333:${name}`;

const pager: Channel = {
  kind: "pagerduty",
  name: "shop-oncall",
  address: "aws_sns_topic_subscription.pager",
  reached: true,
};
const slack: Channel = {
  kind: "slack",
  name: "#shop-alarms",
  address: "aws_chatbot_slack_channel_configuration.shop",
  reached: true,
};
const mail: Channel = {
  kind: "email",
  name: "shop-team@example.com",
  address: "aws_sns_topic_subscription.mail",
  reached: true,
};
const queue: Channel = {
  kind: "sqs",
  name: "alarm-archive",
  address: "aws_sns_topic_subscription.archive",
  reached: false,
};

const topics: Readonly<Record<string, readonly Channel[]>> = {
  "shop-prod-alarms-critical": [pager, slack],
  "shop-prod-alarms-warning": [slack, mail, queue],
  "shop-prod-alarms-info": [],
};

/** A notification through one of the sample's topics. */
export function notification(
  time: number | string,
  state: AlarmState,
  through: string,
  held: Hold | null = null,
): Notification {
  return { at: at(time), state, action: arn("sns", through), through, channels: topics[through] ?? [], held };
}

/** Transitions out of INSUFFICIENT_DATA through `[time, state, reason]`. */
export function transitions(...steps: readonly (readonly [number | string, AlarmState, string?])[]): Transition[] {
  let from: AlarmState = "INSUFFICIENT_DATA";
  return steps.map(([time, to, reason = `the datapoints were not above the threshold`]) => {
    const transition = { at: at(time), from, to, reason, logEdge: null };
    from = to;
    return transition;
  });
}

/** An alarm of which only what matters is said. */
export function alarm(name: string, given: Partial<AlarmResult> = {}): AlarmResult {
  const steps = given.transitions ?? [];
  return {
    name,
    address: `aws_cloudwatch_metric_alarm.${name}`,
    kind: "metric",
    severity: "warning",
    evaluated: true,
    whyNot: null,
    assumes: [],
    state: steps.at(-1)?.to ?? "INSUFFICIENT_DATA",
    transitions: steps,
    notified: [],
    toldThrough: [],
    chart: null,
    ...given,
  };
}

/** A chart whose value at each minute is `value`; points stand where it changed. */
export function chart(
  label: string,
  threshold: number,
  value: (minute: number) => number | null,
  given: Partial<AlarmChart> = {},
): AlarmChart {
  const points: { at: number; value: number | null }[] = [];
  let before: number | null | undefined;
  for (let minute = 0; minute <= minutesOfADay; minute++) {
    const now = value(minute);
    if (now !== before) points.push({ at: at(minute), value: now });
    before = now;
  }
  return { label, unit: "Count", comparison: "GreaterThanThreshold", threshold, period: 300, points, ...given };
}

/** Noise that is the same in every run: 0 to 1 for a whole number. */
function noise(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43758.5453;
  return x - Math.floor(x);
}

const outage = (minute: number): boolean => minute >= 14 * 60 && minute < 14 * 60 + 34;
const traffic = (minute: number): number =>
  40 + 60 * Math.max(0, Math.sin(((minute - 360) / minutesOfADay) * 2 * Math.PI));

/** Texts that try to leave their place: into HTML, Markdown, XML, a terminal, or around the direction of the text. */
export const hostile = {
  name: `x"'><img src=x onerror=alert(1)></script><script>window.hacked=1</script> | \`a\` @octocat`,
  reason:
    "]]> --> </title></style></svg></details> \u202egnp.exe\u2066 \u001b[31mred\u001b[0m \u0000 & &lt; {{x}} ${y} <!--",
  line: '{"m":"</script><script>window.hacked=2</script>","u":"مرحبا \u200f","x":"\u001b]0;title\u0007"}',
};

const paymentAlarms: readonly AlarmResult[] = [
  alarm("shop-prod-payments-failure-rate-critical", {
    severity: "critical",
    toldThrough: ["shop-prod-payments-critical"],
    transitions: transitions(
      ["00:06", "OK"],
      ["14:04", "ALARM", "Threshold crossed: 2 out of the last 2 datapoints were above 20: 14:03 61.2, 13:58 34.7."],
      ["14:41", "OK", "1 of the last 2 datapoints was above 20: 14:40 3.1, 14:35 24.9; 2 are needed."],
    ),
    chart: chart(
      "100 * failures / attempts",
      20,
      (minute) => Math.round((outage(minute - 2) ? 55 + 20 * noise(minute) : 1 + 3 * noise(minute)) * 10) / 10,
      { unit: "Percent" },
    ),
  }),
  alarm("shop-prod-payments-provider-latency-warning", {
    transitions: transitions(
      ["00:06", "OK"],
      ["14:02", "ALARM", "Threshold crossed: 1 datapoint was above 2,500: 14:01 7,912."],
      ["14:38", "OK"],
    ),
    notified: [
      notification("14:02", "ALARM", "shop-prod-alarms-warning"),
      notification("14:38", "OK", "shop-prod-alarms-warning"),
    ],
    chart: chart(
      "p99 of ProviderLatency over 5 minutes",
      2500,
      (minute) =>
        minute >= 180 && minute < 300
          ? null
          : Math.round(outage(minute) ? 6000 + 3000 * noise(minute) : 300 + 500 * noise(minute)),
      { unit: "Milliseconds" },
    ),
  }),
  alarm("shop-prod-payments-critical", {
    kind: "composite",
    address: "aws_cloudwatch_composite_alarm.payments",
    assumes: [
      {
        name: "shop-prod-database-cpu-critical",
        address: "aws_cloudwatch_metric_alarm.shop-prod-database-cpu-critical",
      },
    ],
    severity: "critical",
    transitions: transitions(
      ["00:06", "OK", "No alarm of the rule is in ALARM."],
      ["14:04", "ALARM", 'ALARM("shop-prod-payments-failure-rate-critical") holds since 14:04.'],
      ["14:41", "OK", "No alarm of the rule is in ALARM."],
    ),
    notified: [
      notification("14:04", "ALARM", "shop-prod-alarms-critical", {
        kind: "wait-period",
        seconds: 60,
        suppressor: { name: "shop-prod-deploying", address: "aws_cloudwatch_metric_alarm.shop-prod-deploying" },
      }),
      notification("14:05", "ALARM", "shop-prod-alarms-critical"),
      notification("14:41", "OK", "shop-prod-alarms-critical"),
    ],
  }),
];

const flapping = alarm("shop-prod-worker-queue-age-warning", {
  transitions: transitions(
    ["00:06", "OK"],
    ...[0, 1, 2, 3, 4].flatMap((turn) => [
      [20 * 60 + turn * 9, "ALARM", `Threshold crossed: 1 datapoint was above 120: ${131 + turn * 7}.`] as const,
      [20 * 60 + turn * 9 + 5, "OK"] as const,
    ]),
  ),
  notified: [0, 1, 2, 3, 4].map((turn) =>
    notification(20 * 60 + turn * 9, "ALARM", "shop-prod-alarms-warning", { kind: "muted", rule: "evenings" }),
  ),
  chart: chart(
    "Maximum of ApproximateAgeOfOldestMessage over 1 minute",
    120,
    (minute) =>
      minute >= 1200 && minute < 1241 && (minute - 1200) % 9 < 5
        ? 130 + (minute % 9) * 4
        : Math.round(20 * noise(minute)),
    { unit: "Seconds", period: 60 },
  ),
});

const stillFiring = alarm(hostile.name, {
  address: 'module.x["<b>"].aws_cloudwatch_metric_alarm.y',
  severity: "info",
  transitions: transitions(["00:06", "OK"], ["23:40", "ALARM", hostile.reason]).map((transition) => ({
    ...transition,
    logEdge: transition.to === "ALARM" ? "end" : null,
  })),
  notified: [notification("23:40", "ALARM", "shop-prod-alarms-info")],
  chart: chart(
    "Sum of <b>Hostile</b> over 5 minutes",
    5,
    (minute) => (minute >= 1418 ? 9 : minute % 300 === 0 ? 2 : 0),
    { unit: null },
  ),
});

const quiet: readonly AlarmResult[] = [
  alarm("shop-prod-deploying", { severity: null, transitions: transitions(["00:06", "OK"]) }),
  alarm("shop-prod-storefront-errors-critical", {
    severity: "critical",
    transitions: transitions(["00:06", "OK"]),
    chart: chart("Sum of Errors over 5 minutes", 50, (minute) => Math.floor(traffic(minute) * 0.2 * noise(minute))),
  }),
  alarm("shop-prod-storefront-traffic-low-warning", {
    transitions: transitions(["00:06", "OK"]),
    chart: chart(
      "SampleCount of Requests over 5 minutes",
      10,
      (minute) => Math.round(traffic(minute) * (4 + noise(minute))),
      {
        comparison: "LessThanThreshold",
      },
    ),
  }),
  alarm("shop-prod-auth-locked-accounts-warning"),
];

const cpuNotPublished: WhyNot = {
  kind: "metrics-not-published",
  metrics: [{ namespace: "AWS/RDS", name: "CPUUtilization", dimensions: {} }],
};

const notEvaluated = alarm("shop-prod-database-cpu-critical", {
  severity: "critical",
  evaluated: false,
  whyNot: cpuNotPublished,
});

const filters: readonly FilterResult[] = [
  {
    name: "payment_failures",
    address: "aws_cloudwatch_log_metric_filter.payment_failures",
    logGroup: "/app/prod/payments",
    pattern: '{ $.event = "payment_failed" }',
    events: 48_211,
    matched: 1_930,
    nearestMiss: null,
  },
  {
    name: "accounts_locked",
    address: "aws_cloudwatch_log_metric_filter.accounts_locked",
    logGroup: "/app/prod/auth",
    pattern: '{ $.event = "account_locked" && $.attempts >= 5 }',
    events: 12_604,
    matched: 0,
    nearestMiss: {
      events: 12_604,
      clauses: [
        { clause: "$.attempts >= 5", failed: 12_310, missing: 9_000, seen: ["1", "2", "3"] },
        {
          clause: '$.event = "account_locked"',
          failed: 12_604,
          missing: 0,
          seen: ['"login_failed"', '"login_succeeded"'],
        },
      ],
      example: { line: hostile.line, failed: ['$.event = "account_locked"'] },
    },
  },
];

/** A shop's day: payments fail in the afternoon, a queue's alarm flaps in the evening, and not everything is as it should be. */
export const shopDay: ReplayResult = {
  from: at(0),
  to: at(minutesOfADay),
  firstRecord: at(0),
  lastRecord: at("23:30"),
  nothingReplayed: [],
  alarms: [...paymentAlarms, flapping, stillFiring, ...quiet, notEvaluated],
  filters,
  metrics: [
    {
      namespace: "shop/prod/payments",
      name: "PaymentsFailed",
      dimensions: { provider: "acme", currency: "EUR" },
      points: [{ at: at("14:01"), sum: 61, count: 61, min: 1, max: 1 }],
    },
  ],
  records: { read: 482_113, invalid: 7, withoutTime: 2, unrouted: 0 },
  reach: [
    { severity: "critical", alarms: 4, channels: { slack: 1, pagerduty: 1 }, nobody: 3 },
    { severity: "warning", alarms: 4, channels: { email: 2, slack: 2 }, nobody: 2 },
    { severity: "info", alarms: 1, channels: {}, nobody: 1 },
  ],
  findings: [
    replayRules.finding(
      "alarm-flaps",
      resource({ address: "aws_cloudwatch_metric_alarm.shop-prod-worker-queue-age-warning" }),
      {
        message: "changed its state 10 times in 41 minutes",
        fix: "Ask for more datapoints: datapoints_to_alarm = 3 of evaluation_periods = 5.",
      },
    ),
    reachRules.finding(
      "alarm-reaches-nobody",
      resource({ address: "aws_cloudwatch_metric_alarm.shop-prod-storefront-errors-critical" }),
      {
        message: "a critical alarm without an action: nobody hears of it",
        fix: "Add the topic of its severity to alarm_actions.",
      },
    ),
    logRules.finding("invalid-line", lineOf("logs/payments.ndjson", 311), {
      severity: "info",
      message: `is not a JSON: ${hostile.line}`,
      fix: "Leave it out, or let the filter read text.",
    }),
    replayRules.finding("fired-after-the-last-record", resource(stillFiring), {
      message: "fired because the log ends: it treats missing datapoints as breaching",
      fix: "End the clock with the log (--to), or replay logs that go on.",
    }),
    replayRules.finding("records-without-time", WHOLE, {
      message: "one input of 12 is empty",
      fix: "Name files that hold lines.",
    }),
  ],
  notEvaluated: [{ address: notEvaluated.address, name: notEvaluated.name, reason: cpuNotPublished }],
};

/** Nothing to replay at all. */
export const nothing: ReplayResult = {
  from: at(0),
  to: at(0),
  firstRecord: null,
  lastRecord: null,
  nothingReplayed: [],
  alarms: [],
  filters: [],
  metrics: [],
  records: { read: 0, invalid: 0, withoutTime: 0, unrouted: 0 },
  reach: [],
  findings: [],
  notEvaluated: [],
};

/** A day on which everything is as it should be. */
export const quietDay: ReplayResult = {
  ...nothing,
  to: at(minutesOfADay),
  alarms: [quiet[1]!, quiet[2]!],
  filters: [filters[0]!],
  records: { read: 482_113, invalid: 0, withoutTime: 0, unrouted: 0 },
  reach: [{ severity: "critical", alarms: 2, channels: { pagerduty: 2 }, nobody: 0 }],
};

/** Many alarms, each with a datapoint `every` so many minutes; one in `firing` fires once a day for half an hour, when its metric is high. */
export function manyAlarms({ alarms, days, every = 1, firing }: Many): ReplayResult {
  const minutes = days * minutesOfADay;
  const isHigh = (minute: number): boolean => minute % minutesOfADay >= 840 && minute % minutesOfADay < 870;
  // Alarms share a few series: what counts is how many are drawn.
  const series = [false, true].map((fires) =>
    Array.from({ length: minutes / every }, (_, index) => ({
      at: at(index * every),
      value: (fires && isHigh(index * every) ? 60 : 0) + Math.round(40 * noise(index)),
    })),
  );
  const steps = transitions(
    [5, "OK"],
    ...Array.from({ length: days }, (_, index) => [
      [index * minutesOfADay + 841, "ALARM", "Threshold crossed: 1 datapoint was above 50."] as const,
      [index * minutesOfADay + 871, "OK"] as const,
    ]).flat(),
  );
  const names = ["critical", "warning", "info"];
  return {
    ...shopDay,
    to: at(minutes),
    lastRecord: at(minutes),
    alarms: Array.from({ length: alarms }, (_, index) => {
      const fires = index % firing === 0;
      const severity = names[index % 3]!;
      return alarm(`shop-prod-service-${index}-errors-${severity}`, {
        severity,
        transitions: fires ? steps : steps.slice(0, 1),
        notified: fires
          ? steps.slice(1).map((step) => ({ ...notification(0, step.to, "shop-prod-alarms-critical"), at: step.at }))
          : [],
        chart: { ...chart("Sum of Errors over 5 minutes", 50, () => null), points: series[fires ? 1 : 0]! },
      });
    }),
  };
}

interface Many {
  readonly alarms: number;
  readonly days: number;
  readonly every?: number;
  readonly firing: number;
}
