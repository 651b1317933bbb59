import { defineConfig, planEnvironment, type ConfigInput } from "../../lib/config";
import { vendedLogGroups } from "../../lib/aws";
import { filtersOf } from "../../lib/contract";
import { found, type Loose, sample } from "./sample";

/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment -- what is written down here is of no type */

const configured = (change: (config: Loose) => void) => {
  const config: Loose = sample();
  change(config);
  return planEnvironment(defineConfig(config as ConfigInput), "prod");
};

/** A second service, without alarms, on the same log group. */
const share = (config: Loose, logs: object = {}, others: object = {}): void => {
  const { owner, contract } = config.services.payments;
  config.services.payments.logs = { existing: "/aws/batch/job", ...logs };
  config.services.refunds = { owner, contract, logs: { existing: "/aws/batch/job", ...others } };
};

describe("an existing log group", () => {
  test("takes nothing of what the environment says of all, and what the service says itself", () => {
    const plan = (logs: object) =>
      configured((config) => {
        config.environments.base.logs = { retentionDays: 365, anomalyDetection: true, retainOnDelete: true };
        config.services.payments.logs = { existing: "/aws/lambda/{environment}-{service}", ...logs };
      }).services[0]?.logGroup;
    expect(plan({})).toEqual({
      kind: "existing",
      name: "/aws/lambda/prod-payments",
      filterPrefix: "shop-prod-payments",
      protect: false,
      indexes: [],
    });
    expect(plan({ retentionDays: 14, protect: true, indexes: ["trace_id"], anomalyDetection: true })).toMatchObject({
      retentionDays: 14,
      protect: true,
      indexes: ["trace_id"],
      anomalyDetection: { visibilityDays: 21 },
    });
  });

  test("of a service alone has only its lines, unless `where` says more", () => {
    const patterns = (logs: object) =>
      configured((config) => {
        config.services.payments.logs = { existing: "/aws/lambda/payments", ...logs };
        config.services.payments.signals = ["failures", "request_duration"];
      }).services[0]?.signals.flatMap(filtersOf);
    expect(JSON.stringify(patterns({}))).not.toContain("payments");
    expect(JSON.stringify(patterns({ where: '{ $.service.environment = "{environment}" }' }))).toContain('"prod"');
  });

  test("that two services share is told apart by the contract's field, or by `where`", () => {
    const where = (logs?: object) =>
      configured((config) => share(config, logs)).services.map(({ logGroup }) =>
        logGroup?.kind === "existing" ? logGroup.where : undefined,
      );
    expect(where()).toEqual(['{ $.service.name = "payments" }', '{ $.service.name = "refunds" }']);
    expect(where({ where: '{ $.service.name = "pay*" }' })).toEqual([
      '{ $.service.name = "pay*" }',
      '{ $.service.name = "refunds" }',
    ]);
  });

  test("may be that of one environment only", () => {
    const kind = (logs: object, own: object) =>
      configured((config) => {
        config.services.payments.logs = logs;
        config.environments.prod.services = { payments: { logs: own } };
      }).services[0]?.logGroup;
    expect(kind({ group: "/app/x" }, { existing: "/aws/x" })).toMatchObject({ kind: "existing", name: "/aws/x" });
    expect(kind({ existing: "/aws/x", where: '{ $.level = "info" }' }, { group: "/app/x" })).toMatchObject({
      kind: "made",
      name: "/app/x",
    });
  });
});

describe("what is refused", () => {
  const logs = (written: object, override?: object): string[] =>
    found((config) => {
      config.services.payments.logs = written;
      if (override !== undefined) config.environments.prod.services = { payments: { logs: override } };
    });

  test("both kinds of log groups, and settings of the one for the other", () => {
    expect(logs({ existing: "/aws/x", group: "/app/x" })).toEqual([
      "existing-log-group error services.payments.logs.group",
    ]);
    expect(logs({ existing: "/aws/x", class: "standard", retainOnDelete: true, deletionProtection: false })).toEqual([
      "existing-log-group error services.payments.logs.class",
      "existing-log-group error services.payments.logs.retainOnDelete",
      "existing-log-group error services.payments.logs.deletionProtection",
    ]);
    expect(logs({ retainOnDelete: true }, { existing: "/aws/x" })).toEqual([
      "existing-log-group error services.payments.logs.retainOnDelete",
    ]);
    expect(logs({ existing: "/aws/x" }, { class: "standard" })).toEqual([
      "existing-log-group error environments.prod.services.payments.logs.class",
    ]);
    expect(logs({ where: '{ $.level = "info" }' })).toEqual(["existing-log-group error services.payments.logs.where"]);
  });

  test("a pattern that CloudWatch refuses, or over fields that the contract does not have", () => {
    expect(logs({ existing: "/aws/x", where: "{ $.app = }" })).toEqual([
      "log-where error services.payments.logs.where",
    ]);
    expect(logs({ existing: "/aws/x", where: '{ $.app = "payments" }' })).toEqual([
      "log-where error services.payments.logs.where",
    ]);
    expect(logs({ existing: "/aws/x" }, { where: '{ $.app = "payments" }' })).toEqual([
      "log-where error environments.prod.services.payments.logs.where",
    ]);
    expect(logs({ existing: "/aws/{servcie}" })).toEqual(["placeholder-unknown error services.payments.logs.existing"]);
    expect(logs({ existing: "a b" })).toEqual(["wrong-value error services.payments.logs.existing"]);
  });

  test("a name that CloudWatch refuses", () => {
    expect(logs({ existing: "/aws/$x" })).toEqual(["log-group-name error services.payments.logs.existing"]);
  });

  test("services that nothing tells apart", () => {
    const shared = '{ $.service.environment = "prod" }';
    expect(found((config) => share(config, { where: shared }, { where: shared }))).toEqual([
      "shared-lines error services.refunds.logs.existing",
    ]);
    expect(
      found((config) => {
        share(config);
        config.services.refunds.contract = { signals: { errors: { description: "-", where: "ERROR" } } };
      }),
    ).toEqual(["shared-lines error services.refunds.logs.existing"]);
  });

  test("a service that counts all lines of another one, too", () => {
    const of = (a: string, b: string) => found((config) => share(config, { where: a }, { where: b }));
    const finding = ["shared-lines warning services.payments.logs.existing"];
    expect(of('{ $.service.name = "re*" }', '{ $.service.name = "refunds" }')).toEqual(finding);
    expect(of('{ $.service.name = "pay*" }', '{ $.service.name = "refunds" }')).toEqual([]);
    expect(of('{ $.service.name = "payments" }', '{ $.tenant_id = "refunds" }')).toEqual([]);
  });

  test("two environments of one account on one log group, unless `where` asks for the environment", () => {
    const two = (written: object) =>
      found((config) => {
        config.services.payments.logs = { existing: "/aws/batch/job", ...written };
        config.environments.staging = { extends: "prod" };
      });
    expect(two({})).toEqual([
      "shared-lines error services.payments.logs.existing",
      "shared-lines error services.payments.logs.existing",
    ]);
    expect(two({ where: '{ $.service.environment = "{environment}" }' })).toEqual([]);
  });

  test("a signal whose pattern cannot ask for the service", () => {
    expect(
      found((config) => {
        share(config, { where: "payments" });
        config.services.payments.signals = ["failures", "request_duration"];
      }),
    ).toEqual(["shared-lines error services.payments.logs.where", "shared-lines error services.payments.logs.where"]);
  });

  test("a setting of a shared log group that two services set", () => {
    const settings = { retentionDays: 14, protect: true, indexes: ["trace_id"], anomalyDetection: true };
    expect(found((config) => share(config, settings, { ...settings, protect: false }))).toEqual([
      "shared-log-settings error services.refunds.logs.retentionDays",
      "shared-log-settings error services.refunds.logs.indexes",
      "shared-log-settings error services.refunds.logs.anomalyDetection",
    ]);
    expect(found((config) => share(config, settings))).toEqual([]);
  });

  test("an absence alarm without a signal where others log, too", () => {
    const silent = { type: "absence", summary: "It is silent.", severities: { critical: { for: "15m" } } };
    const absence = (alarm: object, change: (config: Loose) => void) =>
      found((config) => {
        config.services.payments.alarms.silent = { ...silent, ...alarm };
        change(config);
      });
    const alone = (config: Loose): void => {
      config.services.payments.logs = { existing: "/aws/lambda/payments" };
    };
    const finding = ["shared-absence error services.payments.alarms.silent"];
    expect(absence({}, alone)).toEqual([]);
    expect(absence({}, (config) => share(config))).toEqual(finding);
    expect(absence({ signal: "attempts" }, (config) => share(config))).toEqual([]);
    expect(
      absence({}, (config) => {
        alone(config);
        config.services.payments.logs.where = '{ $.service.name = "payments" }';
      }),
    ).toEqual(finding);
  });

  test("an alarm on all lines that looks down, where others log, too", () => {
    const events = { metric: "logs.incoming_events", dimensions: { LogGroupName: "/aws/batch/job" } };
    const severities = { critical: { below: 1 } };
    const alarm = (entry: object) =>
      found((config) => {
        share(config);
        config.services.payments.alarms.few = { summary: "Few lines.", ...entry };
      });
    const finding = ["shared-absence warning services.payments.alarms.few"];
    const metric = { type: "metric", ...events, statistic: "Sum", missingData: "breaching" };
    expect(alarm({ ...metric, severities })).toEqual(finding);
    expect(alarm({ ...metric, severities: { critical: { atMost: 0 } } })).toEqual(finding);
    expect(alarm({ ...metric, severities: { critical: { above: 1000 } } })).toEqual([]);
    expect(alarm({ ...metric, dimensions: { LogGroupName: "/other" }, severities })).toEqual([]);
    const math = {
      type: "math",
      expression: "FILL(a, 0)",
      metrics: { a: { ...events, statistic: "Sum" } },
      severities,
    };
    expect(alarm(math)).toEqual(finding);
    const other = { metric: "lambda.invocations", dimensions: { FunctionName: "f" } };
    expect(alarm({ ...math, expression: "a / b", metrics: { ...math.metrics, b: other } })).toEqual([]);
    const anomaly = { type: "anomaly", ...events, severities: { warning: { band: 3 } } };
    expect(alarm({ ...anomaly, direction: "below" })).toEqual(finding);
    expect(alarm({ ...anomaly, direction: "above" })).toEqual([]);
  });

  test("a log group that is made for one service and exists for another", () => {
    expect(
      found((config) => {
        share(config);
        config.services.refunds.logs = { group: "/aws/batch/job/x" };
        config.services.payments.logs = { existing: "/aws/batch/job/x" };
      }),
    ).toEqual([
      "log-group-name error services.refunds.logs.group",
      "vended-log-group warning services.refunds.logs.group",
    ]);
  });

  test("more filters than a log group takes, counted over all services that share it", () => {
    expect(
      found((config) => {
        const signals = Object.fromEntries(
          Array.from({ length: 60 }, (_, at) => [`s${at}`, { description: "-", where: `{ $.kind = "k${at}" }` }]),
        );
        share(config);
        config.services.payments.alarms = {};
        for (const name of ["payments", "refunds"]) config.services[name].contract = { fields: serviceName, signals };
      }),
    ).toEqual(["filter-count error services.payments.signals"]);
  });
});

const serviceName = {
  "service.name": { type: "string", description: "-" },
  kind: { type: "string", description: "-" },
};

test("a log group that is made under a name that AWS uses is a warning", () => {
  for (const { prefix } of vendedLogGroups)
    expect(found((config) => (config.services.payments.logs = { group: `${prefix}x` }))).toEqual([
      "vended-log-group warning services.payments.logs.group",
    ]);
  for (const group of ["/ecs/payments", "/aws/apigateway/payments", "/aws/vendedlogs/states/payments"])
    expect(found((config) => (config.services.payments.logs = { group }))).toEqual([]);
});
