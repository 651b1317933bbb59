import shop from "../../examples/shop/sightline.config";
import { type AlertRules, alertRules, rulesFile, type RuleLanguage, whyNoRuleText } from "../../lib/alerting";
import { flatAlarms, planEnvironment } from "../../lib/config";
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
      /^\(count_over_time\(\(sum\(increase\(AnswersFailed_total\{.*\[5m\]\)\) > 5\)\[1m:1m\]\) or vector\(0\)\) \+ .* offset 300s\) or vector\(0\)\) \+ .* offset 600s\) or vector\(0\)\) >= 2$/,
    );
  });

  test("compares a rate in periods with enough requests", () => {
    const expr = exprOf("shop-prod-auth-error-rate-warning");
    expect(expr).toMatch(/100 \* \(sum\(increase\(ServerErrors_total.* or sum\(increase\(Requests_total.*\* 0\)/);
    expect(expr).toMatch(/and sum\(increase\(Requests_total\{[^}]*\}\[5m\]\)\) >= 20/);
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
