import * as fc from "fast-check";
import { DuckDBInstance } from "@duckdb/node-api";
import { compile } from "../../../lib/pattern";
import { searchExpression } from "../../../lib/queries/sql/regex";
import { sqlText } from "../../../lib/queries/sql/text";
import { plainEvent, regexSource } from "../../pattern/arbitrary";

test.each([
  ["", ""],
  ["a.c$", "a[^\\n]c\\z"],
  ["^^a|b", "(?:\\Aa|b)"],
  ["$a", "[^\\x00-\\x{10ffff}]"],
  ["a*^b?$c*", "\\Ab?\\z"],
  ["$^", "\\A\\z"],
  ["a+?\\.\\x28", "a+\\x2e\\x28"],
  ["[^\\]-]{2,}\\D", "[^\\x5d\\x2d]{2,}[^0-9]"],
  ["[a\\W][^\\D1]", "(?:[^0-9A-Za-z_]|[a])[\\x30\\x32\\x33\\x34\\x35\\x36\\x37\\x38\\x39]"],
])("%%%s%% becomes %s", (source, expression) => expect(searchExpression(source)).toBe(expression));

/** Expressions with assertions anywhere, also where they can never match. */
const anchored = fc
  .array(
    fc.tuple(
      fc.constantFrom("^", "$", "a", "b", "|", ".", "[^a]", "[\\W\\d]", "[^\\S1]", "\\s", "é".slice(1)),
      fc.constantFrom("", "", "*", "?", "+"),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((atoms) => atoms.map(([atom, times]) => (atom === "|" || atom === "" ? atom : atom + times)).join(""));

test("DuckDB matches the same texts as the matcher", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.oneof(regexSource, anchored), { minLength: 40, maxLength: 60, size: "max" }),
      fc.uniqueArray(fc.oneof(plainEvent, fc.constantFrom("", "a", "ab", "b\n", "\na", "é", "aé1")), {
        minLength: 15,
        maxLength: 25,
        size: "max",
      }),
      async (sources, all) => {
        // A query cannot contain NUL.
        const texts = all.filter((text) => !/[\0\p{Surrogate}]/u.test(text));
        const rows = texts.map((text, index) => `(${index}, ${sqlText(text)})`).join(", ");
        const columns = sources.map((source) => `regexp_matches(t, ${sqlText(searchExpression(source))})`).join(", ");
        const result = await connection.runAndReadAll(
          `SELECT ${columns} FROM (VALUES ${rows}, (999, '')) AS v (n, t) ORDER BY n`,
        );
        const found = result.getRows();
        sources.forEach((source, at) => {
          const matcher = compile({ kind: "regex", source });
          const actual = texts.map((_, index) => found[index]?.[at]);
          expect({ source, actual }).toEqual({ source, actual: texts.map((text) => matcher.matches(text)) });
        });
      },
    ),
    { numRuns: 15 },
  );
  connection.closeSync();
  instance.closeSync();
});
