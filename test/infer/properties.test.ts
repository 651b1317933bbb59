import fc from "fast-check";
import { contractDefinition } from "../../lib/config/schema/contract";
import { type ContractDefinition, inspectContract, lineChecker, resolveContract } from "../../lib/contract";
import { Inference, type Inferred, inferredTypeScript, inferredYaml } from "../../lib/infer";
import { readYaml } from "../../lib/yaml";

// Whatever the lines are: the contract is accepted, both texts say the same, and the lines fit, but for those that are named.

function inferredFrom(lines: readonly string[]): Inferred | undefined {
  const inference = new Inference("app");
  for (const [index, text] of lines.entries()) inference.add({ text, source: "a.log", line: index + 1 });
  return inference.finish();
}

function definitionOf({ definition }: Inferred): ContractDefinition {
  const { extends: _none, ...own } = definition;
  return own;
}

/** The definition that a module of TypeScript gives to `defineContract`: the module has no types, so that it is JavaScript. */
function evaluated(text: string): unknown {
  const script = text.replace(/^import .*\n/, "").replace(/^export const \w+ = /m, "return ");
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what is printed is what is tested
  const run = new Function("defineContract", script) as (define: (definition: unknown) => unknown) => unknown;
  return run((definition) => definition);
}

function expectSound(lines: readonly string[]): void {
  const inferred = inferredFrom(lines);
  if (inferred === undefined) return;
  const definition = definitionOf(inferred);
  expect(inspectContract(definition).findings).toEqual([]);

  expect(evaluated(inferredTypeScript(inferred))).toEqual(definition);

  const { value } = readYaml(inferredYaml(inferred));
  const { name, ...own } = definition;
  const read = (value as { contracts: Record<string, unknown> }).contracts[name];
  expect(read).toEqual(own);
  expect(contractDefinition.safeParse(read).error?.issues ?? []).toEqual([]);

  const check = lineChecker(resolveContract(definition));
  const isJson = inferred.form === "json";
  const problems = lines.flatMap((line) => {
    const json = objectOf(line);
    if (isJson) return json === undefined ? [] : check(json);
    return json === undefined && !/^#(?:[A-Za-z-]+:|\s|$)/.test(line) ? check(line) : [];
  });
  const linesOf = (kind: string) => inferred.rest.find((each) => each.kind === kind)?.lines ?? 0;
  const expected = inferred.exceptions.reduce((sum, each) => sum + each.lines, linesOf("fewer-parts"));
  if (inferred.textForm === "header") return;
  expect([problems.length, problems]).toEqual([expected, expect.anything()]);
}

function objectOf(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const hostileTexts = [
  "*/ alert(1) /*",
  "// x",
  "a\nb: c",
  "\u2028x",
  "\ud800",
  "NaN",
  "1e400",
  "null",
  "~",
  "- a",
  "{ a: 1 }",
  "${x}",
  "`",
  "'",
  '"',
  "\\",
  "# c",
  "##[x",
  "::error::x",
  "yes",
  "0x1f",
  "012",
  "2026-01-01T00:00:00Z",
  "2026-01-01",
  "a: b",
  "&a",
  "*a",
  "!!js/function",
  "\u0000",
  "\u202e",
  "",
  " ",
  "info",
  "ERROR",
  "user_created",
  "x".repeat(300),
];
const key = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "a",
      "b",
      "A",
      "a_b",
      "aB",
      "level",
      "msg",
      "event",
      "time",
      "status",
      "duration_ms",
      "email",
      "token",
      "req",
      "service",
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "__proto__",
      "constructor",
      "prototype",
      "",
      ".",
      "a.b",
      "['a']",
      "'",
      "a'].['b",
      "*",
      "日本",
      "toString",
      "1",
      ...hostileTexts,
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
);
const scalar = fc.oneof(
  fc.constantFrom<unknown>(
    "x",
    "y",
    "user_created",
    "order.placed",
    "info",
    "warn",
    "ERROR",
    30,
    50,
    1,
    1.5,
    200,
    1772474400012,
    true,
    null,
    "a@example.com",
    "4111111111111111",
  ),
  fc.constantFrom<unknown>(...hostileTexts),
  fc.string({ unit: "binary" }),
  fc.double(),
  fc.integer(),
);
const { value: jsonValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 4, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
    { weight: 2, arbitrary: fc.array(fc.tuple(key, tie("value")), { maxLength: 4 }).map(objectFrom) },
  ),
}));

/** An object with own keys, `__proto__` among them. */
function objectFrom(entries: readonly (readonly [string, unknown])[]): string {
  return `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${written(value)}`).join(",")}}`;
}

/** Objects are written already. */
function written(value: unknown): string {
  if (typeof value === "string" && value.startsWith("{") && objectOf(value) !== undefined) return value;
  return typeof value === "number" && !Number.isFinite(value) ? "1e999" : JSON.stringify(value);
}

const jsonLine = fc.array(fc.tuple(key, jsonValue), { maxLength: 6 }).map(objectFrom);

test("of any lines of JSON", () => {
  fc.assert(fc.property(fc.array(jsonLine, { minLength: 1, maxLength: 12 }), expectSound), { numRuns: 100 });
});

test("of lines that repeat, as logs do", () => {
  const repeated = fc
    .tuple(fc.array(jsonLine, { minLength: 1, maxLength: 5 }), fc.array(fc.nat(4), { minLength: 10, maxLength: 150 }))
    .map(([lines, order]) => order.map((at) => lines[at % lines.length] ?? "{}"));
  fc.assert(fc.property(repeated, expectSound), { numRuns: 60 });
});

test("of any lines of text", () => {
  const word = fc.oneof(
    fc.constantFrom(
      "2026-01-01",
      "10:00:00",
      "INFO",
      "ERROR",
      "-",
      "[x]",
      '"GET / HTTP/1.1"',
      "200",
      "1.5",
      "10.0.0.7",
      "app[1]:",
      "a=1",
      "failed",
      "[",
      '"',
      "#",
    ),
    fc.constantFrom(...hostileTexts),
  );
  const line = fc
    .array(word, { minLength: 1, maxLength: 8 })
    .map((words) => words.join(" ").replaceAll(/[\r\n]/g, " "))
    .filter((text) => text.trim() !== "");
  const lines = fc
    .tuple(fc.array(line, { minLength: 1, maxLength: 4 }), fc.array(fc.nat(3), { minLength: 1, maxLength: 60 }))
    .map(([some, order]) => order.map((at) => some[at % some.length] ?? "x"));
  fc.assert(fc.property(lines, expectSound), { numRuns: 150 });
});
