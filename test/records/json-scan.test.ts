import fc from "fast-check";
import { fieldPath } from "../../lib/records/field-path";
import { jsonScanner } from "../../lib/records/json-scan";

const PATHS = ["$.a", "$.t", "$.a.b", "$['a.b']", "$.service.name", "$['ü']"].map(fieldPath);

function scan(text: string): { wrong: number | undefined; found: (string | undefined)[] } {
  const bytes = Buffer.from(`xx${text}yy`);
  const scanner = jsonScanner(PATHS);
  const wrong = scanner.scan(bytes, 2, bytes.length - 2);
  const found = PATHS.map((_, i) =>
    scanner.starts[i]! < 0 ? undefined : bytes.toString("utf8", scanner.starts[i], scanner.ends[i]),
  );
  return { wrong, found };
}

/** What JSON.parse gives: the object, or undefined for anything else. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  for (const key of path) {
    if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.hasOwn(value, key))
      return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === "object" && value !== null ? undefined : value;
}

function agrees(text: string): void {
  const { wrong, found } = scan(text);
  const value = parsed(text);
  expect({ text, isObject: wrong === undefined }).toEqual({ text, isObject: value !== undefined });
  if (value === undefined) return;
  const expected = PATHS.map((path) => valueAt(value, path));
  expect({
    text,
    found: found.map((json) => (json === undefined ? undefined : (JSON.parse(json) as unknown))),
  }).toEqual({
    text,
    found: expected,
  });
}

// Few keys, so that the wanted ones occur at every depth, twice in an object, and as values. None ends in a backslash, because
// after an object with the key "\\", JSON.parse of Node.js 24 and 26 reads any escaped key as that key.
const key = fc.constantFrom("a", "b", "t", "a.b", "service", "name", "ü", 'q"', "\\b", "__proto__", "\u0001");
const scalar = fc.oneof(
  fc.constantFrom(
    "1",
    "-0",
    "1.5e-7",
    "true",
    "false",
    "null",
    '"\\u0041"',
    '"a\\"b"',
    '"}"',
    '"\\\\"',
    '{"a":1}',
    "[]",
    "{}",
  ),
  fc.string().map((text) => JSON.stringify(text)),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => JSON.stringify(number)),
);
const blank = fc.constantFrom("", "", " ", "\t", "\r\n");
const spelled = fc.tuple(key, fc.boolean()).map(([name, isEscaped]) => {
  const json = JSON.stringify(name);
  return isEscaped ? json.replace(/a/g, "\\u0061").replace(/ü/g, "\\u00fc") : json;
});
const { object } = fc.letrec<{ value: string; object: string; array: string }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, scalar, tie("object"), tie("array")),
  object: fc
    .tuple(fc.array(fc.tuple(spelled, blank, tie("value"), blank), { maxLength: 4 }), blank)
    .map(([members, space]) => `{${space}${members.map(([k, a, v, b]) => `${k}${a}:${a}${v}${b}`).join(`,${space}`)}}`),
  array: fc.array(tie("value"), { maxLength: 3 }).map((values) => `[${values.join(", ")}]`),
}));

test("accepts the objects that JSON.parse accepts, and finds the same values", () => {
  fc.assert(fc.property(object, agrees), { numRuns: 1500 });
});

test("rejects what JSON.parse rejects: objects with a character changed, removed or inserted", () => {
  const edit = fc.tuple(
    fc.nat(),
    fc.constantFrom("", "{", "}", "[", "]", '"', ",", ":", "\\", "0", "-", "e", ".", "\u0002", "x", "\n", "u"),
    fc.nat(1),
  );
  fc.assert(
    fc.property(object, edit, (text, [place, put, cut]) => {
      const at = place % (text.length + 1);
      agrees(text.slice(0, at) + put + text.slice(at + cut));
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['{"a":1}', undefined],
  [' {"a":1}\r', undefined],
  ['{"a":1', 6],
  ['{"a":error}', 5],
  ['{"a":1}{"a":2}', 7],
  ['{"a":1,}', 7],
  ['{"a":01}', 6],
  ['{"a":"\t"}', 6],
  ['{"a":"\\x"}', 7],
  ['{"a":[1}', 7],
  ['[{"a":1}]', 0],
  ["1", 0],
  ["", 0],
])("finds where %s stops being an object", (text, wrong) => {
  expect(scan(text).wrong).toBe(wrong);
});

test("deep nesting does not overflow the stack", () => {
  const text = `{"x":${"[".repeat(50_000)}${"]".repeat(50_000)},"a":1}`;
  expect(scan(text)).toEqual({ wrong: undefined, found: ["1", undefined, undefined, undefined, undefined, undefined] });
});

test.each([
  ["timestamp", ["timestamp"]],
  ["$.a.b", ["a", "b"]],
  ["$['@timestamp']", ["@timestamp"]],
  ["$.['a.b'].c", ["a.b", "c"]],
  ['$["a b"]', ["a b"]],
  ["$.t['$date']", ["t", "$date"]],
])("the selector %s", (selector, path) => {
  expect(fieldPath(selector)).toEqual(path);
});

test.each(["", "$", "$.", "$.a[0]", "a b", "$.a..b", "$.*"])("%j is not a selector of a field", (selector) => {
  expect(() => fieldPath(selector)).toThrow(`"${selector}"`);
});
