import { defineConfig, effective, planEnvironment, type ConfigInput, type Config } from "../../lib/config";
import { expand } from "../../lib/config/placeholders";
import { found, type Loose, sample } from "./sample";

/* eslint-disable @typescript-eslint/no-unsafe-member-access -- what is written down here is of no type */

const balancer = {
  type: "metric",
  summary: "The load balancer of {vars.place} refuses requests.",
  metric: "alb.5xx",
  dimensions: { LoadBalancer: "{vars.alb}" },
  severities: { critical: { above: 5 } },
};

/** A second environment, and an alarm on a load balancer that has another name in it. */
const twoPlaces = (config: Loose): void => {
  config.environments.staging = { extends: "prod", account: "444455556666", vars: { alb: "app/staging/2" } };
  config.environments.base.vars = { place: "{region}" };
  config.environments.prod.vars = { alb: "app/prod/1" };
  config.services.payments.alarms.refused = structuredClone(balancer);
};

const configured = (change: (config: Loose) => void): Config => {
  const config: Loose = sample();
  change(config);
  return defineConfig(config as ConfigInput);
};

/** The findings in two places after a change. */
const foundInTwo = (change: (config: Loose) => void): string[] =>
  found((config) => {
    twoPlaces(config);
    change(config);
  });

describe("a text with vars", () => {
  test("has the environment's values, and those of what it extends", () => {
    const config = configured(twoPlaces);
    const alarmIn = (environment: string) =>
      planEnvironment(config, environment).services[0]?.alarms.find(({ alarm }) => alarm === "refused");
    for (const [environment, LoadBalancer] of [
      ["prod", "app/prod/1"],
      ["staging", "app/staging/2"],
    ] as const)
      expect(alarmIn(environment)).toMatchObject({
        measure: { series: { dimensions: { LoadBalancer } } },
        texts: { summary: "The load balancer of eu-central-1 refuses requests." },
      });
    const { origins, value } = effective(config, "staging");
    expect(value.vars).toEqual({ place: "{region}", alb: "app/staging/2" });
    expect(["place", "alb"].map((name) => origins.get(`vars.${name}`))).toEqual([
      { kind: "environment", name: "base" },
      { kind: "environment", name: "staging" },
    ]);
  });

  test("is a name of a log group, a pattern, a runbook, a query, a state, or a receiver", () => {
    const config = configured((each) => {
      each.environments.prod.vars = { x: "seven", arn: "arn:aws:sqs:{region}:{account}:q", mail: "a@shop.example" };
      each.environments.prod.backend = { type: "local", path: "{vars.x}.tfstate" };
      each.environments.prod.routes = {
        warning: [
          { email: "{vars.mail}" },
          { sqs: "{vars.arn}" },
          { slack: { team: { ssm: "/{vars.x}" }, channel: { secret: "{vars.x}", key: "k" } } },
        ],
        critical: [
          { pagerduty: { ssm: "/{environment}/{vars.x}" } },
          { lambda: "arn:aws:lambda:{region}:{account}:function:{vars.x}" },
          { webhook: { secret: "{vars.x}" } },
        ],
      };
      each.services.payments.runbooks = "https://{vars.x}.example";
      each.services.payments.logs = { existing: "/ecs/{vars.x}", where: '{ $.service.name = "{vars.x}" }' };
      each.services.payments.alarms.failures.query = "filter x = '{vars.x}'";
      each.services.payments.alarms.failures.runbook = "{vars.x}-failures";
    });
    const plan = planEnvironment(config, "prod");
    expect(plan.backend).toEqual({ type: "local", path: "seven.tfstate" });
    expect(plan.routes.map(({ name, ...target }) => target)).toMatchObject([
      { address: "a@shop.example" },
      { arn: "arn:aws:sqs:eu-central-1:111122223333:q" },
      { team: { ssm: "/seven" }, channel: { secret: "seven", key: "k" } },
      { key: { ssm: "/prod/seven" } },
      { arn: "arn:aws:lambda:eu-central-1:111122223333:function:seven" },
      { url: { secret: "seven" } },
    ]);
    expect(plan.services[0]).toMatchObject({
      logGroup: { name: "/ecs/seven", where: '{ $.service.name = "seven" }' },
      alarms: [{ texts: { query: "filter x = 'seven'", runbook: "https://seven.example/seven-failures" } }, {}],
    });
  });

  test("is filled in once: what a value looks like means nothing, but for the names of the place", () => {
    const scope = {
      project: "shop",
      vars: { a: "{vars.b}{project}{service}${project}{{project}}", b: "no", constructor: "c" },
    };
    expect(expand("{vars.a}|{vars.b}|{vars.nobody}|{vars.toString}|{vars.constructor}", scope)).toBe(
      "{vars.b}shop{service}${project}{{project}}|no|{vars.nobody}|{vars.toString}|c",
    );
  });
});

describe("vars that an environment lacks", () => {
  test("are found where they would have to be", () => {
    expect(foundInTwo(({ environments }) => delete environments.prod.vars)).toEqual([
      "var-undefined error environments.prod.vars.alb",
    ]);
    expect(foundInTwo(({ environments }) => (environments.staging.vars = null))).toEqual([
      "var-undefined error environments.staging.vars.place",
      "var-undefined error environments.staging.vars.alb",
    ]);
    // Removed, not inherited.
    expect(foundInTwo(({ environments }) => (environments.staging.vars = { alb: null }))).toEqual([
      "var-undefined error environments.staging.vars.alb",
    ]);
  });
  test("are found once, where the text is, if no environment has them", () => {
    expect(
      foundInTwo(({ services }) => (services.payments.alarms.refused.dimensions.LoadBalancer = "{vars.abl}")),
    ).toEqual(["var-undefined error services.payments.alarms.refused.dimensions.LoadBalancer"]);
    expect(found(({ environments }) => (environments.prod.routes.critical = [{ lambda: "{vars.nobody}" }]))).toEqual([
      "var-undefined error environments.prod.routes.critical[0].lambda",
    ]);
  });
  test("are a single finding if they are misspelt where they are given", () => {
    expect(foundInTwo(({ environments }) => (environments.staging.vars = { abl: "app/staging/2", alb: null }))).toEqual(
      ["var-undefined error environments.staging.vars.alb"],
    );
  });
  test("do not matter where the text is not in use", () => {
    for (const unused of [
      { services: { payments: { enabled: false } } },
      { thresholds: { payments: { refused: { critical: "off" } } } },
    ])
      expect(
        foundInTwo(({ environments }) => {
          Object.assign(environments.staging, { ...unused, vars: { alb: null }, routes: { critical: [] } });
        }),
      ).toEqual([]);
    expect(
      foundInTwo(({ services, environments }) => {
        services.payments.logs = { existing: "/ecs/{vars.cluster}" };
        environments.prod.vars.cluster = "one";
        environments.staging.services = { payments: { logs: { existing: "/ecs/other" } } };
        environments.staging.vars.cluster = null;
      }),
    ).toEqual([]);
  });
  test("of a value that cannot be read are not missing", () => {
    for (const vars of [{ alb: 5 }, { alb: ["a"] }, 5]) {
      const findings = foundInTwo(({ environments }) => (environments.prod.vars = vars));
      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatch(/^wrong-(?:type|value) error environments\.prod\.vars/);
    }
  });
});

describe("vars that are wrong", () => {
  test("are unused: a warning", () => {
    expect(foundInTwo(({ environments }) => (environments.base.vars.spare = "x"))).toEqual([
      "var-unused warning environments.base.vars.spare",
    ]);
  });
  test("have a name that cannot be written", () => {
    expect(foundInTwo(({ environments }) => (environments.prod.vars["Load Balancer"] = "x"))).toEqual([
      'wrong-name error environments.prod.vars["Load Balancer"]',
    ]);
  });
  test("are named in another form, or where nothing is expanded", () => {
    const summary = (text: string): string[] =>
      foundInTwo(({ services }) => (services.payments.alarms.refused.summary = text));
    for (const text of [
      ...[
        "${vars.place}",
        "{{vars.place}}",
        "{var.place}",
        "{ vars.place }",
        "{Vars.place}",
        "{vars.place",
        "{vars:place}",
      ],
      ...["{vars[place]}", "{vars.place:-x}", "{place}", "{environment.place}", "{vars.place }}}"],
    ])
      expect(summary(text)).toEqual(["placeholder-unknown error services.payments.alarms.refused.summary"]);
    expect(
      foundInTwo(({ environments, services }) => {
        environments.prod.tags = { balancer: "{vars.alb}" };
        environments.prod.region = "{vars.place}";
        environments.prod.vars.other = "{vars.alb}";
        services.payments.description = "In {vars.place}.";
        services.payments.alarms.refused.impact = "{vars.other}";
      }),
    ).toEqual([
      "wrong-value error environments.prod.region",
      "wrong-value error environments.prod.tags.balancer",
      "placeholder-unknown error services.payments.description",
      "placeholder-unknown error environments.prod.vars.other",
    ]);
  });
  test("have a name that no environment can have", () => {
    for (const text of ["{vars.}", "{vars.place.b}", "{vars.Place}"])
      expect(foundInTwo(({ services }) => (services.payments.alarms.refused.summary = `{vars.place}${text}`))).toEqual([
        "var-undefined error services.payments.alarms.refused.summary",
      ]);
  });
  test("are no more silent than any other placeholder where nothing is expanded", () => {
    expect(
      foundInTwo(({ environments, services }) => {
        environments.prod.backend = { type: "s3", bucket: "states", kmsKey: "alias/{environment}" };
        environments.prod.routes.warning = [
          { email: "a@shop.example", filterPolicy: { AlarmName: [{ prefix: "{project}-" }] } },
        ];
        environments.prod.sampling = { traces: { dropRoutes: ["/accounts/{account}"] } };
        services.payments.description = "Answers /accounts/{account}.";
        services.payments.alarms.refused.metric = { namespace: "Shop/{environment}", name: "Refused" };
      }),
    ).toEqual([
      "placeholder-unknown error services.payments.alarms.refused.metric.namespace",
      "placeholder-unknown error environments.prod.routes.warning[0].filterPolicy.AlarmName[0].prefix",
      "placeholder-unknown error environments.prod.backend.kmsKey",
    ]);
  });
  test("have the service in a text that belongs to none", () => {
    expect(
      foundInTwo(({ environments }) => (environments.prod.routes.warning = [{ email: "{service}@shop.example" }])),
    ).toEqual(["placeholder-unknown error environments.prod.routes.warning[0].email"]);
    expect(
      foundInTwo(({ environments }) => {
        environments.prod.routes.warning = [{ email: "{vars.mail}" }];
        environments.base.vars.mail = "{service}@shop.example";
      }),
    ).toEqual([
      "placeholder-value error environments.prod.routes.warning[0].email",
      "placeholder-value error environments.prod.routes.warning[0].email",
    ]);
  });
});

describe("a text with vars is what it has to be in each environment", () => {
  const mails = ({ environments }: Loose): Loose => environments.prod.routes.warning;
  const refused: readonly {
    readonly what: string;
    readonly finding: string;
    /** A value of `vars.x` that is right, and one that is not. */
    readonly right: string;
    readonly wrong: string;
    readonly change: (config: Loose) => void;
  }[] = [
    {
      what: "an address",
      finding: "placeholder-value error environments.prod.routes.warning[0].email",
      right: "a@shop.example",
      wrong: "a@shop",
      change: (config) => (mails(config)[0] = { email: "{vars.x}" }),
    },
    {
      what: "an ARN",
      finding: "placeholder-value error environments.prod.routes.warning[0].lambda",
      right: "arn:aws:lambda:eu-central-1:111122223333:function:f",
      wrong: "arn:aws:sqs:eu-central-1:111122223333:f",
      change: (config) => (mails(config)[0] = { lambda: "{vars.x}" }),
    },
    {
      what: "a parameter's name, which is not shown",
      finding: "placeholder-value error environments.prod.routes.warning[0].pagerduty.ssm",
      right: "key",
      wrong: "the key",
      change: (config) => (mails(config)[0] = { pagerduty: { ssm: "/{vars.x}" } }),
    },
    {
      what: "a secret's name, which is not shown",
      finding: "placeholder-value error environments.prod.routes.warning[0].slack.channel.secret",
      right: "key",
      wrong: "the key",
      change: (config) => (mails(config)[0] = { slack: { team: { ssm: "/t" }, channel: { secret: "{vars.x}" } } }),
    },
    {
      what: "a base of runbooks",
      finding: "placeholder-value error services.payments.runbooks",
      right: "https://wiki.example",
      wrong: "wiki.example",
      change: ({ services }) => (services.payments.runbooks = "{vars.x}/r"),
    },
    {
      what: "a runbook",
      finding: "placeholder-value error services.payments.alarms.slow.runbook",
      right: "slow",
      wrong: "http://slow",
      change: ({ services }) => (services.payments.alarms.slow.runbook = "{vars.x}"),
    },
    {
      what: "a log group's name",
      finding: "log-group-name error services.payments.logs.group",
      right: "app",
      wrong: "app group",
      change: ({ services }) => (services.payments.logs = { group: "/{vars.x}/{environment}" }),
    },
    {
      what: "a dimension",
      finding: "dimension-limits error services.payments.alarms.refused.dimensions.LoadBalancer",
      right: "app",
      wrong: "ü",
      change: ({ services }) => (services.payments.alarms.refused.dimensions.LoadBalancer = "{vars.x}/{vars.alb}"),
    },
    {
      what: "a pattern",
      finding: "log-where error services.payments.logs.where",
      right: "info",
      wrong: '"?"',
      change: ({ services }) =>
        (services.payments.logs = { existing: "/ecs/{environment}", where: '{ $.level = "{vars.x}" }' }),
    },
  ];
  test.each(refused)("$what", ({ change, finding, right, wrong }) => {
    const foundWith = (value: string): string[] =>
      foundInTwo((config) => {
        config.environments.base.vars.x = right;
        config.environments.staging.vars.x = value;
        change(config);
      });
    expect(foundWith(right)).toEqual([]);
    expect(foundWith(wrong)).toEqual([finding]);
  });

  test("a value of the contract's field", () => {
    expect(
      foundInTwo((config) => {
        config.services.payments.alarms.stripe = {
          type: "threshold",
          summary: "s",
          signal: "by_provider",
          dimensions: { "payment.provider": "{vars.provider}" },
          severities: { critical: { above: 1 } },
        };
        config.environments.base.vars.provider = "stripe";
        config.environments.staging.vars.provider = "strype";
      }),
    ).toEqual(['alarm-dimensions error services.payments.alarms.stripe.dimensions["payment.provider"]']);
  });

  test("a queue that is FIFO, and a receiver that is another's twin", () => {
    expect(
      foundInTwo(({ environments }) => {
        environments.base.vars.queue = "q";
        environments.staging.vars.queue = "q.fifo";
        environments.base.vars.mail = "team@shop.example";
        environments.prod.routes.warning = [
          { sqs: "arn:aws:sqs:{region}:{account}:{vars.queue}" },
          { email: "team@shop.example" },
          { email: "{vars.mail}" },
        ];
      }),
    ).toEqual([
      "route-fifo error environments.prod.routes.warning[0].sqs",
      "route-twice warning environments.prod.routes.warning[2]",
    ]);
  });

  test("a full address of a runbook needs no base", () => {
    const without = (value: string): string[] =>
      found(({ environments, services }) => {
        delete services.payments.runbooks;
        services.payments.alarms.slow.runbook = "https://r.example";
        services.payments.alarms.failures.runbook = "{vars.wiki}/failures";
        environments.prod.vars = { wiki: value };
      });
    expect(without("https://wiki.example")).toEqual([]);
    expect(without("wiki")).toEqual(["alarm-runbook error services.payments.alarms.failures.runbook"]);
    // What is missing is a single finding.
    expect(
      foundInTwo(({ environments, services }) => {
        delete services.payments.runbooks;
        for (const name of ["failures", "slow", "refused"])
          services.payments.alarms[name].runbook = "https://r.example";
        services.payments.alarms.slow.runbook = "{vars.wiki}/slow";
        environments.prod.vars.wiki = "https://wiki.example";
        environments.staging.vars.wiki = null;
      }),
    ).toEqual(["var-undefined error environments.staging.vars.wiki"]);
  });
});
