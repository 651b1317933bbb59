import { collectorsOf } from "../../lib/collector";
import { type EnvironmentPlan, inspect, planEnvironment } from "../../lib/config";

const services = { orders: { owner: "team", contract: "base" } };
const place = { region: "eu-central-1", account: "111122223333", backend: { type: "local" } };

const inspected = ({ prod, ...others }: { readonly prod: object } & Readonly<Record<string, object>>) =>
  inspect({ project: "shop", services, environments: { prod: { ...place, ...prod }, ...others } });

function planOf(prod: object): EnvironmentPlan {
  const { config, findings } = inspected({ prod });
  expect(findings).toEqual([]);
  return planEnvironment(config!, "prod");
}

function found(environments: Parameters<typeof inspected>[0]): string[] {
  return inspected(environments).findings.map(({ at, rule, severity }) => `${rule} ${severity} ${at.path.join(".")}`);
}

test("nothing is planned for X-Ray unless an environment says so", () => {
  expect(planOf({})).not.toHaveProperty("xray");
});

test("groups and rules have the environment's names, and placeholders are filled in", () => {
  expect(
    planOf({
      vars: { api: "api-v2" },
      xray: {
        groups: { slow_orders: { where: 'service("{vars.api}") { responsetime > 2 }', insights: true } },
        samplingRules: { all: { priority: 1, rate: 0.5, service: "{environment}-orders", path: "/{project}/*" } },
        transactionSearch: true,
        indexing: 0.5,
      },
    }).xray,
  ).toEqual({
    groups: [
      {
        group: "slow_orders",
        id: "SlowOrders",
        name: "shop-prod-slow-orders",
        where: 'service("api-v2") { responsetime > 2 }',
        insights: true,
        notifications: false,
      },
    ],
    samplingRules: [
      {
        rule: "all",
        id: "All",
        name: "shop-prod-all",
        priority: 1,
        rate: 0.5,
        reservoir: 0,
        matches: { service: "prod-orders", path: "/shop/*" },
        attributes: {},
      },
    ],
    policyName: "shop-prod-transaction-search",
    transactionSearch: true,
    indexing: 0.5,
  });
});

test("a name that X-Ray would refuse for its length is cut, and stays different", () => {
  const { groups } = planOf({
    xray: {
      groups: {
        "a-very-long-name-of-a-group-one": { where: "fault" },
        "a-very-long-name-of-a-group-two": { where: "error" },
      },
    },
  }).xray!;
  expect(groups.map(({ name }) => name.length)).toEqual([32, 32]);
  expect(new Set(groups.map(({ name }) => name)).size).toBe(2);
});

test("an environment changes what it inherits by name, and removes it with null", () => {
  const { config, findings } = inspected({
    prod: {
      xray: {
        groups: { faults: { where: "fault", insights: true }, slow: { where: "duration > 1" } },
        transactionSearch: true,
      },
    },
    other: {
      extends: "prod",
      account: "444455556666",
      xray: { groups: { faults: { where: "fault", insights: false }, slow: null }, transactionSearch: null },
    },
  });
  expect(findings).toEqual([]);
  expect(planEnvironment(config!, "other").xray).toMatchObject({
    groups: [{ group: "faults", where: "fault", insights: false }],
  });
  expect(planEnvironment(config!, "other").xray).not.toHaveProperty("transactionSearch");
});

test("the collectors that send to X-Ray know whether Transaction Search is on", () => {
  const known = (xray: object) =>
    collectorsOf(planOf({ collector: {}, sampling: { traces: { rate: 0.1 } }, xray }).collector!).map(
      ({ facts }) => facts.transactionSearch,
    );
  expect(known({ transactionSearch: false })).toEqual([false, false]);
  expect(known({ transactionSearch: true })).toEqual([true, true]);
  expect(known({})).toEqual([undefined, undefined]);
});

test("the account's switches are set once in an account and Region", () => {
  const both = { transactionSearch: true, indexing: 1 };
  const staging = { extends: "prod" };
  expect(found({ prod: { xray: both }, staging: { ...staging, xray: { indexing: 100 } } })).toEqual([
    "xray-switch warning environments.prod.xray.transactionSearch",
    "xray-switch error environments.staging.xray.indexing",
  ]);
  expect(found({ prod: { xray: both }, staging: { ...staging, account: "444455556666" } })).toEqual([]);
  expect(found({ prod: { xray: both }, staging: { ...staging, region: "us-east-1" } })).toEqual([]);
  expect(
    found({ prod: { xray: both }, staging: { ...staging, xray: { transactionSearch: null, indexing: null } } }),
  ).toEqual([]);
});

test("rules in one account and Region have different priorities", () => {
  const rules = (priority: number) => ({ xray: { samplingRules: { all: { priority, rate: 1 } } } });
  const staging = { extends: "prod" };
  expect(found({ prod: rules(1), staging: { ...staging, ...rules(1) } })).toEqual([
    "sampling-priority warning environments.staging.xray.samplingRules.all.priority",
  ]);
  expect(found({ prod: rules(1), staging: { ...staging, ...rules(2) } })).toEqual([]);
});

test("rules and groups of all environments in an account are counted", () => {
  const many = (length: number, make: (index: number) => object) =>
    Object.fromEntries(Array.from({ length }, (_, index) => [`n${index}`, make(index)]));
  const groups = (length: number) => ({ groups: many(length, () => ({ where: "fault" })) });
  const rules = { samplingRules: many(26, (index) => ({ priority: index + 1, rate: 1 })) };
  expect(found({ prod: { xray: groups(25) } })).toEqual([]);
  expect(found({ prod: { xray: groups(13) }, staging: { extends: "prod" } })).toEqual([
    "xray-count error environments.prod.xray.groups",
  ]);
  expect(found({ prod: { xray: rules } })).toEqual(["xray-count warning environments.prod.xray.samplingRules"]);
});

test.each([
  [{ groups: { slow: { where: 'service("a) { fault }' } } }, "trace-filter error groups.slow.where"],
  [{ groups: { "a-1": { where: "fault" }, a1: { where: "error" } } }, "xray-id error groups.a1"],
  [{ samplingRules: { a: { priority: 0, rate: 1 } } }, "shape error samplingRules.a.priority"],
  [{ samplingRules: { a: { priority: 1, rate: 7 } } }, "shape error samplingRules.a.rate"],
  [
    { samplingRules: { a: { priority: 1, rate: 1, service: "{account}".repeat(6) } } },
    "placeholder-value error samplingRules.a.service",
  ],
  [{ samplingRules: { a: { priority: 1, rate: 1, method: "get" } } }, "shape error samplingRules.a.method"],
  [{ groups: { a: { where: 'service("a") {fault}' } } }, "placeholder-unknown error groups.a.where"],
  [{ indexing: 200 }, "shape error indexing"],
])("%j is found: %s", (xray, finding) => {
  const [rule, severity, path] = finding.split(" ");
  const short = found({ prod: { xray } });
  expect(short).toContainEqual(
    expect.stringMatching(
      new RegExp(`${rule === "shape" ? "[a-z-]+" : rule} ${severity} environments.prod.xray.${path}$`),
    ),
  );
});
