import { deployedEnvironments, inspect, planEnvironment, type SavedQueryPlan } from "../../lib/config";
import { print, queryContext, questionsOfService } from "../../lib/queries";
import { parseQuery } from "../../lib/queries/languages";
import { savedQueryNameFault, textFault } from "../../lib/aws";
import shop from "../../examples/shop/sightline.config";
import { rich } from "./rich";
import { found, type Loose, payments, sample } from "./sample";

/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment -- tests write what the compiler would refuse */

const savedIn = (
  savedQueries: unknown,
  change: (config: Loose) => void = () => undefined,
): readonly SavedQueryPlan[] => {
  const input: Loose = sample();
  input.environments.prod.savedQueries = savedQueries;
  change(input);
  return planEnvironment(inspect(input).config!, "prod").savedQueries;
};
const names = (saved: readonly SavedQueryPlan[]): readonly string[] => saved.map(({ name }) => name);

test("nothing is saved unless an environment says so, and null or false removes what is inherited", () => {
  expect(savedIn(undefined)).toEqual([]);
  for (const off of [null, false])
    expect(
      savedIn(off, (input) => {
        input.environments.base.savedQueries = true;
      }),
    ).toEqual([]);
});

test("a usual selection is saved in folders by service, then that of the environment", () => {
  expect(names(savedIn(true))).toEqual([
    "shop-prod/payments/Newest lines",
    "shop-prod/payments/Newest errors",
    "shop-prod/payments/Most frequent errors",
    "shop-prod/payments/Error rate over time",
    "shop-prod/payments/Latency by route",
    "shop-prod/payments/Slowest requests",
    "shop-prod/payments/One request",
    "shop-prod/payments/One trace",
    "shop-prod/payments/One user's timeline",
    "shop-prod/Newest errors",
    "shop-prod/Errors by service",
    "shop-prod/One request",
    "shop-prod/One trace",
    "shop-prod/One action of a user",
    "shop-prod/One user's timeline",
  ]);
});

test("questions and folder are chosen; alarms' queries are always there, with the log groups of what they ask", () => {
  const saved = savedIn(
    { folder: "{project}/{environment}", questions: ["signal_failures", "lines_by_service"] },
    (input) => {
      input.services.payments.alarms.failures.query = { question: "errors_by_service" };
      input.services.payments.alarms.slow.query = "limit 20";
    },
  );
  expect(saved.map(({ id, logGroups, name, service }) => ({ id, logGroups, name, service }))).toEqual([
    ...[
      ["signal_failures", "Signal failures"],
      ["alarm-failures", "Alarm failures"],
      ["alarm-slow", "Alarm slow"],
    ].map(([id, title]) => ({
      id,
      logGroups: ["/app/prod/payments"],
      name: `shop/prod/payments/${title}`,
      service: "payments",
    })),
    {
      id: "lines_by_service",
      logGroups: ["/app/prod/payments"],
      name: "shop/prod/Lines by service",
      service: undefined,
    },
  ]);
});

test("a value that has to be given is an example, which a comment names", () => {
  const [query] = savedIn({ questions: ["one_user"] });
  expect(query?.query).toMatch(/^# user: The value of user\.id\. Replace "usr_31"\.\n/);
  expect(query?.query).toContain('user.id = "usr_31"');
});

test("what a contract names makes no folders", () => {
  const events = { "a/b": { level: "error", description: "-", required: ["payment.provider"] } };
  const own = { ...payments, events: { ...payments.events, ...events } };
  const saved = savedIn({ questions: ["a_b_by_payment_provider"] }, (input) => {
    input.services.payments.contract = own;
  });
  expect(names(saved)).toEqual(["shop-prod/payments/a-b by payment.provider"]);
});

test("more log groups than a saved query may have are left to whoever opens it", () => {
  const saved = savedIn({ questions: ["errors_by_service"] }, (input) => {
    input.services = Object.fromEntries(
      Array.from({ length: 51 }, (_, n) => [`payments${n}`, { ...input.services.payments, alarms: {} }]),
    );
  });
  expect(saved.map(({ logGroups }) => logGroups)).toEqual([[]]);
});

test("long names are cut, and stay different", () => {
  const folder = "f".repeat(250);
  const saved = savedIn({ folder, questions: ["errors", "lines"] });
  expect(names(saved).every((name) => name.length === 255)).toBe(true);
  expect(new Set(names(saved)).size).toBe(saved.length);
});

test.each<[what: string, savedQueries: unknown, found: readonly string[]]>([
  [
    "a question that nobody has",
    { questions: ["error"] },
    ["saved-query-unknown error environments.prod.savedQueries.questions[0]"],
  ],
  [
    "one of spans",
    { questions: ["lines", "failed_spans"] },
    ["saved-query-unknown error environments.prod.savedQueries.questions[1]"],
  ],
  ["a folder without a name", { folder: "a//b" }, ["wrong-value error environments.prod.savedQueries.folder"]],
  [
    "a folder that has none once placeholders are expanded",
    { folder: "{vars.team}" },
    ["placeholder-value error environments.prod.savedQueries.folder"],
  ],
])("%s is found", (_, savedQueries, expected) => {
  expect(
    found((input: Loose) => {
      input.environments.prod.savedQueries = savedQueries;
      input.environments.prod.vars = JSON.stringify(savedQueries).includes("vars") ? { team: "a:b" } : {};
    }),
  ).toEqual(expected);
});

test("two environments that save under the same names in one account and Region are found", () => {
  const input: Loose = sample();
  input.environments.prod.savedQueries = { folder: "shop", questions: ["lines"] };
  input.environments.staging = { extends: "prod" };
  input.environments.far = { extends: "prod", region: "us-east-1" };
  expect(inspect(input).findings.map(({ at, rule, severity }) => [rule, severity, at.environment])).toEqual([
    ["saved-query-name", "warning", "staging"],
  ]);
});

test("more than an account may have are found where they are too many", () => {
  const input: Loose = sample();
  const context = queryContext(planEnvironment(inspect(input).config!, "prod"));
  const questions = context.services.flatMap(questionsOfService).flatMap(({ ask, name, params }) => {
    const printed = Object.keys(params).length > 0 ? undefined : print(ask(), "logs-insights", context);
    return printed !== undefined && "queries" in printed ? [name] : [];
  });
  input.environments.prod.savedQueries = { questions };
  const services = Math.ceil(500 / questions.length) + 1;
  for (const n of Array.from({ length: services }).keys())
    input.services[`payments${n}`] = { ...input.services.payments, alarms: {} };
  input.environments.staging = { extends: "prod" };
  expect(inspect(input).findings.map(({ at, rule }) => [rule, at.environment])).toEqual([
    ["saved-query-limits", "staging"],
  ]);
});

test("an alarm's query that is too long to be saved is found", () => {
  const input: Loose = sample();
  input.environments.prod.savedQueries = true;
  const providers = Array.from({ length: 1700 }, (_, n) => `"p${n}"`).join(", ");
  input.services.payments.alarms.failures.query = `filter payment.provider in [${providers}]`;
  expect(inspect(input).findings.map(({ rule }) => rule)).toEqual(["saved-query-limits", "alarm-query-cut"]);
});

test("every saved query of the shop and of a configuration with every key is one of Logs Insights, under a name that is taken", () => {
  const all = inspect(rich()).config!;
  const saved = [
    ...planEnvironment(shop, "staging").savedQueries,
    ...deployedEnvironments(all).flatMap((name) => planEnvironment(all, name).savedQueries),
  ];
  expect(saved.length).toBeGreaterThan(80);
  for (const { id, logGroups, name, query, service } of saved) {
    expect([name, parseQuery("logs-insights", query).mistakes]).toEqual([name, []]);
    expect([textFault("queryName", name), savedQueryNameFault(name), textFault("queryText", query)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    // Its alarm has a query as text, and no log group of its own.
    const isSilent = service === "orders_db" && id === "alarm-cpu";
    expect(logGroups.length > 0).toBe(!isSilent);
  }
});
