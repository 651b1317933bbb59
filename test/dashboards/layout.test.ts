import fc from "fast-check";
import type { Panel } from "../../lib/dashboards/board";
import { boardUid, panelIds } from "../../lib/dashboards/ids";
import { columns, placed } from "../../lib/dashboards/layout";
import { jsonText } from "../../lib/dashboards/grafana/text";

const key = fc.string().map((text) => text.replaceAll("/", ""));
const panel = fc.record(
  {
    key,
    title: fc.constant("A"),
    description: fc.constant("A."),
    kind: fc.constantFrom("timeseries", "stat", "logs", "table" as const),
    queries: fc.constant([]),
    width: fc.oneof(fc.integer(), fc.double()),
    height: fc.oneof(fc.integer({ min: -3, max: 30 }), fc.double()),
  },
  { requiredKeys: ["key", "title", "description", "kind", "queries"] },
) as fc.Arbitrary<Panel>;
const rows = fc.uniqueArray(
  fc.record({
    key,
    title: fc.constant("R"),
    panels: fc.uniqueArray(panel, { selector: ({ key }) => key, maxLength: 12 }),
  }),
  { selector: ({ key }) => key, maxLength: 6 },
);

test("panels are on the grid, row below row, and do not overlap, whatever their sizes", () => {
  fc.assert(
    fc.property(rows, (given) => {
      const taken = new Set<string>();
      const twice: string[] = [];
      for (const { at, panels } of placed({ rows: given }))
        for (const { h, w, x, y } of [at, ...panels.map((each) => each.at)]) {
          expect(x >= 0 && y >= 0 && w >= 1 && h >= 1 && x + w <= columns).toBe(true);
          // Only corners and edges of large panels: a thousand cells high is enough.
          for (let column = x; column < x + w; column++)
            for (let line = y; line < y + Math.min(h, 40); line++) {
              const cell = `${column} ${line}`;
              if (taken.has(cell)) twice.push(cell);
              taken.add(cell);
            }
        }
      expect(twice).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test("panels of one kind without a width fill their lines, in as few lines as hold them", () => {
  const counts = fc.integer({ min: 1, max: 20 });
  fc.assert(
    fc.property(counts, fc.constantFrom("timeseries", "stat", "table" as const), (count, kind) => {
      const panels = Array.from({ length: count }, (_, at): Panel => ({
        ...{ key: String(at), title: "A", description: "A.", kind, queries: [] },
      }));
      const [row] = placed({ rows: [{ key: "r", title: "R", panels }] });
      const lines = new Map<number, number>();
      for (const { at } of row!.panels) lines.set(at.y, (lines.get(at.y) ?? 0) + at.w);
      const most = { timeseries: 3, stat: 6, table: 2 }[kind];
      expect(lines.size).toBe(Math.ceil(count / most));
      expect(new Set(lines.values())).toEqual(new Set([columns]));
    }),
  );
});

test("ids are different, and a panel that comes or goes leaves the others' alone", () => {
  fc.assert(
    fc.property(rows, (given) => {
      const ids = panelIds({ rows: given });
      expect(new Set(ids.values()).size).toBe(ids.size);
      for (const row of given) {
        const fewer = panelIds({
          rows: given.map((each) => (each === row ? { ...row, panels: row.panels.slice(1) } : each)),
        });
        for (const [key, id] of fewer) expect(ids.get(key)).toBe(id);
      }
    }),
    { numRuns: 50 },
  );
});

test("uids are short and plain, and differ where names do", () => {
  expect(boardUid("shop", "prod", "service-checkout")).toBe("shop-prod-service-checkout");
  const name = fc.string({ minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 8 }), (keys) => {
      const uids = keys.map((key) => boardUid("a-project-with-a-long-name", "production", key));
      for (const uid of uids) expect(uid).toMatch(/^[A-Za-z0-9_-]{1,40}$/);
      expect(new Set(uids).size).toBe(uids.length);
    }),
  );
});

test("the text of JSON says the same, a query on one line", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) =>
      expect(JSON.parse(jsonText(value))).toEqual(JSON.parse(JSON.stringify(value))),
    ),
  );
  const long = { expr: "x".repeat(300), refId: "A" };
  expect(jsonText({ targets: [long, long] }).split("\n")).toHaveLength(7);
});
