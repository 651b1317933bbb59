import { type Ask, type LineCondition, print, type PrintedQuery, readQuery } from "../../../lib/queries";
import { printSelector } from "../../../lib/pattern";
import { ofSignals } from "../../../lib/queries/print/numbers-of-signals";
import { linesOfSignal } from "../../../lib/queries/print/signal";
import { shopContext, shopQuestions, texts } from "../shop";

const context = shopContext();
const grafana = shopContext({ times: { kind: "grafana" } });

/** Without names that a language does not keep, lists in one another, and the limit that LogQL has beside its text. */
function normal(ask: Ask, isOfMetrics: boolean): unknown {
  if (ask.kind === "signal") return ask;
  if (ask.kind === "spans") return ask;
  const services = ask.services.length === context.services.length ? [] : [...ask.services].sort();
  const measured = ask.kind === "numbers" ? ask.measures.flatMap(({ of }) => ("field" in of ? [of.field] : [])) : [];
  // That the measured field is there is said in LogQL anyway; a metric's dimensions always are.
  const there = [...measured, ...(isOfMetrics && ask.kind === "numbers" ? ask.by : [])];
  const isSaid = (one: LineCondition): boolean => there.some((field) => isThere(one, field));
  const where = flat({ kind: "all", of: ask.where.filter((one) => !isSaid(one)) });
  if (ask.kind === "lines") return { ...ask, services, where, limit: 0, order: 0 };
  return {
    ...ask,
    services,
    where,
    measures: ask.measures.map(({ of }) => (of.kind === "share" ? { ...of, where: flat(of.where) } : of)),
  };
}

function isThere(condition: LineCondition, field: string): boolean {
  if (condition.kind !== "compare" || condition.value.kind !== "text" || condition.value.text !== "*") return false;
  return printSelector(condition.selector) === `$.${field}` && condition.operator === "=";
}

function flat(condition: LineCondition): unknown {
  if (condition.kind === "line") return condition;
  if (condition.kind === "state") return { ...condition, span: undefined };
  if (condition.kind === "compare") {
    const { selector, operator, value } = condition;
    return { path: selector.steps, operator, value: value.kind === "regex" ? value.source : value.text };
  }
  const of = condition.of.flatMap((part): readonly unknown[] => {
    const inner = flat(part) as { readonly of?: readonly unknown[]; readonly kind?: string };
    return inner.kind === condition.kind && inner.of !== undefined ? inner.of : [inner];
  });
  return of.length === 1
    ? of[0]
    : { kind: condition.kind, of: of.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) };
}

function read(query: PrintedQuery, of: typeof context): ReturnType<typeof readQuery> {
  switch (query.dialect) {
    case "logs-insights":
      return readQuery({ language: "logs-insights", text: query.text, logGroups: query.logGroups ?? [] }, of);
    case "logql":
    case "promql":
      return readQuery({ language: query.dialect, text: query.text }, of);
    default:
      if (query.metric === undefined) throw new Error(query.text);
      return readQuery({ language: "cloudwatch-metric", metric: query.metric }, of);
  }
}

describe.each(["logs-insights", "logql", "promql", "cloudwatch-metrics"] as const)("%s", (dialect) => {
  test.each([
    ["fixed", context],
    ["grafana", grafana],
  ] as const)("every question of the shop is read back: %s", (kind, of) => {
    let count = 0;
    const isOfMetrics = !dialect.startsWith("log");
    const wrong = shopQuestions(of).flatMap(({ ask, label }) => {
      const printed = print(ask, dialect, of);
      if ("notPrinted" in printed) return [];
      return printed.queries.flatMap((query, index) => {
        // A share is computed of two metrics.
        if (dialect === "cloudwatch-metrics" && query.metric === undefined) return [];
        count++;
        const found = read(query, of);
        if (!("ask" in found)) return [`${label}: ${JSON.stringify(found.notRead)}: ${query.text}`];
        // Languages of logs compute a signal from its lines.
        const said = ask.kind === "signal" && dialect.startsWith("log") ? linesOfSignal(ask, of) : ask;
        if (said.kind === "numbers" && "ask" in found && found.ask.kind === "signal") {
          const signal = ofSignals(said.measures[index]!, said, of, () => undefined);
          const wanted = signal.kind === "one" ? JSON.stringify(signal.of.signal) : "";
          return JSON.stringify(found.ask.signal) === wanted ? [] : [`${label}: ${query.text}`];
        }
        const isOne = said.kind === "numbers" && printed.queries.length > 1;
        const asked = isOne ? { ...said, measures: said.measures.slice(index, index + 1) } : said;
        const expected = sorted(normal(fixedSteps(asked, kind), isOfMetrics));
        const actual = sorted(normal(fixedSteps(found.ask, kind), isOfMetrics));
        return actual === expected ? [] : [`${label}: ${query.text}\n  ${expected}\n  ${actual}`];
      });
    });
    expect(wrong.join("\n")).toBe("");
    expect(count).toBeGreaterThan(5);
  });
});

/** As JSON, keys in order. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

/** Steps and ranges that are numbers are compared with those that Grafana fills in elsewhere. */
function fixedSteps(ask: Ask, kind: "fixed" | "grafana"): Ask {
  return kind === "fixed" && "over" in ask ? { ...ask, over: "range" } : ask;
}

test.each([
  ["promql", 'sum(increase(PaymentFailures_total{service_name!="payments"}[5m]))', "construct"],
  ["promql", 'sum(increase(PaymentFailures_total{service_name="$service"}[5m]))', "variable"],
  ["promql", 'sum(increase(PaymentFailures_total{deployment_environment_name="staging"}[5m]))', "unknown-stream"],
  [
    "logql",
    'sum(count_over_time({service_name="payments", deployment_environment_name!="prod"}[5m]))',
    "unknown-stream",
  ],
  ["logql", 'sum(count_over_time({service_name=~"pay$"}[5m]))', "unknown-stream"],
  ["logql", 'sum(count_over_time({service_name="payments", app="checkout"}[5m]))', "unknown-stream"],
  ["logql", 'sum(count_over_time({service_name="payments"}[5m] offset 1h))', "construct"],
] as const)("what is of another service, environment or time is not read as ours: %s %s", (language, text, why) => {
  expect(readQuery({ language, text }, context)).toMatchObject({ notRead: { why } });
});

const failed = (range: string): string => `ServerErrors_total{service_name="checkout"}[${range}]`;
const completed = (range: string): string => `Requests_total{service_name="checkout"}[${range}]`;
const linesOf = (service: string, range: string, by = ""): string =>
  `sum${by}(count_over_time({service_name="${service}"} | json [${range}]))`;
const errorsOf = (service: string, range: string, by = ""): string =>
  `sum${by}(count_over_time({service_name="${service}"} | json | level="error" [${range}]))`;

test.each([
  ["promql", `100 * sum(increase(${failed("1h")})) / sum(increase(${completed("1h")}))`],
  ["promql", `100 * (sum(rate(${failed("1h")})) or vector(0)) / (sum(rate(${completed("1h")})) > 0)`],
  ["logql", `100 * ${errorsOf("checkout", "1h")} / ${linesOf("checkout", "1h")}`],
  ["logql", `100 * (${errorsOf("checkout", "1h")} or vector(0)) / ${linesOf("checkout", "1h")}`],
] as const)("a share is read: %s %s", (language, text) => {
  expect(readQuery({ language, text }, context)).toMatchObject({ ask: { measures: [{ of: { kind: "share" } }] } });
});

test.each([
  ["another time", "promql", `100 * sum(increase(${failed("5m")})) / sum(increase(${completed("1h")}))`],
  ["a rate by a count", "promql", `100 * sum(rate(${failed("1h")})) / sum(increase(${completed("1h")}))`],
  ["a lower bound", "promql", `100 * sum(increase(${failed("1h")})) / (sum(increase(${completed("1h")})) > 500)`],
  [
    "another number instead of none",
    "promql",
    `100 * (sum(increase(${failed("1h")})) or vector(1)) / sum(increase(${completed("1h")}))`,
  ],
  ["the first rates", "promql", `topk(3, sum(rate(${failed("1h")})))`],
  ["part of a row", "promql", `topk(2.5, sum(increase(${failed("1h")})))`],
  ["another time", "logql", `100 * ${errorsOf("checkout", "5m")} / ${linesOf("checkout", "1h")}`],
  ["other groups", "logql", `100 * ${errorsOf("checkout", "1h", " by (event)")} / ${linesOf("checkout", "1h")}`],
  ["another service", "logql", `100 * ${errorsOf("payments", "1h")} / ${linesOf("checkout", "1h")}`],
  [
    "a count by a rate",
    "logql",
    `100 * ${errorsOf("checkout", "1h")} / ${linesOf("checkout", "1h").replace("count_over_time", "rate")}`,
  ],
  [
    "another number instead of none",
    "logql",
    `100 * (${errorsOf("checkout", "1h")} or vector(50)) / ${linesOf("checkout", "1h")}`,
  ],
  ["another number instead of none", "logql", `${linesOf("checkout", "1h")} or vector(5)`],
  ["the first of each group", "logql", `topk by (event) (3, ${errorsOf("checkout", "1h", " by (event, level)")})`],
  ["some of the first lines", "logs-insights", "limit 10 | filter level = 'error'"],
  ["a count of the first lines", "logs-insights", "limit 10 | stats count(*)"],
  ["a name that stands for two", "logs-insights", "fields user.id as b | parse @message /(?<b>\\d+)/"],
  ["a name that is taken out twice", "logs-insights", "parse @message /a(?<x>\\d+)/ | parse @message /b(?<x>\\d+)/"],
] as const)("what an ask does not say is not read as one: %s in %s", (_, language, text) => {
  expect(readQuery({ language, text }, context)).toMatchObject({ notRead: { why: "construct" } });
});

test("a name may stand for a field by another name, and for the line", () => {
  const read = (text: string) => readQuery({ language: "logs-insights", text }, context);
  expect(read("fields user.id as b, b as c | filter c = 'x'")).toEqual(read("fields user.id | filter user.id = 'x'"));
  const line = read("filter @message like 'x' and @message != 'y' and strcontains(@message, 'z')");
  expect(line).toHaveProperty("ask");
  expect(read("fields @message as m | filter m like 'x' and m != 'y' and strcontains(m, 'z')")).toEqual(line);
  expect(read("fields @message as m | parse m 'a=* ' as a")).toEqual(read("parse @message 'a=* ' as a"));
  // A text that is taken out may be called as the line is.
  expect(read("parse @message 'a=* ' as @message | filter @message = 'x'")).toMatchObject({
    ask: { where: [{ kind: "compare" }], extracted: [{}] },
  });
});

test("several services are named as Grafana writes them, and tell the series apart", () => {
  const names = context.services.map(({ name }) => name).slice(0, 2);
  const text = `sum by (service_name) (count_over_time({service_name=~"(${names.join("|")})"} [5m]))`;
  expect(readQuery({ language: "logql", text }, context)).toMatchObject({
    ask: { services: names, by: ["service.name"], measures: [{ of: { kind: "count" } }] },
  });
});

test("an environment that a variable or an expression chooses is that of the context", () => {
  for (const matcher of ['="$environment"', '=~"prod|staging"', '=~".+"', '="prod"']) {
    const text = `sum(count_over_time({service_name="payments", deployment_environment_name${matcher}}[5m]))`;
    expect(readQuery({ language: "logql", text }, context)).toHaveProperty("ask");
  }
});

test("several labels that name a service choose those that all of them name", () => {
  const text = 'sum(count_over_time({service_name=~"payments|checkout", app="checkout"}[5m]))';
  expect(readQuery({ language: "logql", text }, context)).toMatchObject({ ask: { services: ["checkout"] } });
});

test("where a service's name is no label, its job is, with its namespace or without", () => {
  const unpromoted = { ...context, promoted: [] };
  const signal = {
    kind: "signal",
    service: "payments",
    signal: "payment_failures",
    statistic: "Sum",
    by: [],
    dimensions: {},
  } as const;
  const [query] = texts({ ...signal, over: { stepSeconds: 300 } }, "promql", unpromoted);
  expect(query?.text).toBe('sum(increase(PaymentFailures_total{job=~"(?:.+/)?payments"}[5m]))');
  for (const job of ['job=~"(?:.+/)?payments"', 'job="shop/payments"', 'job="payments"'])
    expect(
      readQuery({ language: "promql", text: `sum(increase(PaymentFailures_total{${job}}[5m]))` }, unpromoted),
    ).toMatchObject({ ask: signal });
});

test("the level that Loki gives lines is the field of the level", () => {
  const of = (label: string): string =>
    `sum by (${label}) (count_over_time({service_name="payments"} | ${label}="error" [5m]))`;
  const plain = readQuery({ language: "logql", text: of("level").replace(" | level", " | json | level") }, context);
  expect(plain).toMatchObject({ ask: { by: ["level"] } });
  for (const label of ["level", "detected_level"])
    expect(readQuery({ language: "logql", text: of(label) }, context)).toEqual(plain);
  const payments = context.services.find(({ name }) => name === "payments")!;
  const { line } = payments.contract;
  const numbers = { ...line, levels: { ...line.levels, error: [50] } };
  const services = [{ ...payments, contract: { ...payments.contract, line: numbers } }];
  expect(readQuery({ language: "logql", text: of("level") }, { ...context, services })).toMatchObject({
    notRead: { why: "unknown-stream" },
  });
});
