import { parseQuery } from "../../../lib/queries/languages";

function mistakes(text: string, grafana = false): readonly string[] {
  return parseQuery("promql", text, { grafana }).mistakes.map(
    ({ kind, span }) => `${kind}: ${text.slice(span.start, span.end)}`,
  );
}

describe("PromQL", () => {
  test("says which metrics are read, of which labels, over which ranges, grouped by what", () => {
    const text =
      'sum by (service, "a.b") (rate(errors_total{service=~"a|b", code!=\'\\x35\'}[5m] offset 1h)) / on(service) group_left(team) {"http.requests", x="y"}';
    const { facts, mistakes: none } = parseQuery("promql", text);
    expect(none).toEqual([]);
    expect(facts.selectors.map(({ metric, range }) => [metric, range?.seconds])).toEqual([
      ["errors_total", 300],
      ["http.requests", undefined],
    ]);
    expect(facts.selectors[0]?.matchers.map(({ name, op, value }) => name + op + value)).toEqual([
      "service=~a|b",
      "code!=5",
    ]);
    expect(facts.groupings.map(({ kind, labels }) => [kind, ...labels])).toEqual([
      ["by", "service", "a.b"],
      ["on", "service"],
      ["group_left", "team"],
    ]);
    expect(facts.calls.map(({ name, kind }) => `${kind} ${name}`)).toEqual(["aggregation sum", "function rate"]);
    const [argument] = facts.calls[1]?.arguments ?? [];
    expect(text.slice(argument?.start, argument?.end)).toMatch(/^errors_total.*1h$/);
  });

  test("keeps Grafana's variables as they are written", () => {
    const text = 'sum by (${by:csv}) (rate(job:${x}_total{a=~"$a", b="c"}[$__rate_interval]))';
    const { facts, variables } = parseQuery("promql", text, { grafana: true });
    expect(facts.selectors).toMatchObject([
      {
        metric: "job:${x}_total",
        matchers: [{ name: "a", value: "$a" }, { name: "b" }],
        range: { text: "$__rate_interval" },
      },
    ]);
    expect(facts.selectors[0]?.range).not.toHaveProperty("seconds");
    expect(facts.groupings[0]?.labels).toEqual(["${by:csv}"]);
    expect(variables.map(({ name, builtIn }) => [name, builtIn])).toEqual([
      ["by", false],
      ["x", false],
      ["a", false],
      ["__rate_interval", true],
    ]);
  });

  test.each([
    ["rate(x)", "type: x"],
    ["rate(sum(x)[5m])", "type: sum(x)[5m]"],
    ["sum(x[5m])", "type: x[5m]"],
    ["topk(x)", "argument-count: topk(x)"],
    ["topk(x, 5)", "type: x,type: 5"],
    ["histogram_quantile(0.9)", "argument-count: histogram_quantile(0.9)"],
    ['"a" + 1', 'type: "a"'],
    ["1 > 2", "type: 1 > 2"],
    ["x + bool y", "type: x + bool y"],
    ["1 and x", "type: 1"],
    ["x[5m] > 1", "type: x[5m]"],
    ['{a=~".*"}', 'value: {a=~".*"}'],
    ['x{__name__="y"}', 'value: __name__="y"'],
    ["-(x[5m])", "type: x[5m]"],
    ["rat(x[5m]) + sun(y)", "unknown-function: rat,unknown-function: sun"],
    ["holt_winters(x[5m], 0.1, 0.2)", "unknown-function: holt_winters"],
  ])("refuses %s, as Prometheus does", (text, wrong) => {
    expect(mistakes(text).join(",")).toBe(wrong);
  });

  test.each([
    "rate(x[5m:])",
    "max_over_time(rate(x[5m])[1h:1m])",
    "1 > bool 2",
    "hour()",
    "x or vector(0)",
    "-1",
    'label_join(x, "a", "b")',
    "SUM(x) BY (y)",
  ])("accepts %s", (text) => {
    expect(mistakes(text)).toEqual([]);
  });

  test("what a variable holds has any type", () => {
    for (const text of ["topk($n, x)", "rate($x)", "$f(x[5m])", "$a and $b", "x > $y", "clamp_max(x, ${max})"])
      expect(mistakes(text, true)).toEqual([]);
  });
});
