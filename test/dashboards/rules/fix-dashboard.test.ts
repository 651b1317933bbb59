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
  ["v2", '{"elements":{},"layout":{}}'],
  ["nothing to do", '{"title":"T","panels":[{"id":1}]}'],
])("%s is left alone", (_, given) => expect(fixDashboard(given)).toBeUndefined());

test("any panels are fixed into JSON with the same values, and are not fixed twice", () => {
  const panel = fc.record(
    {
      id: fc.nat(9),
      title: fc.string(),
      targets: fc.array(fc.record({ refId: fc.constantFrom("A", "B", ""), expr: fc.string() }, { requiredKeys: [] })),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(panel), fc.constantFrom(undefined, 1, "\t"), (panels, indent) => {
      const given = JSON.stringify({ title: "T", panels }, null, indent);
      const fixed = fixDashboard(given);
      if (fixed === undefined) return;
      const { panels: better } = JSON.parse(fixed.text) as { panels: typeof panels };
      expect(better).toMatchObject(panels);
      expect(better.every(({ id }) => id !== undefined)).toBe(true);
      expect(fixDashboard(fixed.text)).toBeUndefined();
    }),
  );
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
