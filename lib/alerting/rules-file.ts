import { printYaml } from "../yaml";
import type { AlertRules, RuleDifference, RuleLanguage } from "./alert-rule";

/**
 * The rules as a file, of Prometheus and of Loki's ruler alike. Comments say how a rule differs from the alarm.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 * @see https://grafana.com/docs/loki/latest/alert/
 */
export function rulesFile({ groups }: AlertRules, language: RuleLanguage): string {
  const document = {
    groups: groups.map(({ intervalSeconds, name, rules }) => ({
      name,
      interval: `${intervalSeconds}s`,
      rules: rules.map(({ alert, annotations, expr, forSeconds, labels }) => ({
        alert,
        expr,
        ...(forSeconds > 0 ? { for: `${forSeconds}s` } : {}),
        labels,
        annotations,
      })),
    })),
  };
  const comments = groups.flatMap(({ rules }, group) =>
    rules.flatMap(({ differences }, rule) =>
      differences.length === 0
        ? []
        : [
            {
              path: ["groups", group, "rules", rule, "expr"],
              text: differences.map((one) => differenceText(one, language)).join(" "),
            },
          ],
    ),
  );
  return printYaml(document, comments);
}

/** A difference from CloudWatch, in a sentence. */
export function differenceText(difference: RuleDifference, language: RuleLanguage): string {
  switch (difference) {
    case "continuous":
      return "It has to breach without a break for so long; CloudWatch counts breaching periods.";
    case "extrapolated":
      return "increase() extrapolates to the ends of its window and misses the first value of a new series.";
    case "buckets":
      return "The percentile is estimated from buckets.";
    case "no-data":
      return "Without data it does not fire; CloudWatch would say INSUFFICIENT_DATA, or keep the state.";
    case "zero":
      return "A period without a line counts as missing, as in CloudWatch, although there may be a 0.";
    case "suppressor":
      return "Its suppressor is not part of the rule: write an inhibition into Alertmanager's configuration.";
    case "low-samples":
      return `A percentile of few samples is compared${language === "logql" ? "" : ", too"}; CloudWatch would keep the state.`;
  }
}
