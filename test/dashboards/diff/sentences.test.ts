import { dashboardChanges, plainText, sentencesOf } from "../../../lib/dashboards/diff";
import { expectText } from "../../texts";
import { documentOf, payments, withAt } from "./payments";

const latency = ["panels", 1] as const;
const errors = ["panels", 2] as const;
const queue = ["panels", 4] as const;
const thresholds = [...latency, "fieldConfig", "defaults", "thresholds", "steps"] as const;

/** A step of thresholds and what else may change, each with its path and the new value. */
const changes: Readonly<Record<string, readonly (readonly [path: readonly (string | number)[], value: unknown])[]>> = {
  "a threshold": [[[...thresholds, 1, "value"], 500]],
  "a threshold and its color": [[[...thresholds, 1], { value: 1500, color: "orange" }]],
  "a threshold more": [[[...thresholds, 2], { value: 1500, color: "dark-red" }]],
  "the color below all thresholds": [[[...thresholds, 0, "color"], "blue"]],
  "thresholds without a line": [[[...latency, "fieldConfig", "defaults", "custom", "thresholdsStyle", "mode"], "off"]],
  "a unit": [[[...latency, "fieldConfig", "defaults", "unit"], "s"]],
  "unit and threshold": [
    [[...latency, "fieldConfig", "defaults", "unit"], "percentunit"],
    [[...thresholds, 1, "value"], 0.05],
  ],
  "the greatest value": [[[...latency, "fieldConfig", "defaults", "max"], 3000]],
  "a title": [[[...latency, "title"], "Latency, p99"]],
  "a title and the query": [
    [[...latency, "title"], "Latency, p99"],
    [[...latency, "targets", 0, "legendFormat"], "Latency"],
  ],
  "a description": [[[...latency, "description"], "Of all payments that were made"]],
  "how it is drawn": [[[...errors, "type"], "barchart"]],
  "a setting without a name": [[[...latency, "fieldConfig", "defaults", "custom", "fillOpacity"], 0]],
  "an option": [[[...latency, "options", "tooltip"], { mode: "multi", sort: "desc" }]],
  "an override": [[[...latency, "fieldConfig", "overrides", 0, "properties", 0, "value"], "red"]],
  "what an override matches": [[[...latency, "fieldConfig", "overrides", 0, "matcher", "options"], "p95"]],
  "a panel removed": [[[...errors], undefined]],
  "a panel added": [
    [
      ["panels", 6],
      {
        id: 7,
        type: "timeseries",
        title: "Refunds",
        gridPos: { x: 0, y: 20, w: 24, h: 8 },
        targets: [{ refId: "A", expr: "sum(rate(refunds_total[5m]))", datasource: { type: "prometheus", uid: "x" } }],
      },
    ],
  ],
  "layout alone": [
    [[...latency, "gridPos"], { x: 0, y: 1, w: 8, h: 8 }],
    [[...errors, "gridPos"], { x: 8, y: 1, w: 12, h: 8 }],
    [[...queue, "gridPos", "y"], 12],
  ],
  "a panel in another row": [[[...latency, "gridPos"], { x: 0, y: 30, w: 12, h: 8 }]],
  "a row renamed": [[["panels", 0, "title"], "Requests"]],
  "a query added and one shown": [
    [[...errors, "targets", 1, "hide"], false],
    [[...errors, "targets", 2], { refId: "C", expr: "vector(0)" }],
  ],
  "a query that is written or emptied": [
    [[...errors, "targets", 1, "expr"], ""],
    [[...errors, "targets", 2], { refId: "C", expr: "" }],
  ],
  "a legend": [[[...latency, "targets", 0, "legendFormat"], "99th percentile"]],
  "the data source of a panel": [[[...queue, "datasource", "uid"], "other"]],
  "statistic, period and dimensions": [
    [[...queue, "targets", 0, "statistic"], "Average"],
    [[...queue, "targets", 0, "period"], "300"],
    [[...queue, "targets", 0, "dimensions"], { QueueName: ["payments"], Region: ["*"] }],
  ],
  "a variable's default": [[["templating", "list", 1, "current", "value"], "eu-central-1"]],
  "a variable's values": [[["templating", "list", 1, "query"], "eu-west-1,us-east-1"]],
  "a variable renamed": [[["templating", "list", 2, "name"], "app"]],
  "a variable removed": [[["templating", "list", 1], undefined]],
  "an annotation": [
    [["annotations", "list", 0, "enable"], false],
    [["annotations", "list", 0, "target", "expr"], '{a="c"}'],
  ],
  "what the dashboard says of itself": [
    [["title"], "Payments and refunds"],
    [["tags"], ["shop", "money"]],
    [["time", "from"], "now-24h"],
    [["refresh"], "30s"],
    [["timezone"], "browser"],
    [["links", 0, "url"], "https://wiki.example"],
  ],
  "what has no reader": [[["graphTooltip"], 1]],
};

test.each(Object.entries(changes))("%s", (_, all) => {
  const before = payments();
  const after = all.reduce<unknown>((json, [path, value]) => withAt(json, path, value), before);
  expectText(said(before, after));
});

test("four panels that change alike are one sentence", () => {
  const panels = (mode: string) => ({
    ...payments(),
    panels: [1, 2, 3, 4].map((id) => ({
      id,
      title: `Panel ${id}`,
      type: "timeseries",
      gridPos: { x: 0, y: id, w: 24, h: 1 },
      options: { tooltip: { mode } },
    })),
  });
  expectText(said(panels("single"), panels("multi")));
});

test("settings beyond six are counted", () => {
  const options = (value: number) => Object.fromEntries(Array.from("abcdefghij", (key) => [key, value]));
  const after = withAt(payments(), [...errors, "options"], options(2));
  expectText(said(withAt(payments(), [...errors, "options"], options(1)), after));
});

test("a dashboard of v1 against itself in v2", () => {
  const v2 = {
    apiVersion: "dashboard.grafana.app/v2",
    kind: "Dashboard",
    metadata: { name: "payments" },
    spec: {
      title: "Payments",
      elements: {
        "panel-2": {
          kind: "Panel",
          spec: {
            id: 2,
            title: "p99 latency",
            data: { kind: "QueryGroup", spec: { queries: [] } },
            vizConfig: { kind: "VizConfig", group: "timeseries", spec: { fieldConfig: { defaults: { unit: "s" } } } },
          },
        },
      },
      layout: {
        kind: "GridLayout",
        spec: {
          items: [
            {
              kind: "GridLayoutItem",
              spec: { x: 0, y: 0, width: 12, height: 8, element: { kind: "ElementReference", name: "panel-2" } },
            },
          ],
        },
      },
    },
  };
  const v1 = { uid: "payments", title: "Payments", schemaVersion: 41, panels: [payments().panels].flat().slice(1, 2) };
  expectText(said(v1, v2));
});

test("blanks alone that differ in a long text are shown", () => {
  const description = (blank: string) => `${"Of all payments that were made in a month, ".repeat(4)}by${blank}provider`;
  const at = ["panels", 1, "description"];
  expectText(said(withAt(payments(), at, description(" ")), withAt(payments(), at, description("  "))));
});

test("the first step of thresholds is the base, whatever its value", () => {
  const at = [...thresholds, 0, "value"];
  expectText(said(payments(), withAt(payments(), at, 0)));
});

function said(before: unknown, after: unknown): string {
  const sentences = sentencesOf(dashboardChanges(documentOf(before), documentOf(after)));
  return sentences.map(({ tone, words }) => `${tone}: ${plainText(words)}`).join("\n");
}
