import { parseQuery, type GrammarName } from "../../../lib/queries/languages";

function kinds(language: GrammarName, text: string, grafana = false): readonly string[] {
  return parseQuery(language, text, { grafana }).mistakes.map(({ kind, line, column }) => `${kind} ${line}:${column}`);
}

describe("the grammars of lezer", () => {
  test.each([
    ["promql", "sum by (service) (rate(errors_total[5m])) / on (service) sum by (service) (rate(requests_total[5m]))"],
    ["promql", '{"http.server.request.count", "@resource.service.name"="pay"}'],
    ["logql", 'sum by (a) (count_over_time({app="x"} |= `y` or "z" | json | status >= 500 [5m]))'],
    ["logql", 'approx_topk(3, sum by (a) (rate({app="x"}[5m])))'],
    ["logql", 'quantile_over_time(.99, {a="b"} | json | unwrap duration(x) [5m] offset 1h) by (z)'],
    ["traceql", '{ span.http.status_code >= 500 && resource.service.name = "pay" } | rate() by (name)'],
    ["traceql", "{ nestedSetParent < 0 } | quantile_over_time(duration, .99, .5) with (exemplars=true)"],
  ] as const)("read %s: %s", (language, text) => {
    expect(kinds(language, text)).toEqual([]);
  });

  test.each([
    ["promql", "sum(rate(x[$__rate_interval])) > $limit"],
    ["promql", 'sum by (${by:csv}) (rate(job:${x}_total{a=~"$a", $more}[${__range_s}s])) / $__range_s'],
    ["promql", "topk($n, $aggregation by (a) (rate(x[5m] offset $shift)))"],
    ["promql", "$query"],
    [
      "logql",
      'sum by (a) (count_over_time({app="$app"} |= "$search" |~ $other | status >= $status | x="[[y]]" [$__auto]))',
    ],
    ["traceql", "{ resource.service.name = $service && ${filters} }"],
  ] as const)("read %s with Grafana's variables: %s", (language, text) => {
    expect(kinds(language, text, true)).toEqual([]);
  });

  test("say where the text is wrong", () => {
    expect(kinds("promql", "sum(\n  rate(x[5m]))\n)")).toEqual(["syntax 3:1"]);
    expect(kinds("promql", "sum(rate(x[5m])")).toEqual(["unclosed 1:4"]);
    expect(kinds("promql", 'x{a="b}')).toEqual(["unclosed 1:5"]);
    expect(kinds("logql", '{app="x"} |')).toEqual(["syntax 1:12"]);
    expect(kinds("logql", '{app="x"} | json |')).toEqual(["syntax 1:19"]);
    expect(kinds("traceql", "{ .a = }")).toEqual(["syntax 1:8"]);
    expect(kinds("promql", " # nothing\n")).toEqual(["empty 1:1"]);
    expect(kinds("promql", "rate(x[$__rate_interval])")).toEqual(["syntax 1:8"]);
    expect(kinds("promql", "rate(x[$__rate_interval]) or or y", true)).toEqual(["syntax 1:33"]);
  });

  test("end on hostile texts", () => {
    for (const language of ["promql", "logql", "traceql"] as const) {
      expect(kinds(language, "(".repeat(100_000))).toEqual(["too-long 1:32769"]);
      expect(kinds(language, `${"(".repeat(300)}x${")".repeat(300)}`)).toEqual(["too-deep 1:201"]);
      expect(kinds(language, "a b ".repeat(5000))).toHaveLength(1);
    }
  });
});
