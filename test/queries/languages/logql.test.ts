import { parseQuery } from "../../../lib/queries/languages";

function mistakes(text: string, grafana = false): readonly string[] {
  return parseQuery("logql", text, { grafana }).mistakes.map(
    ({ kind, span }) => `${kind}: ${text.slice(span.start, span.end)}`,
  );
}

describe("LogQL", () => {
  test("says which streams are read, what their lines go through, and what is counted", () => {
    const text =
      'sum by (route) (quantile_over_time(0.99, {service_name="pay", env=~"p|q"} |= "a" or `b` !~ "c" | json r="http.route", d | status >= 500 and (x="1" or took > 5ms) | unwrap duration(took) | __error__="" [5m]) by (route, host)) > bool on(route) group_left(team) approx_topk(3, count(rate({a="b"} | pattern `<ip> <_>` | logfmt [$__auto])))';
    const { facts, mistakes: none } = parseQuery("logql", text, { grafana: true });
    expect(none).toEqual([]);
    expect(facts.streams.map(({ matchers }) => matchers.map(({ name, op, value }) => name + op + value))).toEqual([
      ["service_name=pay", "env=~p|q"],
      ["a=b"],
    ]);
    expect(facts.lineFilters.map(({ op, value }) => op + value)).toEqual(["|=a", "|=b", "!~c"]);
    expect(facts.labelFilters.map(({ name, op, value }) => name + op + value)).toEqual([
      "status>=500",
      "x=1",
      "took>5ms",
      "__error__=",
    ]);
    expect(facts.parsers.map(({ name, labels }) => [name, ...labels])).toEqual([
      ["json", "r", "d"],
      ["pattern", "ip"],
      ["logfmt"],
    ]);
    expect(facts.unwraps).toMatchObject([{ label: "took", conversion: "duration" }]);
    expect(facts.ranges.map(({ text: range, seconds }) => [range, seconds])).toEqual([
      ["5m", 300],
      ["$__auto", undefined],
    ]);
    expect(facts.groupings.map(({ kind, labels }) => [kind, ...labels])).toEqual([
      ["by", "route"],
      ["by", "route", "host"],
      ["on", "route"],
      ["group_left", "team"],
    ]);
    expect(facts.calls.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      "aggregation sum",
      "function quantile_over_time",
      "aggregation approx_topk",
      "aggregation count",
      "function rate",
    ]);
    expect(facts.expression).toMatchObject({ kind: "operation", operator: ">", isBool: true });
  });

  test("operators bind as Loki says", () => {
    const { facts } = parseQuery("logql", "100 * (vector(1) or vector(2) * 0) / vector(3) > 4");
    expect(facts.expression).toMatchObject({
      operator: ">",
      left: {
        operator: "/",
        left: { operator: "*", left: { value: 100 }, right: { operator: "or", right: { operator: "*" } } },
        right: { name: "vector" },
      },
    });
  });

  test("a range stands behind parentheses, too", () => {
    const { facts } = parseQuery("logql", 'sum(count_over_time(({a="b"} |= "x")[5m]))');
    expect(facts).toMatchObject({ ranges: [{ seconds: 300 }], streams: [{}], lineFilters: [{ value: "x" }] });
  });

  test.each([
    'max_over_time(({a="b"} | json | unwrap x)[5m]) by (c)',
    'max_over_time(( {a="b"} |= ")" | json | (c="d" or e>1) | unwrap duration(x) | __error__="" ) [5m] offset 1h)',
    'max_over_time(({a="b"} | unwrap x)[5m]) / max_over_time(({a="b"} | logfmt | unwrap x)[5m])',
  ])("reads stages and unwrap in parentheses: %s", (text) => {
    const { facts, mistakes: none } = parseQuery("logql", text);
    expect(none).toEqual([]);
    expect(facts.ranges.every(({ seconds }) => seconds === 300)).toBe(true);
    expect(facts.unwraps.map(({ label }) => label)).toEqual(facts.streams.map(() => "x"));
  });

  test("parentheses that Loki refuses are a mistake", () => {
    expect(mistakes('max_over_time((({a="b"} | json | unwrap x))[5m])')).toHaveLength(1);
    expect(mistakes('max_over_time(({a="b"} | json | unwrap x))')).toHaveLength(1);
  });

  test.each([
    ['sum_over_time({a="b"}[5m])', "type: sum_over_time"],
    ['count_over_time({a="b"} | unwrap x [5m])', "type: | unwrap x"],
    ['rate({a="b"}[5m]) by (c)', "type: by (c)"],
    ['sum_over_time({a="b"} | unwrap x [5m]) by (c)', "type: by (c)"],
    ['quantile_over_time({a="b"} | unwrap x [5m])', 'argument-count: quantile_over_time({a="b"} | unwrap x [5m])'],
    ['topk(rate({a="b"}[5m]))', 'argument-count: topk(rate({a="b"}[5m]))'],
    ['{a=~".*"}', 'value: {a=~".*"}'],
    ['{a!="b"} |= "c"', 'value: {a!="b"} |= "c"'],
    ['increase({a="b"}[5m])', "unknown-function: increase"],
    ['{a="b"} | jsn', "syntax: "],
  ])("refuses %s, as Loki does", (text, wrong) => {
    expect(mistakes(text).join(",")).toBe(wrong);
  });
});
