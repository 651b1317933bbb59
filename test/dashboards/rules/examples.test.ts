import { parse } from "yaml";
import { dashboardExamples } from "../../../docs/rules";
import { checkDashboards, dashboardRules } from "../../../lib/dashboards/rules";
import { merged } from "../../docs/merged";

function rulesIn(fragment: string, whole = false): Set<string> {
  const value = whole ? (parse(fragment) as unknown) : merged(parse(dashboardExamples.base), parse(fragment));
  const [checked] = checkDashboards([{ name: "shop.json", text: JSON.stringify(value) }]);
  return new Set(checked!.findings.map(({ rule }) => rule));
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
)("$rule is found in the bad example, and not in the good one", ({ bad, good, rule, whole }) => {
  expect([...rulesIn(bad, whole)]).toContain(rule);
  expect([...rulesIn(good, whole)]).not.toContain(rule);
});
