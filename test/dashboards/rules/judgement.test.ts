import { checkDashboards, type Known } from "../../../lib/dashboards/rules";
import { shop } from "./shop";

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

  test.each([
    ["now/fQ", "now/fQ"],
    ["now-1d/d+8h", "now-1d/d+18h"],
    ["now-h", "now"],
    ["now", "now+1d/d"],
    ["now-24h", "now/d"],
    ["now-2d/d", "now-2d/d"],
  ])("a range from %s to %s", (from, to) =>
    expect(rulesOf(promql('up{a=~"$g"}'), { ...variables, time: { from, to } })).not.toContain("time-range"),
  );

  describe("the interval of a chart, where it has a least one", () => {
    const expr = 'increase(a_total{b=~"$g"}[$__interval])';
    const rules = (panel: object, target: object = {}): boolean =>
      rulesOf({ ...promql(expr), targets: [{ refId: "A", expr, ...target }], ...panel }, variables).includes(
        "promql-interval",
      );

    test.each([
      ["of the panel", { interval: "2m" }, {}, false],
      ["of the query", {}, { interval: "1m" }, false],
      ["that is a variable", { interval: "$step" }, {}, false],
      ["of the query, not the panel's", { interval: "2m" }, { interval: "15s" }, true],
      ["that is too short", { interval: ">10s" }, {}, true],
      ["that is empty", { interval: "" }, { interval: "" }, true],
    ])("%s", (_, panel, target, isFound) => expect(rules(panel, target)).toBe(isFound));

    test.each([
      [{ interval: "2m" }, []],
      [{}, ["promql-interval"]],
    ])("of v2: %j", (queryOptions, expected) => {
      const query = { kind: "DataQuery", group: "prometheus", spec: { expr: "rate(a_total[$__interval])" } };
      const queries = [{ kind: "PanelQuery", spec: { refId: "A", hidden: false, query } }];
      const data = { kind: "QueryGroup", spec: { queries, queryOptions, transformations: [] } };
      const spec = { id: 1, title: "A", data, vizConfig: { kind: "VizConfig", group: "timeseries", spec: {} } };
      const value = {
        apiVersion: "dashboard.grafana.app/v2",
        kind: "Dashboard",
        metadata: { name: "d" },
        spec: { title: "D", elements: { a: { kind: "Panel", spec } } },
      };
      const [checked] = checkDashboards([{ name: "d.json", text: JSON.stringify(value) }]);
      const found = checked!.findings.map(({ rule }) => rule).filter((rule) => rule.startsWith("promql"));
      expect(found).toEqual(expected);
    });
  });

  test.each([
    ["by its title", { dashboard: "Thanos / Query", type: "dashboard" }, []],
    ["by its old address", { dashUri: "db/thanos-query", type: "dashboard" }, []],
    ["by nothing", { type: "dashboard" }, ["link-empty"]],
  ])("a link of old dashboards that names another one %s", (_, link, expected) => {
    expect(rulesOf({ ...promql('up{a=~"$g"}'), links: [link] }, variables)).toEqual(expected);
  });

  test("units of an axis on the right", () => {
    const graph = (more: object): object => ({
      type: "graph",
      datasource: { type: "cloudwatch", uid: "$m" },
      yaxes: [{ format: "bytes" }, { format: "percent" }],
      targets: [{ refId: "A", namespace: "AWS/EC2", metricName: "CPUUtilization", statistic: "Average", ...more }],
    });
    expect(rulesOf(graph({}))).toContain("panel-unit-differs");
    const right = { ...graph({}), seriesOverrides: [{ alias: "CPU", yaxis: 2 }] };
    expect(rulesOf(right)).not.toContain("panel-unit-differs");
  });

  test("a variable in an expression, and in the name of a dimension", () => {
    const targets = [
      { refId: "A", namespace: "a", metricName: "b", statistic: "Sum", dimensions: { $g: "*" } },
      { refId: "B", datasource: { type: "__expr__", uid: "__expr__" }, type: "math", expression: "$A > $m" },
    ];
    const datasource = { type: "cloudwatch", uid: "$m" };
    expect(rulesOf({ datasource, targets }, variables)).toEqual([]);
    const other = [
      { ...targets[0], dimensions: { $h: "*" } },
      { ...targets[1], expression: "$A > $h" },
    ];
    expect(rulesOf({ datasource, targets: other })).toEqual(["expression-unknown-ref", "variable-undefined"]);
  });

  test("one id in two regions, which are asked apart", () => {
    const targets = (b: string): object[] =>
      ["a", b].map((region, index) => ({
        refId: "AB"[index],
        id: "m",
        region,
        namespace: "x",
        metricName: "y",
        statistic: "Sum",
      }));
    const datasource = { type: "cloudwatch", uid: "c" };
    expect(rulesOf({ datasource, targets: targets("b") })).toEqual([]);
    expect(rulesOf({ datasource, targets: targets("a") })).toEqual(["cloudwatch-id"]);
  });

  test.each(['sum(bytes_over_time({a="b"}[5m]))', 'rate({a="b"}[$__interval])'])(
    "%s of a data source that is not known is LogQL",
    (expr) => expect(rulesOf({ datasource: { uid: "c" }, targets: [{ refId: "A", expr }] })).toEqual([]),
  );

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

test("an annotation without a switch is asked all the same", () => {
  const annotation = { name: "A", enable: true, hide: true, datasource: { type: "prometheus" }, expr: "sum(" };
  const text = JSON.stringify({ title: "T", panels: [], annotations: { list: [annotation] } });
  const [checked] = checkDashboards([{ name: "d.json", text }]);
  expect(checked!.findings.find(({ rule }) => rule === "query-syntax")!.severity).toBe("error");
});

test("how long CloudWatch keeps a period is told in days", () => {
  const target = { refId: "A", namespace: "a", metricName: "b", statistic: "Sum", period: "60" };
  const panels = [{ id: 1, type: "timeseries", datasource: { type: "cloudwatch" }, targets: [target] }];
  const text = JSON.stringify({ title: "T", panels, time: { from: "now-30d", to: "now" } });
  const [checked] = checkDashboards([{ name: "d.json", text }]);
  const { message } = checked!.findings.find(({ rule }) => rule === "cloudwatch-retention")!;
  expect(message).toMatch(/15d.*30d/);
});

test("the uid in the envelope of Kubernetes is found there, and a mistake in JSON at its line", () => {
  const spec = { title: "T", elements: {}, layout: {} };
  const resource = { apiVersion: "dashboard.grafana.app/v2beta1", kind: "Dashboard", metadata: { name: "a b" }, spec };
  const files = [JSON.stringify(resource, null, 1), '{\n "title": "T\n}'].map((text, index) => ({
    name: `${index}.json`,
    text,
  }));
  const [enveloped, broken] = checkDashboards(files).map(({ findings }) => findings);
  expect(enveloped!.find(({ rule }) => rule === "dashboard-uid")!.at.path).toEqual(["metadata", "name"]);
  expect(broken!.map(({ at }) => at.line)).toEqual([2]);
});

describe("with an environment's plan", () => {
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
    expect(rulesOf(panel, {}, shop)).toEqual(rules);
    expect(rulesOf(panel)).toEqual([]);
  });

  test("a threshold in v2", () => {
    const elements = (step: number): object => {
      const { fieldConfig, targets } = metric({}, step) as { fieldConfig: object; targets: object[] };
      const queries = targets.map((spec) => ({
        kind: "PanelQuery",
        spec: { refId: "A", query: { kind: "DataQuery", group: "cloudwatch", datasource: { name: "$c" }, spec } },
      }));
      const vizConfig = { kind: "VizConfig", group: "timeseries", spec: { fieldConfig } };
      const data = { kind: "QueryGroup", spec: { queries } };
      return { a: { kind: "Panel", spec: { id: 1, title: "T", vizConfig, data } } };
    };
    const rules = (step: number): string[] => {
      const value = { title: "T", elements: elements(step), layout: {} };
      const [checked] = checkDashboards([{ name: "d.json", text: JSON.stringify(value) }], shop);
      return checked!.findings.map(({ rule }) => rule);
    };
    expect(rules(8)).toContain("panel-threshold-differs");
    expect(rules(5)).not.toContain("panel-threshold-differs");
  });

  const unit = (panel: object, id: string): object => ({ ...panel, fieldConfig: { defaults: { unit: id } } });
  const loki = (expr: string): object => ({ datasource: { type: "loki", uid: "$l" }, targets: [{ refId: "A", expr }] });
  const measured = (statistic: string) => metric({ metricName: "order_duration", statistic });
  const of = '{service_name="checkout"} | json | unwrap';

  test.each<[string, object, string, string]>([
    ["a metric of CloudWatch", measured("p99"), "s", "ms"],
    ["a field of lines", loki(`avg_over_time(${of} http_duration_ms [5m])`), "s", "ms"],
    ["a field of lines, by service", loki(`max by (a) (max_over_time(${of} http_duration_ms [5m]))`), "percent", "ms"],
    [
      "a histogram",
      promql("histogram_quantile(0.9, sum by (le) (rate(stock_percent_bucket[5m])))"),
      "percentunit",
      "percent",
    ],
  ])("the unit of %s is that of the contract", (_, panel, wrong, right) => {
    expect(rulesOf(unit(panel, wrong), {}, shop)).toContain("panel-unit-differs");
    expect(rulesOf(unit(panel, right), {}, shop)).not.toContain("panel-unit-differs");
    expect(rulesOf(unit(panel, wrong))).not.toContain("panel-unit-differs");
  });

  test.each([
    ["computed", loki(`avg_over_time(${of} http_duration_ms [5m]) / 1000`)],
    ["a field that no contract has", loki(`avg_over_time(${of} size [5m])`)],
    ["a rate", loki(`rate(${of} http_duration_ms [5m])`)],
    ["a count of what is measured", promql("rate(order_duration_milliseconds_count[5m])")],
  ])("the unit of %s is not known", (_, panel) =>
    expect(rulesOf(unit(panel, "s"), {}, shop)).not.toContain("panel-unit-differs"),
  );

  test("a duration that is converted is in seconds, whatever the contract says", () => {
    const converted = loki(`avg_over_time(${of} duration(http_duration_ms) [5m])`);
    expect(rulesOf(unit(converted, "ms"))).toContain("panel-unit-differs");
    expect(rulesOf(unit(converted, "s"), {}, shop)).not.toContain("panel-unit-differs");
  });

  test.each<[string, string[]]>([
    ["sum(rate(order_failures_total[5m]))", []],
    ['sum(rate(order_failure_total{job="checkout"}[5m]))', ["panel-metric-unknown"]],
    ["sum(rate(orders_failures_total[5m]))", ["panel-metric-unknown"]],
    ["histogram_quantile(0.9, sum by (le) (rate(order_duration_seconds_bucket[5m])))", ["panel-metric-unknown"]],
    ["sum(rate(order_placed_total[5m]))", []],
    ['sum(rate(order_failure_total{job="another"}[5m]))', []],
    ["sum(rate(request_failures_total[5m]))", []],
    ["sum(rate(http_requests_total[5m])) / up", []],
  ])("the metrics of %s", (expr, rules) =>
    expect(rulesOf(promql(expr), {}, shop).filter((rule) => rule === "panel-metric-unknown")).toEqual(rules),
  );
});
