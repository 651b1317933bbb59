import fc from "fast-check";
import { ottlCondition } from "../../../../lib/collector/presets/counts/condition";
import { countsOf } from "../../../../lib/collector/presets/counts/signals";
import { processors } from "../../../../lib/collector";
import { type Field, type FieldTable, selectorOf } from "../../../../lib/contract";
import { compile, type Operand, parse, type Pattern } from "../../../../lib/pattern";
import { jsonEvent, pattern, regexSource } from "../../../pattern/arbitrary";
import { throughCollector, withCollector } from "../../otelcol";

const field = (type: Field["type"]): Field => ({ type, description: "A field." });
const fields = {
  event: field("string"),
  level: field("string"),
  ok: field("boolean"),
  tags: field("string[]"),
  "http.status": field("integer"),
  "http.route": field("string"),
};

const printed = (text: string): unknown => Object.values(ottlCondition(parse(text), fields))[0];

test("what is read is tested first, so that no condition fails while it runs", () => {
  expect(printed('{ $.http.route = "/cart" }')).toBe(
    '(IsMap(log.body["http"]) and (log.body["http"]["route"] == "/cart"))',
  );
  expect(printed('{ $.tags[1] = "x" }')).toBe(
    '(IsList(log.body["tags"]) and Len(log.body["tags"]) > 1 and (log.body["tags"][1] == "x"))',
  );
});

test("parts are joined as they are, with parentheses", () => {
  expect(printed('{ ($.level = "error" || $.level = "fatal") && $.ok IS TRUE }')).toBe(
    '((log.body["level"] == "error") or (log.body["level"] == "fatal")) and (log.body["ok"] == true)',
  );
});

test("a number equals its text, too", () => {
  expect(printed("{ $.http.status = 500 }")).toBe(
    '(IsMap(log.body["http"]) and (log.body["http"]["status"] == 500 or log.body["http"]["status"] == "500"))',
  );
  expect(printed("{ $.http.status >= 5e2 }")).toBe('(IsMap(log.body["http"]) and (log.body["http"]["status"] >= 500))');
});

test("a field that differs is there", () => {
  expect(printed('{ $.level != "info" }')).toBe(
    '((IsString(log.body["level"]) and not (log.body["level"] == "info")) or (IsInt(log.body["level"]) or IsDouble(log.body["level"])))',
  );
});

test("what is missing is told apart from null", () => {
  expect(printed("{ $.http.route NOT EXISTS }")).toBe(
    'not (IsMap(log.body["http"]) and (ContainsValue(Keys(log.body["http"]), "route")))',
  );
  expect(printed("{ $.level IS NULL }")).toBe(
    '((ContainsValue(Keys(log.body), "level") and log.body["level"] == nil) or (IsList(log.body["level"]) and ContainsValue(log.body["level"], nil)))',
  );
});

test("the first place where the last piece of a wildcard stands must be the end", () => {
  expect(printed('{ $.event = "pay*.d*" }')).toBe(
    '(IsString(log.body["event"]) and IsMatch(log.body["event"], "(?s)^pay.*\\\\.d.*"))',
  );
  expect(printed('{ $.event = "pay*ed" }')).toBe(
    '(IsString(log.body["event"]) and IsMatch(log.body["event"], "(?s)^pay.*ed$") and not IsMatch(log.body["event"], "(?s)^pay.*ed."))',
  );
});

test.each([
  ["not-json", "ERROR"],
  ["not-json", "[ip, id, ...]"],
  ["not-json", "%ab+%"],
  ["number-as-text", "{ $.http.status = 4* }"],
  ["number-as-text", '{ $.http.status != "404" }'],
  ["number-as-text", "{ $.unknown = %4.4% }"],
  ["inexact-number", "{ $.http.status = 9007199254740993 }"],
  ["inexact-number", "{ $.http.status > 0.10000000000000000001 }"],
  ["inexact-number", "{ $.http.status < 1e-9 }"],
  ["each", '{ $.tags[*] != "x" }'],
  ["each", "{ $.tags[*] = x* }"],
  ["each", "{ $.tags[*] NOT EXISTS }"],
] as const)("%s: %s has no condition", (why, text) => {
  expect(ottlCondition(parse(text), fields)).toEqual({ unprintable: why });
});

test("a signal of lines as text matches them all, or has no condition", () => {
  expect(ottlCondition({ kind: "every" }, fields)).toEqual({ condition: "true" });
});

/** Doubles that a line cannot have twice, and halves of characters, are read otherwise by Go. */
const isOrdinary = (line: string): boolean =>
  !/[\ud800-\udfff]|\\u[dD][89a-fA-F]/.test(line) && !/[eE][+-]?\d{3}/.test(line) && !/\d{25}/.test(line);

interface Judged {
  readonly of: Pattern;
  readonly condition: string;
}

function judged(of: Pattern, known: FieldTable): Judged[] {
  const text = ottlCondition(of, known);
  return "condition" in text ? [{ of, condition: text.condition }] : [];
}

/** Where a collector and CloudWatch's semantics differ. */
async function differences(patterns: readonly Judged[], lines: readonly string[]): Promise<object[]> {
  expect(patterns.length).toBeGreaterThan(100);
  expect(lines.length).toBeGreaterThan(100);
  const found = await verdicts(
    lines,
    patterns.map(({ condition }) => condition),
  );
  return patterns.flatMap(({ condition, of }, index) => {
    const matcher = compile(of);
    return lines.flatMap((line, at) => {
      const wanted = matcher.matches(line);
      return (found.get(at)?.has(`p${index}`) ?? false) === wanted ? [] : [{ line, condition, wanted }];
    });
  });
}

describe("a real collector finds what CloudWatch's metric filters find", () => {
  const real = withCollector(test);

  real(
    "in any line, where nothing is known of fields",
    async () => {
      const patterns = fc.sample(pattern, 1500).flatMap((of) => (of.kind === "json" ? judged(of, {}) : []));
      const lines = fc.sample(jsonEvent, 500).filter(isOrdinary);
      expect((await differences(patterns, lines)).slice(0, 5)).toEqual([]);
    },
    60_000,
  );

  real(
    "by wildcards and regular expressions, in fields of text",
    async () => {
      const few = (units: readonly string[], maxLength: number) =>
        fc.array(fc.constantFrom(...units), { maxLength }).map((each) => each.join(""));
      const value = fc.oneof(
        few(["a", "b", "*", "."], 6).map((text): Operand => ({ kind: "text", text, quoted: true })),
        regexSource.map((source): Operand => ({ kind: "regex", source })),
      );
      const where = fc.record({
        kind: fc.constant("compare" as const),
        selector: fc.constant(selectorOf("text")),
        operator: fc.constantFrom("=" as const, "!=" as const),
        value,
      });
      const patterns = fc.sample(where, 400).flatMap((each) => {
        const of: Pattern = { kind: "json", where: each };
        try {
          compile(of);
        } catch {
          return [];
        }
        return judged(of, { text: field("string") });
      });
      const texts = fc.sample(
        fc.oneof(few(["a", "b", "."], 8), few(["a", "b", "f", "o", "1", " ", "-", "A", "]", "\t", "\n"], 8)),
        400,
      );
      const lines = texts.map((text) => JSON.stringify({ text }));
      expect((await differences(patterns, lines)).slice(0, 5)).toEqual([]);
    },
    60_000,
  );
});

/** Which of the conditions hold for which of the lines, by their places. A condition that fails fails all. */
async function verdicts(lines: readonly string[], conditions: readonly string[]): Promise<Map<number, Set<string>>> {
  const judge = processors.transform({
    error_mode: "propagate",
    log_statements: conditions.map((condition, index) => `set(log.attributes["p${index}"], true) where ${condition}`),
  });
  const messages = await throughCollector(
    (from, to) => ({
      logs: { receivers: [from], processors: [...countsOf({ counts: [] }).lines, judge], exporters: [to] },
    }),
    {
      resourceLogs: [
        {
          scopeLogs: [
            { logRecords: lines.map((line, at) => ({ timeUnixNano: String(at + 1), body: { stringValue: line } })) },
          ],
        },
      ],
    },
  );
  const records = messages.flatMap(({ resourceLogs = [] }) =>
    resourceLogs.flatMap(({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords)),
  );
  return new Map(
    records.map(({ attributes = [], timeUnixNano }) => [
      Number(timeUnixNano) - 1,
      new Set(attributes.map(({ key }) => key)),
    ]),
  );
}
