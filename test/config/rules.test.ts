import { isoDuration, readDuration, readMuteDuration, readQuietDuration, readSchedule } from "../../lib/aws";
import { inspect } from "../../lib/config";
import { ruled } from "../texts";
import { found, sample, type Loose } from "./sample";

/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment,
   @typescript-eslint/no-unsafe-return -- what is written down here is of no type */

const composite = (rule: Loose): Loose => ({
  type: "composite",
  summary: "All is lost.",
  rule,
  severities: { critical: {} },
});
const queue = {
  type: "metric",
  summary: "Orders wait.",
  metric: "sqs.visible_messages",
  dimensions: { QueueName: "orders" },
  severities: { critical: { above: 5 } },
};

describe("environments", () => {
  test("extend an environment that exists", () => {
    expect(found((config) => (config.environments.prod.extends = "bsae"))).toMatchInlineSnapshot(`
      [
        "environment-unknown error environments.prod.extends",
      ]
    `);
  });
  test("do not extend themselves", () => {
    expect(
      found((config) => {
        config.environments.base.extends = "prod";
        config.environments.prod.extends = "middle";
        config.environments.middle = { extends: "base" };
      }),
    ).toMatchInlineSnapshot(`
      [
        "environment-cycle error environments.middle.extends",
        "environment-cycle error environments.base.extends",
        "environment-cycle error environments.prod.extends",
      ]
    `);
  });
  test("have a region, an account and a backend", () => {
    expect(found((config) => (config.environments.dev = {}))).toMatchInlineSnapshot(`
      [
        "environment-incomplete error environments.dev",
        "environment-incomplete error environments.dev",
        "environment-incomplete error environments.dev",
        "route-missing error environments.dev.routes.warning",
        "route-missing error environments.dev.routes.critical",
      ]
    `);
  });
  test("may only name existing services", () => {
    expect(found((config) => (config.environments.prod.services = { payment: { enabled: false } })))
      .toMatchInlineSnapshot(`
      [
        "service-unknown error environments.prod.services.payment",
      ]
    `);
  });
  test("have thresholds for alarms and severities that exist", () => {
    expect(
      found((config) => {
        config.environments.prod.thresholds = {
          payment: { failures: { critical: "off" } },
          payments: { failure: { critical: "off" }, slow: { critical: { above: 5 } } },
        };
      }),
    ).toMatchInlineSnapshot(`
      [
        "service-unknown error environments.prod.thresholds.payment",
        "threshold-unknown error environments.prod.thresholds.payments.failure",
        "threshold-unknown error environments.prod.thresholds.payments.slow.critical",
      ]
    `);
  });
  test("have thresholds of the kind that the alarm uses", () => {
    expect(
      found((config) => {
        config.services.payments.alarms.rate = {
          type: "rate",
          summary: "s",
          errors: "failures",
          of: "attempts",
          minimum: 5,
          severities: { critical: { above: 5 } },
        };
        config.environments.prod.thresholds = {
          payments: { failures: { warning: { band: 3 }, critical: { below: 3 } }, rate: { critical: { above: 500 } } },
        };
      }),
    ).toMatchInlineSnapshot(`
      [
        "threshold-kind error environments.prod.thresholds.payments.failures.warning",
        "threshold-kind error environments.prod.thresholds.payments.failures.critical",
        "threshold-kind error environments.prod.thresholds.payments.rate.critical.above",
      ]
    `);
  });
  test("have a route for every severity that notifies, or an empty list", () => {
    expect(found((config) => delete config.environments.prod.routes.critical)).toMatchInlineSnapshot(`
      [
        "route-missing error environments.prod.routes.critical",
      ]
    `);
    expect(found((config) => (config.environments.prod.routes.critical = []))).toEqual([]);
    const silent = (config: Loose): void => {
      config.services.payments.alarms.failures.notify = false;
      delete config.environments.prod.routes.critical;
    };
    expect(found(silent).filter((finding) => finding.startsWith("route-missing"))).toEqual([]);
  });
});

describe("signals", () => {
  test("are not known because they look like what stands for one", () => {
    expect(found((config) => (config.services.payments.alarms.failures.signal = "?"))).toEqual([
      "signal-unknown error services.payments.alarms.failures.signal",
    ]);
    expect(found((config) => (config.services.payments.signals = ["?", "failures", "request_duration"]))).toEqual([
      "signal-unknown error services.payments.signals[0]",
    ]);
    expect(found((config) => (config.services.payments.contract = "?"))).toEqual([
      "contract-unknown error services.payments.contract",
    ]);
  });
  test("belong to the contract", () => {
    expect(found((config) => (config.services.payments.alarms.failures.signal = "failure"))).toMatchInlineSnapshot(`
      [
        "signal-unknown error services.payments.alarms.failures.signal",
      ]
    `);
    expect(found((config) => (config.services.payments.signals = ["failures", "request_duraton"])))
      .toMatchInlineSnapshot(`
      [
        "signal-unknown error services.payments.signals[1]",
        "signal-unknown error services.payments.alarms.slow.signal",
      ]
    `);
  });
  test("have one series without dimensions, or the alarm names the one that it reads", () => {
    const by = (dimensions?: object) =>
      found(
        (config) =>
          (config.services.payments.alarms.failures = {
            ...config.services.payments.alarms.failures,
            signal: "by_provider",
            dimensions,
          }),
      );
    expect(by()).toMatchInlineSnapshot(`
      [
        "alarm-dimensions error services.payments.alarms.failures.signal",
      ]
    `);
    expect(by({ "payment.provder": "stripe" })).toMatchInlineSnapshot(`
      [
        "alarm-dimensions error services.payments.alarms.failures.dimensions["payment.provder"]",
        "alarm-dimensions error services.payments.alarms.failures.dimensions",
      ]
    `);
    expect(by({ "payment.provider": "strip" })).toMatchInlineSnapshot(`
      [
        "alarm-dimensions error services.payments.alarms.failures.dimensions["payment.provider"]",
      ]
    `);
    expect(by({ "payment.provider": "stripe" })).toEqual([]);
  });
  test("are read by a meaningful statistic", () => {
    const statistic = (signal: string, value: string) =>
      found((config) => Object.assign(config.services.payments.alarms.failures, { signal, statistic: value }));
    expect(statistic("failures", "p99")).toMatchInlineSnapshot(`
      [
        "alarm-statistic error services.payments.alarms.failures.statistic",
      ]
    `);
    expect(statistic("failures", "Average")).toMatchInlineSnapshot(`
      [
        "alarm-statistic error services.payments.alarms.failures.statistic",
      ]
    `);
    expect(statistic("failures", "SampleCount")).toMatchInlineSnapshot(`
      [
        "alarm-statistic error services.payments.alarms.failures.statistic",
      ]
    `);
    expect(statistic("request_duration", "Sum")).toMatchInlineSnapshot(`
      [
        "alarm-statistic warning services.payments.alarms.failures.statistic",
      ]
    `);
    expect(found((config) => (config.services.payments.alarms.slow.signal = "failures"))).toMatchInlineSnapshot(`
      [
        "alarm-statistic error services.payments.alarms.slow.signal",
      ]
    `);
  });
});

describe("windows", () => {
  const window = (changes: object) =>
    found((config) => Object.assign(config.services.payments.alarms.failures, changes));
  test("have at most as many datapoints as periods", () =>
    expect(window({ periods: 3, datapoints: 4 })).toMatchInlineSnapshot(`
      [
        "alarm-window error services.payments.alarms.failures.datapoints",
      ]
    `));
  test("have periods of whole minutes", () =>
    expect(window({ period: "90s" })).toMatchInlineSnapshot(`
      [
        "alarm-window error services.payments.alarms.failures.period",
      ]
    `));
  test("look back at most a day", () =>
    expect(window({ period: "10m", periods: 145 })).toMatchInlineSnapshot(`
      [
        "alarm-window error services.payments.alarms.failures.periods",
      ]
    `));
  test("look back at most seven days with periods of an hour", () =>
    expect(window({ period: "1h", periods: 169 })).toMatchInlineSnapshot(`
      [
        "alarm-window error services.payments.alarms.failures.periods",
      ]
    `));
  test("of deadlines are at most 18 hours, in a time zone that exists", () => {
    expect(
      found((config) => {
        config.services.payments.alarms.late = {
          type: "deadline",
          summary: "s",
          signal: "attempts",
          from: "22:00",
          timezone: "Europe/Berlim",
          severities: { critical: { by: "21:00" } },
        };
        config.environments.prod.thresholds = { payments: { late: { critical: { by: "20:00" } } } };
      }),
    ).toMatchInlineSnapshot(`
      [
        "deadline error services.payments.alarms.late.timezone",
        "deadline error services.payments.alarms.late.severities.critical.by",
        "deadline error environments.prod.thresholds.payments.late.critical.by",
      ]
    `);
  });
  test("of deadlines are later for a worse severity", () => {
    const late = (warning: string, critical: string): string[] =>
      found((config) => {
        const severities = { warning: { by: warning }, critical: { by: critical } };
        config.services.payments.alarms.late = {
          type: "deadline",
          summary: "s",
          signal: "attempts",
          timezone: "UTC",
          severities,
        };
      });
    expect(late("23:30", "00:30")).toEqual([]);
    expect(late("04:00", "03:30")).toEqual([
      "severity-order warning services.payments.alarms.late.severities.critical",
    ]);
  });
  test("of deadlines are written whole", () => {
    expect(
      found((config) => {
        config.services.payments.alarms.late = {
          type: "deadline",
          summary: "s",
          signal: "attempts",
          from: 22,
          days: ["Monday"],
          severities: { critical: { by: "4:00" }, warning: {} },
        };
        config.environments.prod.thresholds = { payments: { late: { critical: { for: "5m" } } } };
      }),
    ).toMatchInlineSnapshot(`
      [
        "wrong-value error services.payments.alarms.late.from",
        "missing-key error services.payments.alarms.late.timezone",
        "wrong-value error services.payments.alarms.late.days[0]",
        "wrong-value error services.payments.alarms.late.severities.warning",
        "wrong-value error services.payments.alarms.late.severities.critical.by",
        "threshold-kind error environments.prod.thresholds.payments.late.critical",
      ]
    `);
  });
  test("of absence alarms are whole minutes, and at most seven days", () => {
    const silence = (length: string) =>
      found(
        (config) =>
          (config.services.payments.alarms.silent = {
            type: "absence",
            summary: "s",
            severities: { critical: { for: length } },
          }),
      );
    expect(silence("90s")).toMatchInlineSnapshot(`
      [
        "alarm-window error services.payments.alarms.silent.severities.critical.for",
      ]
    `);
    expect(silence("8d")).toMatchInlineSnapshot(`
      [
        "alarm-window error services.payments.alarms.silent.severities.critical.for",
      ]
    `);
    expect(silence("15m")).toEqual([]);
  });
  test("of anomaly alarms have periods of at most an hour, and one source", () => {
    expect(
      found((config) => {
        config.services.payments.alarms.odd = {
          type: "anomaly",
          summary: "s",
          period: "2h",
          severities: { warning: { band: 2 } },
        };
      }),
    ).toMatchInlineSnapshot(`
      [
        "alarm-window error services.payments.alarms.odd.period",
        "anomaly-source error services.payments.alarms.odd",
      ]
    `);
  });
});

describe("composite alarms", () => {
  const blocked = (rule: Loose, more: object = {}) =>
    found((config) => (config.services.payments.alarms.blocked = { ...composite(rule), ...more }));
  test("name alarms that exist", () => {
    expect(blocked({ all: ["failure.critical", "slow.critical", "checkout/errors.critical"] })).toMatchInlineSnapshot(`
      [
        "alarm-unknown error services.payments.alarms.blocked.rule.all[0]",
        "alarm-unknown error services.payments.alarms.blocked.rule.all[1]",
        "alarm-unknown error services.payments.alarms.blocked.rule.all[2]",
      ]
    `);
    expect(
      blocked(
        { any: ["failures.critical"] },
        { suppressor: { alarm: "deployment.info", wait: "2m", extension: "5m" } },
      ),
    ).toMatchInlineSnapshot(`
      [
        "alarm-unknown error services.payments.alarms.blocked.suppressor.alarm",
      ]
    `);
  });
  test("name alarms that are not off in an environment", () => {
    expect(
      found((config) => {
        config.services.payments.alarms.blocked = composite("failures.critical");
        config.environments.prod.thresholds = { payments: { failures: { critical: "off" } } };
      }),
    ).toMatchInlineSnapshot(`
      [
        "alarm-unknown error services.payments.alarms.blocked.rule",
      ]
    `);
  });
  test("do not contain themselves", () => {
    expect(
      found((config) => {
        config.services.payments.alarms.one = composite({ any: ["two.critical"] });
        config.services.payments.alarms.two = composite({ not: "one.critical" });
      }),
    ).toMatchInlineSnapshot(`
      [
        "composite-cycle error services.payments.alarms.one.rule",
        "composite-cycle error services.payments.alarms.two.rule",
      ]
    `);
  });
  test("have rules of at most 500 elements, where each mention of a child counts", () => {
    const children = (count: number) => ({ any: Array.from({ length: count }, () => "failures.critical") });
    const finding = "composite-elements error services.payments.alarms.blocked.rule";
    expect(blocked(children(500))).not.toContain(finding);
    expect(blocked(children(501))).toContain(finding);
  });
  test("require no more alarms than they name", () => {
    expect(blocked({ atLeast: 3, of: ["failures.critical", "slow.warning"] })).toMatchInlineSnapshot(`
      [
        "composite-at-least error services.payments.alarms.blocked.rule",
      ]
    `);
  });
});

describe("metrics", () => {
  test("of the catalogue exist", () => {
    expect(found((config) => (config.services.payments.alarms.queue = { ...queue, metric: "sqs.visible_mesages" })))
      .toMatchInlineSnapshot(`
      [
        "metric-unknown error services.payments.alarms.queue.metric",
      ]
    `);
  });
  test("have exactly their dimensions", () => {
    expect(found((config) => (config.services.payments.alarms.queue = { ...queue, dimensions: { Queue: "orders" } })))
      .toMatchInlineSnapshot(`
      [
        "metric-dimensions error services.payments.alarms.queue.dimensions.Queue",
        "metric-dimensions error services.payments.alarms.queue.dimensions",
      ]
    `);
  });
});

describe("texts", () => {
  test("have only known placeholders", () => {
    expect(
      found(
        (config) =>
          (config.services.payments.alarms.queue = {
            ...queue,
            dimensions: { QueueName: "{project}-{enviroment}-orders" },
          }),
      ),
    ).toMatchInlineSnapshot(`
      [
        "placeholder-unknown error services.payments.alarms.queue.dimensions.QueueName",
      ]
    `);
    expect(
      found(
        (config) =>
          (config.services.payments.alarms.queue = {
            ...queue,
            query: "filter event = '{{parameter}}' | parse @message /x{2,3}(?<end>.)/",
          }),
      ),
    ).toEqual([]);
  });
  test("name an owner and a runbook", () => {
    expect(
      found((config) => {
        delete config.services.payments.owner;
        delete config.services.payments.runbooks;
      }),
    ).toMatchInlineSnapshot(`
      [
        "alarm-owner error services.payments",
        "alarm-runbook error services.payments.alarms.failures",
        "alarm-runbook error services.payments.alarms.slow",
      ]
    `);
  });
  test("fit into a description", () => {
    expect(found((config) => (config.services.payments.alarms.slow.impact = "x".repeat(1000)))).toMatchInlineSnapshot(`
      [
        "alarm-description error services.payments.alarms.slow",
      ]
    `);
  });
});

describe("log groups", () => {
  test("of infrequent access have no signals, indexes or anomaly detection", () => {
    expect(
      found(
        (config) =>
          (config.environments.prod.services = {
            payments: { logs: { class: "infrequentAccess", indexes: ["request_id"], anomalyDetection: true } },
          }),
      ),
    ).toMatchInlineSnapshot(`
      [
        "log-class error environments.prod.services.payments.logs.class",
        "log-class error environments.prod.services.payments.logs.class",
        "log-class error environments.prod.services.payments.logs.class",
      ]
    `);
  });
  test("index fields of the contract", () => {
    expect(found((config) => (config.services.payments.logs = { indexes: ["requestid", "@logStream"] })))
      .toMatchInlineSnapshot(`
      [
        "log-indexes warning services.payments.logs.indexes[0]",
      ]
    `);
  });
  test("have valid names, each used once", () => {
    expect(found((config) => (config.services.payments.logs = { group: "aws/{service}" }))).toMatchInlineSnapshot(`
      [
        "log-group-name error services.payments.logs.group",
      ]
    `);
    expect(
      found((config) => {
        config.services.payments.logs = { group: "/ecs/{service}" };
        config.environments.dev = { extends: "prod" };
      }),
    ).toMatchInlineSnapshot(`
      [
        "log-group-name error services.payments.logs.group",
      ]
    `);
    expect(found((config) => (config.services.payments.logs = { group: "/{service}".repeat(60) })))
      .toMatchInlineSnapshot(`
      [
        "log-group-name error services.payments.logs.group",
      ]
    `);
  });
});

describe("names", () => {
  const long = "a".repeat(120);
  test("of alarms have at most 255 characters", () => {
    expect(
      found((config) => {
        config.services[long] = {
          ...config.services.payments,
          alarms: { [long]: config.services.payments.alarms.slow },
        };
      }),
    ).toMatchInlineSnapshot(`
      [
        "alarm-name error services.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.alarms.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.severities.warning",
      ]
    `);
  });
  test("of topics and namespaces have a maximum length", () => {
    expect(
      found((config) => {
        config.project = "p".repeat(125);
        config.environments["e".repeat(126)] = { extends: "prod" };
      }),
    ).toMatchInlineSnapshot(`
      [
        "alarm-name error services.payments.alarms.failures.severities.warning",
        "alarm-name error services.payments.alarms.failures.severities.critical",
        "alarm-name error services.payments.alarms.slow.severities.warning",
        "alarm-name error services.payments",
        "alarm-name error services.payments",
        "topic-name error environments.eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee",
        "topic-name error environments.eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee",
        "namespace-name error services.payments",
      ]
    `);
  });
  test("of alarms are unique after expansion", () => {
    expect(
      found((config) => {
        config.services["payments-slow"] = {
          ...config.services.payments,
          alarms: { page: config.services.payments.alarms.slow },
        };
        config.services.payments.alarms["slow-page"] = config.services.payments.alarms.slow;
      }),
    ).toMatchInlineSnapshot(`
      [
        "alarm-name error services.payments-slow.alarms.page.severities.warning",
        "alarm-name error services.payments-slow",
      ]
    `);
  });
  test("give different construct ids", () => {
    expect(
      found((config) => {
        config.services.payments.alarms["slow-er"] = config.services.payments.alarms.slow;
        config.services.payments.alarms.slow_er = config.services.payments.alarms.slow;
        config.services.key = { ...config.services.payments, alarms: {} };
      }),
    ).toMatchInlineSnapshot(`
      [
        "construct-id error services.key",
        "construct-id error services.payments.alarms.slow_er",
      ]
    `);
  });
});

describe("quiet hours", () => {
  const quiet = (changes: object, more: object = {}) =>
    found((config) =>
      Object.assign(config.environments.prod, {
        quietHours: { nights: { severities: ["warning"], cron: "0 22 * * *", duration: "PT8H", ...changes } },
        ...more,
      }),
    );
  test("have a valid schedule", () => {
    expect(quiet({})).toEqual([]);
    expect(quiet({ cron: "0 24 * * *", duration: "P16D", timezone: "Europe/Berlim" })).toMatchInlineSnapshot(`
      [
        "quiet-hours-schedule error environments.prod.quietHours.nights.duration",
        "quiet-hours-schedule error environments.prod.quietHours.nights.timezone",
        "quiet-hours-schedule error environments.prod.quietHours.nights.cron",
      ]
    `);
    expect(quiet({ cron: "0 22 * * FRIDAY", duration: "30s" })).toMatchInlineSnapshot(`
      [
        "quiet-hours-schedule error environments.prod.quietHours.nights.duration",
        "quiet-hours-schedule error environments.prod.quietHours.nights.cron",
      ]
    `);
    expect(quiet({ cron: "cron(0 22 * * ? *)", duration: "8 hours" })).toMatchInlineSnapshot(`
      [
        "wrong-value error environments.prod.quietHours.nights.cron",
        "wrong-value error environments.prod.quietHours.nights.duration",
      ]
    `);
  });
  test.each([
    ["*/15 22 * * *", "PT11H"],
    ["0 22 ? * MON-FRI", "11h"],
    ["0 18 * * 5#2", "2d12h"],
    ["cron(0 22 L * *)", "PT1H30M"],
  ])("accept %s for %s, which a replay reads in the same way", (cron, duration) => {
    expect(quiet({ cron, duration })).toEqual([]);
    expect(readSchedule(cron).kind).toBe("cron");
    expect(readMuteDuration(isoDuration(readQuietDuration(duration)))).toBe(readDuration(duration));
  });
  test("need a provider that has mute rules", () => {
    expect(quiet({}, { providers: { aws: "~> 5.0" } })).toMatchInlineSnapshot(`
      [
        "quiet-hours-provider error environments.prod.providers.aws",
      ]
    `);
    expect(quiet({}, { providers: { aws: ">= 6.0, < 6.41" } })).not.toEqual([]);
    expect(quiet({}, { providers: { aws: "~> 6.41.0" } })).toEqual([]);
    expect(quiet({}, { providers: { aws: ">= 6" } })).toEqual([]);
  });
  test("mute at least one alarm", () => {
    expect(quiet({ severities: ["info"] })).toMatchInlineSnapshot(`
      [
        "quiet-hours-alarms warning environments.prod.quietHours.nights",
      ]
    `);
  });
});

describe("topics that others make", () => {
  const put = (critical: unknown, change: (config: Loose) => void = () => undefined) =>
    found((config) => {
      config.environments.prod.routes.critical = critical;
      change(config);
    });
  const topic = (name: string, place = "{region}:{account}") => ({ topic: `arn:aws:sns:${place}:${name}` });
  const critical = "environments.prod.routes.critical";

  test("may be in another account, and tell several", () => {
    expect(put([topic("pager"), topic("pager", "{region}:999988887777"), topic("chat")])).toEqual([]);
    expect(put([topic("pager"), { email: "a@example.com" }])).toEqual([]);
  });

  test("are in the Region of the environment, and in its partition", () => {
    expect(put([topic("pager", "ap-south-1:111122223333")])).toEqual([`route-topic error ${critical}[0].topic`]);
    expect(put([{ topic: "arn:aws-cn:sns:{region}:{account}:pager" }])).toEqual([
      `route-topic error ${critical}[0].topic`,
    ]);
  });

  test("are not FIFO topics, subscriptions or references of Terraform", () => {
    expect(put([topic("pager.fifo")])).toEqual([`route-fifo warning ${critical}[0].topic`]);
    const subscription = "pager:6b0e71bd-7e97-4d97-80ce-4a0994e55286";
    for (const name of [subscription, "pager ", "${aws_sns_topic.pager.name}"])
      expect(put([topic(name)])).toEqual([`placeholder-value error ${critical}[0].topic`]);
  });

  test("have no subscription to filter, and no queue for what is lost", () => {
    for (const key of [{ filterPolicy: { AlarmName: ["a"] } }, { deadLetter: true }, { queuePolicy: true }])
      expect(put([{ ...topic("pager"), ...key }])).toEqual([
        `unknown-key error ${critical}[0].${Object.keys(key).join("")}`,
      ]);
  });

  test("are listed once, and at most five of them with those of the environment", () => {
    expect(put([topic("pager"), topic("pager")])).toEqual([`route-twice warning ${critical}[1]`]);
    const four = ["a", "b", "c", "d"].map((name) => topic(name));
    const own = { email: "a@example.com" };
    expect(put([...four, own])).toEqual([]);
    expect(put([...four, own, { email: "b@example.com", services: ["payments"] }])).toEqual([
      `route-actions error ${critical}`,
    ]);
  });

  test("tell of alarms that somebody owns", () => {
    expect(put([topic("pager"), { ...topic("chat"), teams: ["nobody"] }])).toEqual([
      `route-scope error ${critical}[1].teams[0]`,
    ]);
  });
});

describe("routes by team, service and tier", () => {
  const pager = { pagerduty: { ssm: "/shop/pagerduty" } };
  const put = (critical: unknown, change: (config: Loose) => void = () => undefined) =>
    found((config) => {
      config.environments.prod.routes.critical = critical;
      change(config);
    });

  test("a misspelt name is one finding, and not also that nobody hears of those who were meant", () => {
    for (const scope of [{ teams: ["team-payment"] }, { services: ["payment"] }])
      expect(put([{ ...pager, ...scope }])).toEqual([
        expect.stringMatching(/^route-scope error environments\.prod\.routes\.critical\[0\]\.(teams|services)\[0\]$/),
      ]);
  });

  test("name those that own an alarm in the environment", () => {
    expect(put([{ ...pager, teams: ["team-payments"] }])).toEqual([]);
    expect(put([{ ...pager, services: ["payments"] }])).toEqual([]);
    expect(put([{ ...pager, tiers: ["standard"] }])).toEqual([]);
    expect(put([pager, { email: "a@example.com", teams: ["team-payment"] }])).toMatchInlineSnapshot(`
      [
        "route-scope error environments.prod.routes.critical[1].teams[0]",
      ]
    `);
    expect(put([pager, { email: "a@example.com", services: ["payment"] }])).toMatchInlineSnapshot(`
      [
        "route-scope error environments.prod.routes.critical[1].services[0]",
      ]
    `);
    expect(put([pager, { email: "a@example.com", tiers: ["low"] }])).toMatchInlineSnapshot(`
      [
        "route-scope warning environments.prod.routes.critical[1].tiers[0]",
      ]
    `);
    expect(put([pager, { email: "a@example.com", tiers: ["lowest"] }])).toMatchInlineSnapshot(`
      [
        "wrong-value error environments.prod.routes.critical[1].tiers[0]",
      ]
    `);
    expect(put([pager, { email: "a@example.com", teams: [] }])).toMatchInlineSnapshot(`
      [
        "wrong-value error environments.prod.routes.critical[1].teams",
      ]
    `);
    expect(put([pager, { email: "a@example.com", teams: "team-payments" }])).toMatchInlineSnapshot(`
      [
        "wrong-value error environments.prod.routes.critical[1].teams",
      ]
    `);
  });

  test("that a parent has are found where they are written", () => {
    expect(
      put(undefined, (config) => {
        config.environments.base.routes = { critical: [pager, { email: "a@example.com", teams: ["team-payment"] }] };
      }),
    ).toMatchInlineSnapshot(`
      [
        "route-scope error environments.base.routes.critical[1].teams[0]",
      ]
    `);
  });

  test("of a team that owns nothing in one environment are a warning", () => {
    expect(
      put([pager, { email: "a@example.com", teams: ["team-search"] }], (config) => {
        config.services.search = { ...config.services.payments, owner: "team-search" };
        config.environments.prod.services = { search: { enabled: false } };
      }),
    ).toMatchInlineSnapshot(`
      [
        "route-scope warning environments.prod.routes.critical[1].teams[0]",
      ]
    `);
  });

  test("leave no alarm without a route", () => {
    const other = (config: Loose) => {
      config.services.payments.alarms.failures.owner = { team: "team-search", contact: "#search" };
    };
    expect(put([{ ...pager, teams: ["team-payments"] }], other)).toMatchInlineSnapshot(`
      [
        "route-missing error services.payments",
      ]
    `);
    expect(put([{ ...pager, teams: ["team-search"] }], other)).toEqual([]);
    expect(put([{ ...pager, tiers: ["critical"] }])).toMatchInlineSnapshot(`
      [
        "route-missing error services.payments",
        "route-scope warning environments.prod.routes.critical[0].tiers[0]",
      ]
    `);
  });

  test("tell nobody twice", () => {
    expect(put([{ ...pager, teams: ["team-payments"], services: ["payments"] }])).toMatchInlineSnapshot(`
      [
        "route-overlap warning environments.prod.routes.critical",
      ]
    `);
    expect(put([pager, { ...pager, tiers: ["standard"] }])).toMatchInlineSnapshot(`
      [
        "route-overlap warning environments.prod.routes.critical",
      ]
    `);
    expect(put([pager, { email: "a@example.com", tiers: ["standard"] }])).toEqual([]);
  });

  test("have topics with different names", () => {
    expect(
      put([{ ...pager, teams: ["Team A", "team-a", "team-payments"] }], (config) => {
        config.services.payments.alarms.failures.owner = "Team A";
        config.services.payments.alarms.slow.owner = "team-a";
      }),
    ).toMatchInlineSnapshot(`
      [
        "route-scope warning environments.prod.routes.critical[0].teams[2]",
        "topic-name error environments.prod.routes.critical",
      ]
    `);
  });

  test("are not judged by an owner that cannot be read", () => {
    expect(
      put([pager, { email: "a@example.com", teams: ["team-search"] }], (config) => {
        config.services.search = { ...config.services.payments, owner: 5 };
      }),
    ).toMatchInlineSnapshot(`
      [
        "wrong-value error services.search.owner",
      ]
    `);
  });
});

describe("numbers", () => {
  test("of a more urgent severity are stricter", () => {
    expect(
      found(
        (config) =>
          (config.services.payments.alarms.failures.severities = { warning: { above: 20 }, critical: { above: 3 } }),
      ),
    ).toMatchInlineSnapshot(`
      [
        "severity-order warning services.payments.alarms.failures.severities.critical",
      ]
    `);
  });
  test("of a rate are from two signals, with a minimum of traffic", () => {
    const rate = {
      type: "rate",
      summary: "s",
      errors: "failures",
      of: "failures",
      severities: { critical: { above: 5 } },
    };
    expect(found((config) => (config.services.payments.alarms.rate = rate))).toMatchInlineSnapshot(`
      [
        "rate-sense error services.payments.alarms.rate.of",
      ]
    `);
    expect(found((config) => (config.services.payments.alarms.rate = { ...rate, of: "attempts" })))
      .toMatchInlineSnapshot(`
      [
        "rate-sense warning services.payments.alarms.rate",
      ]
    `);
  });
  test("of a rate are from signals or metrics, and count", () => {
    const invocations = { metric: "lambda.invocations", dimensions: { FunctionName: "f" } };
    const rate = { type: "rate", summary: "s", minimum: 20, of: invocations, severities: { critical: { above: 5 } } };
    const put = (errors: unknown, other: object = {}) =>
      found((config) => (config.services.payments.alarms.rate = { ...rate, errors, ...other }));
    expect(put({ metric: "lambda.errors", dimensions: { FunctionName: "f" } })).toEqual([]);
    expect(put({ metric: { namespace: "Own", name: "Failures" } })).toEqual([]);
    expect(put("failures")).toEqual([]);
    expect(put({ signal: "by_provider", dimensions: { "payment.provider": "stripe" } })).toEqual([]);
    expect(put({ ...invocations })).toMatchInlineSnapshot(`
      [
        "rate-sense error services.payments.alarms.rate.of",
      ]
    `);
    expect(put("lambda.errors")).toMatchInlineSnapshot(`
      [
        "signal-unknown error services.payments.alarms.rate.errors",
      ]
    `);
    expect(put({ metric: "lambda.error", dimensions: { FunctionName: "f" } })).toMatchInlineSnapshot(`
      [
        "metric-unknown error services.payments.alarms.rate.errors.metric",
      ]
    `);
    expect(put({ metric: "lambda.errors", dimensions: { Function: "f" } })).toMatchInlineSnapshot(`
      [
        "metric-dimensions error services.payments.alarms.rate.errors.dimensions.Function",
        "metric-dimensions error services.payments.alarms.rate.errors.dimensions",
      ]
    `);
    expect(put({ metric: "lambda.errors" })).toMatchInlineSnapshot(`
      [
        "metric-dimensions error services.payments.alarms.rate.errors.dimensions",
      ]
    `);
    expect(put({ metric: "lambda.duration", statistic: "p99", dimensions: { FunctionName: "f" } }))
      .toMatchInlineSnapshot(`
      [
        "rate-sense error services.payments.alarms.rate.errors.statistic",
      ]
    `);
    expect(put({ signal: "failure" })).toMatchInlineSnapshot(`
      [
        "signal-unknown error services.payments.alarms.rate.errors.signal",
      ]
    `);
    expect(put({ signal: "by_provider" })).toMatchInlineSnapshot(`
      [
        "alarm-dimensions error services.payments.alarms.rate.errors.signal",
      ]
    `);
    expect(put({ signal: "failures" }, { dimensions: { "payment.provider": "stripe" } })).toMatchInlineSnapshot(`
      [
        "alarm-dimensions error services.payments.alarms.rate.dimensions",
      ]
    `);
    expect(put({ signal: "failures", metric: "lambda.errors" })).toMatchInlineSnapshot(`
      [
        "wrong-value error services.payments.alarms.rate.errors",
      ]
    `);
    expect(put(5)).toMatchInlineSnapshot(`
      [
        "wrong-value error services.payments.alarms.rate.errors",
      ]
    `);
  });
  test("of metric math are what CloudWatch can compute from the metrics that are named", () => {
    const put = (expression: unknown, metrics: unknown = { errors: "failures", all: "attempts" }) =>
      found(
        (config) =>
          (config.services.payments.alarms.math = {
            type: "math",
            summary: "s",
            expression,
            metrics,
            severities: { critical: { above: 5 } },
          }),
      );
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`m${index}`, "failures"]));
    expect(put("errors / all * 100")).toEqual([]);
    expect(put("SUM(METRICS())")).toEqual([]);
    expect(put("errors / al")).toMatchInlineSnapshot(`
      [
        "math-expression error services.payments.alarms.math.expression",
        "math-metrics warning services.payments.alarms.math.metrics.all",
      ]
    `);
    expect(put("errors / all *")).toMatchInlineSnapshot(`
      [
        "math-expression error services.payments.alarms.math.expression",
      ]
    `);
    expect(put("errors / all * 100%")).toMatchInlineSnapshot(`
      [
        "math-expression error services.payments.alarms.math.expression",
      ]
    `);
    expect(put("sum(errors) / all")).toMatchInlineSnapshot(`
      [
        "math-expression error services.payments.alarms.math.expression",
      ]
    `);
    expect(put("SUM(errors) / AVG(all)")).toMatchInlineSnapshot(`
      [
        "math-expression error services.payments.alarms.math.expression",
      ]
    `);
    expect(put("SEARCH('errors all', 'Sum')")).toMatchInlineSnapshot(`
      [
        "math-expression error services.payments.alarms.math.expression",
      ]
    `);
    expect(put("ANOMALY_DETECTION_BAND(errors) + all")).toMatchInlineSnapshot(`
      [
        "math-expression error services.payments.alarms.math.expression",
      ]
    `);
    expect(put("SELECT SUM(Errors) FROM Shop")).toMatchInlineSnapshot(`
      [
        "math-expression error services.payments.alarms.math.expression",
      ]
    `);
    expect(put("errors + all / SERVICE_QUOTA(all)")).toMatchInlineSnapshot(`
      [
        "math-expression warning services.payments.alarms.math.expression",
      ]
    `);
    expect(put("SUM(METRICS())", many)).toMatchInlineSnapshot(`
      [
        "math-metrics error services.payments.alarms.math.metrics",
      ]
    `);
    expect(put("Errors / all", { Errors: "failures", all: "attempts" })).toMatchInlineSnapshot(`
      [
        "wrong-name error services.payments.alarms.math.metrics.Errors",
        "math-expression error services.payments.alarms.math.expression",
      ]
    `);
    expect(put("5", {})).toMatchInlineSnapshot(`
      [
        "wrong-value error services.payments.alarms.math.metrics",
      ]
    `);
    expect(put(5)).toMatchInlineSnapshot(`
      [
        "wrong-value error services.payments.alarms.math.expression",
      ]
    `);
    expect(put("errors / all", { errors: "failurs", all: { metric: "alb.request" } })).toMatchInlineSnapshot(`
      [
        "signal-unknown error services.payments.alarms.math.metrics.errors",
        "metric-unknown error services.payments.alarms.math.metrics.all.metric",
      ]
    `);
    expect(put("errors / all", { errors: 5, all: "attempts" })).toMatchInlineSnapshot(`
      [
        "wrong-value error services.payments.alarms.math.metrics.errors",
      ]
    `);
    expect(put("errors / all", { errors: { signal: "failures", statistic: "p99" }, all: "attempts" }))
      .toMatchInlineSnapshot(`
      [
        "alarm-statistic error services.payments.alarms.math.metrics.errors.statistic",
      ]
    `);
  });
  test("of low samples are set by one key only", () => {
    expect(
      found((config) =>
        Object.assign(config.services.payments.alarms.slow, { lowSamples: "ignore", minimumSamples: 20 }),
      ),
    ).toMatchInlineSnapshot(`
      [
        "latency-samples error services.payments.alarms.slow.lowSamples",
      ]
    `);
  });
});

describe("contracts", () => {
  test("that are written inline are checked in place", () => {
    expect(
      found((config) => {
        config.services.api = {
          contract: {
            extends: "base",
            signals: {
              odd: { description: "d", on: "request_complete" },
              wrong: { description: "d", where: "{ $.level = }" },
            },
          },
        };
      }),
    ).toMatchInlineSnapshot(`
      [
        "signal-event error services.api.contract.signals.odd.on",
        "pattern-syntax error services.api.contract.signals.wrong.where",
      ]
    `);
  });
  test("that are referred to exist, and do not extend themselves", () => {
    expect(
      found((config) => {
        config.contracts = {
          one: { extends: "two" },
          two: { extends: "one" },
          three: { extends: "for" },
          four: { extends: "base" },
        };
        config.services.api = { contract: "fuor" };
        config.services.web = { contract: "four" };
      }),
    ).toMatchInlineSnapshot(`
      [
        "contract-cycle error contracts.two.extends",
        "contract-unknown error contracts.three.extends",
        "contract-unknown error services.api.contract",
      ]
    `);
  });
});

describe("signals of sampled lines", () => {
  const levels = (signal: object, logs: object) =>
    found((config) => {
      const { payments } = config.services;
      delete payments.alarms.slow;
      payments.contract = { extends: "base", signals: { failures: { description: "-", default: 0, ...signal } } };
      config.environments.prod.sampling = { logs };
    });
  const finding = ["sampled-signal warning services.payments.alarms.failures"];

  test.each([
    [{ on: "request_completed" }, { info: 0.5 }, finding],
    [{ on: "request_completed" }, { info: 0 }, finding],
    [{ on: "request_completed" }, { debug: 0, warn: 0.5 }, []],
    [{ where: '{ $.event = "request_completed" }' }, { info: 0.5 }, finding],
    [{ where: '{ $.level = "info" }' }, { info: 0.5 }, finding],
    [{ where: '{ $.level != "error" }' }, { info: 0.5 }, finding],
    // Nobody misses what is never kept, unless it is all.
    [{ where: '{ $.level != "error" }' }, { debug: 0 }, []],
    [{ where: '{ $.level = "debug" }' }, { debug: 0 }, finding],
    [{ where: '{ $.level = "error" || $.http.duration_ms > 500 }' }, { info: 0.5 }, []],
    [{ where: "{ $.http.duration_ms > 500 }" }, { info: 0.5 }, []],
  ])("%j with %j", (signal, logs, expected) => {
    expect(levels(signal, logs).filter((one) => one.startsWith("sampled"))).toEqual(expected);
  });
});

test("too many filters, too many alarms in one notification, too many muted alarms are found before AWS refuses them", () => {
  const many = <T>(count: number, make: (index: number) => T) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, make(index)]));
  const config: Loose = sample();
  config.contracts = {
    big: { extends: "base", signals: many(100, () => ({ description: "d", on: "request_completed" })) },
  };
  config.services.big = {
    ...config.services.payments,
    contract: "big",
    alarms: many(101, () => ({ ...config.services.payments.alarms.failures, signal: "n1" })),
  };
  config.environments.each = {
    extends: "prod",
    services: { big: { notify: "each" } },
    quietHours: { always: { severities: ["critical"], cron: "0 0 * * *", duration: "P1D" } },
  };
  expect([...new Set(ruled(inspect(config).findings))]).toMatchInlineSnapshot(`
    [
      "quiet-hours-alarms error environments.each.quietHours.always",
      "composite-size error services.big",
      "filter-count error services.big.signals",
    ]
  `);
});
