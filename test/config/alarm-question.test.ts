import fc from "fast-check";
import { type ConfigFinding, defineConfig, flatAlarms, inspect, planEnvironment } from "../../lib/config";
import { defineContract } from "../../lib/contract";
import { print, queryContext, questionsOfService } from "../../lib/queries";
import { parseQuery } from "../../lib/queries/languages";
import { found, type Loose, sample } from "./sample";

/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment -- tests write what the compiler would refuse */

const at = ["services", "payments", "alarms", "failures", "query"];
const asks = (question: string, params?: Record<string, unknown>) =>
  found((config: Loose) => {
    config.services.payments.alarms.failures.query = params === undefined ? { question } : { question, params };
  });

test("a question is the text of Logs Insights that sightline query prints, and is named in the plan", () => {
  const config = sample();
  const plan = planned(withQuery({ question: "payment_failed_by_payment_provider" }));
  const context = queryContext(planEnvironment(defineConfig(config), "prod"));
  const [service] = context.services;
  const question = questionsOfService(service!).find(({ name }) => name === "payment_failed_by_payment_provider");
  const printed = print(question!.ask(), "logs-insights", context);
  expect(plan.texts.query).toBe("queries" in printed ? printed.queries[0]?.text : undefined);
  expect(plan.question).toEqual({
    name: "payment_failed_by_payment_provider",
    params: {},
    logGroups: ["/app/prod/payments"],
  });
});

test.each([
  ["a question of the service", { question: "top_errors" }, "stats count(*) as errors"],
  ["one with its default", { question: "slow_requests" }, "http.duration_ms >= 1000"],
  ["one with a number", { question: "slow_requests", params: { longer_than: 250 } }, "http.duration_ms >= 250"],
  ["one with a text", { question: "one_user", params: { user: "usr_31" } }, 'user.id = "usr_31"'],
  ["one with a placeholder", { question: "one_user", params: { user: "{service}-x" } }, 'user.id = "payments-x"'],
  ["one of a signal", { question: "signal_failures" }, "payment_failed"],
  ["one of the environment", { question: "errors_by_service" }, "service.name"],
])("%s is asked", (_, query, part) => {
  expect(inspect(withQuery(query)).findings).toEqual([]);
  expect(planned(withQuery(query)).texts.query).toContain(part);
});

test.each<[what: string, question: string, params: Record<string, unknown> | undefined, found: readonly string[]]>([
  ["no such question", "top_error", undefined, [`alarm-question error ${[...at, "question"].join(".")}`]],
  ["a name of Object's", "constructor", undefined, [`alarm-question error ${[...at, "question"].join(".")}`]],
  ["a missing param", "one_user", undefined, [`alarm-question error ${[...at, "params"].join(".")}`]],
  ["an unknown param", "top_errors", { limit: 3 }, [`alarm-question error ${[...at, "params", "limit"].join(".")}`]],
  [
    "a text for a number",
    "slow_requests",
    { longer_than: "1s" },
    [`alarm-question error ${[...at, "params", "longer_than"].join(".")}`],
  ],
  ["a number for a text", "one_user", { user: 31 }, [`alarm-question error ${[...at, "params", "user"].join(".")}`]],
  ["spans", "failed_spans", undefined, [`alarm-question error ${[...at, "question"].join(".")}`]],
  [
    "a number that is not a double",
    "slow_requests",
    { longer_than: 1e300 },
    [`alarm-question error ${[...at, "question"].join(".")}`],
  ],
  [
    "a text that no query holds",
    "one_user",
    { user: "a\nb" },
    [`alarm-question error ${[...at, "question"].join(".")}`],
  ],
])("%s is an error", (_, question, params, expected) => {
  expect(asks(question, params)).toEqual(expected);
});

test("everything that is wrong is found at once", () => {
  expect(
    found((config: Loose) => {
      config.services.payments.alarms.failures.query = { question: "one_user", params: { users: 3 } };
      config.services.payments.alarms.slow.query = { question: "slow_spans", params: { longer_than: "x", more: 1 } };
    }),
  ).toEqual([
    `alarm-question error ${[...at, "params"].join(".")}`,
    `alarm-question error ${[...at, "params", "users"].join(".")}`,
    "alarm-question error services.payments.alarms.slow.query.params.longer_than",
    "alarm-question error services.payments.alarms.slow.query.params.more",
    "alarm-question error services.payments.alarms.slow.query.question",
  ]);
});

test("what is near is suggested, and the questions are listed", () => {
  const [finding] = findings(withQuery({ question: "top_error" }));
  expect(finding?.message).toContain('Did you mean "top_errors"?');
  expect(finding?.fix).toContain('"payment_failed_by_payment_provider"');
});

test("of a contract that is not known, no question is unknown", () => {
  const config = sample() as Loose;
  config.services.payments.contract = "payment";
  config.services.payments.alarms.failures.query = { question: "payment_failed_by_payment_provider" };
  expect(findings(config).map(({ rule }) => rule)).toEqual([]);
});

test("a question that only some environments cannot ask is found in those", () => {
  const config = sample() as Loose;
  config.services.payments.alarms.failures.query = { question: "errors" };
  config.environments.staging = {
    extends: "prod",
    services: { payments: { logs: { existing: "/all", where: "ERROR" } } },
  };
  expect(findings(config).map(({ at: { environment } }) => environment)).toEqual(["staging"]);
});

test("lines of text have the question that needs no fields", () => {
  const text = defineContract({
    name: "access",
    conventions: "own",
    fields: { status: { type: "integer", description: "Status." } },
    events: {},
    signals: { requests: { description: "Requests.", where: "[ip, status]" } },
    line: { text: "[ip, status]" },
  });
  const { project, environments, services } = sample();
  const { failures } = services.payments.alarms;
  const asking = (question: string) =>
    findings({
      project,
      environments,
      services: {
        payments: {
          ...services.payments,
          contract: text,
          alarms: { failures: { ...failures, signal: "requests", query: { question } } },
        },
      },
    }).map(({ rule }) => rule);
  expect(asking("lines")).toEqual([]);
  expect(asking("errors")).toEqual(["alarm-question"]);
});

test("a description without room for the whole query is a warning; what is there fits", () => {
  const long = `filter ${Array.from({ length: 60 }, (_, n) => `payment.provider = 'p${n}'`).join(" or ")}`;
  expect(findings(withQuery(long)).map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
    "alarm-query-cut warning",
  ]);
  const summary = "Payments fail. ".repeat(62);
  const asked = withQuery({ question: "top_errors" });
  asked.services.payments.alarms.failures.summary = summary;
  expect(findings(asked).map(({ rule }) => rule)).toEqual(["alarm-query-cut"]);
});

test("whatever value a text has, the query is one of Logs Insights, or it is found why there is none", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 40 }), (user) => {
      const input = withQuery({ question: "one_user", params: { user } });
      const { config, findings: all } = inspect(input);
      if (config === undefined) {
        expect(all.filter(({ severity }) => severity === "error")).not.toEqual([]);
        return;
      }
      const { query = "" } = flatAlarms(planEnvironment(config, "prod").services[0]!)[0]!.texts;
      expect(parseQuery("logs-insights", query).mistakes).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

function withQuery(query: unknown): Loose {
  const config = sample() as Loose;
  config.services.payments.alarms.failures.query = query;
  return config;
}

function planned(config: Loose) {
  const [entry] = planEnvironment(inspect(config).config!, "prod").services[0]!.alarms;
  return entry!;
}

function findings(config: Loose): ConfigFinding[] {
  return inspect(config).findings.filter(({ rule }) => /^alarm-(?:query|question)/.test(rule));
}
