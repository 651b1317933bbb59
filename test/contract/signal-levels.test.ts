import fc from "fast-check";
import { type Contract, defineContract, levelNames, levelsOfSignal, type LevelSpellings } from "../../lib/contract";
import { compile, parse } from "../../lib/pattern";

const levels: LevelSpellings = { debug: [10, 20], info: 30, warn: 40, error: [50, 60], fatal: [] };
const own = defineContract({
  name: "own",
  conventions: "own",
  line: { level: "level", event: "evt", levels },
  fields: {
    level: { type: "integer", description: "Level." },
    evt: { type: "string", description: "Event." },
    status: { type: "integer", description: "Status." },
  },
  events: {
    Done: { level: "info", description: "Done." },
    Traced: { level: "debug", description: "Traced." },
  },
  signals: {},
});
const text = defineContract({
  name: "own",
  conventions: "own",
  line: {
    level: "level",
    levels: { debug: "DEBUG", info: "INFO", warn: [], error: "ERROR", fatal: "FATAL" },
    text: "[time, level, ...]",
  },
  fields: { level: { type: "string", description: "Level." } },
  signals: {},
});
const of = (contract: Pick<Contract, "events" | "line">, where: string) =>
  levelsOfSignal({ pattern: parse(where) }, contract);

test.each([
  ["{ $.level >= 30 }", "level", ["info", "warn", "error"]],
  ["{ $.level = 30 }", "level", ["info"]],
  ["{ $.level = 60 }", "level", ["error"]],
  ["{ $.level >= 30 && $.status = 500 }", "level", ["info", "warn", "error"]],
  ["{ ($.level = 10 || $.level = 40) && $.level != 40 }", "level", ["debug"]],
  ['{ $.evt = "Done" }', "event", ["info"]],
  ['{ $.evt = "Done" || $.evt = "Traced" }', "event", ["debug", "info"]],
  ['{ ($.evt = "Done" || $.evt = "Traced") && $.level = 30 }', "event", ["info"]],
])("lines of %s are known by their %s", (where, by, expected) => {
  expect(of(own, where)).toEqual({ by, levels: expected });
});

test.each([
  "{ $.status = 500 }",
  "{ $.level >= 30 || $.status = 500 }",
  "{ $.level >= 10 }",
  "{ $.evt = * }",
  "ERROR",
  "%ERROR%",
  "",
])("%j asks for no level", (where) => {
  expect(of(own, where)).toBeUndefined();
});

test("a part of a line of text is compared with how levels are written", () => {
  expect(of(text, "[time, level = ERROR || level = F*, ...]")).toEqual({ by: "level", levels: ["error", "fatal"] });
  expect(of(text, "[time = 2*, level, ...]")).toBeUndefined();
});

test("a line of a level that is left out does not match, whatever else is in it", () => {
  const spellings = levelNames.flatMap((level) => [levels[level]].flat().map((value) => ({ level, value })));
  const comparison = fc.oneof(
    fc
      .tuple(fc.constantFrom("=", "!=", "<", "<=", ">", ">="), fc.constantFrom(10, 20, 30, 35, 50))
      .map(([operator, value]) => `$.level ${operator} ${value}`),
    fc.constantFrom('$.level = "5*"', "$.level NOT EXISTS", '$.evt = "Done"', '$.evt != "Done"', "$.status >= 500"),
  );
  const condition = fc.letrec<{ any: string }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      comparison,
      fc.tuple(tie("any"), fc.constantFrom("&&", "||"), tie("any")).map(([a, join, b]) => `(${a} ${join} ${b})`),
    ),
  })).any;
  const line = fc.record({ evt: fc.constantFrom("Done", "Traced", "Other"), status: fc.constantFrom(200, 500) });
  fc.assert(
    fc.property(condition, line, fc.constantFrom(...spellings), (where, rest, { level, value }) => {
      const found = of(own, `{ ${where} }`);
      const matches = compile(parse(`{ ${where} }`)).matches(JSON.stringify({ ...rest, level: value }));
      // A line has the level of its event.
      const isTrue = !(rest.evt in own.events) || own.events[rest.evt as "Done"].level === level;
      if (found !== undefined && matches && isTrue) expect(found.levels).toContain(level);
    }),
  );
});
