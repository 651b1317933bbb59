import fc from "fast-check";
import { dashboardChanges, plainText, sentencesOf } from "../../../lib/dashboards/diff";
import { valueAt } from "../../../lib/base";
import { readDashboard } from "../../../lib/dashboards/read";
import { growth } from "../../work";
import { documentOf, payments, withAt } from "./payments";

/** Values that Grafana writes by itself, and ids. */
const volatile = new Set(["version", "id", "iteration", "pluginVersion", "text"]);

test("nothing changes between a dashboard and itself", () => {
  expect(dashboardChanges(documentOf(payments()), documentOf(payments()))).toEqual([]);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...leaves(payments())), fc.jsonValue())), (mutations) => {
      const json = mutations.reduce<unknown>((all, [path, value]) => withAt(all, path, value), payments());
      const reading = readDashboard(json);
      if (reading.dashboard === undefined) return;
      const document = { dashboard: reading.dashboard, json };
      expect(dashboardChanges(document, documentOf(structuredClone(json)))).toEqual([]);
    }),
  );
});

test("what Grafana writes by itself is no change", () => {
  const now = withAt(withAt(payments(), ["version"], 8), ["panels", 1, "pluginVersion"], "13.0.0");
  expect(dashboardChanges(documentOf(payments()), documentOf({ ...(now as object), id: 9, iteration: 1 }))).toEqual([]);
});

test.each(
  leaves(payments())
    .filter((path) => !volatile.has(String(path.at(-1))) && !isEmpty(valueAt(payments(), path)))
    .map((path) => [path.join("."), path] as const),
)("%s does not change silently", (_, path) => {
  const before = payments();
  for (const value of ["something else", 4711, undefined]) {
    const json = withAt(before, path, value);
    if (JSON.stringify(json) === JSON.stringify(before)) continue;
    const reading = readDashboard(json);
    if (reading.dashboard === undefined) continue;
    const changes = dashboardChanges(documentOf(before), { dashboard: reading.dashboard, json });
    expect(sentencesOf(changes)).not.toEqual([]);
  }
});

test("a panel that is renamed or moved is neither removed nor added", () => {
  const renamed = withAt(withAt(payments(), ["panels", 1, "title"], "Latency"), ["panels", 1, "id"], 90);
  const changes = dashboardChanges(documentOf(payments()), documentOf(renamed));
  expect(changes).toMatchObject([{ kind: "changed", name: "Latency", details: [{ kind: "renamed" }] }]);
  const moved = withAt(payments(), ["panels", 1, "gridPos", "y"], 30);
  expect(dashboardChanges(documentOf(payments()), documentOf(moved)).map(({ kind }) => kind)).toEqual(["changed"]);
});

test("panels whose ids are counted anew keep their titles", () => {
  const panels = [payments().panels].flat() as Record<string, unknown>[];
  const renumbered = { ...payments(), panels: panels.map((panel, at) => ({ ...panel, id: ((at + 2) % 6) + 1 })) };
  expect(dashboardChanges(documentOf(payments()), documentOf(renumbered))).toEqual([]);
});

test("any JSON of two dashboards has sentences", () => {
  const panel = fc.dictionary(
    fc.constantFrom(
      "id",
      "title",
      "type",
      "targets",
      "fieldConfig",
      "options",
      "links",
      "gridPos",
      "spec",
      "__proto__",
    ),
    fc.jsonValue(),
  );
  const dashboard = fc.record(
    {
      title: fc.jsonValue(),
      panels: fc.array(fc.oneof(panel, fc.jsonValue())),
      templating: fc.record({ list: fc.jsonValue() }),
      elements: fc.dictionary(fc.string(), fc.jsonValue()),
      layout: fc.record({ spec: fc.jsonValue() }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(dashboard, dashboard, (a, b) => {
      const [before, after] = [readDashboard(a), readDashboard(b)];
      if (before.dashboard === undefined || after.dashboard === undefined) return;
      const sentences = sentencesOf(
        dashboardChanges({ dashboard: before.dashboard, json: a }, { dashboard: after.dashboard, json: b }),
      );
      for (const { words } of sentences) expect(plainText(words)).not.toMatch(/undefined|\[object|\n/);
    }),
  );
});

test("the work grows with the number of panels", async () => {
  const many = (count: number, seed: number) => ({
    title: "Many",
    panels: Array.from({ length: count }, (_, at) => ({
      id: at,
      title: `Panel ${(at * seed) % count}`,
      type: "stat",
      gridPos: { x: 0, y: at, w: 24, h: 1 },
      targets: [{ refId: "A", expr: `metric_${at + seed}`, datasource: { type: "prometheus" } }],
    })),
  });
  const work = (count: number) => {
    const [before, after] = [documentOf(many(count, 1)), documentOf(many(count, 7))];
    return () => dashboardChanges(before, after);
  };
  expect(await growth(work(100), work(1600))).toBeLessThan(80);
});

/** As good as not there. */
function isEmpty(value: unknown): boolean {
  return value === null || value === "";
}

function leaves(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, inner]) => leaves(inner, [...path, key]));
}
