import {
  defineConfig,
  deployedEnvironments,
  planEnvironment,
  type AlarmPlan,
  type EnvironmentPlan,
  flatAlarms,
} from "../../lib/config";
import { refusedFor, sample, type Loose } from "./sample";

/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment,
   @typescript-eslint/no-unsafe-return -- what is written down here is of no type */

function planOf(change: (config: Loose) => void = () => undefined, environment = "prod"): EnvironmentPlan {
  const config = sample();
  change(config);
  return planEnvironment(defineConfig(config), environment);
}

function alarm(plan: EnvironmentPlan, name: string, severity = "critical"): AlarmPlan {
  const found = plan.services
    .flatMap((service) => flatAlarms(service))
    .find((each) => each.alarm === name && each.severity === severity);
  if (found === undefined) throw new Error(`no alarm ${name}.${severity}`);
  return found;
}

const add = (entry: Loose) => (config: Loose) => (config.services.payments.alarms.extra = { summary: "s", ...entry });

test("names are those that docs/decisions.md lists", () => {
  const plan = planOf(
    (config) => (config.services.payments.alarms.error_rate = config.services.payments.alarms.failures),
  );
  const [service] = plan.services;
  expect([
    plan.stack,
    plan.topics.map(({ name }) => name),
    service?.namespace,
    service?.logGroup?.name,
    service?.id,
  ]).toEqual([
    "shop-prod",
    ["shop-prod-alarms-warning", "shop-prod-alarms-critical"],
    "shop/prod/payments",
    "/app/prod/payments",
    "Payments",
  ]);
  expect(flatAlarms(service!).map(({ name }) => name)).toEqual([
    "shop-prod-payments-error-rate-warning",
    "shop-prod-payments-error-rate-critical",
    "shop-prod-payments-failures-warning",
    "shop-prod-payments-failures-critical",
    "shop-prod-payments-slow-warning",
  ]);
  expect(service?.notices.map(({ name, alarms }) => [name, alarms.length])).toEqual([
    ["shop-prod-payments-warning", 3],
    ["shop-prod-payments-critical", 2],
  ]);
});

test("the plan of an alarm contains every default", () => {
  expect(alarm(planOf(), "failures")).toMatchInlineSnapshot(`
    {
      "actions": false,
      "alarm": "failures",
      "condition": {
        "comparison": "above",
        "kind": "threshold",
        "threshold": 20,
      },
      "datapoints": 1,
      "id": "Failures",
      "kind": "metric",
      "measure": {
        "kind": "statistic",
        "series": {
          "dimensions": {},
          "metric": "Failures",
          "namespace": "shop/prod/payments",
          "signal": "failures",
        },
        "statistic": "Sum",
      },
      "missingData": "notBreaching",
      "name": "shop-prod-payments-failures-critical",
      "notify": true,
      "okActions": true,
      "periodSeconds": 300,
      "periods": 1,
      "service": "payments",
      "severity": "critical",
      "source": [
        "services",
        "payments",
        "alarms",
        "failures",
      ],
      "team": "team-payments",
      "texts": {
        "owner": "team-payments",
        "runbook": "https://runbooks.shop.example/payments/failures",
        "summary": "Payments fail.",
      },
      "type": "threshold",
    }
  `);
});

test("alarms publish to the topics of everybody, their team, their service and its tier", () => {
  const plan = planOf((config) => {
    config.services.payments.alarms.slow.owner = { team: "Search & Co", contact: "#search" };
    config.environments.prod.routes = {
      warning: [{ email: "a@example.com" }, { email: "b@example.com", teams: ["Search & Co"], tiers: ["standard"] }],
      critical: [{ email: "a@example.com", services: ["payments"] }],
    };
  });
  const [service] = plan.services;
  expect({
    topics: plan.topics.map(({ key, name }) => [key, name]),
    service: service?.topics,
    audiences: service?.audiences,
    notices: service?.notices.map(({ alarms, audience, name }) => [
      name,
      audience,
      ...alarms.map(({ alarm }) => alarm),
    ]),
    routes: plan.routes.map(({ name, scopedTopics, severities }) => [name, ...severities, ...scopedTopics]),
  }).toMatchInlineSnapshot(`
    {
      "audiences": [
        {
          "name": "search-co",
          "team": "Search & Co",
          "topics": {
            "critical": [
              "critical-service-payments",
            ],
            "info": [
              "info",
            ],
            "warning": [
              "warning",
              "warning-team-search-co",
              "warning-tier-standard",
            ],
          },
        },
      ],
      "notices": [
        [
          "shop-prod-payments-warning",
          undefined,
          "failures",
        ],
        [
          "shop-prod-payments-critical",
          undefined,
          "failures",
        ],
        [
          "shop-prod-payments-team-search-co-warning",
          "search-co",
          "slow",
        ],
      ],
      "routes": [
        [
          "email-a-example-com",
          "warning",
          "critical-service-payments",
        ],
        [
          "email-b-example-com",
          "warning-team-search-co",
          "warning-tier-standard",
        ],
      ],
      "service": {
        "critical": [
          "critical-service-payments",
        ],
        "info": [
          "info",
        ],
        "warning": [
          "warning",
          "warning-tier-standard",
        ],
      },
      "topics": [
        [
          "warning",
          "shop-prod-alarms-warning",
        ],
        [
          "warning-team-search-co",
          "shop-prod-alarms-warning-team-search-co",
        ],
        [
          "warning-tier-standard",
          "shop-prod-alarms-warning-tier-standard",
        ],
        [
          "critical-service-payments",
          "shop-prod-alarms-critical-service-payments",
        ],
      ],
    }
  `);
});

test("a rate and an expression read signals and metrics, each with its statistic and its dimensions", () => {
  const measure = (entry: Loose): unknown => {
    const found = alarm(planOf(add({ severities: { critical: { above: 5 } }, ...entry })), "extra");
    return found.kind === "metric" ? found.measure : undefined;
  };
  const lambda = (metric: string) => ({ metric, dimensions: { FunctionName: "{project}-{environment}-f" } });
  expect(
    measure({
      type: "rate",
      minimum: 20,
      errors: lambda("lambda.duration"),
      of: { signal: "request_duration", statistic: "SampleCount" },
    }),
  ).toMatchInlineSnapshot(`
    {
      "errors": {
        "kind": "statistic",
        "series": {
          "dimensions": {
            "FunctionName": "shop-prod-f",
          },
          "metric": "Duration",
          "namespace": "AWS/Lambda",
        },
        "statistic": "Sum",
      },
      "kind": "rate",
      "minimum": 20,
      "of": {
        "kind": "statistic",
        "series": {
          "dimensions": {},
          "metric": "RequestDuration",
          "namespace": "shop/prod/payments",
          "signal": "request_duration",
        },
        "statistic": "SampleCount",
      },
    }
  `);
  expect(
    measure({
      type: "math",
      expression: "slow / tried",
      metrics: { tried: "attempts", slow: lambda("lambda.duration"), own: { metric: { namespace: "Own", name: "N" } } },
    }),
  ).toMatchInlineSnapshot(`
    {
      "expression": "slow / tried",
      "kind": "math",
      "metrics": {
        "own": {
          "kind": "statistic",
          "series": {
            "dimensions": {},
            "metric": "N",
            "namespace": "Own",
          },
          "statistic": "Average",
        },
        "slow": {
          "kind": "statistic",
          "series": {
            "dimensions": {
              "FunctionName": "shop-prod-f",
            },
            "metric": "Duration",
            "namespace": "AWS/Lambda",
          },
          "statistic": "p99",
        },
        "tried": {
          "kind": "statistic",
          "series": {
            "dimensions": {},
            "metric": "Attempts",
            "namespace": "shop/prod/payments",
            "signal": "attempts",
          },
          "statistic": "Sum",
        },
      },
    }
  `);
});

test("each type of alarm becomes a measure and a condition", () => {
  const look = (entry: Loose): unknown => {
    const found = alarm(planOf(add(entry)), "extra");
    if (found.kind !== "metric") throw new Error("a composite");
    const { condition, datapoints, measure, missingData, periodSeconds, periods } = found;
    const own = {
      ...("direction" in found ? { direction: found.direction } : {}),
      ...("silenceSeconds" in found ? { silenceSeconds: found.silenceSeconds } : {}),
    };
    return { condition, measure, window: [datapoints, periods, periodSeconds], missingData, ...own };
  };
  const above = { critical: { above: 5 } };
  expect(
    look({
      type: "rate",
      errors: "failures",
      of: "attempts",
      minimum: 20,
      period: "1m",
      periods: 5,
      datapoints: 3,
      severities: above,
    }),
  ).toMatchInlineSnapshot(`
    {
      "condition": {
        "comparison": "above",
        "kind": "threshold",
        "threshold": 5,
      },
      "measure": {
        "errors": {
          "kind": "statistic",
          "series": {
            "dimensions": {},
            "metric": "Failures",
            "namespace": "shop/prod/payments",
            "signal": "failures",
          },
          "statistic": "Sum",
        },
        "kind": "rate",
        "minimum": 20,
        "of": {
          "kind": "statistic",
          "series": {
            "dimensions": {},
            "metric": "Attempts",
            "namespace": "shop/prod/payments",
            "signal": "attempts",
          },
          "statistic": "Sum",
        },
      },
      "missingData": "notBreaching",
      "window": [
        3,
        5,
        60,
      ],
    }
  `);
  expect(look({ type: "latency", signal: "request_duration", severities: above })).toMatchInlineSnapshot(`
    {
      "condition": {
        "comparison": "above",
        "kind": "threshold",
        "threshold": 5,
      },
      "measure": {
        "kind": "statistic",
        "lowSamples": "evaluate",
        "series": {
          "dimensions": {},
          "metric": "RequestDuration",
          "namespace": "shop/prod/payments",
          "signal": "request_duration",
        },
        "statistic": "p99",
      },
      "missingData": "notBreaching",
      "window": [
        1,
        1,
        300,
      ],
    }
  `);
  expect(
    look({ type: "latency", signal: "request_duration", percentile: "p95", minimumSamples: 30, severities: above }),
  ).toMatchInlineSnapshot(`
    {
      "condition": {
        "comparison": "above",
        "kind": "threshold",
        "threshold": 5,
      },
      "measure": {
        "kind": "gated",
        "minimumSamples": 30,
        "series": {
          "dimensions": {},
          "metric": "RequestDuration",
          "namespace": "shop/prod/payments",
          "signal": "request_duration",
        },
        "statistic": "p95",
      },
      "missingData": "notBreaching",
      "window": [
        1,
        1,
        300,
      ],
    }
  `);
  expect(look({ type: "absence", severities: { critical: { for: "15m" } } })).toMatchInlineSnapshot(`
    {
      "condition": {
        "comparison": "below",
        "kind": "threshold",
        "threshold": 1,
      },
      "measure": {
        "kind": "statistic",
        "series": {
          "dimensions": {
            "LogGroupName": "/app/prod/payments",
          },
          "metric": "IncomingLogEvents",
          "namespace": "AWS/Logs",
        },
        "statistic": "Sum",
      },
      "missingData": "breaching",
      "silenceSeconds": 900,
      "window": [
        15,
        15,
        60,
      ],
    }
  `);
  expect(look({ type: "absence", signal: "request_duration", severities: { critical: { for: "2d" } } }))
    .toMatchInlineSnapshot(`
    {
      "condition": {
        "comparison": "below",
        "kind": "threshold",
        "threshold": 1,
      },
      "measure": {
        "kind": "statistic",
        "series": {
          "dimensions": {},
          "metric": "RequestDuration",
          "namespace": "shop/prod/payments",
          "signal": "request_duration",
        },
        "statistic": "SampleCount",
      },
      "missingData": "breaching",
      "silenceSeconds": 172800,
      "window": [
        48,
        48,
        3600,
      ],
    }
  `);
  expect(look({ type: "anomaly", signal: "requests", direction: "below", severities: { critical: { band: 3 } } }))
    .toMatchInlineSnapshot(`
    {
      "condition": {
        "kind": "band",
        "width": 3,
      },
      "direction": "below",
      "measure": {
        "kind": "statistic",
        "series": {
          "dimensions": {},
          "metric": "Requests",
          "namespace": "shop/prod/payments",
          "signal": "requests",
        },
        "statistic": "Sum",
      },
      "missingData": "missing",
      "window": [
        1,
        1,
        300,
      ],
    }
  `);
  expect(
    look({
      type: "metric",
      metric: "sqs.age_of_oldest_message",
      dimensions: { QueueName: "{project}-{environment}-orders" },
      severities: above,
    }),
  ).toMatchInlineSnapshot(`
    {
      "condition": {
        "comparison": "above",
        "kind": "threshold",
        "threshold": 5,
      },
      "measure": {
        "kind": "statistic",
        "series": {
          "dimensions": {
            "QueueName": "shop-prod-orders",
          },
          "metric": "ApproximateAgeOfOldestMessage",
          "namespace": "AWS/SQS",
        },
        "statistic": "Maximum",
      },
      "missingData": "missing",
      "window": [
        1,
        1,
        300,
      ],
    }
  `);
  expect(
    look({ type: "threshold", signal: "by_provider", dimensions: { "payment.provider": "adyen" }, severities: above }),
  ).toMatchInlineSnapshot(`
    {
      "condition": {
        "comparison": "above",
        "kind": "threshold",
        "threshold": 5,
      },
      "measure": {
        "kind": "statistic",
        "series": {
          "dimensions": {
            "payment.provider": "adyen",
          },
          "metric": "ByProvider",
          "namespace": "shop/prod/payments",
          "signal": "by_provider",
        },
        "statistic": "Sum",
      },
      "missingData": "notBreaching",
      "window": [
        1,
        1,
        300,
      ],
    }
  `);
});

test("missing data is breaching for a count with a lower limit, not breaching for one with an upper limit, and missing for a measure", () => {
  const missingData = (signal: string, condition: object) => {
    const found = alarm(planOf(add({ type: "threshold", signal, severities: { critical: condition } })), "extra");
    return found.kind === "metric" ? found.missingData : undefined;
  };
  expect([
    missingData("failures", { above: 1 }),
    missingData("requests", { below: 1 }),
    missingData("request_duration", { above: 1 }),
  ]).toEqual(["notBreaching", "breaching", "missing"]);
});

test("a composite names the alarms of its environment", () => {
  const plan = planOf(
    add({
      type: "composite",
      rule: {
        all: [
          "failures.critical",
          { not: "slow.warning" },
          { atLeast: "50%", of: ["failures.warning", "payments/slow.warning"] },
        ],
      },
      suppressor: { alarm: "slow.warning", wait: "2m", extension: "5m" },
      severities: { critical: {} },
    }),
  );
  const found = alarm(plan, "extra");
  expect(found.kind === "composite" ? [found.rule, found.suppressor] : undefined).toMatchInlineSnapshot(`
    [
      {
        "kind": "all",
        "of": [
          {
            "alarm": {
              "alarm": "failures",
              "name": "shop-prod-payments-failures-critical",
              "service": "payments",
              "severity": "critical",
            },
            "kind": "alarm",
          },
          {
            "kind": "not",
            "of": {
              "alarm": {
                "alarm": "slow",
                "name": "shop-prod-payments-slow-warning",
                "service": "payments",
                "severity": "warning",
              },
              "kind": "alarm",
            },
          },
          {
            "kind": "atLeast",
            "of": [
              {
                "alarm": "failures",
                "name": "shop-prod-payments-failures-warning",
                "service": "payments",
                "severity": "warning",
              },
              {
                "alarm": "slow",
                "name": "shop-prod-payments-slow-warning",
                "service": "payments",
                "severity": "warning",
              },
            ],
            "percent": 50,
          },
        ],
      },
      {
        "alarm": {
          "alarm": "slow",
          "name": "shop-prod-payments-slow-warning",
          "service": "payments",
          "severity": "warning",
        },
        "extensionSeconds": 300,
        "waitSeconds": 120,
      },
    ]
  `);
});

test("an environment changes conditions, turns alarms off and leaves services out", () => {
  const plan = planOf((config) => {
    config.environments.base.thresholds = {
      payments: { failures: { warning: { atLeast: 7 }, critical: { above: 50 } } },
    };
    config.environments.prod.thresholds = { payments: { failures: { warning: "off" } } };
  });
  expect(flatAlarms(plan.services[0]!).map(({ name }) => name)).toEqual([
    "shop-prod-payments-failures-critical",
    "shop-prod-payments-slow-warning",
  ]);
  expect(alarm(plan, "failures")).toMatchObject({ condition: { comparison: "above", threshold: 50 } });
  expect(planOf((config) => (config.environments.prod.services = { payments: { enabled: false } })).services).toEqual(
    [],
  );
});

test("either the service or each of its alarms notifies, except alarms with notify: false", () => {
  const state = (change: (config: Loose) => void) => {
    const [service] = planOf(change).services;
    return {
      actions: service && flatAlarms(service).map(({ actions }) => actions),
      notices: service?.notices.map(
        ({ severity, alarms }) => `${severity}: ${alarms.map(({ alarm: name }) => name).join(", ")}`,
      ),
    };
  };
  const silent = (config: Loose) => (config.services.payments.alarms.slow.notify = false);
  expect(state(silent)).toEqual({
    actions: [false, false, false],
    notices: ["warning: failures", "critical: failures"],
  });
  expect(
    state((config) => {
      silent(config);
      config.environments.prod.services = { payments: { notify: "each" } };
    }),
  ).toEqual({ actions: [true, true, false], notices: [] });
});

test("log settings of the service override those of the environment, and those of the environment for the service override both", () => {
  const retention = (change: (config: Loose) => void) => planOf(change).services[0]?.logGroup?.retentionDays;
  const environment = (config: Loose) => (config.environments.prod.logs = { retentionDays: 7 });
  const service = (config: Loose) => (config.services.payments.logs = { retentionDays: 90 });
  const both = (config: Loose) => (config.environments.prod.services = { payments: { logs: { retentionDays: 365 } } });
  expect(
    [[], [environment], [environment, service], [environment, service, both]].map((changes) =>
      retention((config) => changes.forEach((change): unknown => change(config))),
    ),
  ).toEqual([30, 7, 90, 365]);
});

test("the plan of an environment contains everything else that a stack needs", () => {
  const { services, ...rest } = planOf((config) => {
    config.environments.prod = {
      ...config.environments.prod,
      backend: { type: "s3", bucket: "shop-state" },
      quietHours: {
        nights: { severities: ["warning"], cron: "0 22 * * *", duration: "P1DT2H", timezone: "Europe/Berlin" },
      },
      endpoints: { logs: "http://localhost:4566" },
      assumeRole: { arn: "arn:aws:iam::111122223333:role/deploy" },
      tags: { cost: "42" },
      sampling: { traces: { rate: 0.1, keepSlowerThan: "2s" } },
      routes: {
        info: [{ slack: { team: { ssm: "/slack/team" }, channel: { ssm: "/slack/channel" } } }],
        warning: [
          {
            sqs: "arn:aws:sqs:eu-central-1:111122223333:q",
            deadLetter: true,
            filterPolicy: { AlarmName: [{ prefix: "shop" }] },
          },
        ],
        critical: [{ webhook: { secret: "hook", key: "url" } }],
      },
    };
  });
  expect(services).toHaveLength(1);
  expect(rest).toMatchInlineSnapshot(`
    {
      "account": "111122223333",
      "backend": {
        "allowedAccounts": [],
        "bucket": "shop-state",
        "encrypt": true,
        "key": "shop/prod.tfstate",
        "lock": true,
        "region": "eu-central-1",
        "type": "s3",
      },
      "deadLetterAlarms": [
        {
          "name": "shop-prod-alarms-dead-letters",
          "severity": "warning",
          "topics": [
            "critical",
            "warning",
            "info",
          ],
        },
      ],
      "deadLetters": "shop-prod-alarms-dead-letters",
      "environment": "prod",
      "keyAlias": "shop-prod",
      "muteRules": [
        {
          "alarms": [
            "shop-prod-payments-warning",
          ],
          "cron": "0 22 * * *",
          "duration": "P1DT2H",
          "id": "Nights",
          "name": "shop-prod-nights",
          "quietHours": "nights",
          "source": [
            "environments",
            "prod",
            "quietHours",
            "nights",
          ],
          "timezone": "Europe/Berlin",
        },
      ],
      "project": "shop",
      "provider": {
        "assumeRole": {
          "arn": "arn:aws:iam::111122223333:role/deploy",
        },
        "endpoints": {
          "logs": "http://localhost:4566",
        },
        "tags": {
          "cost": "42",
          "environment": "prod",
          "project": "shop",
        },
        "version": "~> 6.25",
      },
      "region": "eu-central-1",
      "routes": [
        {
          "channel": {
            "ssm": "/slack/channel",
          },
          "channelName": "shop-prod-alarms-slack-slack-channel",
          "deadLetter": false,
          "kind": "slack",
          "name": "slack-slack-channel",
          "scopedTopics": [],
          "severities": [
            "info",
          ],
          "team": {
            "ssm": "/slack/team",
          },
        },
        {
          "arn": "arn:aws:sqs:eu-central-1:111122223333:q",
          "deadLetter": true,
          "filterPolicy": {
            "AlarmName": [
              {
                "prefix": "shop",
              },
            ],
          },
          "kind": "sqs",
          "name": "sqs-q",
          "queuePolicy": false,
          "scopedTopics": [],
          "severities": [
            "warning",
          ],
        },
        {
          "deadLetter": false,
          "kind": "https",
          "name": "webhook-hook-url",
          "scopedTopics": [],
          "severities": [
            "critical",
          ],
          "url": {
            "key": "url",
            "secret": "hook",
          },
        },
      ],
      "sampling": {
        "logs": {
          "debug": 1,
          "error": 1,
          "fatal": 1,
          "info": 1,
          "warn": 1,
        },
        "traces": {
          "dropRoutes": [],
          "keepErrors": true,
          "keepSlowerThanSeconds": 2,
          "keepWhere": {
            "sampling.priority": [
              "high",
            ],
          },
          "rate": 0.1,
          "services": {},
        },
      },
      "savedQueries": [],
      "stack": "shop-prod",
      "topics": [
        {
          "key": "info",
          "name": "shop-prod-alarms-info",
          "severity": "info",
        },
        {
          "key": "warning",
          "name": "shop-prod-alarms-warning",
          "severity": "warning",
        },
        {
          "key": "critical",
          "name": "shop-prod-alarms-critical",
          "severity": "critical",
        },
      ],
    }
  `);
});

test("abstract, unknown and incomplete environments are not planned", () => {
  const config = defineConfig(sample());
  expect(deployedEnvironments(config)).toEqual(["prod"]);
  expect(refusedFor(() => planEnvironment(config, "base"))).toMatchInlineSnapshot(`
    [
      "environment-abstract error environments.base.abstract",
    ]
  `);
  expect(refusedFor(() => planEnvironment(config, "stage"))).toMatchInlineSnapshot(`
    [
      "environment-unknown error (root)",
    ]
  `);
  expect(refusedFor(() => planEnvironment({ ...config, environments: { x: {} } }, "x"))).toMatchInlineSnapshot(`
    [
      "environment-incomplete error environments.x",
      "environment-incomplete error environments.x",
      "environment-incomplete error environments.x",
    ]
  `);
});

test("an explicit id is kept when a service or an alarm is renamed", () => {
  const plan = planOf((config) => {
    config.services = { billing: { ...config.services.payments, id: "Payments" } };
    config.services.billing.alarms = { broken: { ...config.services.billing.alarms.failures, id: "Failures" } };
  });
  expect([plan.services[0]?.id, plan.services[0]?.alarms[0]?.id]).toEqual(["Payments", "Failures"]);
});

describe("log groups are kept on delete", () => {
  const kept = (tier: "critical" | "standard", production?: boolean, retainOnDelete?: boolean) => {
    const config = sample();
    const logs = retainOnDelete === undefined ? {} : { logs: { retainOnDelete } };
    const plan = planEnvironment(
      defineConfig({
        ...config,
        services: { payments: { ...config.services.payments, tier, ...logs } },
        environments: {
          ...config.environments,
          prod: { ...config.environments.prod, ...(production === undefined ? {} : { production }) },
        },
      }),
      "prod",
    );
    const group = plan.services[0]?.logGroup;
    return group?.kind === "made" ? group.retainOnDelete : undefined;
  };

  test("where the environment says that it is production, and for critical services where it does not say", () => {
    expect(kept("standard", true)).toBe(true);
    expect(kept("critical")).toBe(true);
    expect(kept("standard")).toBe(false);
    expect(kept("critical", false)).toBe(false);
  });

  test("unless the service says otherwise", () => {
    expect(kept("critical", true, false)).toBe(false);
    expect(kept("standard", false, true)).toBe(true);
  });
});
