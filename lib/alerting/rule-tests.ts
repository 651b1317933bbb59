import { greatest, least } from "../base";
import type { EnvironmentPlan } from "../config";
import { signalSeconds } from "../collector";
import { queryContext } from "../queries";
import { printYaml } from "../yaml";
import type { AlertRule, AlertRules } from "./alert-rule";
import { type RuleRun, type RuleStates, statesOf } from "./rule-run";
import { inputSeries } from "./rule-series";

const MINUTE = 60_000;

/** A test of promtool, and what it does not hold. */
export interface RuleTests {
  readonly text: string;

  /** Metrics of the run that no signal makes, so Prometheus has none: `AWS/SQS ApproximateAgeOfOldestMessage`. */
  readonly withoutSeries: readonly string[];

  /** Alerts that are not expected to do anything: their alarms were not evaluated, or not as the rules mean them. */
  readonly untested: readonly string[];

  /** Alerts that do otherwise than CloudWatch in this run, and for how many minutes. */
  readonly apart: readonly { readonly alert: string; readonly minutes: number }[];
}

/**
 * A unit test of rules for promtool, made of a replayed scenario: series as the collector would send them, and which alerts fire in which
 * minutes.
 *
 * @param rulesFile path of the rules, from the test's folder
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
 */
export function ruleTests(plan: EnvironmentPlan, rules: AlertRules, run: RuleRun, rulesFile: string): RuleTests {
  const all = rules.groups.flatMap((group) => group.rules);
  const states = statesOf(rules, run);
  const tested = new Set(states.map(({ rule }) => rule.alert));
  const first = least([run.from, ...run.metrics.flatMap(({ points }) => points[0]?.at ?? [])]);
  const window = greatest([0, ...states.map(({ rule }) => rule.windowSeconds)]);
  const start = Math.floor(first / MINUTE - Math.ceil(window / 60) - 1) * MINUTE;
  const queries = queryContext(plan);
  const series = run.metrics.map((metric) => ({
    metric: `${metric.namespace} ${metric.name}`,
    input: inputSeries(metric, plan, queries, { start, to: run.to }),
  }));
  const minuteOf = (minute: number): number => (run.from - start) / MINUTE + minute;
  const apart = states
    .filter((one) => one.apart.length > 0)
    .map(({ apart: minutes, rule }) => ({ alert: rule.alert, minutes: minutes.length }));
  const document = {
    rule_files: [rulesFile],
    evaluation_interval: "1m",
    tests: [
      {
        name: run.name,
        interval: `${signalSeconds}s`,
        input_series: series.flatMap(({ input }) => input ?? []),
        alert_rule_test: states.flatMap((one) => edgesOf(one).map((minute) => alertTest(one, minute, minuteOf))),
        promql_expr_test: minutesTests(states, minuteOf),
      },
    ],
  };
  const comment = [
    `Minute ${minuteOf(0)} is ${new Date(run.from).toISOString().slice(0, 16)}Z.`,
    ...apart.map(({ alert, minutes }) => `CloudWatch does otherwise with ${alert} for ${minutes} min.`),
  ].join(" ");
  return {
    text: printYaml(document, [{ path: ["rule_files"], text: comment }]),
    withoutSeries: [...new Set(series.flatMap(({ input, metric }) => (input === undefined ? [metric] : [])))].sort(),
    untested: all.flatMap(({ alert }) => (tested.has(alert) ? [] : [alert])),
    apart,
  };
}

/** Minutes before and after each change; of a rule that does not change, the last one. */
function edgesOf({ firing }: RuleStates): readonly number[] {
  const edges = new Set<number>();
  let known: number | undefined;
  for (const [minute, fires] of firing.entries()) {
    if (fires === undefined) continue;
    if (known !== undefined && firing[known] !== fires) edges.add(known).add(minute);
    known = minute;
  }
  return edges.size === 0 && known !== undefined ? [known] : [...edges].sort((a, b) => a - b);
}

function alertTest({ firing, rule }: RuleStates, minute: number, minuteOf: (minute: number) => number): object {
  return {
    eval_time: `${minuteOf(minute)}m`,
    alertname: rule.alert,
    exp_alerts: firing[minute] === true ? [expected(rule)] : [],
  };
}

function expected({ annotations, labels }: AlertRule): object {
  const rendered = Object.entries(annotations).map(([name, text]) => [name, text.replaceAll('{{ "{{" }}', "{{")]);
  return { exp_labels: labels, exp_annotations: Object.fromEntries(rendered) as Readonly<Record<string, string>> };
}

/** For how many minutes each alert fires that is known in all of them: so it does not fire in between. */
function minutesTests(states: readonly RuleStates[], minuteOf: (minute: number) => number): readonly object[] {
  const known = states.filter(({ firing }) => !firing.includes(undefined));
  if (known.length === 0) return [];
  const minutes = greatest([0, ...states.map(({ firing }) => firing.length)]);
  const names = known.map(({ rule }) => rule.alert.replaceAll(/[.+*?()|[\]{}^$\\]/g, "\\$&")).join("|");
  const test = {
    expr: `sum by (alertname) (count_over_time(ALERTS{alertstate="firing", alertname=~${JSON.stringify(names)}}[${minutes}m]))`,
    eval_time: `${minuteOf(minutes - 1)}m`,
    exp_samples: known.flatMap(({ firing, rule }) => {
      const value = firing.filter((fires) => fires === true).length;
      return value === 0 ? [] : [{ labels: `{alertname=${JSON.stringify(rule.alert)}}`, value }];
    }),
  };
  return [test];
}
