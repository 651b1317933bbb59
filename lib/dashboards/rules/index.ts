/** Rules for dashboards and alert rules of Grafana, anybody's. */
export { type CheckedDashboard, checkDashboards, type DashboardFile, type DashboardFinding } from "./check-dashboards";
export { fixDashboard } from "./fix-dashboard";
export { type Known, knownOf } from "./known";
export { dashboardRules, type DashboardRuleId } from "./registry";
