import { checkDashboards, type Known } from "../../../lib/dashboards/rules";

function rulesOf(panel: object, more: object = {}, known?: Known): string[] {
  const value = { uid: "d", title: "D", schemaVersion: 42, panels: [{ id: 1, type: "timeseries", ...panel }], ...more };
  const [checked] = checkDashboards([{ name: "d.json", text: JSON.stringify(value) }], known);
  return checked!.findings
    .map(({ rule }) => rule)
    .filter((rule) => !/-missing$|^datasource/.test(rule) || rule === "promql-rate-missing");
}

const promql = (expr: string, unit = "short"): object => ({
  datasource: { type: "prometheus", uid: "$m" },
  fieldConfig: { defaults: { unit } },
  targets: [{ refId: "A", expr }],
});
const variables = {
  templating: {
    list: [
      { type: "custom", name: "m" },
      { type: "custom", name: "g", multi: true },
    ],
  },
};

describe("what is right, or not known, is not found", () => {
  test.each([
    ["a label that is a variable, before another", promql("sum by($g, reason) (rate(a_total[$__rate_interval]))")],
    ["a counter that is compared", promql("a_total > 0 and on($g) b")],
    ["a counter that is counted", promql('count(a_total{b=~"$g"})')],
    ["a group of an expression", promql('label_replace(up{a=~"$g"}, "b", "$1", "c", "(.*)")')],
    ["a named group of an expression", promql('label_replace(up{a=~"$g"}, "b", "$name", "c", "(?P<name>.*)")')],
    [
      "a quantile of a native histogram",
      promql('histogram_quantile(0.9, sum(rate(a_seconds{b=~"$g"}[$__rate_interval])))', "s"),
    ],
    ["a unit after a conversion", promql('a_seconds{b=~"$g"} * 1000', "ms")],
    ["seconds in a second", promql('rate(a_seconds_total{b=~"$g"}[$__rate_interval])', "percentunit")],
    ["an average in a group", promql('avg by (b) (a_ratio{b=~"$g"})', "percentunit")],
    ["a variable whose value may begin with a comma", promql("sum by (a $g) (rate(a_total[$__rate_interval]))")],
  ])("%s", (_, panel) => expect(rulesOf(panel, variables)).toEqual([]));

  test("an override for a query whose refId Grafana makes up", () => {
    const overrides = [{ matcher: { id: "byFrameRefID", options: "B" }, properties: [] }];
    const targets = [{ expr: "up" }, { expr: 'up{a=~"$g"}' }];
    const panel = { ...promql("up"), targets, fieldConfig: { defaults: { unit: "short" }, overrides } };
    expect(rulesOf(panel, variables)).toEqual([]);
  });

  test("equality with a variable by which the panel, or its row, is repeated", () => {
    const equal = promql('up{a="$g"}');
    expect(rulesOf(equal, variables)).toEqual(["variable-several"]);
    expect(rulesOf({ ...equal, repeat: "g" }, variables)).toEqual([]);
    const row = { id: 2, type: "row", repeat: "g", gridPos: { x: 0, y: 0, w: 24, h: 1 } };
    const below = { id: 1, type: "timeseries", gridPos: { x: 0, y: 1, w: 24, h: 8 }, ...equal };
    expect(rulesOf({}, { ...variables, panels: [row, below] })).toEqual([]);
  });

  test("the panels of a collapsed row and those of the dashboard do not overlap", () => {
    const gridPos = { x: 0, y: 1, w: 24, h: 8 };
    const panels = [
      {
        id: 1,
        type: "row",
        collapsed: true,
        gridPos: { x: 0, y: 0, w: 24, h: 1 },
        panels: [{ id: 2, type: "text", gridPos }],
      },
      { id: 3, type: "text", gridPos },
    ];
    expect(rulesOf({}, { panels })).toEqual([]);
  });
});

describe("with an environment's plan", () => {
  const known: Known = {
    environment: "prod",
    services: [
      {
        name: "checkout",
        namespace: "shop/prod/checkout",
        logGroup: "/shop/prod/checkout",
        signals: new Map([["order_failures", ["reason"]]]),
        fields: new Set(["http", "http.status_code"]),
      },
    ],
    alarms: [{ name: "a", namespace: "shop/prod/checkout", metric: "order_failures", statistic: "Sum", threshold: 5 }],
  };
  const metric = (target: object, step = 5): object => ({
    datasource: { type: "cloudwatch", uid: "c" },
    fieldConfig: {
      defaults: {
        unit: "short",
        custom: { thresholdsStyle: { mode: "line" } },
        thresholds: { mode: "absolute", steps: [{ value: null }, { value: step }] },
      },
    },
    targets: [
      { refId: "A", namespace: "shop/prod/checkout", metricName: "order_failures", statistic: "Sum", ...target },
    ],
  });
  const lines = (expression: string): object => ({
    datasource: { type: "cloudwatch", uid: "c" },
    targets: [{ refId: "A", queryMode: "Logs", expression, logGroupNames: ["/shop/prod/checkout"] }],
  });

  test.each([
    ["its own", metric({ dimensions: { reason: ["declined"] } }), []],
    ["another name", metric({ metricName: "order_failure" }), ["panel-signal-unknown"]],
    ["another dimension", metric({ dimensions: { route: ["/"] } }), ["panel-signal-dimension"]],
    ["another threshold", metric({}, 8), ["panel-threshold-differs"]],
    ["another namespace", metric({ namespace: "other" }, 8), []],
    ["fields of the contract", lines("fields @timestamp, http.status_code | filter http.status_code = 500"), []],
    ["another field", lines("filter http.status = 500"), ["panel-field-unknown"]],
  ])("%s", (_, panel, rules) => {
    expect(rulesOf(panel, {}, known)).toEqual(rules);
    expect(rulesOf(panel)).toEqual([]);
  });
});
