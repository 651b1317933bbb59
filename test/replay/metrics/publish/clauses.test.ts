import { filter, published } from "./published";

function nearest(pattern: string, events: readonly string[]) {
  return published(filter(pattern), events).filters[0]?.nearestMiss;
}

test("for each clause of a filter that never matched, counts the events that fail it and lists the values seen instead", () => {
  const events = [
    '{"level":"error","http":{"status":404}}',
    '{"level":"error","http":{"status":404}}',
    '{"level":"info","http":{"status":503}}',
    '{"message":"hello"}',
    "no json",
  ];
  expect(nearest('{ $.level = "ERROR" && ($.http.status >= 500 && $.region = eu) }', events)).toEqual({
    events: 5,
    notJson: 1,
    jsonAfterText: 0,
    clauses: [
      { clause: '$.level = "ERROR"', failed: 5, missing: 2, seen: ['"error"', '"info"'] },
      { clause: "$.http.status >= 500", failed: 4, missing: 2, seen: ["404"] },
      { clause: "$.region = eu", failed: 5, missing: 5, seen: [] },
    ],
    example: {
      line: '{"level":"info","http":{"status":503}}',
      failed: ['$.level = "ERROR"', "$.region = eu"],
    },
  });
});

test.each([
  [
    "ERROR -timeout",
    ["ERROR timeout"],
    [
      ["ERROR", 0],
      ["-timeout", 1],
    ],
  ],
  ["?ERROR ?WARN", ["INFO"], [["?ERROR ?WARN", 1]]],
  ["%ERR[0-9]%", ["ERRx"], [["%ERR[0-9]%", 1]]],
  [
    "[a, b = 5*, c > 10]",
    ["x 404 2 3"],
    [
      ["[a, b, c]", 0],
      ["[a, b = 5*, c]", 1],
      ["[a, b, c > 10]", 1],
    ],
  ],
  [
    "{ $.a = 1 || $.b = 2 }",
    ['{"a":2}'],
    [
      ["$.a = 1", 1],
      ["$.b = 2", 1],
    ],
  ],
] as const)("clauses of %s", (pattern, events, clauses) => {
  expect(nearest(pattern, events)?.clauses.map(({ clause, failed }) => [clause, failed])).toEqual(clauses);
});

test("a filter that matched, or saw no event, has no nearest miss", () => {
  expect(nearest("a", ["b", "a"])).toBeNull();
  expect(nearest("a", [])).toBeNull();
});

test("a long line is shortened", () => {
  expect(nearest("a", ["b".repeat(1000)])?.example?.line).toHaveLength(303);
});
