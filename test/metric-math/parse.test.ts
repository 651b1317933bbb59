import fc from "fast-check";
import { MathError, type MathErrorCode } from "../../lib/metric-math/errors";
import {
  metricSelections,
  referencedIds,
  type MathExpression,
  type MathOperator,
  PRECEDENCE,
} from "../../lib/metric-math/expression";
import { parseExpression } from "../../lib/metric-math/parse";
import { expectText } from "../texts";
import { printExpression } from "../../lib/metric-math/print";

function errorOf(text: string): MathError {
  try {
    parseExpression(text);
  } catch (error) {
    if (error instanceof MathError) return error;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

describe("operators bind as in mathematics", () => {
  test.each([
    ["m1+m2*m3", "m1 + m2 * m3"],
    ["(m1+m2)*m3", "(m1 + m2) * m3"],
    ["m1-m2-m3", "m1 - m2 - m3"],
    ["m1-(m2-m3)", "m1 - (m2 - m3)"],
    ["m1/m2*100", "m1 / m2 * 100"],
    ["2^3^2", "2 ^ 3 ^ 2"],
    ["(2^3)^2", "(2 ^ 3) ^ 2"],
    ["-m1^2", "-m1 ^ 2"],
    ["(-m1)^2", "(-m1) ^ 2"],
    ["2^-m1", "2 ^ -m1"],
    ["-5*m1", "-5 * m1"],
    ["-(5*m1)", "-(5 * m1)"],
    ["--m1", "--m1"],
    ["m1 - -m2", "m1 - -m2"],
    ["m1 > 15 && m2 > 15 || m3 == 1", "m1 > 15 AND m2 > 15 OR m3 == 1"],
    ["m1 > 15 AND (m2 > 15 OR m3 != 1)", "m1 > 15 AND (m2 > 15 OR m3 != 1)"],
    ["(m1 > 2) + 1", "(m1 > 2) + 1"],
    ["((m1))", "m1"],
    ["SUM([m1,m2,METRICS('4xx')])", 'SUM([m1, m2, METRICS("4xx")])'],
    ["IF(m1>=1e3,.5,5.)", "IF(m1 >= 1000, 0.5, 5)"],
    ["SORT(METRICS(), AVG, DESC, 10)", "SORT(METRICS(), AVG, DESC, 10)"],
    ["FILL(m1,REPEAT)", "FILL(m1, REPEAT)"],
    ["  \n m1\t", "m1"],
    ['METRICS("a\\"b\\\\c")', 'METRICS("a\\"b\\\\c")'],
    ['select AVG(CPUUtilization) FROM SCHEMA("AWS/EC2")', 'select AVG(CPUUtilization) FROM SCHEMA("AWS/EC2")'],
  ])("%s", (text, printed) => {
    expect(printExpression(parseExpression(text))).toBe(printed);
  });

  test("the power associates to the right, a difference to the left", () => {
    const power = parseExpression("2 ^ 3 ^ 2");
    expect(power).toMatchObject({ operator: "^", left: { value: 2 }, right: { operator: "^" } });
    expect(parseExpression("a - b - c")).toMatchObject({ left: { operator: "-" }, right: { id: "c" } });
  });
});

test("nodes have their position in the text", () => {
  const text = "100 * (errors / requests)";
  const { span, ...rest } = parseExpression(text);
  expect(text.slice(span.start, span.end)).toBe(text);
  expect(rest).toMatchObject({
    right: { kind: "operation", span: { start: 6, end: 25 }, left: { id: "errors", span: { start: 7, end: 13 } } },
  });
});

test("finds the ids and METRICS() of an expression", () => {
  const expression = parseExpression('SUM(METRICS("err")) / (m1 + m2 + m1) + METRIC_COUNT(METRICS())');
  expect(referencedIds(expression)).toEqual(["m1", "m2"]);
  expect(metricSelections(expression)).toEqual(["err", ""]);
});

describe("the error for an invalid expression has a code, a position and a fix", () => {
  test.each<[text: string, code: MathErrorCode, marked: string]>([
    ["", "syntax", ""],
    ["m1 +", "syntax", ""],
    ["m1 m2", "syntax", "m2"],
    ["m1 > 1 and m2 > 1", "syntax", "and"],
    ["(m1 + m2", "unclosed", "("],
    ["SUM([m1, m2)", "syntax", ")"],
    ['METRICS("4xx', "unclosed", '"4xx'],
    ["sum(m1)", "unknown-function", "sum"],
    ["MEDIAN(m1)", "unknown-function", "MEDIAN"],
    ["M1 + 1", "syntax", "M1"],
    ["CEIL + 1", "syntax", "CEIL"],
    ["m1 = 1", "invalid-character", "="],
    ["5% * m1", "invalid-character", "%"],
    ["METRICS(“4xx”)", "invalid-character", "“"],
    ["m1 + 😀", "invalid-character", "😀"],
    ["5m1", "invalid-character", "5m1"],
    ["1e999", "invalid-character", "1e999"],
    ["m1 +\n\t* m2", "syntax", "*"],
  ])("%j", (text, code, marked) => {
    const { fault } = errorOf(text);
    expect(fault).toMatchObject({ code, expression: text });
    expect(text.slice(fault.span.start, fault.span.end)).toBe(marked);
    expectText(`${fault.message}\n${fault.fix}`);
  });

  test("length and depth are limited", () => {
    expect(errorOf(`m1${" + m1".repeat(500)}`).fault).toMatchObject({ code: "too-long" });
    expect(parseExpression(`m1${" + m1".repeat(400)}`)).toMatchObject({ kind: "operation" });
    for (const deep of [`${"(".repeat(300)}m1`, "-".repeat(300), `${"2^".repeat(300)}2`, "SUM(".repeat(300)]) {
      expect(errorOf(deep).fault).toMatchObject({ code: "too-deep" });
    }
  });
});

const span = { start: 0, end: 0 };
const leaf: fc.Arbitrary<MathExpression> = fc.oneof(
  fc
    .double({ min: 0, max: 1e12, noNaN: true })
    .map((value): MathExpression => ({ kind: "number", value: value + 0, span })),
  fc.constantFrom("m1", "e2", "errors_5xx", "and").map((id): MathExpression => ({ kind: "reference", id, span })),
  fc.constantFrom("AVG", "REPEAT", "DESC").map((name): MathExpression => ({ kind: "keyword", name, span })),
  fc.string().map((text): MathExpression => ({ kind: "text", text, span })),
);
const { tree } = fc.letrec<{ tree: MathExpression }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    leaf,
    tie("tree").map((of): MathExpression => ({ kind: "negation", of, span })),
    fc
      .tuple(fc.constantFrom(...(Object.keys(PRECEDENCE) as MathOperator[])), tie("tree"), tie("tree"))
      .map(([operator, left, right]): MathExpression => ({ kind: "operation", operator, left, right, span })),
    fc.array(tie("tree"), { maxLength: 3 }).map((of): MathExpression => ({ kind: "array", of, span })),
    fc
      .tuple(fc.constantFrom("SUM", "IF", "FILL", "METRICS"), fc.array(tie("tree"), { maxLength: 3 }))
      .map(([name, of]): MathExpression => ({ kind: "call", name, of, span })),
  ),
}));

function withoutSpans(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === "span" ? undefined : part)));
}

test("printing any expression and parsing the text gives the same tree", () => {
  fc.assert(
    fc.property(tree, (expression) => {
      const text = printExpression(expression);
      fc.pre(text.length <= 2048);
      expect(withoutSpans(parseExpression(text))).toEqual(withoutSpans(expression));
    }),
    { numRuns: 500 },
  );
});

test("any text parses or is refused with a position inside it", () => {
  const pieces = fc.array(
    fc.constantFrom(
      "m1",
      "SUM",
      "(",
      ")",
      "[",
      "]",
      ",",
      "-",
      "^",
      "AND",
      "||",
      "==",
      "1.5",
      "1e",
      '"',
      "'",
      "\\",
      " ",
      "\n",
      "😀",
      ".",
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        pieces.map((all) => all.join("")),
      ),
      (text) => {
        try {
          parseExpression(text);
        } catch (error) {
          if (!(error instanceof MathError)) throw error;
          const { fix, span } = error.fault;
          expect(span.start).toBeLessThanOrEqual(span.end);
          expect(span.end).toBeLessThanOrEqual(text.length);
          expect(fix).not.toBe("");
        }
      },
    ),
    { numRuns: 1000 },
  );
});
