import { durationText } from "../aws";
import { printYaml } from "../yaml";
import type { AlertRules, RuleDifference, RuleLanguage } from "./alert-rule";
import type { RecordingGroup } from "./recording-rules";

/**
 * The rules as a file, of Prometheus and of Loki's ruler alike. Comments say how a rule differs from the alarm.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 * @see https://grafana.com/docs/loki/latest/alert/
 */
export function rulesFile(
  { groups }: AlertRules,
  language: RuleLanguage,
  recording: readonly RecordingGroup[] = [],
): string {
  const alerting = groups.map(({ intervalSeconds, name, rules }) => ({
    name,
    interval: `${intervalSeconds}s`,
    rules: rules.map(({ alert, annotations, expr, forSeconds, labels }) => ({
      alert,
      expr,
      ...(forSeconds > 0 ? { for: `${forSeconds}s` } : {}),
      labels,
      annotations,
    })),
  }));
  const recorded = recording.map(({ intervalSeconds, name, rules }) => ({
    name,
    interval: `${intervalSeconds}s`,
    rules,
  }));
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
  return printYaml({ groups: [...alerting, ...recorded] }, comments);
}

/** The percentile in its bucket, in a sentence. */
function betweenText([from, to]: readonly [from: number, to: number]): string {
  return from === to
    ? "The percentile is estimated from buckets; the threshold is the bound of one, so that decides alike."
    : `The percentile is estimated from buckets: between ${from} and ${to} it may be on the other side of the threshold.`;
}

/** A difference from CloudWatch, in a sentence. */
export function differenceText(difference: RuleDifference, language: RuleLanguage): string {
  switch (difference.difference) {
    case "looks-back":
      return `Where periods have no data, CloudWatch looks back up to ${durationText(difference.seconds * 1000)} further: it changes its state later by that, or counts periods that are apart.`;
    case "buckets":
      return difference.between === undefined
        ? "Percentiles are estimated from buckets."
        : betweenText(difference.between);
    case "hourly":
      return "CloudWatch evaluates it once an hour, over full hours.";
    case "members":
      return "It differs as the alarms do that it is made of.";
    case "continuous":
      return "It has to breach without a break for so long; CloudWatch counts breaching periods.";
    case "no-data":
      return "Without data it does not fire; CloudWatch would say INSUFFICIENT_DATA, or keep the state.";
    case "zero":
      return "A count of 0 is taken for a missing period; CloudWatch has a 0 where the signal's default is 0 and other lines come.";
    case "suppressor":
      return "Its suppressor is not part of the rule: write an inhibition into Alertmanager's configuration.";
    case "low-samples":
      return `A percentile of few samples is compared${language === "logql" ? "" : ", too"}; CloudWatch would keep the state.`;
  }
}
