/** Alarms of an environment as rules of Prometheus and of Loki's ruler. */
export type {
  AlertRule,
  AlertRuleGroup,
  AlertRules,
  RuleDifference,
  RuleLanguage,
  WhyNoRule,
  WithoutRule,
} from "./alert-rule";
export { type GrafanaAlert, grafanaAlerts } from "./grafana-rules";
export { alertRules } from "./rules";
export { differenceText, rulesFile } from "./rules-file";
export { whyNoRuleText } from "./why-no-rule";
