import { inspect } from "../../lib/config";
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
  test("extend one that is there", () => {
    expect(found((config) => (config.environments.prod.extends = "bsae"))).toMatchInlineSnapshot(`
      "environments.prod.extends: there is no environment "bsae". Did you mean "base"?
        Use one of "base"."
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
      "environments.middle.extends: the environment extends itself: base -> prod -> middle -> base
        Take one \`extends\` of the circle out.
      environments.base.extends: the environment extends itself: prod -> middle -> base -> prod
        Take one \`extends\` of the circle out.
      environments.prod.extends: the environment extends itself: middle -> base -> prod -> middle
        Take one \`extends\` of the circle out."
    `);
  });
  test("have a region, an account and a backend", () => {
    expect(found((config) => (config.environments.dev = {}))).toMatchInlineSnapshot(`
      "environments.dev: no region
        Add region: eu-central-1, here or in an environment it extends.
      environments.dev: no account
        Add account: "111122223333", 12 digits in quotes, here or in an environment it extends.
      environments.dev: no backend: Terraform would not know where to keep the state
        Add backend: { type: s3, bucket: ... }, or { type: local } for one person and one machine."
    `);
  });
  test("speak of services that are there", () => {
    expect(found((config) => (config.environments.prod.services = { payment: { enabled: false } })))
      .toMatchInlineSnapshot(`
      "environments.prod.services.payment: there is no service "payment". Did you mean "payments"?
        Use one of "payments"."
    `);
  });
  test("have thresholds for alarms and severities that are there", () => {
    expect(
      found((config) => {
        config.environments.prod.thresholds = {
          payment: { failures: { critical: "off" } },
          payments: { failure: { critical: "off" }, slow: { critical: { above: 5 } } },
        };
      }),
    ).toMatchInlineSnapshot(`
      "environments.prod.thresholds.payment: there is no service "payment". Did you mean "payments"?
        Use one of "payments".
      environments.prod.thresholds.payments.failure: there is no alarm "failure" in service payments. Did you mean "failures"?
        Use one of "failures", "slow".
      environments.prod.thresholds.payments.slow.critical: alarm "slow" of service payments has no severity critical, only warning
        Give the alarm that severity, or take the threshold out."
    `);
  });
  test("have thresholds of the alarm's kind", () => {
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
      "environments.prod.thresholds.payments.failures.warning: "band" is nothing that a threshold alarm can be asked
        Use above, atLeast, below, atMost; or off.
      environments.prod.thresholds.payments.failures.critical: "below" turns the alarm round: service payments says above
        Use above.
      environments.prod.thresholds.payments.rate.critical.above: 500 is not a percentage
        Write a number from 0 to 100."
    `);
  });
  test("have a route for every severity that notifies, or say that nobody shall hear of it", () => {
    expect(found((config) => delete config.environments.prod.routes.critical)).toMatchInlineSnapshot(`
      "environments.prod.routes.critical: nobody hears of critical alarms: payments/failures
        Add routes: { critical: [{ email: ... }] }, or critical: [] if nobody shall."
    `);
    expect(found((config) => (config.environments.prod.routes.critical = []))).toBe("");
    const silent = (config: Loose): void => {
      config.services.payments.alarms.failures.notify = false;
      delete config.environments.prod.routes.critical;
    };
    expect(found(silent)).not.toContain("nobody hears of critical alarms");
  });
});

describe("signals", () => {
  test("are ones of the contract", () => {
    expect(found((config) => (config.services.payments.alarms.failures.signal = "failure"))).toMatchInlineSnapshot(`
      "services.payments.alarms.failures.signal: there is no signal "failure". Did you mean "failures"?
        Use one of "requests", "server_errors", "request_duration", "errors", "failures", "attempts", "by_provider"."
    `);
    expect(found((config) => (config.services.payments.signals = ["failures", "request_duraton"])))
      .toMatchInlineSnapshot(`
      "services.payments.signals[1]: there is no signal "request_duraton". Did you mean "request_duration"?
        Use one of "requests", "server_errors", "request_duration", "errors", "failures", "attempts", "by_provider".
      services.payments.alarms.slow.signal: "request_duration" is none of the service's \`signals\`: it is not published
        Add it to \`signals\`, or leave \`signals\` out."
    `);
  });
  test("have one series without dimensions, or the alarm says which one it reads", () => {
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
      "services.payments.alarms.failures.signal: "by_provider" has no series without dimensions: it is split by payment.provider
        Give the signal \`total: true\`, or the alarm \`dimensions: { "payment.provider": ... }\`."
    `);
    expect(by({ "payment.provder": "stripe" })).toMatchInlineSnapshot(`
      "services.payments.alarms.failures.dimensions["payment.provder"]: "payment.provder" is no dimension of signal "by_provider". Did you mean "payment.provider"?
        Give exactly "payment.provider".
      services.payments.alarms.failures.dimensions: "payment.provider" of signal "by_provider" is not given
        Give all of the signal's dimensions: each combination is a series of its own."
    `);
    expect(by({ "payment.provider": "strip" })).toMatchInlineSnapshot(`
      "services.payments.alarms.failures.dimensions["payment.provider"]: "strip" is none of the values of "payment.provider". Did you mean "stripe"?
        Use one of "stripe", "adyen"."
    `);
    expect(by({ "payment.provider": "stripe" })).toBe("");
  });
  test("are read by a statistic that says something", () => {
    const statistic = (signal: string, value: string) =>
      found((config) => Object.assign(config.services.payments.alarms.failures, { signal, statistic: value }));
    expect(statistic("failures", "p99")).toMatchInlineSnapshot(`
      "services.payments.alarms.failures.statistic: p99 of "failures" says nothing: it is a count, each line publishes 1
        Use Sum."
    `);
    expect(statistic("failures", "Average")).toMatchInlineSnapshot(`
      "services.payments.alarms.failures.statistic: Average of "failures" says nothing: it is a count, each line publishes 1
        Use Sum."
    `);
    expect(statistic("failures", "SampleCount")).toMatchInlineSnapshot(`
      "services.payments.alarms.failures.statistic: SampleCount of "failures" counts every line: those that do not match publish 0
        Use Sum."
    `);
    expect(statistic("request_duration", "Sum")).toMatchInlineSnapshot(`
      "services.payments.alarms.failures.statistic: warning: Sum of "request_duration", in Milliseconds, grows with traffic
        Use Average, Maximum or a percentile, or an alarm of type latency."
    `);
    expect(found((config) => (config.services.payments.alarms.slow.signal = "failures"))).toMatchInlineSnapshot(`
      "services.payments.alarms.slow.signal: "failures" is a count, which has no percentile
        Name a signal with a \`value\`, or make it an alarm of type threshold."
    `);
  });
});

describe("windows", () => {
  const window = (changes: object) =>
    found((config) => Object.assign(config.services.payments.alarms.failures, changes));
  test("hold M of N", () =>
    expect(window({ periods: 3, datapoints: 4 })).toMatchInlineSnapshot(`
      "services.payments.alarms.failures.datapoints: 4 of 3 periods cannot be over the threshold
        Use at most 3, or raise \`periods\`."
    `));
  test("have periods of whole minutes", () =>
    expect(window({ period: "90s" })).toMatchInlineSnapshot(`
      "services.payments.alarms.failures.period: "90s" is no period of CloudWatch: metrics of log lines and of AWS have one value a minute
        Use whole minutes: 1m, 5m."
    `));
  test("look back at most a day", () =>
    expect(window({ period: "10m", periods: 145 })).toMatchInlineSnapshot(`
      "services.payments.alarms.failures.periods: 145 x 10m is 1450m; CloudWatch looks back at most a day with periods under an hour
        Use fewer or shorter periods."
    `));
  test("look back at most seven days with periods of an hour", () =>
    expect(window({ period: "1h", periods: 169 })).toMatchInlineSnapshot(`
      "services.payments.alarms.failures.periods: 169 x 1h is 169h; CloudWatch looks back at most seven days
        Use fewer or shorter periods."
    `));
  test("are as long as the silence that is watched", () => {
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
      "services.payments.alarms.silent.severities.critical.for: "90s" cannot be watched exactly
        Use whole minutes: 15m."
    `);
    expect(silence("8d")).toMatchInlineSnapshot(`
      "services.payments.alarms.silent.severities.critical.for: "8d" is longer than CloudWatch looks back
        Use at most 7d."
    `);
    expect(silence("15m")).toBe("");
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
      "services.payments.alarms.odd.period: "2h" is too long for anomaly detection
        Use at most 1h.
      services.payments.alarms.odd: it watches nothing
        Give it a \`signal\` of the contract, or a \`metric\` of AWS."
    `);
  });
});

describe("composite alarms", () => {
  const blocked = (rule: Loose, more: object = {}) =>
    found((config) => (config.services.payments.alarms.blocked = { ...composite(rule), ...more }));
  test("name alarms that are there", () => {
    expect(blocked({ all: ["failure.critical", "slow.critical", "checkout/errors.critical"] })).toMatchInlineSnapshot(`
      "services.payments.alarms.blocked.rule.all[0]: there is no alarm "failure". Did you mean "failures"?
        Use one of "failures", "slow", "blocked".
      services.payments.alarms.blocked.rule.all[1]: alarm "slow" has no severity critical
        Use one of "slow.warning", or give the alarm that severity.
      services.payments.alarms.blocked.rule.all[2]: there is no service "checkout".
        Use one of "payments"."
    `);
    expect(
      blocked(
        { any: ["failures.critical"] },
        { suppressor: { alarm: "deployment.info", wait: "2m", extension: "5m" } },
      ),
    ).toMatchInlineSnapshot(`
      "services.payments.alarms.blocked.suppressor.alarm: there is no alarm "deployment".
        Use one of "failures", "slow", "blocked"."
    `);
  });
  test("name alarms that are not off in an environment", () => {
    expect(
      found((config) => {
        config.services.payments.alarms.blocked = composite("failures.critical");
        config.environments.prod.thresholds = { payments: { failures: { critical: "off" } } };
      }),
    ).toMatchInlineSnapshot(`
      "services.payments.alarms.blocked.rule: in environment prod "failures.critical" is off
        Turn this alarm off there too: environments.prod.thresholds.payments.blocked: { critical: off }."
    `);
  });
  test("are not over themselves", () => {
    expect(
      found((config) => {
        config.services.payments.alarms.one = composite({ any: ["two.critical"] });
        config.services.payments.alarms.two = composite({ not: "one.critical" });
      }),
    ).toMatchInlineSnapshot(`
      "services.payments.alarms.one.rule: the alarm is over itself: payments/one -> payments/two -> payments/one
        Take one of these references out.
      services.payments.alarms.two.rule: the alarm is over itself: payments/two -> payments/one -> payments/two
        Take one of these references out."
    `);
  });
  test("ask for no more alarms than they name", () => {
    expect(blocked({ atLeast: 3, of: ["failures.critical", "slow.warning"] })).toMatchInlineSnapshot(`
      "services.payments.alarms.blocked.rule: 3 of 2 alarms can never be in ALARM
        Use at most 2, or name more alarms."
    `);
  });
});

describe("metrics", () => {
  test("of the catalogue are in it", () => {
    expect(found((config) => (config.services.payments.alarms.queue = { ...queue, metric: "sqs.visible_mesages" })))
      .toMatchInlineSnapshot(`
      "services.payments.alarms.queue.metric: "sqs.visible_mesages" is not in the catalogue of metrics. Did you mean "sqs.visible_messages"?
        Use one of "sqs.visible_messages", "sqs.age_of_oldest_message", or write { namespace, name }."
    `);
  });
  test("have exactly their dimensions", () => {
    expect(found((config) => (config.services.payments.alarms.queue = { ...queue, dimensions: { Queue: "orders" } })))
      .toMatchInlineSnapshot(`
      "services.payments.alarms.queue.dimensions.Queue: "Queue" is no dimension of sqs.visible_messages.
        Give exactly { QueueName: "..." }; a series with other dimensions is written { namespace, name }.
      services.payments.alarms.queue.dimensions: "QueueName" of sqs.visible_messages is not given
        Give exactly { QueueName: "..." }; a series with other dimensions is written { namespace, name }."
    `);
  });
});

describe("texts", () => {
  test("have placeholders that are known", () => {
    expect(
      found(
        (config) =>
          (config.services.payments.alarms.queue = {
            ...queue,
            dimensions: { QueueName: "{project}-{enviroment}-orders" },
          }),
      ),
    ).toMatchInlineSnapshot(`
      "services.payments.alarms.queue.dimensions.QueueName: there is no placeholder {enviroment}. Did you mean {environment}?
        Use one of {project}, {environment}, {service}, {region}, {account}."
    `);
    expect(
      found(
        (config) =>
          (config.services.payments.alarms.queue = { ...queue, query: "filter a = {{parameter}} | parse /x{2,3}/" }),
      ),
    ).toBe("");
  });
  test("name an owner and a runbook", () => {
    expect(
      found((config) => {
        delete config.services.payments.owner;
        delete config.services.payments.runbooks;
      }),
    ).toMatchInlineSnapshot(`
      "services.payments: nobody owns its alarms failures, slow
        Add owner: the team that acts on them, to the service or to each alarm.
      services.payments.alarms.failures: it says nowhere what to do about it
        Give the service \`runbooks\`, the https address below which they stand, or the alarm a full address.
      services.payments.alarms.slow: it says nowhere what to do about it
        Give the service \`runbooks\`, the https address below which they stand, or the alarm a full address."
    `);
  });
  test("fit into a description", () => {
    expect(found((config) => (config.services.payments.alarms.slow.impact = "x".repeat(1000)))).toMatchInlineSnapshot(`
      "services.payments.alarms.slow: in environment prod its texts are 1104 characters long, CloudWatch keeps 1024
        Shorten summary or impact; detail belongs into the runbook."
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
      "environments.prod.services.payments.logs.class: in environment prod the log group of payments is infrequentAccess, which takes no metric filters: it has 7 signals
        Use class: standard, or signals: [] for the service.
      environments.prod.services.payments.logs.class: in environment prod the log group of payments is infrequentAccess, which takes no field indexes
        Use class: standard, or indexes: [].
      environments.prod.services.payments.logs.class: in environment prod the log group of payments is infrequentAccess, which takes no anomaly detection
        Use class: standard, or anomalyDetection: false."
    `);
  });
  test("index fields of the contract", () => {
    expect(found((config) => (config.services.payments.logs = { indexes: ["requestid", "@logStream"] })))
      .toMatchInlineSnapshot(`
      "services.payments.logs.indexes[0]: warning: the contract has no field "requestid". Did you mean "request_id"?
        Use a field of the contract, or one of CloudWatch's, which begin with @."
    `);
  });
  test("have names that are allowed, and their own", () => {
    expect(found((config) => (config.services.payments.logs = { group: "aws/{service}" }))).toMatchInlineSnapshot(`
      "services.payments.logs.group: "aws/payments" begins with aws/, which is AWS's own
        Begin it with /: /aws/..., or another word."
    `);
    expect(
      found((config) => {
        config.services.payments.logs = { group: "/ecs/{service}" };
        config.environments.dev = { extends: "prod" };
      }),
    ).toMatchInlineSnapshot(`
      "services.payments.logs.group: "/ecs/payments" is the log group of payments in prod and of payments in dev, in one account and region
        Put {environment} and {service} into the name."
    `);
    expect(found((config) => (config.services.payments.logs = { group: "/{service}".repeat(52) })))
      .toMatchInlineSnapshot(`
      "services.payments.logs.group: "/{service}/{service}/{service}/{service}/{service}/{service}/{service}/{serv... is not a log group's name
        Use letters, digits, . - _ / # and placeholders, at most 512 characters: /ecs/{environment}/{service}."
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
      "services.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.alarms.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.severities.warning: in environment prod the name of the alarm has 259 characters, 255 are allowed: shop-prod-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...
        Use shorter names of project, environment, service or alarm."
    `);
  });
  test("of topics and namespaces have a limit", () => {
    expect(
      found((config) => {
        config.project = "p".repeat(125);
        config.environments["e".repeat(126)] = { extends: "prod" };
      }),
    ).toMatchInlineSnapshot(`
      "services.payments.alarms.failures.severities.warning: in environment eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee the name of the alarm has 278 characters, 255 are allowed: ppppppppppppppppppppppppppppppppppppppppppppppppppppppppp...
        Use shorter names of project, environment, service or alarm.
      services.payments.alarms.failures.severities.critical: in environment eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee the name of the alarm has 279 characters, 255 are allowed: ppppppppppppppppppppppppppppppppppppppppppppppppppppppppp...
        Use shorter names of project, environment, service or alarm.
      services.payments.alarms.slow.severities.warning: in environment eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee the name of the alarm has 274 characters, 255 are allowed: ppppppppppppppppppppppppppppppppppppppppppppppppppppppppp...
        Use shorter names of project, environment, service or alarm.
      services.payments: in environment eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee the name of the alarm that notifies for the service has 269 characters, 255 are allowed: ppppppppppppppppppppppppppppppppppppppppppppppppppppppppp...
        Use shorter names of project, environment, service or alarm.
      services.payments: in environment eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee the name of the alarm that notifies for the service has 270 characters, 255 are allowed: ppppppppppppppppppppppppppppppppppppppppppppppppppppppppp...
        Use shorter names of project, environment, service or alarm.
      environments.eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee: in environment eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee the name of the topic has 267 characters, 256 are allowed: ppppppppppppppppppppppppppppppppppppppppppppppppppppppppp...
        Use shorter names of project, environment, service or alarm.
      environments.eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee: in environment eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee the name of the topic has 268 characters, 256 are allowed: ppppppppppppppppppppppppppppppppppppppppppppppppppppppppp...
        Use shorter names of project, environment, service or alarm.
      services.payments: in environment eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee the name of the namespace has 261 characters, 255 are allowed: ppppppppppppppppppppppppppppppppppppppppppppppppppppppppp...
        Use shorter names of project, environment, service or alarm."
    `);
  });
  test("of alarms are not there twice after expansion", () => {
    expect(
      found((config) => {
        config.services["payments-slow"] = {
          ...config.services.payments,
          alarms: { page: config.services.payments.alarms.slow },
        };
        config.services.payments.alarms["slow-page"] = config.services.payments.alarms.slow;
      }),
    ).toMatchInlineSnapshot(`
      "services.payments-slow.alarms.page.severities.warning: in environment prod two alarms are named shop-prod-payments-slow-page-warning: this one and that of payments/slow-page/warning
        Rename one of them; _ and - are the same in names of alarms.
      services.payments-slow: in environment prod two alarms are named shop-prod-payments-slow-warning: this one and that of payments/slow/warning
        Rename one of them; _ and - are the same in names of alarms."
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
      "services.key: the construct id Key is also that of the stack itself
        Rename one of them, or give it another \`id\`.
      services.payments.alarms.slow_er: the construct id SlowEr is also that of "slow-er"
        Rename one of them, or give it another \`id\`."
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
  test("have a schedule that can be", () => {
    expect(quiet({})).toBe("");
    expect(quiet({ cron: "0 24 * * *", duration: "P16D", timezone: "Europe/Berlim" })).toMatchInlineSnapshot(`
      "environments.prod.quietHours.nights.duration: "P16D" is longer than 15 days
        Use PT1M to P15D.
      environments.prod.quietHours.nights.timezone: there is no time zone "Europe/Berlim"
        Write its IANA name: Europe/Berlin.
      environments.prod.quietHours.nights.cron: "24" is no hour of a cron expression
        Use *, numbers from 0 to 23, lists (1,3) and ranges (1-5)."
    `);
    expect(quiet({ cron: "cron(0 22 * * ? *)", duration: "8h" })).toMatchInlineSnapshot(`
      "environments.prod.quietHours.nights.cron: "cron(0 22 * * ? *)" is not a cron expression of five fields
        Write minute, hour, day of month, month, day of week: "0 22 * * *". Only *, numbers, names, lists and ranges.
      environments.prod.quietHours.nights.duration: "8h" is not a duration of ISO 8601
        Write days, hours and minutes, from PT1M to P15D: "PT8H", "P2DT12H"."
    `);
  });
  test("need a provider that has mute rules", () => {
    expect(quiet({}, { providers: { aws: "~> 5.0" } })).toMatchInlineSnapshot(`
      "environments.prod.providers.aws: "~> 5.0" allows no version with mute rules, which the quiet hours of prod are made of
        Allow 6.41.0 or later: "~> 6.41"; or take quietHours out."
    `);
    expect(quiet({}, { providers: { aws: ">= 6.0, < 6.41" } })).not.toBe("");
    expect(quiet({}, { providers: { aws: "~> 6.41.0" } })).toBe("");
    expect(quiet({}, { providers: { aws: ">= 6" } })).toBe("");
  });
  test("silence something", () => {
    expect(quiet({ severities: ["info"] })).toMatchInlineSnapshot(`
      "environments.prod.quietHours.nights: warning: in environment prod no alarm of these severities notifies
        Name a severity that alarms have, or take the quiet hours out."
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
      "services.payments.alarms.failures.severities.critical: warning: in environment prod critical (above 3) does not fire later than warning (above 20)
        Make critical the stricter of the two, or leave one out."
    `);
  });
  test("of a rate are of something else, with some traffic", () => {
    const rate = {
      type: "rate",
      summary: "s",
      errors: "failures",
      of: "failures",
      severities: { critical: { above: 5 } },
    };
    expect(found((config) => (config.services.payments.alarms.rate = rate))).toMatchInlineSnapshot(`
      "services.payments.alarms.rate.of: "failures" as a share of itself is always 100 percent
        Name the signal that counts everything, bad or good."
    `);
    expect(found((config) => (config.services.payments.alarms.rate = { ...rate, of: "attempts" })))
      .toMatchInlineSnapshot(`
      "services.payments.alarms.rate: warning: no \`minimum\`: a single failure in a quiet period is 100 percent
        Add minimum: 20, the fewest events of a period for its rate to count."
    `);
  });
  test("of samples are asked for once", () => {
    expect(
      found((config) =>
        Object.assign(config.services.payments.alarms.slow, { lowSamples: "ignore", minimumSamples: 20 }),
      ),
    ).toMatchInlineSnapshot(`
      "services.payments.alarms.slow.lowSamples: \`lowSamples\` and \`minimumSamples\` exclude each other
        Leave one of them out."
    `);
  });
});

describe("contracts", () => {
  test("written in place are checked where they stand", () => {
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
      "services.api.contract.signals.odd.on: the contract has no event "request_complete". Did you mean "request_completed"?
        Declare the event under \`events\`, or name one that is there.
      services.api.contract.signals.wrong.where: Invalid metric filter pattern
      { $.level = }
                  ^
        Write a number, a word or a quoted text here."
    `);
  });
  test("that are named are there, and do not extend themselves", () => {
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
      "contracts.two.extends: the contract extends itself: one -> two -> one
        Take one \`extends\` of the circle out.
      contracts.three.extends: there is no contract "for". Did you mean "four"?
        Use one of "one", "two", "three", "four", "base".
      services.api.contract: there is no contract "fuor". Did you mean "four"?
        Use one of "one", "two", "three", "four", "base"."
    `);
  });
});

test("too many filters, too many alarms in one notification, too many muted alarms are seen before AWS sees them", () => {
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
  const rulesFound = inspect(config).findings.map(({ rule, message }) => `${rule}: ${message}`);
  expect([...new Set(rulesFound)]).toMatchInlineSnapshot(`
    [
      "quiet-hours-alarms: in environment each they silence 102 alarms; a mute rule takes 100",
      "composite-size: in environment prod the warning notification of big is over 101 alarms, 100 are allowed",
      "composite-size: in environment prod the critical notification of big is over 101 alarms, 100 are allowed",
      "filter-count: its signals need 104 metric filters, a log group takes 100",
    ]
  `);
});
