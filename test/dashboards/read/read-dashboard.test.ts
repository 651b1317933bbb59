import fc from "fast-check";
import { valueAt } from "../../../lib/base";
import { type Dashboard, readDashboard } from "../../../lib/dashboards/read";

function read(value: unknown): Dashboard {
  const { dashboard, problems } = readDashboard(value);
  expect(problems).toEqual([]);
  return dashboard!;
}

const prometheus = { type: "prometheus", uid: "${metrics}" };

describe("v1", () => {
  const classic = {
    uid: "shop",
    title: "Shop",
    schemaVersion: 41,
    time: { from: "now-6h", to: "now" },
    refresh: "1m",
    templating: {
      list: [
        { type: "datasource", name: "metrics", query: "prometheus", hide: 2 },
        { type: "query", name: "job", datasource: prometheus, query: { query: "label_values(up, job)" }, multi: true },
      ],
    },
    annotations: {
      list: [
        { builtIn: 1, name: "Alerts", datasource: { type: "grafana", uid: "-- Grafana --" } },
        { name: "Deployments", datasource: prometheus, expr: "changes(build_info[5m])" },
      ],
    },
    panels: [
      { id: 3, type: "row", collapsed: true, title: "More", gridPos: { x: 0, y: 8, w: 24, h: 1 }, panels: [{ id: 4 }] },
      {
        id: 1,
        type: "timeseries",
        title: "Errors",
        datasource: prometheus,
        gridPos: { x: 0, y: 0, w: 12, h: 8 },
        fieldConfig: {
          defaults: {
            unit: "reqps",
            thresholds: { mode: "absolute", steps: [{ value: null, color: "green" }] },
            custom: { thresholdsStyle: { mode: "line" } },
            links: [{ title: "Logs", url: "/explore" }],
          },
          overrides: [{ matcher: { id: "byName", options: "A" }, properties: [{ id: "unit", value: "s" }] }],
        },
        options: { legend: { showLegend: false, calcs: ["max"] } },
        targets: [{ refId: "A", expr: "sum(rate(errors_total[5m]))", legendFormat: "errors", hide: true }],
        transformations: [{ id: "organize", options: {} }],
      },
    ],
  };

  test("says what the JSON says, in the grid's order", () => {
    const dashboard = read(classic);
    expect(dashboard).toMatchObject({ schema: "v1", uid: "shop", version: 41, refresh: "1m", at: [] });
    expect(dashboard.panels.map(({ id, section }) => [id, section])).toEqual([
      [1, undefined],
      [4, 0],
    ]);
    expect(dashboard.sections).toMatchObject([{ title: "More", kind: "row", collapsed: true, at: ["panels", 0] }]);
    expect(dashboard.panels[0]).toMatchObject({
      unit: "reqps",
      legend: { shown: false, calcs: ["max"] },
      links: [{ title: "Logs", url: "/explore" }],
      thresholds: { mode: "absolute", style: "line", steps: [{ value: null, color: "green" }] },
      queries: [{ refId: "A", hidden: true, language: "promql", legend: "errors", datasource: prometheus }],
      at: ["panels", 1],
    });
    expect(dashboard.variables).toMatchObject([
      { name: "metrics", type: "datasource", hidden: true },
      { name: "job", query: "label_values(up, job)", multi: true },
    ]);
    expect(dashboard.annotations).toMatchObject([
      { name: "Alerts", builtIn: true },
      { name: "Deployments", query: { language: "promql", text: "changes(build_info[5m])" } },
    ]);
  });

  test.each<[string, object, string[]]>([
    ["bare", classic, []],
    ["the API's", { dashboard: classic, meta: {} }, ["dashboard"]],
    [
      "Kubernetes'",
      { apiVersion: "dashboard.grafana.app/v1beta1", kind: "Dashboard", metadata: { name: "k" }, spec: classic },
      ["spec"],
    ],
  ])("%s envelope keeps the places in the document", (_, document, at) => {
    const dashboard = read(document);
    expect(dashboard.at).toEqual(at);
    const [query] = dashboard.panels[0]!.queries;
    expect(valueAt(document, query!.textAt!)).toBe(query!.text);
  });

  test.each([
    [
      { repeatDirection: "v", maxPerRow: 3 },
      { repeatDirection: "v", maxPerRow: 3 },
    ],
    [{ repeatDirection: "down", minSpan: 5 }, { maxPerRow: 4 }],
    [{ span: 12, minSpan: 2 }, { maxPerRow: 6 }],
    [{ minSpan: 30 }, {}],
  ])("a panel that is repeated with %j has %j", (given, expected) => {
    const [panel] = read({ title: "R", panels: [{ id: 1, repeat: "job", ...given }] }).panels;
    const { maxPerRow, repeatDirection } = panel!;
    expect({ maxPerRow, repeatDirection }).toEqual({ maxPerRow: undefined, repeatDirection: undefined, ...expected });
  });

  test("copies that a repetition once left in the file are not read, as Grafana removes them", () => {
    const copies = {
      title: "Copies",
      panels: [
        { id: 1, repeat: "job" },
        { id: 2, repeatPanelId: 1, repeatIteration: 5 },
        { id: 3, repeat: "pod", repeatPanelId: 1, repeatedByRow: true },
        { id: 4, repeat: "pod", repeatPanelId: 1 },
        { id: 5, type: "row", repeatPanelId: 4, panels: [{ id: 6 }] },
      ],
    };
    const idsOf = (value: unknown) => read(value).panels.map(({ id }) => id);
    expect(idsOf({ ...copies, templating: { list: [{ name: "job", type: "custom" }] } })).toEqual([1, 4]);
    // A dashboard without variables keeps them.
    expect(idsOf(copies)).toEqual([1, 2, 3, 4, 6]);
  });

  test("rows of the time before the grid are laid out by span", () => {
    const dashboard = read({
      title: "Old",
      schemaVersion: 14,
      rows: [
        {
          title: "R",
          height: "250px",
          panels: [
            { id: 1, span: 8, type: "graph" },
            { id: 2, span: 6 },
          ],
        },
        { panels: [{ id: 3 }] },
      ],
    });
    expect(dashboard.panels.map(({ grid }) => grid)).toEqual([
      { x: 0, y: 0, w: 16, h: 7 },
      { x: 0, y: 7, w: 12, h: 7 },
      { x: 0, y: 14, w: 8, h: 7 },
    ]);
    expect(dashboard.panels.map(({ section }) => section)).toEqual([0, 0, 1]);
  });

  test("inputs of an export and variables say which plugin a data source has", () => {
    const dashboard = read({
      title: "Exported",
      __inputs: [{ name: "DS_LOKI", type: "datasource", pluginId: "loki" }],
      panels: [
        { datasource: "${DS_LOKI}", targets: [{ expr: '{app="a"}' }] },
        {
          datasource: "-- Mixed --",
          targets: [{ datasource: { type: "cloudwatch" }, namespace: "AWS/SQS" }, { expr: "up" }],
        },
      ],
    });
    expect(dashboard.panels.flatMap(({ queries }) => queries.map(({ language }) => language))).toEqual([
      "logql",
      "cloudwatch-metric",
      "promql",
    ]);
  });

  test.each([
    [{ queryMode: "Logs", expression: "fields @message", logGroups: [{ arn: "a", name: "n" }] }, "logs-insights"],
    [{ queryMode: "Logs", expression: "SELECT 1", queryLanguage: "SQL" }, "logs-insights-sql"],
    [{ queryMode: "Logs", expression: "fields x", queryLanguage: "PPL" }, "logs-insights-ppl"],
    [{ metricQueryType: 1, sqlExpression: "SELECT AVG(x) FROM y" }, "cloudwatch-sql"],
    [{ metricQueryType: 0, metricEditorMode: 1, expression: "m1 * 2" }, "cloudwatch-math"],
    [{ metricEditorMode: 1, expression: "SEARCH('{AWS/SQS} x', 'Sum')" }, "cloudwatch-search"],
    [{ metricEditorMode: 0, expression: "m1 * 2", metricName: "x" }, "cloudwatch-metric"],
  ])("what CloudWatch is asked, by the target: %j", (target, language) => {
    const panels = [{ datasource: { type: "cloudwatch", uid: "c" }, targets: [target] }];
    expect(read({ title: "C", panels }).panels[0]!.queries[0]!.language).toBe(language);
  });

  test.each([
    ["loki", { expr: "{}" }, "logql"],
    ["tempo", { queryType: "traceql", query: "{ status = error }" }, "traceql"],
    ["tempo", { queryType: "traceql", query: "4bf92f3577b34da6" }, "other"],
    ["tempo", { queryType: "serviceMap" }, "other"],
    ["elasticsearch", { query: "level:error" }, "lucene"],
    ["grafana-x-ray-datasource", { query: "fault" }, "xray"],
    ["__expr__", { type: "math", expression: "$A" }, "expression"],
    ["constructor", { expr: "up" }, "other"],
    [undefined, { expr: '{app="a"} |= "x"' }, "logql"],
    [undefined, { expr: '{app="a"} != 0' }, "promql"],
    [
      undefined,
      { namespace: "AWS/SQS", metricName: "x", statistics: ["Sum"], dimensions: { Q: "*" } },
      "cloudwatch-metric",
    ],
  ])("%s: %j", (type, target, language) => {
    const [query] = read({ title: "L", panels: [{ datasource: type && { type, uid: "u" }, targets: [target] }] })
      .panels[0]!.queries;
    expect(query!.language).toBe(language);
  });

  test("a metric of CloudWatch has what the target has", () => {
    const target = {
      namespace: "AWS/SQS",
      metricName: "x",
      statistics: ["Sum"],
      period: 60,
      dimensions: { Q: "*", R: ["a"] },
    };
    expect(read({ title: "M", panels: [{ targets: [target] }] }).panels[0]!.queries[0]!.metric).toEqual({
      namespace: "AWS/SQS",
      name: "x",
      statistic: "Sum",
      period: "60",
      dimensions: { Q: ["*"], R: ["a"] },
      matchExact: true,
    });
  });
});

describe("v2", () => {
  const panel = (id: number, group = "loki") => ({
    kind: "Panel",
    spec: {
      id,
      title: `Panel ${id}`,
      data: {
        kind: "QueryGroup",
        spec: {
          queries: [
            {
              kind: "PanelQuery",
              spec: {
                refId: "A",
                hidden: false,
                query: { kind: "DataQuery", group, version: "v0", datasource: { name: "uid" }, spec: { expr: "up" } },
              },
            },
          ],
          transformations: [{ kind: "Transformation", group: "organize", spec: {} }],
        },
      },
      vizConfig: {
        kind: "VizConfig",
        group: "stat",
        version: "13",
        spec: { fieldConfig: { defaults: { unit: "s" } } },
      },
    },
  });
  const item = (name: string, x = 0) => ({
    kind: "GridLayoutItem",
    spec: { x, y: 0, width: 12, height: 8, element: { kind: "ElementReference", name } },
  });
  const spec = {
    title: "Shop",
    elements: { a: panel(1), b: panel(2, "prometheus"), c: panel(3), d: panel(4) },
    variables: [
      { kind: "DatasourceVariable", spec: { name: "logs", pluginId: "loki", hide: "hideVariable" } },
      {
        kind: "QueryVariable",
        spec: { name: "app", query: { kind: "DataQuery", group: "prometheus", spec: { query: "label_values(app)" } } },
      },
    ],
    timeSettings: { from: "now-1h", to: "now", autoRefresh: "30s" },
    layout: {
      kind: "TabsLayout",
      spec: {
        tabs: [
          {
            kind: "TabsLayoutTab",
            spec: {
              title: "One",
              layout: {
                kind: "RowsLayout",
                spec: {
                  rows: [
                    {
                      kind: "RowsLayoutRow",
                      spec: {
                        title: "R",
                        collapse: true,
                        repeat: { mode: "variable", value: "app" },
                        layout: { kind: "GridLayout", spec: { items: [item("b", 12), item("a"), item("gone")] } },
                      },
                    },
                  ],
                },
              },
            },
          },
          {
            kind: "TabsLayoutTab",
            spec: {
              title: "Two",
              layout: {
                kind: "AutoGridLayout",
                spec: { items: [{ kind: "AutoGridLayoutItem", spec: { element: { name: "c" } } }] },
              },
            },
          },
        ],
      },
    },
  };

  test.each([
    ["bare", spec, {}],
    [
      "in its envelope",
      { apiVersion: "dashboard.grafana.app/v2beta1", kind: "Dashboard", metadata: { name: "shop" }, spec },
      { uid: "shop", version: "v2beta1" },
    ],
  ])("says what the JSON says, %s", (_, document, more) => {
    const dashboard = read(document);
    expect(dashboard).toMatchObject({ schema: "v2", title: "Shop", refresh: "30s", ...more });
    expect(dashboard.sections).toMatchObject([
      { kind: "tab", title: "One" },
      { kind: "row", title: "R", collapsed: true, repeat: "app", parent: 0 },
      { kind: "tab", title: "Two" },
    ]);
    expect(dashboard.panels.map(({ grid, key, section }) => [key, section, grid?.x])).toEqual([
      ["b", 1, 12],
      ["a", 1, 0],
      ["c", 2, undefined],
    ]);
    expect(dashboard.missing.map(({ key }) => key)).toEqual(["gone"]);
    expect(dashboard.unplaced.map(({ key }) => key)).toEqual(["d"]);
    expect(dashboard.panels[0]).toMatchObject({
      id: 2,
      type: "stat",
      unit: "s",
      transformations: [{ id: "organize" }],
    });
    const [query] = dashboard.panels[0]!.queries;
    expect(query).toMatchObject({ refId: "A", language: "promql", datasource: { type: "prometheus", uid: "uid" } });
    expect(valueAt(document, query!.textAt!)).toBe("up");
    expect(dashboard.variables).toMatchObject([
      { type: "datasource", name: "logs", query: "loki", hidden: true },
      { type: "query", name: "app", query: "label_values(app)", datasource: { type: "prometheus" } },
    ]);
  });

  test("repeated panels say how", () => {
    const places = [
      {
        element: { name: "a" },
        x: 0,
        y: 0,
        width: 8,
        height: 8,
        repeat: { mode: "variable", value: "app", direction: "v" },
      },
      {
        element: { name: "b" },
        x: 0,
        y: 8,
        width: 8,
        height: 8,
        repeat: { mode: "variable", value: "app", maxPerRow: 3 },
      },
    ];
    const items = places.map((one) => ({ kind: "GridLayoutItem", spec: one }));
    const { panels } = read({ ...spec, layout: { kind: "GridLayout", spec: { items } } });
    expect(panels).toMatchObject([
      { repeat: "app", repeatDirection: "v" },
      { repeat: "app", maxPerRow: 3 },
    ]);
  });

  test("v2alpha1 has the plugin as kind", () => {
    const dashboard = read({
      title: "Alpha",
      elements: {
        a: {
          kind: "Panel",
          spec: {
            data: {
              spec: {
                queries: [
                  { spec: { refId: "A", datasource: { uid: "u" }, query: { kind: "loki", spec: { expr: "{}" } } } },
                ],
              },
            },
            vizConfig: { kind: "logs", spec: {} },
          },
        },
      },
      layout: {
        kind: "GridLayout",
        spec: { items: [{ kind: "GridLayoutRow", spec: { title: "R", elements: [item("a")] } }] },
      },
    });
    expect(dashboard.panels).toMatchObject([
      { type: "logs", section: 0, queries: [{ language: "logql", datasource: { type: "loki", uid: "u" } }] },
    ]);
  });
});

describe("what is no dashboard, or too much", () => {
  const deep = (levels: number): unknown => {
    let value: unknown = 1;
    for (let level = 0; level < levels; level++) value = { layout: value };
    return value;
  };
  const cycle: Record<string, unknown> = { title: "Cycle", panels: [] };
  cycle.self = cycle;

  test.each<[string, unknown]>([
    ["null", null],
    ["a list", []],
    ["a text", "dashboard"],
    ["an empty object", {}],
    ["something else", { kind: "Pod", apiVersion: "v1", spec: {} }],
    ["another kind of Grafana's", { apiVersion: "dashboard.grafana.app/v1", kind: "LibraryPanel", spec: {} }],
    ["what is nested too deeply", { title: "Deep", panels: [], x: deep(5000) }],
    ["a cycle", cycle],
    ["too many panels", { title: "Many", panels: Array.from({ length: 100_000 }, () => ({})) }],
  ])("%s", (_, value) => {
    const { dashboard, problems } = readDashboard(value);
    expect(dashboard).toBeUndefined();
    expect(problems).toHaveLength(1);
  });

  test("a list that holds something else is said, and the rest is read", () => {
    const { dashboard, problems } = readDashboard({ title: "T", panels: [null, 1, { id: 1, targets: {} }], tags: "a" });
    expect(dashboard!.panels).toHaveLength(1);
    expect(problems.map(({ at }) => at)).toEqual([
      ["panels", 0],
      ["panels", 2, "targets"],
    ]);
  });

  test("keys of prototypes are keys", () => {
    const value: unknown = JSON.parse(
      '{"title":"P","elements":{"__proto__":{"spec":{"title":"x"}}},"layout":{"spec":{"items":[{"spec":{"element":{"name":"__proto__"}}},{"spec":{"element":{"name":"constructor"}}}]}}}',
    );
    const dashboard = read(value);
    expect(dashboard.panels).toMatchObject([{ key: "__proto__", title: "x" }]);
    expect(dashboard.missing).toMatchObject([{ key: "constructor" }]);
  });

  const keys = fc.constantFrom(
    ...["panels", "rows", "templating", "list", "spec", "elements", "layout", "items", "targets", "datasource", "data"],
    ...[
      "type",
      "gridPos",
      "title",
      "fieldConfig",
      "defaults",
      "links",
      "query",
      "annotations",
      "kind",
      "__proto__",
      "x",
    ],
  );
  const odd = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 6, withCrossShrink: true },
      fc.constantFrom(null, true, 0, -1.5, "", "row", "$x", "loki"),
      fc.array(tie("any"), { maxLength: 3 }),
      fc.dictionary(keys, tie("any"), { maxKeys: 6 }),
    ),
  })).any;

  test("any JSON is read without a throw", () => {
    fc.assert(
      fc.property(odd, odd, (panels, other) => {
        for (const value of [
          other,
          { title: "T", panels: [panels], templating: other },
          { elements: { a: panels }, layout: other },
        ])
          expect(() => readDashboard(value)).not.toThrow();
      }),
    );
  });
});
