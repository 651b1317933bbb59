import fc from "fast-check";
import { checkDashboards, fixDashboard } from "../../../lib/dashboards/rules";

const text = `{
  "title": "Shop", "schemaVersion": 42,
  "id": 7,
  "panels": [
    {
      "type": "row", "id": 3, "panels": []
    },
    {
      "type": "timeseries",   "title": "a \\u00e9",
      "datasource": { "type": "prometheus" },
      "targets": [{"refId": "A", "expr": "rate(a_total{b=\\"c\\"}[$__interval])"}, { "expr": "rate(a_total[$__rate_interval])" }, {}]
    },
    {}
  ]
}
`;

test("what is missing is added, and all else stays as it is", () => {
  const fixed = fixDashboard(text)!;
  expect(fixed.text).toBe(
    text
      .replace('"id": 7,', '"id": null,')
      .replace('"type": "timeseries"', '"id": 4,\n      "type": "timeseries"')
      .replace("[$__interval]", "[$__rate_interval]")
      .replace('{ "expr"', '{ "refId": "B", "expr"')
      .replace(", {}]", ', {"refId": "C"}]')
      .replace("    {}\n", '    {"id": 5}\n'),
  );
  expect(fixed.done).toHaveLength(4);
  expect(fixDashboard(fixed.text)).toBeUndefined();
});

test("what increase() counts in a range is not changed, and a byte order mark stays", () => {
  const given = (expr: string): string =>
    `\ufeff${JSON.stringify({ title: "T", panels: [{ id: 1, datasource: { type: "prometheus" }, targets: [{ refId: "A", expr }] }] })}`;
  expect(fixDashboard(given("increase(a_total[$__interval])"))).toBeUndefined();
  expect(fixDashboard(given("irate(a_total[$__interval])"))?.text).toBe(given("irate(a_total[$__rate_interval])"));
});

test.each([
  ["no JSON", "{"],
  ["no dashboard", '{"kind":"Pod"}'],
  ["v2 with nothing to do", '{"elements":{},"layout":{}}'],
  ["nothing to do", '{"title":"T","panels":[{"id":1}]}'],
])("%s is left alone", (_, given) => expect(fixDashboard(given)).toBeUndefined());

describe("data sources", () => {
  const given = (datasource: unknown, list: readonly object[] = [], indent?: number): string =>
    JSON.stringify({ title: "T", templating: { list }, panels: [{ id: 1, datasource, targets: [] }] }, null, indent);
  const main = { type: "prometheus", uid: "main" };
  const variable = (current: unknown, name = "prometheus") => ({
    type: "datasource",
    name,
    query: "prometheus",
    current,
  });

  test("become a variable that has their uid", () => {
    const fixed = fixDashboard(given(main))!;
    const { panels, templating } = JSON.parse(fixed.text) as { panels: object[]; templating: { list: object[] } };
    expect(panels).toMatchObject([{ datasource: { type: "prometheus", uid: "${prometheus}" } }]);
    expect(templating.list).toMatchObject([variable({ text: "main", value: "main" })]);
  });

  test("take the variable that has their uid, and not another one", () => {
    const [same, other] = [variable({ value: "main" }, "p"), variable({ value: "other" })];
    expect(JSON.parse(fixDashboard(given(main, [same]))!.text)).toMatchObject({
      templating: { list: [same] },
      panels: [{ datasource: { uid: "${p}" } }],
    });
    expect(JSON.parse(fixDashboard(given(main, [other]))!.text)).toMatchObject({
      templating: { list: [{ name: "prometheus_2" }, other] },
      panels: [{ datasource: { uid: "${prometheus_2}" } }],
    });
  });

  test("keep lines and indentation", () => {
    const before = given(main, [{ type: "custom", name: "c" }], 2);
    const after = fixDashboard(before)!.text;
    expect(after).toBe(JSON.stringify(JSON.parse(after), null, 2));
  });

  test("that are named by a name, or beside a list that is none, are left, and that is said", () => {
    expect(fixDashboard(given("Main"))).toMatchObject({
      text: given("Main"),
      done: [],
      left: [expect.stringContaining("Main")],
    });
    const odd = JSON.stringify({ title: "T", templating: [], panels: [{ id: 1, datasource: main }] });
    expect(fixDashboard(odd)).toMatchObject({ text: odd, done: [], left: [expect.anything()] });
  });
});

describe("any dashboard", () => {
  const grid = fc.record({
    x: fc.oneof(fc.integer({ min: -3, max: 26 }), fc.constant(2.5)),
    y: fc.integer({ min: -2, max: 20 }),
    w: fc.integer({ min: 0, max: 30 }),
    h: fc.integer({ min: 0, max: 9 }),
  });
  const uid = fc.constantFrom("p", "q", "${v}", "-- Mixed --");
  const query = fc.record(
    {
      refId: fc.constantFrom("A", "B", ""),
      expr: fc.constantFrom("up", "rate(a_total[$__interval])", 'sum("'),
      uid,
    },
    { requiredKeys: [] },
  );
  const panel = fc.record({
    id: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
    grid,
    uid,
    queries: fc.array(query, { maxLength: 3 }),
    isRow: fc.boolean(),
  });
  type Given = typeof panel extends fc.Arbitrary<infer T> ? T : never;
  const variables = fc.subarray(["p", "q", "other"]);

  const v1 = (panels: readonly Given[], values: readonly string[]): object => ({
    title: "T",
    id: 3,
    panels: panels.map(({ grid: gridPos, id, isRow, queries, uid: own }, index) =>
      isRow
        ? {
            type: "row",
            id: 100 + index,
            title: `row ${index}`,
            gridPos: { ...gridPos, x: 0, y: Math.max(0, gridPos.y), w: 24, h: 1 },
          }
        : {
            ...(id !== undefined && { id }),
            type: "timeseries",
            title: `panel ${index}`,
            gridPos,
            datasource: { type: "prometheus", uid: own },
            targets: queries.map(({ uid: of, ...target }) => ({
              ...target,
              ...(of && { datasource: { type: "prometheus", uid: of } }),
            })),
          },
    ),
    templating: {
      list: [
        { type: "custom", name: "v" },
        ...values.map((value, index) => ({
          type: "datasource",
          name: `d${index}`,
          query: "prometheus",
          current: { value },
        })),
      ],
    },
  });
  const v2 = (panels: readonly Given[], values: readonly string[]): object => ({
    apiVersion: "dashboard.grafana.app/v2beta1",
    kind: "Dashboard",
    metadata: { name: "t" },
    spec: {
      title: "T",
      variables: values.map((value, index) => ({
        kind: "DatasourceVariable",
        spec: { name: `d${index}`, pluginId: "prometheus", current: { text: value, value } },
      })),
      elements: Object.fromEntries(
        panels.map(({ id, queries }, index) => [
          `e${index}`,
          {
            kind: "Panel",
            spec: {
              id,
              title: `panel ${index}`,
              vizConfig: { kind: "VizConfig", group: "timeseries", spec: {} },
              data: {
                kind: "QueryGroup",
                spec: {
                  queries: queries.map(({ expr, refId, uid: of }) => ({
                    kind: "PanelQuery",
                    spec: {
                      ...(refId !== undefined && { refId }),
                      query: { kind: "DataQuery", group: "prometheus", datasource: { name: of }, spec: { expr } },
                    },
                  })),
                },
              },
            },
          },
        ]),
      ),
      layout: {
        kind: "GridLayout",
        spec: {
          items: panels.map(({ grid: { h, w, x, y } }, index) => ({
            kind: "GridLayoutItem",
            spec: { x, y, width: w, height: h, element: { kind: "ElementReference", name: `e${index}` } },
          })),
        },
      },
    },
  });

  const fixable = [
    "panel-off-grid",
    "panel-overlap",
    "panel-id-twice",
    "panel-id-missing",
    "query-ref-twice",
    "query-ref-missing",
    "datasource-fixed",
    "promql-interval",
    "dashboard-id",
  ];
  const countsOf = (text: string): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>();
    for (const { rule } of checkDashboards([{ name: "d.json", text }])[0]!.findings)
      counts.set(rule, (counts.get(rule) ?? 0) + 1);
    return counts;
  };

  test.each([
    ["v1", v1],
    ["v2", v2],
  ])("of %s is fixed once and for all: what is fixed is no longer found, and nothing new is", (_, of) => {
    fc.assert(
      fc.property(
        fc.array(panel, { maxLength: 7 }),
        variables,
        fc.constantFrom(undefined, 1, "\t"),
        (panels, values, indent) => {
          const given = JSON.stringify(of(panels, values), null, indent);
          const text = fixDashboard(given)?.text ?? given;
          expect(fixDashboard(text)?.text ?? text).toBe(text);
          if (indent !== undefined && !given.includes("[]") && !given.includes("{}"))
            expect(text).toBe(JSON.stringify(JSON.parse(text), null, indent));
          const [before, after] = [countsOf(given), countsOf(text)];
          for (const [rule, count] of after)
            expect([rule, count]).toEqual([rule, Math.min(count, before.get(rule) ?? 0)]);
          for (const rule of fixable) expect([rule, after.get(rule)]).toEqual([rule, undefined]);
        },
      ),
      { numRuns: 60 },
    );
  });

  interface Classic {
    readonly panels: readonly { readonly title: string; readonly type: string; readonly gridPos: Grid }[];
  }
  interface Grid {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
  }

  test("of v1 without rows is drawn as before", () => {
    fc.assert(
      fc.property(
        fc.array(
          panel.map((each) => ({
            ...each,
            isRow: false,
            grid: {
              ...each.grid,
              x: Math.floor(each.grid.x),
              y: Math.max(0, each.grid.y),
              w: Math.max(1, each.grid.w),
              h: Math.max(1, each.grid.h),
            },
          })),
          { maxLength: 9 },
        ),
        (panels) => {
          const given = v1(panels, []) as Classic;
          const fixed = JSON.parse(fixDashboard(JSON.stringify(given))?.text ?? JSON.stringify(given)) as Classic;
          const places = ({ panels: all }: Classic) => drawn(all.map(({ gridPos }) => gridPos));
          expect(places(fixed)).toEqual(places(given));
        },
      ),
    );
  });

  test("of v1 keeps its panels in their rows", () => {
    const sections = ({ panels }: Classic): unknown => {
      let row = "";
      const sorted = panels.toSorted((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x);
      return new Map(sorted.map(({ title, type }) => [title, type === "row" ? (row = title) : row]));
    };
    fc.assert(
      // Places at the same height are sorted by their column, which a panel off the grid has not.
      fc.property(
        fc.array(
          panel.filter(
            (each) =>
              each.grid.x >= 0 &&
              each.grid.y >= 0 &&
              each.grid.x % 1 === 0 &&
              each.grid.w > 0 &&
              each.grid.x + each.grid.w <= 24,
          ),
          { maxLength: 9 },
        ),
        (panels) => {
          const given = v1(panels, []) as Classic;
          const fixed = JSON.parse(fixDashboard(JSON.stringify(given))?.text ?? JSON.stringify(given)) as Classic;
          expect(sections(fixed)).toEqual(sections(given));
        },
      ),
    );
  });

  /** As react-grid-layout places items: corrected to the columns, then from the top each as far up as it can. */
  function drawn(items: readonly Grid[]): ReadonlyMap<number, Grid | undefined> {
    const corrected = items
      .toSorted((a, b) => a.y - b.y || a.x - b.x)
      .map((item) => {
        const x = item.x + item.w > 24 ? 24 - item.w : item.x;
        return { item, ...item, ...(x < 0 ? { x: 0, w: 24 } : { x }) };
      });
    const done: Grid[] = [];
    const hits = (one: Grid) =>
      done.find(
        (other) =>
          one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h,
      );
    const places = new Map<Grid, Grid>();
    for (const { item: given, ...item } of corrected.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
      let y = Math.min(
        item.y,
        done.reduce((most, each) => Math.max(most, each.y + each.h), 0),
      );
      while (y > 0 && hits({ ...item, y }) === undefined) y--;
      for (let hit = hits({ ...item, y }); hit !== undefined; hit = hits({ ...item, y })) y = hit.y + hit.h;
      done.push({ ...item, y });
      places.set(given, { ...item, y });
    }
    return new Map(items.map((item, index) => [index, places.get(item)]));
  }
});

describe("hostile files", () => {
  const nested = (levels: number): string => `{"title":"T","panels":${"[".repeat(levels)}${"]".repeat(levels)}}`;
  test.each<[string, string, string]>([
    ["no JSON", "{", "dashboard-json"],
    ["a comma too many", '{"title":"T","panels":[],}', "dashboard-json"],
    ["no text at all", "", "dashboard-json"],
    ["something else", "[1]", "dashboard-not-found"],
    ["2 MB", `{"title":"${"x".repeat(2_000_000)}","panels":[]}`, "dashboard-too-large"],
    ["100,000 panels", `{"title":"T","panels":[${"{},".repeat(99_999)}{}]}`, "dashboard-too-large"],
    ["lists in lists", nested(5000), "dashboard-too-large"],
  ])("%s", (_, given, rule) => {
    const [checked] = checkDashboards([{ name: "d.json", text: given }]);
    expect(checked!.findings.map((finding) => finding.rule)).toEqual([rule]);
  });

  const keys = [
    "panels",
    "templating",
    "list",
    "targets",
    "expr",
    "datasource",
    "type",
    "gridPos",
    "x",
    "y",
    "w",
    "h",
    "name",
    "query",
    "links",
    "url",
    "elements",
    "layout",
    "spec",
    "items",
    "__proto__",
    "groups",
    "rules",
    "data",
    "model",
  ];
  const odd = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom(
        null,
        0,
        -1,
        "",
        "$a",
        "prometheus",
        "loki",
        "cloudwatch",
        "rate(a_total[$__interval])",
        '{a=~"$b"}',
        "row",
      ),
      fc.array(tie("any"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...keys), tie("any"), { maxKeys: 6 }),
    ),
  })).any;

  test("any JSON is checked without a throw", () => {
    fc.assert(
      fc.property(odd, odd, (a, b) => {
        for (const value of [
          a,
          { title: "T", panels: [a, b], templating: b },
          { elements: { a, b }, layout: b },
          { groups: [{ rules: [{ data: [a, b] }, a] }] },
        ]) {
          const given = JSON.stringify(value);
          expect(() =>
            checkDashboards([
              { name: "d.json", text: given },
              { name: "e.json", text: given },
            ]),
          ).not.toThrow();
          expect(() => fixDashboard(given)).not.toThrow();
        }
      }),
      { numRuns: 50 },
    );
  });
});
