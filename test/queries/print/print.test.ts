import * as fc from "fast-check";
import { eq, lt, matches, missing, ne } from "../../../lib/contract";
import type { Condition } from "../../../lib/pattern";
import { type Ask, print, type QueryContext, type SignalAsk } from "../../../lib/queries";
import { type GrammarName, parseQuery } from "../../../lib/queries/languages";
import { shopContext, shopQuestions, texts } from "../shop";

const fixed = shopContext();
const grafana = shopContext({ times: { kind: "grafana" } });
const grammars = [
  ["logs-insights", "logs-insights"],
  ["logql", "logql"],
  ["promql", "promql"],
  ["cloudwatch-promql", "promql"],
  ["traceql", "traceql"],
] as const;

describe.each(grammars)("%s", (dialect, grammar) => {
  test.each([
    ["fixed", fixed],
    ["grafana", grafana],
  ] as const)("every question of the shop that it can say is read by its grammar: %s", (kind, context) => {
    const printed = shopQuestions(context).flatMap(({ ask, label }) => {
      const result = print(ask, dialect, context);
      return "queries" in result ? result.queries.map(({ text }) => ({ label, text })) : [];
    });
    expect(printed.length).toBeGreaterThan(0);
    const faulty = printed.flatMap(({ label, text }) =>
      parseQuery(grammar, text, { grafana: kind === "grafana" }).mistakes.map(
        ({ message }) => `${label}: ${message}: ${text}`,
      ),
    );
    expect(faulty).toEqual([]);
  });
});

test.each([
  ["fixed", shopContext({ increases: "exact" })],
  ["grafana", shopContext({ increases: "exact", times: { kind: "grafana" } })],
] as const)(
  "what counters grew by exactly is read by the grammar, without a caveat and without a rate: %s",
  (kind, context) => {
    const printed = shopQuestions(context).flatMap(({ ask }) => {
      const result = ask.kind === "signal" ? print(ask, "promql", context) : undefined;
      return result !== undefined && "queries" in result ? [result] : [];
    });
    expect(printed.length).toBeGreaterThan(10);
    for (const { caveats, queries } of printed) {
      expect(caveats.filter(({ caveat }) => caveat === "extrapolated")).toEqual([]);
      for (const { text } of queries) {
        expect(parseQuery("promql", text, { grafana: kind === "grafana" }).mistakes).toEqual([]);
        expect(text).not.toMatch(/increase|rate\(/);
        expect(text.match(/last_over_time/g)).toHaveLength(text.match(/min_over_time/g)?.length ?? 0);
      }
    }
  },
);

test("an exact rate is what came, by the seconds in which it came", () => {
  const perSecond: SignalAsk = {
    kind: "signal",
    service: "payments",
    signal: "payment_failures",
    statistic: "PerSecond",
    by: [],
    dimensions: {},
    over: { stepSeconds: 300 },
  };
  const [query] = texts(perSecond, "promql", shopContext({ increases: "exact" }));
  expect(query?.text).toMatch(/^sum\(last_over_time\(\S.*\[5m\]\) - min_over_time\(\S.*\[5m\]\)\) \/ 300$/);
});

function linesWhere(...where: readonly Condition[]): Ask {
  return { kind: "lines", services: ["payments"], where, fields: [], order: "newest", limit: 10 };
}

const unit = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom('"', "\\", '\\"', "`", "'", "${x}", "a\nb", '" or 1 = 1', "*/", "$.a"),
);
const anyText = fc.array(unit, { maxLength: 3 }).map((parts) => parts.join(""));

test("a text in a condition is that text, whatever it holds", () => {
  fc.assert(
    fc.property(
      anyText.filter((text) => !text.includes("*") && text !== ""),
      (text) => {
        const ask = linesWhere(eq("user.id", text).condition);
        const check = (printed: ReturnType<typeof print>, grammar: GrammarName, end: string): void => {
          // A text that the language cannot hold has a reason.
          if ("notPrinted" in printed) {
            expect(printed.notPrinted.why).toBe("text");
            return;
          }
          const [query] = printed.queries;
          expect(parseQuery(grammar, query?.text ?? "").mistakes).toEqual([]);
          expect(query?.text.endsWith(end) === true ? end : query?.text).toBe(end);
        };
        const literal = JSON.stringify(text);
        check(print(ask, "logql", fixed), "logql", `| user_id=${literal}`);
        check(
          print(ask, "logs-insights", fixed),
          "logs-insights",
          `| filter user.id = ${literal}\n| sort @timestamp desc\n| limit 10`,
        );
        const spans = { kind: "spans", attributes: { "user.id": text }, limit: 1 } as const;
        check(print(spans, "traceql", fixed), "traceql", ` && span.user.id = ${literal} }`);
        const signal = {
          kind: "signal",
          service: "payments",
          signal: "payment_failures",
          statistic: "Sum",
          by: [],
          dimensions: { "payment.provider": text },
          over: "range",
        } as const;
        check(print(signal, "promql", fixed), "promql", `, payment_provider=${literal}}[1h]))`);
        check(print(signal, "cloudwatch-promql", fixed), "promql", `, "payment.provider"=${literal}}[1h]))`);
        const metrics = print(signal, "cloudwatch-metrics", fixed);
        if ("queries" in metrics) expect(metrics.queries[0]?.metric?.dimensions).toEqual({ "payment.provider": text });
      },
    ),
  );
});

test("conditions keep the meaning that CloudWatch's patterns have, or are refused with a reason", () => {
  const logql = (condition: Condition): unknown => {
    const printed = print(linesWhere(condition), "logql", fixed);
    return "queries" in printed ? printed.queries[0]?.text.split('| __error__="" | ')[1] : printed.notPrinted;
  };
  expect(logql(ne("payment.provider", "stripe").condition)).toBe(
    '(payment_provider!="" and payment_provider!="stripe")',
  );
  expect(logql(lt("external.duration_ms", 5).condition)).toBe("external_duration_ms<5");
  expect(logql(missing("error.type").condition)).toBe('error_type=""');
  expect(logql(eq("http.response.status_code", "5*").condition)).toBe(
    '(http_response_status_code!="" and http_response_status_code=~`5(?s:.*)`)',
  );
  expect(logql(matches("error.type", "^a.c").condition)).toBe(
    '(error_type!="" and error_type=~`(?s:.*)(?:^a.c)(?s:.*)`)',
  );
  expect(logql(eq("external.duration_ms", "5*").condition)).toEqual({
    why: "condition",
    selector: "$.external.duration_ms",
    problem: "number-as-text",
  });
  expect(logql({ kind: "state", state: "null", selector: { steps: [{ kind: "key", name: "a" }] } })).toMatchObject({
    why: "condition",
    problem: "null",
  });
  expect(
    logql({
      kind: "state",
      state: "true",
      selector: {
        steps: [
          { kind: "key", name: "a" },
          { kind: "each", form: "dot" },
        ],
      },
    }),
  ).toMatchObject({ why: "condition", problem: "each" });
});

test("what a language has no words for has a reason", () => {
  const reason = (ask: Ask, dialect: Parameters<typeof print>[1]): unknown => {
    const printed = print(ask, dialect, fixed);
    return "notPrinted" in printed ? printed.notPrinted : "printed";
  };
  const signal = {
    kind: "signal",
    service: "payments",
    signal: "payment_failures",
    statistic: "Sum",
    by: [],
    dimensions: {},
    over: "range",
  } as const;
  expect(reason(linesWhere(), "promql")).toEqual({ why: "kind", kind: "lines" });
  expect(reason(linesWhere(), "traceql")).toEqual({ why: "kind", kind: "lines" });
  expect(reason({ ...signal, service: "toys" }, "promql")).toEqual({ why: "unknown-service", service: "toys" });
  expect(reason({ ...signal, signal: "constructor" }, "logql")).toEqual({
    why: "unknown-signal",
    service: "payments",
    signal: "constructor",
  });
  expect(reason({ ...signal, by: ["payment.failure"] }, "cloudwatch-metrics")).toEqual({
    why: "unknown-dimension",
    signal: "payment_failures",
    dimension: "payment.failure",
  });
  expect(reason({ ...signal, statistic: "p99" }, "promql")).toMatchObject({ why: "statistic" });
  expect(reason({ ...signal, signal: "provider_timeouts", statistic: "SampleCount" }, "logql")).toMatchObject({
    why: "default-value",
  });
  expect(reason({ ...signal, signal: "provider_duration", statistic: "p99" }, "cloudwatch-promql")).toMatchObject({
    why: "histogram",
  });
  expect(
    reason(
      {
        kind: "lines",
        services: [],
        where: [],
        fields: [],
        order: { by: "http.duration_ms", descending: true },
        limit: 1,
      },
      "logql",
    ),
  ).toEqual({ why: "order", field: "http.duration_ms" });
});

test("a signal is one metric, named as each back end names it", () => {
  const signal = {
    kind: "signal",
    service: "payments",
    signal: "payment_failures",
    statistic: "Sum",
    by: ["payment.provider"],
    dimensions: {},
    over: { stepSeconds: 300 },
  } as const;
  expect(texts(signal, "promql", fixed)[0]?.text).toBe(
    'sum by (payment_provider) (increase(PaymentFailures_total{service_name="payments", deployment_environment_name="prod"}[5m]))',
  );
  expect(texts(signal, "cloudwatch-promql", fixed)[0]?.text).toMatch(/^sum by \("payment\.provider"\) \(/);
  expect(texts(signal, "cloudwatch-metrics", fixed)[0]?.metric).toEqual({
    namespace: "shop/prod/payments",
    metric: "PaymentFailures",
    statistic: "Sum",
    dimensions: { "payment.provider": "*" },
    periodSeconds: 300,
    perSecond: false,
  });
  expect(texts({ ...signal, signal: "provider_duration", statistic: "p99", by: [] }, "promql", grafana)[0]?.text).toBe(
    'histogram_quantile(0.99, sum by (le) (rate(ProviderDuration_milliseconds_bucket{service_name="payments", deployment_environment_name="prod"}[5m])))',
  );
});

test("sums since the last export, by the second, are divided by the seconds of their window", () => {
  const asked = (over: SignalAsk["over"], of: QueryContext): string | undefined =>
    texts(
      {
        kind: "signal",
        service: "payments",
        signal: "payment_failures",
        statistic: "PerSecond",
        by: [],
        dimensions: {},
        over,
      },
      "cloudwatch-promql",
      { ...of, cloudWatchSums: "delta" },
    )[0]?.text.replace(/\{[^}]*\}/, "");
  expect(asked({ stepSeconds: "auto" }, grafana)).toBe(
    "sum(sum_over_time([$__rate_interval])) / ($__rate_interval_ms / 1000)",
  );
  expect(asked("range", grafana)).toBe("sum(sum_over_time([$__range])) / $__range_s");
  expect(asked({ stepSeconds: "auto" }, fixed)).toBe("sum(sum_over_time([1m])) / 60");
  expect(asked({ stepSeconds: 300 }, grafana)).toBe("sum(sum_over_time([5m])) / 300");
});

test("a dimension's value with a * is that text in every language", () => {
  const signal = {
    kind: "signal",
    service: "payments",
    signal: "payment_failures",
    statistic: "Sum",
    by: [],
    dimensions: { "payment.provider": "a*" },
    over: "range",
  } as const;
  expect(texts(signal, "logs-insights", fixed)[0]?.text).toContain("payment.provider like /^a\\*$/");
  expect(texts(signal, "duckdb", fixed)[0]?.text).toContain(String.raw`'\Aa\x2a\z'`);
  expect(texts(signal, "promql", fixed)[0]?.text).toContain('payment_provider="a*"');
});
