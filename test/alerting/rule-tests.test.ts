import { alertRules, ruleTests, type RuleRun, type RunAlarm } from "../../lib/alerting";
import { defineConfig, planEnvironment } from "../../lib/config";
import { readYaml } from "../../lib/yaml";

const MINUTE = 60_000;
const from = Date.UTC(2026, 10, 4, 10);
const severities = { critical: { above: 5 } } as const;
const plan = planEnvironment(
  defineConfig({
    project: "shop",
    services: {
      checkout: {
        owner: "team-checkout",
        runbooks: "https://runbooks.example.com",
        contract: { extends: "base" },
        alarms: { failing: { type: "threshold", signal: "errors", summary: "Errors {{ here }}.", severities } },
      },
    },
    environments: {
      prod: {
        region: "eu-central-1",
        account: "111122223333",
        backend: { type: "local" },
        routes: { critical: [{ email: "a@example.com" }] },
      },
    },
  }),
  "prod",
);
const rules = alertRules(plan, "promql");
const alert = "shop-prod-checkout-failing-critical";

/** In ALARM from one minute until another. */
function alarm(on: number, off: number): RunAlarm {
  const transitions = [
    { at: from, to: "OK" },
    { at: from + on * MINUTE, to: "ALARM" },
    { at: from + off * MINUTE, to: "OK" },
  ];
  return { name: alert, evaluated: true, transitions };
}

function made(run: Partial<RuleRun>) {
  const at = { name: "Errors", from, to: from + 20 * MINUTE, metrics: [], alarms: [], meant: [], ...run };
  const tests = ruleTests(plan, rules, at, "rules.yaml");
  const { value } = readYaml(tests.text) as {
    value: {
      tests: {
        input_series: { series: string; values: string }[];
        alert_rule_test: { eval_time: string; exp_alerts: { exp_annotations: { summary: string } }[] }[];
        promql_expr_test: { exp_samples: { labels: string; value: number }[] }[];
      }[];
    };
  };
  return { ...tests, test: value.tests[0]! };
}

const firings = ({ test }: ReturnType<typeof made>) =>
  test.alert_rule_test.map(({ eval_time, exp_alerts }) => [eval_time, exp_alerts.length]);

test("an alert is expected from its first minute to its last, and not before or after", () => {
  const one = alarm(8, 12);
  const tests = made({ alarms: [one], meant: [[one], [one]] });
  // The clock begins a window and a minute before.
  expect(firings(tests)).toEqual([
    ["14m", 0],
    ["15m", 1],
    ["18m", 1],
    ["19m", 0],
  ]);
  expect(tests.test.promql_expr_test[0]!.exp_samples).toEqual([{ labels: `{alertname="${alert}"}`, value: 4 }]);
  expect(tests.apart).toEqual([]);
  expect(tests.test.alert_rule_test[1]!.exp_alerts[0]!.exp_annotations.summary).toBe("Errors {{ here }}.");
});

test("nothing is expected in minutes in which a rule may do either", () => {
  const tests = made({ alarms: [alarm(8, 12)], meant: [[alarm(6, 14)], [alarm(8, 10)]] });
  expect(firings(tests)).toEqual([
    ["12m", 0],
    ["15m", 1],
    ["16m", 1],
    ["21m", 0],
  ]);
  expect(tests.test.promql_expr_test).toEqual([]);
});

test("where CloudWatch does otherwise is told", () => {
  const tests = made({ alarms: [alarm(8, 15)], meant: [[alarm(8, 12)], [alarm(8, 12)]] });
  expect(tests.apart).toEqual([{ alert, minutes: 3 }]);
});

test("an alarm that was not evaluated is not tested", () => {
  const one = { ...alarm(8, 12), evaluated: false };
  const { test, untested } = made({ alarms: [one], meant: [[one], [one]] });
  expect(untested).toEqual([alert]);
  expect([test.alert_rule_test, test.promql_expr_test]).toEqual([[], []]);
});

test.each([
  ["hourly", [{ difference: "hourly" }]],
  ["with zeros", [{ difference: "zero" }]],
  ["of such alarms", [{ difference: "members", kinds: ["looks-back", "zero"] }]],
] as const)("an alarm that the replay does not evaluate as the rule means it is not tested: %s", (_, differences) => {
  const one = alarm(8, 12);
  const groups = rules.groups.map((group) => ({
    ...group,
    rules: group.rules.map((rule) => ({ ...rule, differences })),
  }));
  const run = { name: "Errors", from, to: from + 20 * MINUTE, metrics: [], alarms: [one], meant: [[one]] };
  expect(ruleTests(plan, { ...rules, groups }, run, "rules.yaml").untested).toEqual([alert]);
});

test("what is counted in a minute has come at its end; what no signal makes is told", () => {
  const namespace = plan.services[0]!.namespace;
  const point = { at: from, sum: 8, count: 8 };
  const one = alarm(8, 12);
  const { test, withoutSeries } = made({
    alarms: [one],
    meant: [[one]],
    to: from + 2 * MINUTE,
    metrics: [
      { namespace, name: "Errors", dimensions: {}, points: [point] },
      { namespace: "AWS/SQS", name: "Age", dimensions: {}, points: [point] },
    ],
  });
  expect(test.input_series).toEqual([
    {
      series: 'Errors_total{service_name="checkout", deployment_environment_name="prod"}',
      values: "0x28 2+2x3 8x3",
    },
  ]);
  expect(withoutSeries).toEqual(["AWS/SQS Age"]);
});
