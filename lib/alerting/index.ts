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
export { recordingGroups } from "./recording-rules";
export { alertRules, type RuleOptions } from "./rules";
export type { RuleRun, RunAlarm } from "./rule-run";
export { type RuleTests, ruleTests } from "./rule-tests";
export { differenceText, rulesFile } from "./rules-file";
export { whyNoRuleText } from "./why-no-rule";
