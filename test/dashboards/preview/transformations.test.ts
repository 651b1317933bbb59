import type { TableFrame } from "../../../lib/dashboards/preview";
import { transformed } from "../../../lib/dashboards/preview/transformations";

function table(columns: readonly string[], ...rows: TableFrame["rows"]): TableFrame {
  return {
    kind: "table",
    columns: columns.map((name) => ({ name, kind: name.startsWith("n") ? "number" : "text" })),
    rows,
    left: 0,
  };
}

function after(tables: readonly TableFrame[], ...transformations: readonly object[]) {
  const { frames, notApplied } = transformed(
    tables,
    { transformations: transformations.map((_, at) => ({ id: idOf(transformations[at]!), at: ["panel", at] })) },
    { panel: transformations },
  );
  const shown = frames.map((frame) =>
    frame.kind === "table" ? [frame.columns.map(({ name }) => name), ...frame.rows] : frame.kind,
  );
  return { shown, notApplied };
}

function idOf(transformation: object): string {
  return String(Object.entries(transformation).find(([key]) => key === "id" || key === "group")?.[1]);
}

const p50 = table(["route", "n50"], ["/a", 1], ["/b", 2]);
const p99 = table(["route", "n99"], ["/b", 20], ["/c", 30]);

test("merge joins tables by the columns that they share", () => {
  expect(after([p50, p99], { id: "merge", options: {} })).toEqual({
    shown: [
      [
        ["route", "n50", "n99"],
        ["/a", 1, null],
        ["/b", 2, 20],
        ["/c", null, 30],
      ],
    ],
    notApplied: [],
  });
});

test("merge keeps every value: what has no column in common, or comes twice, is a row of its own", () => {
  expect(after([p50, table(["other"], ["x"])], { id: "merge" }).shown).toEqual([
    [
      ["route", "n50", "other"],
      ["/a", 1, null],
      ["/b", 2, null],
      [null, null, "x"],
    ],
  ]);
  expect(after([p50, table(["route", "n99"], ["/a", 8], ["/a", 9])], { id: "merge" }).shown).toEqual([
    [
      ["route", "n50", "n99"],
      ["/a", 1, 8],
      ["/b", 2, null],
      ["/a", null, 9],
    ],
  ]);
});

test("columns are left out, moved and named, rows sorted and cut, in the order that is written, in both schemas", () => {
  const wide = table(["a", "b", "n"], ["x", "1", 2], ["y", "2", 3], ["z", "3", 1]);
  expect(
    after(
      [wide],
      {
        id: "organize",
        options: { excludeByName: { b: true }, indexByName: { n: 0, a: 1 }, renameByName: { a: "A" } },
      },
      { kind: "Transformation", group: "sortBy", spec: { options: { sort: [{ field: "n", desc: true }] } } },
      { id: "limit", options: { limitField: 2 } },
    ).shown,
  ).toEqual([
    [
      ["n", "A"],
      [3, "y"],
      [2, "x"],
    ],
  ]);
  expect(
    after([wide], { id: "filterFieldsByName", options: { include: { names: ["a"], pattern: "^n" } } }).shown,
  ).toEqual([
    [
      ["a", "n"],
      ["x", 2],
      ["y", 3],
      ["z", 1],
    ],
  ]);
});

test("a limit says how many rows it could not be given", () => {
  const leftOf = (limitField: number) =>
    transformed([{ ...p50, left: 5 }], { transformations: [{ id: "limit", at: [0] }] }, [
      { id: "limit", options: { limitField } },
    ]).frames[0];
  const { length } = p50.rows;
  expect([1, length, length + 2, 1000].map(leftOf)).toMatchObject([{ left: 0 }, { left: 0 }, { left: 2 }, { left: 5 }]);
});

test("from the first that is not known on, none is applied, and one that is switched off is none", () => {
  const { notApplied, shown } = after(
    [p50],
    { id: "limit", options: { limitField: 1 } },
    { id: "calculateField", options: {} },
    { id: "limit", options: { limitField: 0 } },
  );
  expect(notApplied).toEqual(["calculateField", "limit"]);
  expect(shown).toEqual([
    [
      ["route", "n50"],
      ["/a", 1],
    ],
  ]);
  expect(after([p50], { id: "calculateField", disabled: true }).notApplied).toEqual([]);
  const series = { kind: "series", name: "s", labels: {}, start: 0, step: 60, values: [1] } as const;
  const { frames } = transformed([series], { transformations: [{ id: "limit", at: [0] }] }, [{ id: "limit" }]);
  expect(frames).toEqual([series]);
});
