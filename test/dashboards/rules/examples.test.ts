import { parse } from "yaml";
import { type DashboardExample, dashboardExamples } from "../../../docs/rules";
import { checkDashboards, dashboardRules } from "../../../lib/dashboards/rules";
import { merged } from "../../docs/merged";
import { shop } from "./shop";

function rulesIn(fragment: string, as?: DashboardExample["as"]): Set<string> {
  const files = as === "text" ? [fragment] : valuesOf(fragment, as).map((value) => JSON.stringify(value));
  const checked = checkDashboards(
    files.map((text, index) => ({ name: `${index}.json`, text })),
    as === "held" ? shop : undefined,
  );
  return new Set(checked.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
}

function valuesOf(fragment: string, as: DashboardExample["as"]): unknown[] {
  const value: unknown = parse(as === "large" ? fragment.replace("…", "x".repeat(2_000_000)) : fragment);
  if (as === "whole") return [value];
  const fragments: readonly unknown[] = as === "files" && Array.isArray(value) ? value : [value];
  return fragments.map((each) => merged(parse(dashboardExamples.base), each));
}

test("exactly the rules have examples", () => {
  expect(Object.keys(dashboardExamples.rules).sort()).toEqual(Object.keys(dashboardRules.rules).sort());
});

test("the dashboard that examples are merged into has no findings", () => {
  expect([...rulesIn("{}")]).toEqual([]);
});

test.each(
  Object.entries(dashboardExamples.rules).flatMap(([rule, example]) =>
    "none" in example ? [] : [{ rule, ...example }],
  ),
)("$rule is found in the bad example, and not in the good one", ({ as, bad, good, rule }) => {
  expect([...rulesIn(bad, as)]).toContain(rule);
  expect([...rulesIn(good, as)]).not.toContain(rule);
});
