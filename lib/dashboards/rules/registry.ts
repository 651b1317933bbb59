import { registry, type RuleIdOf } from "../../base";
import { alertRules } from "./alert-rules";
import { cloudwatch } from "./cloudwatch";
import type { Family } from "./family";
import { identity } from "./identity";
import { layout } from "./layout";
import { links } from "./links";
import { logql } from "./logql";
import { panelTexts } from "./panel-texts";
import { project } from "./project";
import { promql } from "./promql";
import { queries } from "./queries";
import { reading } from "./reading";
import { references } from "./references";
import { removed } from "./removed";
import { time } from "./time";
import { units } from "./units";
import { variables } from "./variables";

/** All rules for dashboards and alert rules of Grafana, in the order of the documents. */
export const dashboardRules = registry({
  ...reading,
  ...identity.rules,
  ...queries.rules,
  ...references.rules,
  ...variables.rules,
  ...promql.rules,
  ...logql.rules,
  ...cloudwatch.rules,
  ...units.rules,
  ...project.rules,
  ...removed.rules,
  ...layout.rules,
  ...links.rules,
  ...time.rules,
  ...panelTexts.rules,
  ...alertRules,
});

export type DashboardRuleId = RuleIdOf<typeof dashboardRules>;

/** What looks for findings in a dashboard, in the order of the rules. */
export const families: readonly Pick<Family<DashboardRuleId>, "check">[] = [
  identity,
  queries,
  references,
  variables,
  promql,
  logql,
  cloudwatch,
  units,
  project,
  removed,
  layout,
  links,
  time,
  panelTexts,
];

/** What looks for findings in the queries of alert rules. */
export const queryFamilies: readonly Pick<Family<DashboardRuleId>, "check">[] = [queries, promql, logql, cloudwatch];

/** Those of their rules that say something of a query which nobody looks at. */
export const ofAlertQueries: ReadonlySet<DashboardRuleId> = new Set<DashboardRuleId>([
  "query-syntax",
  "query-ref-twice",
  "promql-rate-of-sum",
  "promql-rate-of-gauge",
  "promql-quantile-le",
  "cloudwatch-statistic",
  "cloudwatch-statistic-fit",
  "cloudwatch-period",
  "cloudwatch-id",
  "cloudwatch-log-groups",
]);
