import { parseOttl } from "../../../lib/collector/ottl/parse";
import { argumentFault } from "../../../lib/collector/rules/ottl-arguments";

/** Where the first call of a statement is given what its function does not take. */
function placeIn(statement: string, version?: string): number | undefined {
  const [call] = parseOttl(statement, "statement").calls;
  return argumentFault(call!, version)?.at;
}

test.each([
  'set(span.attributes["a"], 1 + 2)',
  'set(span.attributes["a"], {"b": [1]})',
  'set(target = span.attributes["a"], value = nil)',
  'set(span.attributes["a"], value = nil)',
  'limit(span.attributes, 10, ["a", "b"])',
  "limit(span.attributes, priority_keys = [], limit = 10)",
  "limit(span.attributes, priorityKeys = [], limit = 10)",
  'replace_pattern(span.name, "a", "b", SHA256)',
  'replace_pattern(span.name, "a", "b", replacement_format = "%s")',
  'flatten(span.attributes, resolveConflicts = true, prefix = "a")',
  "nobody_knows(1, 2, 3)",
])("%s gives what is taken", (statement) => {
  expect(placeIn(statement)).toBeUndefined();
});

test.each([
  ["too few", 'set(span.attributes["a"])', 0],
  ["too many", "set(span.name, 1, 2)", 0],
  ["none", "set()", 0],
  ["a name that it does not have", "set(span.name, vlaue = 1)", 23],
  ["one without a name behind one with a name", "set(target = span.name, 1)", 24],
  ["a text for a path", 'set("span.name", 1)', 4],
  ["a calculation for a path", "set(span.a + 1, 1)", 4],
  ["a text for a whole number", 'truncate_all(span.attributes, "10")', 30],
  ["a number with a point for a whole one", "truncate_all(span.attributes, 1.5)", 30],
  ["a number with a sign", "truncate_all(span.attributes, -1)", 30],
  ["a path where a whole number is to be written", "truncate_all(span.attributes, span.kind)", 30],
  ["a number for a text", "merge_maps(span.attributes, span.cache, 1)", 40],
  ["a text for true or false", 'flatten(span.attributes, "a", 1, "yes")', 33],
  ["a path for a list", "limit(span.attributes, 10, span.cache)", 27],
  ["a number in a list of texts", 'limit(span.attributes, 10, ["a", 1])', 33],
  ["a text for a function", 'replace_pattern(span.name, "a", "b", "SHA256")', 37],
])("%s is not taken: %s", (_what, statement, at) => {
  expect(placeIn(statement)).toBe(at);
});

test.each([
  { statement: "truncate_all(span.attributes, 10, true)", before: "0.147.0", since: "0.148.0", at: 0 },
  { statement: "keep_matching_keys(span.attributes, span.name)", before: "0.138.0", since: "0.139.0", at: 36 },
])("$statement is taken from $since on, so without a version it may be", ({ at, before, since, statement }) => {
  expect([before, since, undefined].map((version) => placeIn(statement, version))).toEqual([at, undefined, undefined]);
});
