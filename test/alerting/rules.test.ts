import shop from "../../examples/shop/sightline.config";
import { type AlertRules, alertRules, rulesFile, type RuleLanguage, whyNoRuleText } from "../../lib/alerting";
import { type Config, defineConfig, flatAlarms, planEnvironment } from "../../lib/config";
import { parseQuery } from "../../lib/queries/languages";
import { readYaml } from "../../lib/yaml";

const plan = planEnvironment(shop, "prod");
const languages = ["promql", "logql"] as const satisfies readonly RuleLanguage[];

function rulesOf({ groups }: AlertRules): AlertRules["groups"][number]["rules"] {
  return groups.flatMap(({ rules }) => rules);
}

function exprOf(alert: string, language: RuleLanguage = "promql"): string | undefined {
  return rulesOf(alertRules(plan, language)).find((rule) => rule.alert === alert)?.expr;
}

describe.each(languages)("%s", (language) => {
  const made = alertRules(plan, language);

  test("every alarm of the shop is a rule, or has a reason", () => {
    const alarms = plan.services.flatMap((service) => flatAlarms(service).map(({ name }) => name)).sort();
    const said = [...rulesOf(made), ...made.without].map(({ alert }) => alert).sort();
    expect(said).toEqual(alarms);
    expect(rulesOf(made).length).toBeGreaterThan(10);
  });

  test("every rule is a correct query with a summary and a severity", () => {
    for (const { alert, annotations, expr, labels } of rulesOf(made)) {
      expect(parseQuery(language, expr).mistakes.map(({ message }) => `${alert}: ${message}: ${expr}`)).toEqual([]);
      expect(annotations.summary).toMatch(/\S/);
      expect(labels.severity).toMatch(/^(?:info|warning|critical)$/);
    }
  });

  test("the file holds the rules, and says how they differ", () => {
    const text = rulesFile(made, language);
    const { value } = readYaml(text) as { value: { groups: { rules: { alert: string }[] }[] } };
    const alerts = value.groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
    expect(alerts).toEqual(rulesOf(made).map(({ alert }) => alert));
  });
});

describe("a rule of Prometheus", () => {
  test("counts breaching periods, as they were a period ago and before", () => {
    expect(exprOf("shop-prod-assistant-no-answers-warning")).toMatch(
      /^\(count_over_time\(\(sum\(last_over_time\(AnswersFailed_total\{.*\[315s\]\) - min_over_time\(AnswersFailed_total\{.*\[315s\]\)\) > 5\)\[1m:1m\]\) or vector\(0\)\) \+ .* offset 300s\) or vector\(0\)\) \+ .* offset 600s\) or vector\(0\)\) >= 2$/,
    );
  });

  test("compares a rate in periods with enough requests", () => {
    const expr = exprOf("shop-prod-auth-error-rate-warning");
    expect(expr).toMatch(
      /100 \* \(sum\(last_over_time\(ServerErrors_total.* or sum\(last_over_time\(Requests_total.*\* 0\)/,
    );
    expect(expr).toMatch(
      /and sum\(last_over_time\(Requests_total\{[^}]*\}\[315s\]\) - min_over_time\(Requests_total\{[^}]*\}\[315s\]\)\) >= 20/,
    );
  });

  test("has a reason where there is none", () => {
    const { without } = alertRules(plan, "promql");
    expect([...new Set(without.map(({ reason }) => reason.why))].sort()).toEqual(["anomaly", "foreign-metric"]);
    for (const { reason } of without) expect(whyNoRuleText(reason)).toMatch(/\S/);
  });
});

test("Loki's ruler watches for silence, as lines are there", () => {
  const { groups, without } = alertRules(plan, "logql");
  const silent = [...groups.flatMap(({ rules }) => rules), ...without].filter(({ alarm }) => alarm === "silent");
  expect(silent.map((one) => ("expr" in one ? "rule" : one.reason.why))).not.toContain("foreign-metric");
});

describe("an alarm of its own", () => {
  type Alarms = NonNullable<NonNullable<Config["services"]>[string]["alarms"]>;

  function rulesWith(alarms: Alarms, language: RuleLanguage): AlertRules {
    const checkout = { owner: "team-checkout", runbooks: "https://runbooks.example.com", alarms };
    const config = defineConfig({
      project: "shop",
      services: { checkout: { ...checkout, contract: { extends: "base" } } },
      environments: {
        prod: {
          region: "eu-central-1",
          account: "111122223333",
          backend: { type: "local" },
          routes: { critical: [{ email: "a@example.com" }] },
        },
      },
    });
    return alertRules(planEnvironment(config, "prod"), language);
  }

  const severities = { critical: { above: 5 } } as const;
  const errors = { type: "threshold", signal: "errors", summary: "Errors.", severities } as const;
  const told = {
    told: errors,
    member: { ...errors, notify: false },
    both: {
      type: "composite",
      summary: "Both.",
      rule: { all: ["told.critical", "member.critical"] },
      severities: { critical: {} },
    },
  } as const satisfies Alarms;

  test("without a severity if only composites read it, so that Alertmanager tells nobody", () => {
    const rules = rulesOf(rulesWith(told, "promql"));
    expect(rules.map(({ alarm, labels }) => [alarm, labels.severity, labels.notify])).toEqual([
      ["member", undefined, "false"],
      ["told", "critical", undefined],
      ["both", "critical", undefined],
    ]);
    const loki = rulesWith(told, "logql");
    expect(rulesOf(loki).map(({ alarm }) => alarm)).toEqual(["told"]);
    expect(loki.without.map(({ reason }) => reason.why)).toEqual(["composite", "member-only"]);
  });

  const slow = {
    type: "latency",
    signal: "request_duration",
    percentile: "p95",
    summary: "Slow.",
    severities,
  } as const;
  const rate = { type: "rate", errors: "errors", of: "requests", minimum: 20, summary: "Errors.", severities } as const;

  test("a missing period that breaches is one without lines, although the series is there", () => {
    const alarms = {
      slow: { ...slow, missingData: "breaching" },
      rate: { ...rate, missingData: "breaching" },
    } as const;
    const [failing = "", late = ""] = rulesOf(rulesWith(alarms, "promql")).map(({ expr }) => expr);
    expect(late).toMatch(/ > 5 or absent\(histogram_quantile\(.*\) > -Inf\)$/);
    // Few requests are enough to be not missing.
    expect(failing).toMatch(/ > 5\) and sum\(.*\) >= 20 or absent\(\(100 \* .*\) > -Inf\)$/);
    expect(rulesWith(alarms, "logql").without.map(({ reason }) => reason.why)).toEqual([
      "missing-data",
      "missing-data",
    ]);
  });

  test("none of a signal that the collector cannot count, as Prometheus has no series of it", () => {
    const client = { description: "Refused.", where: "{ $.http.response.status_code = 4* }" };
    const config = defineConfig({
      project: "shop",
      services: {
        checkout: {
          owner: "team-checkout",
          runbooks: "https://runbooks.example.com",
          contract: { extends: "base", signals: { client } },
          alarms: { client: { ...errors, signal: "client" }, errors },
        },
      },
      environments: {
        prod: {
          region: "eu-central-1",
          account: "111122223333",
          backend: { type: "local" },
          routes: { critical: [{ email: "a@example.com" }] },
          telemetry: { metrics: { type: "prometheus", endpoint: "http://prometheus:9090" } },
          collector: { counts: true },
        },
      },
    });
    const made = alertRules(planEnvironment(config, "prod"), "promql");
    expect(made.without.map(({ alarm, reason }) => [alarm, reason])).toEqual([
      ["client", { why: "not-counted", signal: "client" }],
    ]);
    expect(rulesOf(made).map(({ alarm }) => alarm)).toEqual(["errors"]);
  });

  test("a 0 is taken for a missing period, which it is in CloudWatch only of a signal without a default", () => {
    const few = { critical: { below: 5 } } as const;
    const low = { type: "threshold", summary: "Few.", missingData: "ignore", severities: few } as const;
    const alarms = {
      breaching: { ...errors, missingData: "breaching" },
      low: { ...low, signal: "errors" },
      times: { ...low, signal: "request_duration", statistic: "SampleCount" },
      all: { type: "composite", summary: "All.", rule: { all: ["low.critical"] }, severities: { critical: {} } },
      over: { type: "composite", summary: "Over.", rule: { any: ["all.critical"] }, severities: { critical: {} } },
    } as const;
    const kinds = rulesOf(rulesWith(alarms, "promql")).map(({ alarm, differences }) => [
      alarm,
      differences.flatMap((one) => (one.difference === "members" ? one.kinds : one.difference)).includes("zero"),
    ]);
    expect(kinds).toEqual([
      ["breaching", true],
      ["low", true],
      ["times", false],
      ["all", true],
      ["over", true],
    ]);
  });

  test.each(languages)(
    "its query is named for the language that it is in, which is another than the rule's: %s",
    (language) => {
      const query = "fields @timestamp | limit 20";
      const [rule] = rulesOf(rulesWith({ errors: { ...errors, query } }, language));
      expect(rule?.annotations).toMatchObject({ logs_insights_query: query });
    },
  );

  test("a quotient by 0 is missing", () => {
    const metrics = { errors: { signal: "errors" }, requests: { signal: "requests" } } as const;
    const share = {
      type: "math",
      expression: "errors / requests / 2",
      metrics,
      summary: "Share.",
      severities,
    } as const;
    const [rule] = rulesOf(rulesWith({ share }, "promql"));
    expect(rule?.expr).toMatch(/ \/ \(\(sum\(last_over_time\(Requests_total.*\) != 0\)\) \/ 2\)/);
  });

  test.each(languages)("arithmetic takes a missing series for 0 where another is there: %s", (language) => {
    const metrics = { errors: { signal: "errors" }, requests: { signal: "requests" } } as const;
    const exprOfMath = (expression: string) => {
      const both = { type: "math", expression, metrics, summary: "Both.", severities } as const;
      return rulesOf(rulesWith({ both }, language))[0]?.expr ?? "";
    };
    const expr = exprOfMath("errors + requests");
    expect(parseQuery(language, expr).mistakes).toEqual([]);
    expect(expr.match(/ or \((?:round\()?sum\(.*?\) \* 0\)/g)).toHaveLength(2);
    expect(exprOfMath("FILL(errors, 1) + FILL(requests, 2)")).not.toContain("* 0");
  });
});
