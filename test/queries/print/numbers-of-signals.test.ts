import { all, any, eq, gte, matches, missing } from "../../../lib/contract";
import { type Condition, parse } from "../../../lib/pattern";
import { type Measure, type NotPrinted, type NumbersAsk, print, type Printed } from "../../../lib/queries";
import { areSameLines } from "../../../lib/queries/print/same-lines";
import { shopContext, texts } from "../shop";

const context = shopContext();
const checkout = context.services.find(({ name }) => name === "checkout")!;
const { condition: completed } = eq("event", "request_completed");
const { condition: failed } = gte("http.response.status_code", 500);
const count = { name: "n", of: { kind: "count" } } as const;

function numbers(where: readonly Condition[], measure: Measure, more: Partial<NumbersAsk> = {}): NumbersAsk {
  return { kind: "numbers", services: ["checkout"], where, measures: [measure], by: [], over: "range", ...more };
}

function reason(printed: Printed): NotPrinted {
  if ("queries" in printed) throw new Error(printed.queries[0]?.text);
  return printed.notPrinted;
}

const labels = '{service_name="checkout", deployment_environment_name="prod"}[1h]';

test.each([
  [numbers([completed], count), `sum(increase(Requests_total${labels}))`],
  [numbers([failed, completed], count), `sum(increase(ServerErrors_total${labels}))`],
  [
    numbers([completed], { name: "share", of: { kind: "share", where: failed } }),
    `100 * (sum(increase(ServerErrors_total${labels})) or sum(increase(Requests_total${labels})) * 0) / (sum(increase(Requests_total${labels})) > 0)`,
  ],
  [
    numbers([completed], { name: "p99", of: { kind: "percentile", percentile: 99, field: "http.duration_ms" } }),
    `histogram_quantile(0.99, sum by (le) (rate(RequestDuration_milliseconds_bucket${labels})))`,
  ],
  [
    numbers([eq("event", "order_placed").condition], count, { by: ["order.payment_method"], top: 3 }),
    `topk(3, sum by (order_payment_method) (increase(OrdersPlaced_total${labels})))`,
  ],
] as const)("a number of lines that signals have is theirs: %#", (ask, text) => {
  expect(texts(ask, "promql", context).map((query) => query.text)).toEqual([text]);
});

test("a count of lines with a measured field may be the number of a measure's values", () => {
  const services = context.services.map((service) => ({
    ...service,
    signals: service.signals.filter(({ name }) => name !== "requests"),
  }));
  const [query] = texts(numbers([completed], count), "promql", { ...context, services });
  expect(query?.text).toBe(`sum(increase(RequestDuration_milliseconds_count${labels}))`);
});

test.each([
  [
    numbers([completed], count, { by: ["http.route"] }),
    { lines: '{ $.event = "request_completed" }', dimensions: ["http.route"] },
  ],
  [numbers([], count), { lines: "", dimensions: [] }],
  [
    numbers([completed, missing("user.id").condition], count),
    { lines: '{ $.event = "request_completed" && $.user.id NOT EXISTS }', dimensions: [] },
  ],
  [
    numbers([completed], { name: "n", of: { kind: "sum", field: "http.response.status_code" } }),
    { lines: '{ $.event = "request_completed" }', dimensions: [], value: "http.response.status_code" },
  ],
] as const)("a number that no signal has names the signal that is needed: %#", (ask, needs) => {
  for (const dialect of ["promql", "cloudwatch-promql", "cloudwatch-metrics"] as const)
    expect(reason(print(ask, dialect, context))).toEqual({
      why: "no-signal",
      measure: "n",
      needs: { service: "checkout", ...needs },
    });
});

test("what no signal can have has a reason without one", () => {
  const distinct = numbers([completed], { name: "n", of: { kind: "distinct", field: "user.id" } });
  const text = numbers([], count, { where: [{ kind: "line", holds: { kind: "text", text: "a" }, isNot: false }] });
  for (const ask of [distinct, text])
    expect(reason(print(ask, "promql", context))).toEqual({ why: "no-signal", measure: "n" });
  expect(reason(print(numbers([completed], count, { services: [] }), "promql", context))).toEqual({
    why: "several-services",
  });
});

test("values that count for other lines, too, are no count of these", () => {
  const withDefault = (instead: number) => ({
    ...context,
    services: [
      {
        ...checkout,
        signals: checkout.signals
          .filter(({ name }) => name === "requests")
          .map((signal) => ({ ...signal, default: instead })),
      },
    ],
  });
  const ask = numbers([completed], count);
  expect(print(ask, "cloudwatch-metrics", withDefault(0))).toHaveProperty("queries");
  expect(reason(print(ask, "cloudwatch-metrics", withDefault(1)))).toMatchObject({ why: "no-signal" });
});

test("CloudWatch computes a share from two metrics, but not by groups", () => {
  const share = { name: "share", of: { kind: "share", where: failed } } as const;
  const [query] = texts(numbers([completed], share), "cloudwatch-metrics", context);
  const parts = JSON.parse(query?.text ?? "[]") as readonly object[];
  expect(parts).toMatchObject([
    { Id: "m1", ReturnData: false, MetricStat: { Metric: { MetricName: "ServerErrors" }, Stat: "Sum" } },
    { Id: "m2", ReturnData: false, MetricStat: { Metric: { MetricName: "Requests" }, Stat: "Sum" } },
    { Id: "e1", Expression: "100 * FILL(m1, 0) / m2", ReturnData: true },
  ]);
  const all = { ...share, of: { kind: "share", where: eq("event", "order_placed").condition } } as const;
  const ask = numbers([eq("event", "order_placed").condition], all, { by: ["order.payment_method"] });
  expect(reason(print(ask, "cloudwatch-metrics", context))).toEqual({ why: "share-by", measure: "share" });
});

test("that groups lack lines, and rows are not cut, is said", () => {
  const ask = numbers([eq("event", "order_placed").condition], count, { by: ["order.payment_method"], top: 3 });
  const printed = print(ask, "cloudwatch-metrics", context);
  expect("caveats" in printed && printed.caveats).toEqual([{ caveat: "all-rows" }]);
  const optional = { ...context, services: [{ ...checkout, contract: { ...checkout.contract, events: {} } }] };
  const again = print(ask, "promql", optional);
  expect("caveats" in again && again.caveats).toContainEqual({
    caveat: "missing-group",
    field: "order.payment_method",
  });
});

const parsed = (text: string): Condition => {
  const pattern = parse(text);
  if (pattern.kind !== "json") throw new Error(text);
  return pattern.where;
};

test.each([
  ['{ $.a = "x" && $.b = 5 }', "{ $.b = 5.0 && $.a = x }", true],
  ['{ $.a = "x" || $.a = "y" }', '{ $.a = "y" || ($.a = "x" || $.a = "y") }', true],
  ['{ $.a = "x" && $.a = "*" }', '{ $.a = "x" }', true],
  ['{ $.event = "request_completed" && $.http.duration_ms = "*" }', '{ $.event = "request_completed" }', true],
  ['{ $.event = "request_completed" && $.user.id = "*" }', '{ $.event = "request_completed" }', false],
  ['{ $.a = "x" }', '{ $.a != "x" }', false],
  ['{ $.a = "*" }', '{ $.b = "*" }', false],
  ["{ $.a = 5 }", '{ $.a = "5" }', false],
  ["{ $.a = %x% }", '{ $.a = "x" }', false],
  ["{ $.a IS TRUE }", "{ $.a IS FALSE }", false],
  ['{ $.a = "x" && ($.b = 1 || $.c = 1) }', '{ ($.a = "x" && $.b = 1) || $.c = 1 }', false],
] as const)("%s and %s: the same lines: %s", (some, others, same) => {
  expect(areSameLines([parsed(some)], [parsed(others)], checkout)).toBe(same);
  expect(areSameLines([parsed(others)], [parsed(some)], checkout)).toBe(same);
});

test("conditions of predicates are those of patterns", () => {
  const { condition } = all(any(eq("a", "x"), eq("a", "y")), matches("b", "z"));
  expect(areSameLines([condition], [parsed('{ $.b = %z% && ($.a = "y" || $.a = "x") }')], checkout)).toBe(true);
});
