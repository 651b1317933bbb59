import { type DashboardDocument } from "../../../lib/dashboards/diff";
import { readDashboard } from "../../../lib/dashboards/read";

type Json = Readonly<Record<string, unknown>>;

/** A document of a dashboard, as the command line reads it. */
export function documentOf(json: unknown): DashboardDocument {
  const { dashboard, problems } = readDashboard(json);
  if (dashboard === undefined) throw new Error(problems.map(({ message }) => message).join());
  return { dashboard, json };
}

/** A dashboard of v1 with what people change. */
export function payments(): Record<string, unknown> {
  return {
    uid: "payments",
    title: "Payments",
    description: "What customers pay",
    tags: ["shop", "payments"],
    schemaVersion: 41,
    version: 7,
    time: { from: "now-6h", to: "now" },
    refresh: "1m",
    timezone: "utc",
    editable: false,
    links: [{ title: "Runbook", type: "link", url: "https://runbooks.example/payments" }],
    annotations: {
      list: [
        {
          name: "Deployments",
          enable: true,
          datasource: { type: "loki", uid: "${loki}" },
          target: { expr: '{a="b"}' },
        },
      ],
    },
    templating: {
      list: [
        { name: "prometheus", type: "datasource", query: "prometheus", current: { text: "main", value: "main" } },
        { name: "region", type: "custom", query: "eu-west-1,eu-central-1", current: { value: "eu-west-1" }, hide: 0 },
        {
          name: "service",
          type: "query",
          query: { query: "label_values(up, service)" },
          multi: true,
          includeAll: true,
        },
      ],
    },
    panels: [
      row(1, "Traffic", 0),
      latency,
      errors,
      row(4, "Payments", 9),
      {
        id: 5,
        type: "stat",
        title: "Queue",
        gridPos: { x: 0, y: 10, w: 24, h: 8 },
        datasource: { type: "cloudwatch", uid: "${cloudwatch}" },
        targets: [
          {
            refId: "A",
            queryMode: "Metrics",
            metricQueryType: 0,
            metricEditorMode: 0,
            namespace: "AWS/SQS",
            metricName: "ApproximateNumberOfMessagesVisible",
            statistic: "Maximum",
            period: "60",
            region: "eu-west-1",
            matchExact: true,
            dimensions: { QueueName: ["payments"] },
          },
        ],
        fieldConfig: { defaults: { unit: "short" }, overrides: [] },
        options: { reduceOptions: { calcs: ["lastNotNull"] } },
      },
      {
        id: 6,
        type: "text",
        title: "",
        gridPos: { x: 0, y: 18, w: 24, h: 2 },
        options: { mode: "markdown", content: "Who to call" },
      },
    ],
  };
}

function row(id: number, title: string, y: number): Json {
  return { id, type: "row", title, collapsed: false, gridPos: { x: 0, y, w: 24, h: 1 }, panels: [] };
}

const prometheus = { type: "prometheus", uid: "${prometheus}" };

const latency: Json = {
  id: 2,
  type: "timeseries",
  title: "p99 latency",
  description: "Of payments that were made",
  gridPos: { x: 0, y: 1, w: 12, h: 8 },
  datasource: prometheus,
  targets: [
    {
      refId: "A",
      datasource: prometheus,
      expr: 'histogram_quantile(0.99, sum by (le) (rate(payment_duration_bucket{service="$service"}[5m])))',
      legendFormat: "p99",
    },
  ],
  fieldConfig: {
    defaults: {
      unit: "ms",
      decimals: 0,
      min: 0,
      max: 2000,
      thresholds: {
        mode: "absolute",
        steps: [
          { value: null, color: "green" },
          { value: 800, color: "red" },
        ],
      },
      custom: { fillOpacity: 10, thresholdsStyle: { mode: "line" } },
    },
    overrides: [{ matcher: { id: "byName", options: "p99" }, properties: [{ id: "color", value: "blue" }] }],
  },
  options: {
    legend: { showLegend: true, displayMode: "list", placement: "bottom", calcs: ["max"] },
    tooltip: { mode: "single" },
  },
  links: [{ title: "Logs", url: "https://logs.example" }],
  transformations: [{ id: "merge", options: { byField: "time" } }],
  pluginVersion: "12.0.0",
};

const errors: Json = {
  id: 3,
  type: "timeseries",
  title: "Errors",
  gridPos: { x: 12, y: 1, w: 12, h: 8 },
  datasource: prometheus,
  targets: [
    { refId: "A", expr: 'sum by (code) (rate(payment_errors_total{service="$service"}[5m]))' },
    { refId: "B", expr: 'sum(rate(payment_requests_total{service="$service"}[5m]))', hide: true },
  ],
  fieldConfig: { defaults: { unit: "reqps" }, overrides: [] },
};

/** The same dashboard with the value at a path replaced, or, if it is undefined, removed. */
export function withAt(json: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(json);
  const [last, ...rest] = [...path].reverse();
  let holder = copy as Record<string, unknown>;
  for (const key of rest.reverse()) holder = holder[key] as Record<string, unknown>;
  if (value !== undefined) holder[last!] = value;
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else Reflect.deleteProperty(holder, last!);
  return copy;
}
