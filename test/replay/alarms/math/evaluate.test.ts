import fc from "fast-check";
import type { MathValue } from "../../../../lib/replay/alarms/math/math-value";
import { evaluate } from "../../../../lib/replay/alarms/math/evaluate";
import {
  checkExpression,
  type MathExpression,
  type MathId,
  parseExpression,
  printExpression,
} from "../../../../lib/metric-math";

const _ = NaN;
/** Saturday, 21 November 2026, 23:58 UTC. */
const LATE = Date.UTC(2026, 10, 21, 23, 58) / 1000;

function run(
  text: string,
  metrics: Readonly<Record<string, readonly number[]>>,
  { start = LATE, period = 60 } = {},
): MathValue {
  const columns = new Map(Object.entries(metrics).map(([id, values]) => [id, Float64Array.from(values)]));
  const length = [...columns.values()][0]?.length ?? 0;
  const expression = parseExpression(text);
  const ids = [...columns.keys()].map((id): [string, MathId] => [
    id,
    { kind: "metric", type: "TS", isElementwise: true },
  ]);
  const { type } = checkExpression(expression, text, new Map(ids));
  const timestamps = Float64Array.from({ length }, (_one, i) => start + i * period);
  const value = evaluate(expression, { metrics: columns, timestamps, period });
  expect(value.type).toBe(type);
  return value;
}

function numbers(value: MathValue): unknown {
  if (value.type === "S") return value.value;
  return value.type === "TS" ? [...value.values] : value.of.map((values) => [...values]);
}

describe("AWS's examples of operators and IF", () => {
  const pair = { metric1: [30, 20, 0, 0], metric2: [20, _, 20, _] };
  const three = { metric1: [1, 1, 0, 0, _], metric2: [30, _, 0, 0, 30], metric3: [0, 0, 20, _, 20] };
  test.each<[string, Record<string, number[]>, number[]]>([
    ["metric1 < metric2", pair, [0, 0, 1, 0]],
    ["metric1 >= 30", pair, [1, 0, 0, 0]],
    ["metric1 > 15 AND metric2 > 15", pair, [1, 0, 0, 0]],
    ["IF(metric1, metric2, metric3)", three, [30, 0, 20, 0, _]],
    ["IF(metric1, 5, metric3)", three, [5, 5, 20, _, _]],
    ["IF(metric1, metric2, 5)", three, [30, 0, 5, 5, _]],
    ["IF(metric1<400, metric1)", { metric1: [399, 400, _, -1] }, [399, _, _, -1]],
    ["IF(metric1<400, 10, 2)", { metric1: [399, 400, _] }, [10, 2, _]],
    ["IF(latency>threshold, 1, 0)", { latency: [3, 1, _, 2], threshold: [2, 2, 2, _] }, [1, 0, 0, 1]],
    ["IF(metric1, metric2)", three, [30, 0, _, _, _]],
    ["IF(metric1 - 1, 7)", three, [_, _, 7, 7, _]],
    ["IF(1, metric2, metric3)", three, [30, _, 0, 0, 30]],
    ["IF(0, metric2, metric3)", three, [0, 0, 20, _, 20]],
    ["IF(0, metric2)", three, [_, _, _, _, _]],
  ])("%s", (text, metrics, expected) => {
    expect(numbers(run(text, metrics))).toEqual(expected);
  });

  test("DAY and MONTH select days of the week and months in UTC", () => {
    // The first two minutes are on Saturday, the next two on Sunday; then March ends after two minutes.
    expect(numbers(run("IF(DAY(m1)<7, m1)", { m1: [1, 2, 3, 4] }))).toEqual([1, 2, _, _]);
    const start = Date.UTC(2026, 2, 31, 23, 58) / 1000;
    expect(numbers(run("IF(MONTH(m1) == 4, m1)", { m1: [1, 2, 3, 4] }, { start }))).toEqual([_, _, 3, 4]);
  });
});

describe("missing datapoints and impossible results", () => {
  test.each<[string, Record<string, number[]>, unknown]>([
    ["m1 + m2", { m1: [1, _, _], m2: [2, 2, _] }, [3, 2, _]],
    ["m1 - m2", { m1: [1, _, 5], m2: [2, 2, _] }, [-1, -2, 5]],
    ["m1 * m2", { m1: [3, _], m2: [2, 2] }, [6, 0]],
    ["m1 / m2", { m1: [1, _, 1, 0, 1], m2: [2, 2, 0, 0, _] }, [0.5, 0, _, _, _]],
    ["m1 ^ m2", { m1: [2, -8, 0, 4], m2: [3, 0.5, -1, _] }, [8, _, _, 1]],
    ["5 + m1", { m1: [1, _] }, [6, _]],
    ["m1 / 0", { m1: [1, _] }, [_, _]],
    ["1 / 0 + m1", { m1: [1] }, [_]],
    ["m1 != m2", { m1: [0, _, _], m2: [_, 1, _] }, [0, 1, _]],
    ["m1 || m2", { m1: [0, 0, _, _], m2: [0, -2, 3, _] }, [0, 1, 1, _]],
    ["-m1", { m1: [1, _] }, [-1, _]],
    [
      "[m1, m2] * m2",
      { m1: [1, 2], m2: [3, _] },
      [
        [3, 0],
        [9, _],
      ],
    ],
    ["LOG(m1)", { m1: [1, 0, -1, _] }, [0, _, _, _]],
    ["LOG10(m1)", { m1: [1000, 0] }, [3, _]],
    ["ABS(CEIL(m1)) + FLOOR(m1)", { m1: [-1.5, 1.5, _] }, [-1, 3, _]],
    ["SUM([m1, m2])", { m1: [1, _, _], m2: [2, 3, _] }, [3, 3, _]],
    ["AVG([m1, m2])", { m1: [1, _, _], m2: [2, 3, _] }, [1.5, 1.5, _]],
    ["MIN([m1, m2])", { m1: [1, _, _], m2: [2, 3, _] }, [1, 3, _]],
    ["MAX([m1, m2])", { m1: [1, _, _], m2: [2, -3, _] }, [2, -3, _]],
    ["STDDEV([m1, m2])", { m1: [1, _, _], m2: [3, 3, _] }, [1, 0, _]],
    ["DATAPOINT_COUNT([m1, m2])", { m1: [1, _, _], m2: [3, 3, _] }, [2, 1, _]],
    ["SUM(m1)", { m1: [1, _, 4] }, 5],
    ["AVG(m1)", { m1: [1, _, 5] }, 2],
    ["SUM(m1) / DATAPOINT_COUNT(m1)", { m1: [1, _, 5] }, 3],
    ["MIN(m1)", { m1: [_, 4, 2] }, 2],
    ["MAX(m1) - MIN(m1)", { m1: [_, _] }, _],
    ["STDDEV(m1)", { m1: [2, _, 4] }, 1],
    ["m1 - AVG(m1)", { m1: [1, _, 5] }, [-1, _, 3]],
    ["DIFF(m1)", { m1: [_, 3, _, 5, 4] }, [_, _, _, 2, -1]],
    ["DIFF_TIME(m1)", { m1: [_, 3, _, 5, 4] }, [_, _, _, 120, 60]],
    ["RATE(m1)", { m1: [_, 3, _, 15, 9] }, [_, _, _, 0.1, -0.1]],
    ["RUNNING_SUM(m1)", { m1: [_, 3, _, 5, 4] }, [_, 3, _, 8, 12]],
    ["FILL(m1, 7)", { m1: [_, 3, _] }, [7, 3, 7]],
    ["FILL(m1, m2)", { m1: [_, 3, _], m2: [1, 2, _] }, [1, 3, _]],
    ["FILL(m1, MIN(m1))", { m1: [_, 3, 2] }, [2, 3, 2]],
    ["FILL(m1, REPEAT)", { m1: [_, 3, _, _, 5, _] }, [_, 3, 3, 3, 5, 5]],
    ["FILL(m1, LINEAR)", { m1: [_, 3, _, _, 6, _] }, [_, 3, 4, 5, 6, _]],
    [
      "FILL(METRICS(), 0)",
      { m1: [_, 1], m2: [2, _] },
      [
        [0, 1],
        [2, 0],
      ],
    ],
    ["TIME_SERIES(MAX(m1))", { m1: [_, 4, 2] }, [4, 4, 4]],
    ["m1 / PERIOD(m1)", { m1: [60, _] }, [1, _]],
    ['METRICS("5xx")', { a5xx: [1], b4xx: [2], c5xx: [3] }, [[1], [3]]],
    ["SUM([METRICS('4xx'), METRICS(\"5xx\")])", { a5xx: [1], b4xx: [2], c: [3] }, [3]],
    ["m1 / METRIC_COUNT(METRICS())", { m1: [4], m2: [1] }, [2]],
    ["FIRST([m1, m2]) - LAST([m1, m2])", { m1: [4], m2: [1] }, [3]],
    ["METRIC_COUNT(REMOVE_EMPTY(METRICS()))", { m1: [_, _], m2: [_, 0] }, 1],
    [
      "SORT(METRICS(), MAX, DESC)",
      { a: [1, 5], b: [_, _], c: [9, 0], d: [5, 2] },
      [
        [9, 0],
        [1, 5],
        [5, 2],
        [_, _],
      ],
    ],
    [
      "SORT(METRICS(), AVG, ASC, 2)",
      { a: [4, _], b: [3, 3], c: [1, 2] },
      [
        [1, 2],
        [4, _],
      ],
    ],
    ["SLICE(METRICS(), 1)", { a: [1], b: [2], c: [3] }, [[2], [3]]],
    ["SLICE(METRICS(), 0, 2)", { a: [1], b: [2], c: [3] }, [[1], [2]]],
    ["FIRST(SLICE(METRICS(), 5))", { a: [1] }, [_]],
  ])("%s", (text, metrics, expected) => {
    expect(numbers(run(text, metrics))).toEqual(expected);
  });
});

test("functions of timestamps have a value at every timestamp, in UTC", () => {
  const m1 = [_, 5, _];
  const of = (name: string) => numbers(run(`${name}(m1)`, { m1 }));
  expect(of("MINUTE")).toEqual([58, 59, 0]);
  expect(of("HOUR")).toEqual([23, 23, 0]);
  expect(of("DAY")).toEqual([6, 6, 7]);
  expect(of("DATE")).toEqual([21, 21, 22]);
  expect(of("MONTH")).toEqual([11, 11, 11]);
  expect(of("YEAR")).toEqual([2026, 2026, 2026]);
  expect(of("EPOCH")).toEqual([LATE, LATE + 60, LATE + 120]);
});

// A second implementation for what is evaluated datapoint by datapoint: one timestamp, `null` is missing.
type Cell = { readonly scalar: boolean; readonly value: number | null };
function naive(expression: MathExpression, at: Readonly<Record<string, number | null>>): Cell {
  const series = (value: number | null): Cell => ({
    scalar: false,
    value: value !== null && Number.isFinite(value) ? value : null,
  });
  switch (expression.kind) {
    case "number":
      return { scalar: true, value: expression.value };
    case "reference":
      return { scalar: false, value: at[expression.id] ?? null };
    case "negation": {
      const of = naive(expression.of, at);
      return { ...of, value: of.value === null ? null : -of.value };
    }
    case "operation": {
      const [a, b] = [naive(expression.left, at), naive(expression.right, at)];
      const scalar = a.scalar && b.scalar;
      const lacks = a.scalar || b.scalar ? a.value === null || b.value === null : a.value === null && b.value === null;
      if (lacks) return { scalar, value: null };
      const [x, y] = [a.value ?? 0, b.value ?? 0];
      const results: Record<string, number | null> = {
        ...{ "+": x + y, "-": x - y, "*": x * y, "/": y === 0 ? null : x / y, "^": Math.pow(x, y) },
        ...{ "<": x < y ? 1 : 0, ">=": x < y ? 0 : 1, "==": x === y ? 1 : 0, AND: x && y ? 1 : 0, OR: x || y ? 1 : 0 },
      };
      return { ...series(results[expression.operator] ?? null), scalar };
    }
    case "call": {
      const [a, b, c] = expression.of.map((part) => naive(part, at));
      if (expression.name === "FILL") return series(a?.value ?? b?.value ?? null);
      if (expression.name === "ABS") return series(a?.value == null ? null : Math.max(a.value, -a.value));
      if (expression.name === "IF") {
        if (a?.value == null) return series(null);
        if (a.value !== 0) return series(b?.scalar ? b.value : (b?.value ?? 0));
        if (c === undefined) return series(null);
        return series(c.scalar || b?.scalar ? c.value : (c.value ?? 0));
      }
      throw new Error(expression.name);
    }
    default:
      throw new Error(expression.kind);
  }
}

const span = { start: 0, end: 0 };
const reference = fc.constantFrom("m1", "m2").map((id): MathExpression => ({ kind: "reference", id, span }));
const { ts } = fc.letrec<{ ts: MathExpression; any: MathExpression }>((tie) => ({
  any: fc.oneof(
    fc.integer({ min: 0, max: 3 }).map((value): MathExpression => ({ kind: "number", value, span })),
    tie("ts"),
  ),
  ts: fc.oneof(
    { depthSize: "small" },
    reference,
    tie("ts").map((of): MathExpression => ({ kind: "negation", of, span })),
    fc
      .tuple(
        fc.constantFrom("+", "-", "*", "/", "^", "<", ">=", "==", "AND", "OR"),
        tie("ts"),
        tie("any"),
        fc.boolean(),
      )
      .map(([operator, a, b, swap]): MathExpression => ({
        kind: "operation",
        operator,
        left: swap ? b : a,
        right: swap ? a : b,
        span,
      })),
    fc.tuple(tie("ts"), tie("any")).map(([a, b]): MathExpression => ({ kind: "call", name: "FILL", of: [a, b], span })),
    tie("ts").map((of): MathExpression => ({ kind: "call", name: "ABS", of: [of], span })),
    fc.tuple(tie("ts"), tie("any"), fc.option(tie("any"), { nil: undefined })).map(([a, b, c]): MathExpression => ({
      kind: "call",
      name: "IF",
      of: c === undefined ? [a, b] : [a, b, c],
      span,
    })),
  ),
}));

test("agrees with a naive evaluation, datapoint by datapoint", () => {
  const cell = fc.option(fc.integer({ min: -2, max: 3 }), { nil: null });
  fc.assert(
    fc.property(ts, fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), (expression, cells) => {
      const text = printExpression(expression);
      fc.pre(text.length <= 2000);
      const column = (i: 0 | 1): number[] => cells.map((pair) => pair[i] ?? NaN);
      const values = numbers(run(text, { m1: column(0), m2: column(1) }));
      const expected = cells.map(([m1, m2]) => naive(expression, { m1, m2 }).value ?? NaN);
      expect((values as number[]).map((value) => value + 0)).toEqual(expected.map((value) => value + 0));
    }),
    { numRuns: 500 },
  );
});
