import fc from "fast-check";
import { MathError, type MathErrorCode } from "../../../../lib/replay/alarms/math/errors";
import {
  metricSelections,
  referencedIds,
  type Expression,
  type Operator,
  PRECEDENCE,
} from "../../../../lib/replay/alarms/math/expression";
import { parseExpression } from "../../../../lib/replay/alarms/math/parse";
import { printExpression } from "../../../../lib/replay/alarms/math/print";

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

test("nodes know where they stood", () => {
  const text = "100 * (errors / requests)";
  const { span, ...rest } = parseExpression(text);
  expect(text.slice(span.start, span.end)).toBe(text);
  expect(rest).toMatchObject({
    right: { kind: "operation", span: { start: 6, end: 25 }, left: { id: "errors", span: { start: 7, end: 13 } } },
  });
});

test("ids and METRICS() of an expression", () => {
  const expression = parseExpression('SUM(METRICS("err")) / (m1 + m2 + m1) + METRIC_COUNT(METRICS())');
  expect(referencedIds(expression)).toEqual(["m1", "m2"]);
  expect(metricSelections(expression)).toEqual(["err", ""]);
});

describe("what is wrong is said where it stands, with a fix", () => {
  test.each<[text: string, code: MathErrorCode, shown: string]>([
    ["", "syntax", "The expression is empty\n\n^\nWrite an expression such as m1 / m2 * 100."],
    ["m1 +", "syntax", "The expression breaks off\nm1 +\n    ^\nAn operator needs something on both sides."],
    [
      "m1 m2",
      "syntax",
      "'m2' is not allowed here\nm1 m2\n   ^^\nPut an operator between two values, and a comma between two arguments.",
    ],
    [
      "m1 > 1 and m2 > 1",
      "syntax",
      "'and' is not allowed here\nm1 > 1 and m2 > 1\n       ^^^\nWrite AND between two comparisons.",
    ],
    ["(m1 + m2", "unclosed", "'(' is not closed\n(m1 + m2\n^\nClose it with ')'."],
    [
      "SUM([m1, m2)",
      "syntax",
      "')' is not allowed here\nSUM([m1, m2)\n           ^\nPut an operator between two values, and a comma between two arguments.",
    ],
    ['METRICS("4xx', "unclosed", 'A text is not closed\nMETRICS("4xx\n        ^^^^\nClose the text with ".'],
    [
      "sum(m1)",
      "unknown-function",
      "There is no function sum\nsum(m1)\n^^^\nFunctions are written in upper case: SUM.",
    ],
    [
      "MEDIAN(m1)",
      "unknown-function",
      "There is no function MEDIAN\nMEDIAN(m1)\n^^^^^^\nSee AWS's list of metric-math functions.",
    ],
    ["M1 + 1", "syntax", "'M1' is not an id\nM1 + 1\n^^\nIds begin with a lower-case letter."],
    ["CEIL + 1", "syntax", "'CEIL' is not an id\nCEIL + 1\n^^^^\nWrite CEIL(...)."],
    ["m1 = 1", "invalid-character", "'=' has no meaning in metric math\nm1 = 1\n   ^\nCompare with ==."],
    [
      "5% * m1",
      "invalid-character",
      "'%' has no meaning in metric math\n5% * m1\n ^\nWrite percentages as numbers: errors / requests * 100.",
    ],
    [
      "METRICS(“4xx”)",
      "invalid-character",
      "'“' has no meaning in metric math\nMETRICS(“4xx”)\n        ^\nWrite texts in straight quotes: \"errors\".",
    ],
    [
      "m1 + 😀",
      "invalid-character",
      "'😀' has no meaning in metric math\nm1 + 😀\n     ^\nIds hold letters, digits and underscores; put text in double quotes.",
    ],
    [
      "5m1",
      "invalid-character",
      "'5m1' is not a number\n5m1\n^^^\nWrite a number such as 5, 0.5 or 1e3; ids begin with a lower-case letter.",
    ],
    [
      "1e999",
      "invalid-character",
      "'1e999' is not a number\n1e999\n^^^^^\nWrite a number such as 5, 0.5 or 1e3; ids begin with a lower-case letter.",
    ],
    [
      "m1 +\n\t* m2",
      "syntax",
      "'*' is not allowed here\n\t* m2\n\t^\nPut an operator between two values, and a comma between two arguments.",
    ],
  ])("%j", (text, code, shown) => {
    const error = errorOf(text);
    expect(error.code).toBe(code);
    expect(`${error.message}\n${error.caret()}\n${error.fix}`).toBe(shown);
  });

  test("length and depth are limited", () => {
    expect(errorOf(`m1${" + m1".repeat(500)}`)).toMatchObject({ code: "too-long" });
    expect(parseExpression(`m1${" + m1".repeat(400)}`)).toMatchObject({ kind: "operation" });
    for (const deep of [`${"(".repeat(300)}m1`, "-".repeat(300), `${"2^".repeat(300)}2`, "SUM(".repeat(300)]) {
      expect(errorOf(deep)).toMatchObject({ code: "too-deep", message: "More than 200 levels of nesting" });
    }
  });
});

const span = { start: 0, end: 0 };
const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc
    .double({ min: 0, max: 1e12, noNaN: true })
    .map((value): Expression => ({ kind: "number", value: value + 0, span })),
  fc.constantFrom("m1", "e2", "errors_5xx", "and").map((id): Expression => ({ kind: "reference", id, span })),
  fc.constantFrom("AVG", "REPEAT", "DESC").map((name): Expression => ({ kind: "keyword", name, span })),
  fc.string().map((text): Expression => ({ kind: "text", text, span })),
);
const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    leaf,
    tie("tree").map((of): Expression => ({ kind: "negation", of, span })),
    fc
      .tuple(fc.constantFrom(...(Object.keys(PRECEDENCE) as Operator[])), tie("tree"), tie("tree"))
      .map(([operator, left, right]): Expression => ({ kind: "operation", operator, left, right, span })),
    fc.array(tie("tree"), { maxLength: 3 }).map((of): Expression => ({ kind: "array", of, span })),
    fc
      .tuple(fc.constantFrom("SUM", "IF", "FILL", "METRICS"), fc.array(tie("tree"), { maxLength: 3 }))
      .map(([name, of]): Expression => ({ kind: "call", name, of, span })),
  ),
}));

function withoutSpans(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === "span" ? undefined : part)));
}

test("what is printed is read as the same tree", () => {
  fc.assert(
    fc.property(tree, (expression) => {
      const text = printExpression(expression);
      fc.pre(text.length <= 2048);
      expect(withoutSpans(parseExpression(text))).toEqual(withoutSpans(expression));
    }),
    { numRuns: 500 },
  );
});

test("any text is read, or refused with a place in it", () => {
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
          expect(error.span.start).toBeLessThanOrEqual(error.span.end);
          expect(error.span.end).toBeLessThanOrEqual(text.length);
          expect(error.fix).not.toBe("");
          expect(error.caret().split("\n")[1]).toMatch(/\^$/);
        }
      },
    ),
    { numRuns: 1000 },
  );
});
