import { isRecord, own } from "../base";
import { type DocumentFault, readDocument } from "./document";
import { type Excess, excessOf } from "./limits";
import { statisticFault } from "./statistic";

/** Why PutDashboard refuses the body of a dashboard. `widget`: its number, from 0, as in CloudWatch's own messages. */
export type DashboardFault =
  | DocumentFault
  | { readonly kind: "no-widgets" }
  | { readonly kind: "too-many-widgets"; readonly excess: Excess }
  /** Of one widget; of the whole dashboard where there is none. */
  | { readonly kind: "too-many-metrics"; readonly widget?: number; readonly excess: Excess }
  | { readonly kind: "widget-not-an-object"; readonly widget: number }
  /** A member that a widget needs: `properties`, `properties.markdown`. */
  | { readonly kind: "missing"; readonly widget: number; readonly member: string }
  /** The place or the size of a widget on the grid of 24 columns. */
  | {
      readonly kind: "place";
      readonly widget: number;
      readonly member: string;
      readonly value: number;
      readonly least: number;
      readonly most: number;
    }
  /** "The metric widget should have specified a region and a data source or an alarm annotation". */
  | { readonly kind: "no-source"; readonly widget: number }
  /** Each of `metrics` is a list: namespace, name, dimensions. */
  | { readonly kind: "metric-not-a-list"; readonly widget: number; readonly metric: number }
  /** `color` is written in hexadecimal digits: `#ff0000`. */
  | { readonly kind: "color"; readonly widget: number; readonly color: string }
  | { readonly kind: "period"; readonly widget: number; readonly period: number }
  | { readonly kind: "statistic"; readonly widget: number; readonly statistic: string }
  /** The lower end of an axis is not below its upper end. */
  | {
      readonly kind: "axis";
      readonly widget: number;
      readonly axis: string;
      readonly min: number;
      readonly max: number;
    };

const bounds = { x: [0, 23], y: [0, Infinity], width: [1, 24], height: [1, 1000] } as const;

/**
 * What PutDashboard refuses in the body of a dashboard. It accepts types of widgets that it does not know.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboardFaults(text: string): readonly DashboardFault[] {
  const read = readDocument(text);
  if ("fault" in read) return [read.fault];
  const { widgets: given } = read.members;
  if (!Array.isArray(given)) return [{ kind: "no-widgets" }];
  const widgets = given as readonly unknown[];
  const excess = excessOf("widgets", widgets.length);
  const metrics = excessOf(
    "metricsOfDashboard",
    widgets.reduce<number>((sum, widget) => sum + metricCount(widget), 0),
  );
  return [
    ...(excess === undefined ? [] : [{ kind: "too-many-widgets", excess } as const]),
    ...(metrics === undefined ? [] : [{ kind: "too-many-metrics", excess: metrics } as const]),
    ...widgets.flatMap((widget, at) => widgetFaults(widget, at)),
  ];
}

/** Metrics that a widget names; how many a search finds is not known here. */
function metricCount(widget: unknown): number {
  if (!isRecord(widget) || !isRecord(widget.properties)) return 0;
  const { metrics } = widget.properties;
  if (!Array.isArray(metrics)) return 0;
  return metrics.filter((metric) => Array.isArray(metric) && typeof metric[0] === "string").length;
}

function widgetFaults(given: unknown, widget: number): readonly DashboardFault[] {
  if (!isRecord(given)) return [{ kind: "widget-not-an-object", widget }];
  const { properties, type } = given;
  const excess = excessOf("metricsOfWidget", metricCount(given));
  return [
    ...(excess === undefined ? [] : [{ kind: "too-many-metrics", widget, excess } as const]),
    ...(type === undefined ? [{ kind: "missing", widget, member: "type" } as const] : []),
    ...Object.entries(bounds).flatMap(([member, [least, most]]): readonly DashboardFault[] => {
      const value = own(given, member);
      return typeof value === "number" && (value < least || value > most)
        ? [{ kind: "place", widget, member, value, least, most }]
        : [];
    }),
    ...(isRecord(properties)
      ? propertyFaults(type, properties, widget)
      : [{ kind: "missing", widget, member: "properties" } as const]),
  ];
}

function propertyFaults(type: unknown, properties: Record<string, unknown>, widget: number): readonly DashboardFault[] {
  const needs = (member: string): readonly DashboardFault[] =>
    own(properties, member) === undefined ? [{ kind: "missing", widget, member: `properties.${member}` }] : [];
  const { period, stat, yAxis } = properties;
  return [
    ...(type === "text" ? needs("markdown") : []),
    ...(type === "log" ? needs("query") : []),
    ...(type === "alarm" ? alarmList(properties.alarms, widget) : []),
    ...(type === "metric" ? metricFaults(properties, widget) : []),
    ...(typeof period === "number" && !isPeriod(period) ? [{ kind: "period", widget, period } as const] : []),
    ...(typeof stat === "string" && statisticFault(stat) === "unknown" && !/^P\d/.test(stat)
      ? [{ kind: "statistic", widget, statistic: stat } as const]
      : []),
    ...(isRecord(yAxis) ? Object.entries(yAxis) : []).flatMap(([axis, ends]): readonly DashboardFault[] =>
      isRecord(ends) && typeof ends.min === "number" && typeof ends.max === "number" && ends.min >= ends.max
        ? [{ kind: "axis", widget, axis, min: ends.min, max: ends.max }]
        : [],
    ),
  ];
}

function alarmList(alarms: unknown, widget: number): readonly DashboardFault[] {
  return alarms === undefined || (Array.isArray(alarms) && alarms.length === 0)
    ? [{ kind: "missing", widget, member: "properties.alarms" }]
    : [];
}

function metricFaults(properties: Record<string, unknown>, widget: number): readonly DashboardFault[] {
  const { annotations, metrics, region } = properties;
  const hasSource = Array.isArray(metrics) || isRecord(annotations);
  return [
    ...(hasSource && typeof region === "string" ? [] : [{ kind: "no-source", widget } as const]),
    ...(Array.isArray(metrics) ? (metrics as unknown[]) : []).flatMap((metric, at): readonly DashboardFault[] =>
      Array.isArray(metric) ? colorFault(metric, widget) : [{ kind: "metric-not-a-list", widget, metric: at }],
    ),
  ];
}

/** The last item of a metric may say how it is drawn. */
function colorFault(metric: readonly unknown[], widget: number): readonly DashboardFault[] {
  const drawn = metric.at(-1);
  const color = isRecord(drawn) ? drawn.color : undefined;
  return typeof color !== "string" || color.startsWith("#") ? [] : [{ kind: "color", widget, color }];
}

function isPeriod(period: number): boolean {
  return [1, 5, 10, 20, 30].includes(period) || (period > 0 && period % 60 === 0);
}
