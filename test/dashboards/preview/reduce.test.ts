import { runInNewContext } from "node:vm";
import fc from "fast-check";
import type { Frame, SeriesFrame, TableFrame } from "../../../lib/dashboards/preview";
import { calcsScript } from "../../../lib/dashboards/preview/page/calcs-script";
import { reducedFrames } from "../../../lib/dashboards/preview/reduce";
import { type Cell, reducerOf } from "../../../lib/dashboards/preview/reducers";

const series = (name: string, values: SeriesFrame["values"], labels: SeriesFrame["labels"] = {}): SeriesFrame => ({
  ...{ kind: "series", name, labels, start: 600, step: 60, values },
});
const table: TableFrame = {
  kind: "table",
  refId: "B",
  columns: [
    { name: "at", kind: "time" },
    { name: "route", kind: "text" },
    { name: "ms", kind: "number" },
  ],
  rows: [
    [1000, "/a", 5],
    [2000, "/b", null],
    [3000, "/b", 9],
  ],
  left: 0,
};

/** Names of columns, then rows. */
function after(frames: readonly Frame[], options: Readonly<Record<string, unknown>>) {
  return reducedFrames(frames, options)?.map((frame) =>
    frame.kind === "table" ? [frame.columns.map(({ name }) => name), ...frame.rows] : frame.kind,
  );
}

const eu = series("checkout eu", [1, null, 5, 3], { zone: "eu", host: "h1" });
const us = series("checkout us", [2, 2, 8, null], { zone: "us" });

test("a row for each series, with its name and a column for each calculation", () => {
  expect(after([eu, us], { reducers: ["lastNotNull", "max", "mean"] })).toEqual([
    [
      ["Field", "Last *", "Max", "Mean"],
      ["checkout eu", 3, 5, 3],
      ["checkout us", 2 + 6, 8, 4],
    ],
  ]);
  expect(after([eu], {})).toEqual([
    [
      ["Field", "Max"],
      ["checkout eu", 5],
    ],
  ]);
});

test("labels as columns, of all series, and what they have none of is empty", () => {
  expect(after([eu, us], { reducers: ["sum"], labelsToFields: true, mode: "seriesToRows" })).toEqual([
    [
      ["Field", "zone", "host", "Total"],
      ["Value", "eu", "h1", 9],
      ["Value", "us", null, 12],
    ],
  ]);
});

test("a row for each column of a table but its times, whatever it holds", () => {
  expect(after([table], { reducers: ["count", "last", "distinctCount"] })).toEqual([
    [
      ["Field", "Count", "Last", "Distinct Count"],
      ["route", 3, "/b", 2],
      ["ms", 2, 9, 2],
    ],
  ]);
  const [{ columns } = { columns: [] }] = reducedFrames([table], { reducers: ["last", "count"] }) as TableFrame[];
  expect(columns.map(({ kind }) => kind)).toEqual(["text", "text", "number"]);
});

test("each frame as one row of its fields, with its times if they are asked for", () => {
  const given = [eu, table];
  expect(after(given, { mode: "reduceFields", reducers: ["max"] })).toEqual([
    [["checkout eu"], [5]],
    [
      ["route", "ms"],
      [null, 9],
    ],
  ]);
  expect(after(given, { mode: "reduceFields", reducers: ["last", "count"], includeTimeField: true })).toEqual([
    [
      ["Time Last", "Time Count", "checkout eu Last", "checkout eu Count"],
      [780_000, 4, 3, 3],
    ],
    [
      ["at Last", "at Count", "route Last", "route Count", "ms Last", "ms Count"],
      [3000, 3, "/b", 3, 9, 2],
    ],
  ]);
  const [first] = reducedFrames(given, {
    mode: "reduceFields",
    reducers: ["last", "count"],
    includeTimeField: true,
  }) as TableFrame[];
  expect(first?.columns.map(({ kind }) => kind)).toEqual(["time", "number", "number", "number"]);
});

test("fields that a matcher chooses, and no others", () => {
  const fields = { id: "byName", options: "ms" };
  expect(after([table, eu], { mode: "reduceFields", reducers: ["min"], fields })).toEqual([[["ms"], [5]]]);
  expect(after([table, eu], { reducers: ["min"], fields })).toEqual([
    [
      ["Field", "Min"],
      ["ms", 5],
    ],
  ]);
});

test("without a calculation nothing changes; an unknown one, and data that is cut, are not reduced", () => {
  expect(reducedFrames([eu], { reducers: [] })).toEqual([eu]);
  for (const id of ["constructor", "p0", "p100", "nth"])
    expect(reducedFrames([eu], { reducers: ["max", id] })).toBeUndefined();
  expect(reducedFrames([{ ...table, left: 1 }], { reducers: ["count"] })).toBeUndefined();
});

test.each<[string, readonly Cell[], Cell]>([
  ["sum", [], 0],
  ["count", [], 0],
  ["allIsNull", [], "true"],
  ["max", [], null],
  ["delta", [], null],
  ["sum", [null], 0],
  ["mean", [null, null], null],
  ["first", [null, 4], null],
  ["firstNotNull", [null, 4], 4],
  ["last", [4, null], null],
  ["current", [4, null], 4],
  ["countAll", [4, null], 2],
  ["median", [9, 1, null, 4, 2], 3],
  ["median", [9, 1, 4], 4],
  ["p90", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 10],
  ["p25", [10, null, 20, 30], 20],
  ["range", [-2, 5], 7],
  ["delta", [1, 4, 2, 3, 5], 3 + 2],
  ["step", [1, 4, 6], 2],
  ["diff", [null, 10, 2], -8],
  ["diffperc", [10, 15], 50],
  ["diffperc", [0, 15], null],
  ["logmin", [0, -3, 7, 5], 5],
  ["allIsZero", [0, null, 0], "true"],
  ["allIsZero", [null], "false"],
  ["changeCount", [1, 1, null, 2, 2, 1], 2],
  ["variance", [2, 4], 1],
  ["stdDev", [2, 4], 1],
  ["uniqueValues", ["a", null, "a"], "a, null"],
  ["max", ["b", "a"], null],
])("%s of %j is %j", (id, values, expected) => {
  expect(reducerOf(id)?.of(values)).toBe(expected);
});

test("percentiles are named as people say them", () => {
  const names = ["p1", "p2", "p3", "p11", "p13", "p21", "p50", "p95"].map((id) => reducerOf(id)?.name);
  expect(names).toEqual(["1st %", "2nd %", "3rd %", "11th %", "13th %", "21st %", "50th %", "95th %"]);
});

test("a legend's calculations are the same", () => {
  const { calcOf } = runInNewContext(`(() => {"use strict";${calcsScript}return { calcOf };})()`) as {
    readonly calcOf: (id: string) => readonly [string, (values: readonly (number | null)[]) => number | null];
  };
  const ids = [
    "last",
    "lastNotNull",
    "first",
    "firstNotNull",
    "min",
    "max",
    "mean",
    "sum",
    "count",
    "median",
    "range",
    "diff",
  ];
  const more = ["delta", "diffperc", "distinctCount", "p5", "p90", "p99"];
  const number = fc.integer({ min: -50, max: 50 });
  const values = fc.array(fc.option(number, { nil: null }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(values, fc.constantFrom(...ids, ...more), (some, id) => {
      // Of missing values alone a legend shows nothing.
      if (some.every((value) => value === null)) return;
      const [mine, legend] = [reducerOf(id)?.of(some), calcOf(id)[1](some)];
      expect(legend === null ? null : legend + 0).toBe(typeof mine === "number" ? mine + 0 : mine);
    }),
  );
});
