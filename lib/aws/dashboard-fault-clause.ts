import type { DashboardFault } from "./dashboard-body";

/**
 * A fault for people, about `it`, the dashboard.
 *
 * @param quote how texts of the dashboard are shown
 */
export function dashboardFaultClause(fault: DashboardFault, quote: (text: string) => string): string {
  switch (fault.kind) {
    case "not-json":
      return "it is not JSON";
    case "not-an-object":
      return "it is not a JSON object";
    case "no-widgets":
      return "it has no list of widgets";
    case "too-many-widgets":
      return `it has ${fault.excess.count} widgets, and a dashboard has at most ${fault.excess.most}`;
    case "too-many-metrics":
      return fault.widget === undefined
        ? `it has ${fault.excess.count} metrics, and a dashboard has at most ${fault.excess.most}`
        : `widgets[${fault.widget}] has ${fault.excess.count} metrics, and a widget has at most ${fault.excess.most}`;
    case "widget-not-an-object":
      return `widgets[${fault.widget}] is not an object`;
    case "missing":
      return `widgets[${fault.widget}] has no ${fault.member}`;
    case "place":
      return `${fault.member} of widgets[${fault.widget}] is ${fault.value}; it is from ${fault.least}${fault.most === Infinity ? "" : ` to ${fault.most}`}`;
    case "no-source":
      return `widgets[${fault.widget}]: "The metric widget should have specified a region and a data source or an alarm annotation"`;
    case "metric-not-a-list":
      return `metrics[${fault.metric}] of widgets[${fault.widget}] is not a list of namespace, name and dimensions`;
    case "color":
      return `color ${quote(fault.color)} in widgets[${fault.widget}] is not hexadecimal: #ff0000`;
    case "period":
      return `period of widgets[${fault.widget}] is ${fault.period}; it is 1, 5, 10, 20, 30 or a multiple of 60`;
    case "statistic":
      return `stat of widgets[${fault.widget}], ${quote(fault.statistic)}, is not one of CloudWatch's`;
    case "axis":
      return `the ${fault.axis} axis of widgets[${fault.widget}] begins at ${fault.min} and ends at ${fault.max}`;
  }
}
