import { baseContract } from "../../lib/contract";
import { pathText } from "../../lib/base";
import { checkConfig, type ConfigInput, defineConfig, defineService, inspect, planEnvironment } from "../../lib/config";

// Services that log nothing: alarms on metrics of AWS, and no log group.

type Loose = Record<string, unknown>;

const cpu = {
  type: "metric",
  summary: "The database has no CPU to spare.",
  metric: "rds.cpu",
  dimensions: { DBInstanceIdentifier: "{environment}-orders" },
  severities: { critical: { above: 90 } },
} as const;
const frame = { owner: "team", runbooks: "https://runbooks.example.com" } as const;
const environment = {
  region: "eu-central-1",
  account: "111122223333",
  backend: { type: "local" },
  routes: { warning: [], critical: [{ email: "pager@example.com" }] },
} as const;

function config(database: Loose, prod: Loose = {}) {
  return {
    project: "shop",
    services: {
      api: { ...frame, contract: "base" },
      database: { ...frame, logs: "none", alarms: { cpu }, ...database },
    },
    environments: { prod: { ...environment, ...prod } },
  } as unknown as ConfigInput;
}

const found = (value: unknown) =>
  inspect(value).findings.map(({ at, rule, severity }) => `${severity} ${rule} ${pathText(at.path)}`);

function planned(database: Loose = {}, prod: Loose = {}) {
  const plan = planEnvironment(defineConfig(config(database, prod)), "prod");
  return { plan, service: plan.services.find(({ name }) => name === "database")! };
}

test("there is no log group and no signal, and the alarms are those of any service", () => {
  const { service } = planned({ recommended: [{ set: "sqs", of: { QueueName: "q" }, settings: { age: 60 } }] });
  expect(service.logGroup).toBeUndefined();
  expect(service.signals).toEqual([]);
  expect(service.alarms.map(({ alarm }) => alarm)).toContain("cpu");
  expect(service.alarms.some(({ alarm }) => alarm.startsWith("sqs_"))).toBe(true);
  expect(service.notices.map(({ severity }) => severity)).toContain("critical");
});

test("settings of an environment for all log groups do not concern it", () => {
  const logs = { class: "infrequentAccess", anomalyDetection: { pattern: "ERROR" }, deletionProtection: true };
  expect(found({ ...config({}, { logs, services: { api: { enabled: false } } }) })).toEqual([]);
});

test("nothing is saved of it but the queries that its alarms have as text", () => {
  const query = "filter level = 'error'";
  const { plan } = planned({ alarms: { cpu: { ...cpu, query } } }, { savedQueries: true });
  const own = plan.savedQueries.filter(({ service }) => service === "database");
  expect(own).toMatchObject([{ id: "alarm-cpu", query, logGroups: [] }]);
});

test("an alarm may name a question of the environment, which asks the services that log", () => {
  const { service } = planned({ alarms: { cpu: { ...cpu, query: { question: "errors" } } } });
  expect(service.alarms[0]).toMatchObject({ question: { logGroups: ["/app/prod/api"] } });
});

test.each<[what: string, database: Loose, prod: Loose, findings: readonly string[]]>([
  ["a contract", { contract: "base" }, {}, ["error logs-none services.database.logs"]],
  ["a contract of code", { contract: baseContract }, {}, ["error logs-none services.database.logs"]],
  ["neither a contract nor none", { logs: undefined }, {}, ["error contract-missing services.database"]],
  ["settings of a log group without a contract", { logs: {} }, {}, ["error contract-missing services.database"]],
  ["another word", { logs: "non" }, {}, ["error wrong-value services.database.logs"]],
  [
    "settings of an environment for its log group",
    {},
    { services: { database: { logs: { retentionDays: 30 } } } },
    ["error logs-none environments.prod.services.database.logs"],
  ],
  ["null in an environment, which removes nothing", {}, { services: { database: { logs: null } } }, []],
  ["signals", { signals: ["errors"] }, {}, ["error signal-unknown services.database.signals[0]"]],
  [
    "an alarm on the silence of lines",
    { alarms: { silent: { type: "absence", summary: "s", severities: { critical: { for: "15m" } } } } },
    {},
    ["error logs-none services.database.alarms.silent"],
  ],
  [
    "an alarm on a signal",
    {
      alarms: {
        errors: { type: "threshold", summary: "s", signal: "errors", severities: { critical: { above: 1 } } },
        rate: { type: "rate", summary: "s", errors: "errors", of: "requests", severities: { critical: { above: 1 } } },
      },
    },
    {},
    [
      "error signal-unknown services.database.alarms.errors.signal",
      "error signal-unknown services.database.alarms.rate.errors",
      "error signal-unknown services.database.alarms.rate.of",
      "warning rate-sense services.database.alarms.rate",
    ],
  ],
  ["a set on lines", { recommended: ["pino"] }, {}, ["error recommended-signals services.database.recommended[0]"]],
  [
    "a question that only services that log have",
    { alarms: { cpu: { ...cpu, query: { question: "slow_requests" } } } },
    {},
    ["error alarm-question services.database.alarms.cpu.query.question"],
  ],
])("%s: what is found", (_, database, prod, findings) => {
  expect(found(config(database, prod)).toSorted()).toEqual(findings.toSorted());
});

test("findings on it name both ways out", () => {
  const [missing] = inspect(config({ logs: undefined })).findings;
  expect(missing?.fix).toContain("`contract`");
  expect(missing?.fix).toContain("logs: none");
});

test("where no service logs, nothing can be asked, and the findings say so", () => {
  const { services, ...rest } = config(
    { alarms: { cpu: { ...cpu, query: { question: "errors" } } } },
    {
      savedQueries: { questions: ["errors"] },
    },
  );
  const { findings } = inspect({ ...rest, services: { database: services.database } });
  expect(findings.map(({ rule }) => rule).toSorted()).toEqual(["alarm-question", "saved-query-unknown"]);
  for (const { fix } of findings) expect(fix).not.toMatch(/of [.;]/);
});

test("a checked configuration is checked again without findings, and can be written into another one", () => {
  const checked = defineConfig(config({}));
  expect(checkConfig(checked)).toEqual([]);
  expect(found({ ...checked })).toEqual([]);
});

test("the compiler knows that it has no signals", () => {
  const service = defineService({ ...frame, logs: "none", alarms: { cpu } });
  expect(service.logs).toBe("none");
  defineService({
    ...frame,
    logs: "none",
    alarms: {
      cpu,
      // @ts-expect-error It has no signals.
      errors: { type: "threshold", summary: "s", signal: "errors", severities: { critical: { above: 1 } } },
    },
  });
  // @ts-expect-error It has neither a contract nor logs: none.
  defineService({ ...frame, alarms: { cpu } });
  // @ts-expect-error It has a contract, and logs nothing.
  defineService({ ...frame, contract: baseContract, logs: "none" });
});
