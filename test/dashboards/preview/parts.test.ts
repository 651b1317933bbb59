import fc from "fast-check";
import { combinationsOf } from "../../../lib/dashboards/preview/combinations";
import { boundedPattern, overridden } from "../../../lib/dashboards/preview/display";
import { MOST_POINTS, thinned } from "../../../lib/dashboards/preview/frame";
import { type Choice, interpolate, variablesIn } from "../../../lib/dashboards/preview/interpolate";
import { inScript } from "../../../lib/dashboards/preview/page/document";
import { MOST_OPTIONS, variableModel } from "../../../lib/dashboards/preview/variable";
import type { Variable } from "../../../lib/dashboards/read";

describe("variables in texts", () => {
  const choices = new Map<string, Choice>([
    ["one", { values: ["a.b"] }],
    ["two", { values: ["x", "y|z"], text: "X + Y" }],
    ["all", { values: ["x"], isAll: true }],
  ]);

  test.each([
    ["$one ${one} [[one]] ${one:raw}", "raw", "a.b a.b a.b a.b"],
    ["$two", "regex", "(x|y\\|z)"],
    ["$two", "glob", "{x,y|z}"],
    ["${two:csv} ${two:pipe} ${two:json} ${two:text}", "regex", 'x,y|z x|y|z ["x","y|z"] X + Y'],
    ["$none ${__range} $one_more", "raw", "$none ${__range} $one_more"],
    ["$all", "regex", "x"],
  ] as const)("%s as %s", (text, format, expected) => {
    expect(interpolate(text, choices, format)).toBe(expected);
  });

  test("names are found once each", () => {
    expect([...variablesIn("$a ${b:csv} [[c]] $a $1")]).toEqual(["a", "b", "c", "1"]);
  });
});

describe("a variable", () => {
  const variable = (more: Partial<Variable>): Variable => ({
    name: "v",
    type: "custom",
    multi: false,
    includeAll: false,
    hidden: false,
    at: [],
    ...more,
  });
  const texts = (more: Partial<Variable>, found?: Parameters<typeof variableModel>[1]) =>
    variableModel(variable(more), found).options.map(({ text, values }) => text ?? values.join());

  test("has the values of its list, the current one first", () => {
    expect(texts({ query: "a, B : b,c\\,d", current: ["b"] })).toEqual(["B", "a", "c,d"]);
    expect(texts({ query: "a,b", includeAll: true, current: ["$__all"] })).toEqual(["All", "a", "b"]);
    expect(texts({ query: "a,b,c", multi: true, current: ["a", "c"] })).toEqual(["a + c", "a", "b", "c"]);
  });

  test("of a query has what was found, and says why where nothing was", () => {
    expect(texts({ type: "query" }, ["x", "y"])).toEqual(["x", "y"]);
    expect(variableModel(variable({ type: "query", current: ["z"] }), { why: "no line" })).toMatchObject({
      options: [{ values: ["z"] }],
      isChosen: false,
      why: "no line",
    });
  });

  test("offers a bounded number of values, and says how many are left out", () => {
    const many = Array.from({ length: MOST_OPTIONS + 7 }, (_, at) => `v${at}`);
    const model = variableModel(variable({ type: "query" }), many);
    expect(model.options).toHaveLength(MOST_OPTIONS);
    expect(model.why).toMatch(/\b7\b/);
  });

  test("that a panel does not use changes nothing of it; the combinations of the others are bounded", () => {
    const model = (name: string, count: number) =>
      variableModel(
        { ...variable({ type: "query" }), name },
        Array.from({ length: count }, (_, at) => `${name}${at}`),
      );
    const { combinations, left } = combinationsOf([model("a", 3), model("b", 50), model("c", 4)], {
      used: new Set(["a", "c"]),
      repeated: [],
    });
    expect(combinations.map(({ key }) => key)).toEqual([
      "0.0",
      "1.0",
      "2.0",
      "0.1",
      "1.1",
      "2.1",
      "0.2",
      "1.2",
      "2.2",
      "0.3",
      "1.3",
      "2.3",
    ]);
    expect(left).toBe(0);
    expect(combinations[4]?.choices.get("a")).toEqual({ values: ["a1"] });
    expect(combinationsOf([model("b", 50)], { used: new Set(["b"]), repeated: [] })).toMatchObject({
      combinations: { length: 40 },
      left: 10,
    });
  });
});

describe("overrides", () => {
  const frame = { kind: "series", refId: "B", name: "p99", labels: {}, start: 0, step: 60, values: [] } as const;
  const override = (id: string, options: unknown) => ({
    matcher: { id, options },
    properties: [{ id: "unit", value: "s" }],
    at: [],
  });

  test.each([
    ["byName", "p99", true],
    ["byName", "p9", false],
    ["byRegexp", "/^p\\d+$/", true],
    ["byRegexp", "(a+)+$", false],
    ["byFrameRefID", "B", true],
    ["byNames", { names: ["p99"] }, true],
    ["byValue", {}, false],
  ])("%s %p", (id, options, applies) => {
    expect(overridden([override(id, options)], frame, "p99")).toEqual(applies ? { unit: "s" } : {});
  });

  test("patterns that may not end are not used", () => {
    for (const text of ["(a+)+", "(a|a)*", "a*a*a*a*a*b", "[", "x".repeat(300)])
      expect(boundedPattern(text)).toBeUndefined();
  });
});

test("a series keeps its peaks when it is thinned", () => {
  const values = Array.from({ length: 10_000 }, (_, at) => (at === 7777 ? 99 : at % 2));
  const thin = thinned({ kind: "series", name: "", labels: {}, start: 0, step: 60, values });
  expect(thin.values.length).toBeLessThanOrEqual(MOST_POINTS);
  expect(Math.max(...thin.values.map((value) => value ?? 0))).toBe(99);
  expect(thin.values.length * thin.step).toBeGreaterThanOrEqual(10_000 * 60);
});

test("JSON in a script is the same JSON, and cannot end the script", () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.constantFrom("</script><!--", "<!--<script>", "\u2028")), (value) => {
      const text = inScript(JSON.stringify(value));
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(text).not.toMatch(/[<>&]/);
    }),
  );
});
