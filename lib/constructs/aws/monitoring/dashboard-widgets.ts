import { severityNames } from "../../../base";
import { secondsIn } from "../duration";
import type { Metric } from "../metric";
import type { RecommendedAlarmMade } from "./resource-alarms";

/** A widget of a CloudWatch dashboard, without its place. */
export interface DashboardWidget {
  readonly type: "metric" | "text";

  /** In columns, of 24. */
  readonly width: number;

  /** In rows of the grid. */
  readonly height: number;

  /** As in the body of a dashboard. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A widget with its place, as the body of a dashboard has it. */
interface PlacedWidget extends DashboardWidget {
  readonly x: number;
  readonly y: number;
}

const colors = { info: "#1f77b4", warning: "#ff9900", critical: "#d13212" } as const;
const COLUMNS = 24;

/** What an alarm reads, with its thresholds as lines. */
export function alarmWidget(path: string, title: string, region: string, alarm: RecommendedAlarmMade): DashboardWidget {
  const { watches } = alarm;
  return {
    type: "metric",
    width: 8,
    height: 6,
    properties: {
      title,
      region,
      view: "timeSeries",
      period: secondsIn(path, "period", watches.period),
      metrics: metricsOf(alarm),
      annotations: {
        horizontal: severityNames.flatMap((severity) => {
          const condition = watches.severities[severity];
          const value = condition?.above ?? condition?.atLeast ?? condition?.below ?? condition?.atMost;
          return value === undefined ? [] : [{ label: severity, value, color: colors[severity] }];
        }),
      },
    },
  };
}

function metricsOf({ metrics, watches }: RecommendedAlarmMade): readonly (readonly unknown[])[] {
  const series = (metric: Metric, drawn: object): readonly unknown[] => [
    metric.namespace,
    metric.name,
    ...Object.entries(metric.dimensions ?? {}).flat(),
    { stat: metric.statistic, ...drawn },
  ];
  const { watches: watched } = watches;
  if (watched.kind === "value") return metrics.map((metric) => series(metric, {}));
  const ids = watched.kind === "rate" ? ["errors", "requests"] : Object.keys(watched.series);
  const expression = watched.kind === "rate" ? "100 * errors / requests" : watched.expression;
  return [
    [{ id: "result", expression, label: watched.kind === "rate" ? "Percent" : "Result" }],
    ...metrics.map((metric, index) => series(metric, { id: ids[index], visible: false })),
  ];
}

/** A heading, in Markdown, and the widgets below it. */
export interface DashboardRow {
  readonly heading: string;
  readonly widgets: readonly DashboardWidget[];
}

/** Rows from the top of a dashboard on. */
export function placed(rows: readonly DashboardRow[]): readonly PlacedWidget[] {
  let y = 0;
  return rows.flatMap(({ heading, widgets }) => {
    const title: PlacedWidget = { type: "text", x: 0, y, width: COLUMNS, height: 1, properties: { markdown: heading } };
    let x = 0;
    let height = 0;
    y += title.height;
    const below = widgets.map((widget): PlacedWidget => {
      if (x + widget.width > COLUMNS) [x, y, height] = [0, y + height, 0];
      const at = { ...widget, x, y };
      x += widget.width;
      height = Math.max(height, widget.height);
      return at;
    });
    y += height;
    return [title, ...below];
  });
}
