import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import * as fc from "fast-check";
import { type Ask, type LineCondition, print, type PrintedQuery, readQuery } from "../../../lib/queries";
import { lineExpression } from "../../../lib/queries/sql";
import { shopContext, texts } from "../shop";

const context = shopContext({ sql: { table: () => "lines" } });

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create()).connect();
  await connection.run("CREATE TABLE lines (json JSON)");
});
afterAll(() => {
  connection.closeSync();
});

function linesWhere(...where: readonly LineCondition[]): Ask {
  return { kind: "lines", services: ["payments"], where, fields: [], order: "newest", limit: 100 };
}

function holding(text: string, isNot = false): LineCondition {
  return { kind: "line", holds: { kind: "text", text }, isNot };
}

function matching(source: string, isNot = false): LineCondition {
  return { kind: "line", holds: { kind: "regex", source }, isNot };
}

function readBack({ dialect, logGroups = [], text }: PrintedQuery): unknown {
  const query =
    dialect === "logql"
      ? ({ language: "logql", text } as const)
      : ({ language: "logs-insights", text, logGroups } as const);
  return readQuery(query, context);
}

const piece = fc.constantFrom(
  "a",
  "B",
  "ab",
  "é",
  "/",
  '"',
  "\\",
  "`",
  ".",
  "(x",
  "[",
  "$.",
  "{y}",
  "?",
  "*",
  "status=5",
);
const text = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(""));
const source = fc.constantFrom(
  "a+b",
  "^[{]",
  "x|y",
  "(?i)error",
  "\\bab\\b",
  "5\\d\\d",
  "[^a-c&]$",
  "a.*?b",
  "(?:a|b){2}",
  "/v\\d/",
);
const test1 = fc.tuple(fc.boolean(), fc.oneof(text.map(holding), source.map(matching)));
const condition = test1.map(([isNot, one]) => (one.kind === "line" ? { ...one, isNot } : one));
const either = fc
  .oneof(
    fc.array(
      text.map((one) => holding(one)),
      { minLength: 2, maxLength: 3 },
    ),
    fc.array(
      source.map((one) => matching(one)),
      { minLength: 2, maxLength: 3 },
    ),
  )
  .map((of): LineCondition => ({ kind: "any", of }));

test.each(["logs-insights", "logql"] as const)("conditions of a line's text are read back: %s", (dialect) => {
  fc.assert(
    fc.property(fc.array(fc.oneof(condition, either), { minLength: 1, maxLength: 3 }), (where) => {
      const ask = linesWhere(...where);
      const [query] = texts(ask, dialect, context);
      if (query === undefined) throw new Error("nothing is printed");
      expect([query.text, readBack(query)]).toEqual([query.text, { ask }]);
    }),
  );
});

/** What plain JavaScript says of a line. */
function holds(condition: LineCondition, line: string): boolean {
  switch (condition.kind) {
    case "all":
      return condition.of.every((part) => holds(part, line));
    case "any":
      return condition.of.some((part) => holds(part, line));
    case "line": {
      const { holds: sought, isNot } = condition;
      if (sought.kind === "text") return line.includes(sought.text) !== isNot;
      const [, flags = "", rest = ""] = /^(?:\(\?([is]+)\))?([^]*)$/.exec(sought.source) ?? [];
      return new RegExp(rest, `u${flags}`).test(line) !== isNot;
    }
    default:
      throw new Error(condition.kind);
  }
}

test("SQL finds the lines that plain JavaScript finds", async () => {
  const message = fc.array(fc.oneof(piece, fc.constantFrom("Error", "502", " ab ", "yx", "abab", "/v2")), {
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        message.map((pieces) => pieces.join("")),
        { minLength: 1, maxLength: 6 },
      ),
      fc.array(fc.oneof(condition, either), { minLength: 1, maxLength: 3 }),
      async (messages, where) => {
        const lines = messages.map((one, index) =>
          JSON.stringify({ timestamp: `2026-11-03T19:30:0${String(index)}Z`, message: one }),
        );
        await connection.run("DELETE FROM lines");
        for (const line of lines) await connection.run("INSERT INTO lines VALUES ($1)", [line]);
        const [query] = texts({ ...linesWhere(...where), order: "oldest" } as Ask, "duckdb", context);
        const rows = (await connection.runAndReadAll(query?.text ?? "")).getRowObjectsJson();
        expect(rows.map(({ json }) => json)).toEqual(lines.filter((line) => where.every((one) => holds(one, line))));
      },
    ),
    { numRuns: 60 },
  );
});

const atom = fc.constantFrom(
  "a",
  "b",
  "c",
  ".",
  "[ab]",
  "[^a]",
  "\\d",
  "\\w",
  "\\.",
  "/",
  "1",
  "-",
  "(a|b)",
  "(?:ab)",
  "[a-c1]",
  "\\b",
);
const quantified = fc
  .tuple(atom, fc.constantFrom("", "", "", "*", "+", "?", "{1,2}", "*?"))
  .map(([one, times]) => (one === "\\b" ? one : one + times));
const expression = fc
  .tuple(
    fc.constantFrom("", "", "(?i)", "^", "(?s)"),
    fc.array(quantified, { minLength: 1, maxLength: 4 }),
    fc.constantFrom("", "", "$.", "|c"),
  )
  .map(([start, parts, end]) => start + parts.join("") + end);

test("DuckDB matches expressions as JavaScript does", async () => {
  const subject = fc
    .array(fc.constantFrom("a", "b", "C", "A", ".", "1", "-", "/", " "), { maxLength: 6 })
    .map((chars) => chars.join(""));
  await fc.assert(
    fc.asyncProperty(expression, fc.array(subject, { minLength: 1, maxLength: 5 }), async (written, subjects) => {
      const sql = lineExpression(written)?.sql;
      if (sql === undefined) throw new Error(`${written} is not known`);
      for (const one of subjects) {
        const answer = await connection.runAndReadAll("SELECT regexp_matches($1, $2) AS found", [one, sql]);
        const [row] = answer.getRowObjectsJson();
        expect([written, sql, one, row?.found]).toEqual([written, sql, one, holds(matching(written), one)]);
      }
    }),
    { numRuns: 200 },
  );
});

test.each([
  "a(?=b)",
  "(?<!a)b",
  "(a)\\1",
  "a++",
  "\\p{L}",
  "[[:alpha:]]",
  "[a&&b]",
  "(",
  "a)",
  "*a",
  "(?x)a",
  "a{2000}",
  "[b-a]",
  "(?i)é",
  "\\",
  "a**",
  "(?<n>a)(?<n>b)",
])("what engines read in different ways is not known: %s", (written) => {
  expect(lineExpression(written)).toBeUndefined();
  expect(
    readQuery({ language: "logs-insights", text: `filter @message like /${written.replaceAll("/", "\\/")}/` }, context),
  ).toHaveProperty("notRead");
});

const read = (language: "logql" | "logs-insights", written: string): unknown => {
  const found = readQuery({ language, text: written }, context);
  return "ask" in found ? found.ask : found.notRead.why;
};

test.each([
  ["logs-insights", "filter strcontains(@message, 'a')", [holding("a")]],
  [
    "logs-insights",
    "filter @message like 'a' or @message =~ /b+/",
    [{ kind: "any", of: [holding("a"), matching("b+")] }],
  ],
  [
    "logs-insights",
    "filter not (@message like 'a' and @message like 'b')",
    [{ kind: "any", of: [holding("a", true), holding("b", true)] }],
  ],
  ["logs-insights", "filter @message = 'a.b'", [matching("^a\\.b$")]],
  [
    "logs-insights",
    "filter tolower(@message) like 'a.b' or toupper(@message) like /\\SA+/",
    [{ kind: "any", of: [matching("(?i)a\\.b"), matching("(?i)\\SA+")] }],
  ],
  [
    "logs-insights",
    `SOURCE '${context.services.find(({ name }) => name === "payments")!.logGroup}' | filter @message like 'a'`,
    [holding("a")],
  ],
  ["logs-insights", "fields @timestamp as at, level | order by at desc | filter @message like 'a'", [holding("a")]],
  ["logql", '{service_name="payments"} != "a" or "b"', [holding("a", true), holding("b", true)]],
  ["logql", '{service_name="payments"} |= "" |~ "a" !~ "b|c"', [holding("a"), matching("b|c", true)]],
] as const)("%s: %s", (language, written, where) => {
  expect(read(language, written)).toMatchObject({ kind: "lines", where });
});

test.each([
  ["logql", '{service_name="payments"} |= "$search"', "variable"],
  ["logql", '{service_name="payments"} | line_format "{{.message}}" |= "a"', "unknown-stream"],
  ["logql", '{service_name="payments"} | json | line_format "{{.message}}" |= "a"', "construct"],
  ["logql", '{service_name="payments"} |> "a<_>"', "construct"],
  ["logql", '{service_name="payments"} != ""', "construct"],
  ["logs-insights", "filter @logStream like 'a'", "system-field"],
  ["logs-insights", "filter tolower(@message) like 'A'", "construct"],
  ["logs-insights", "SOURCE 'other' | filter @message like 'a'", "unknown-stream"],
  ["logs-insights", "SOURCE logGroups(namePrefix: ['a']) | filter @message like 'a'", "construct"],
  ["logs-insights", "filter a = 1 | parse @message 'a=*' as a", "construct"],
  ["logs-insights", "parse @message logfmt as line", "construct"],
] as const)("what is not said of a line has a reason: %s: %s", (language, written, why) => {
  expect(read(language, written)).toBe(why);
});

test("an alternative of a line's text and a field has no words in LogQL, and SQL says it", () => {
  const field = readQuery({ language: "logs-insights", text: "filter @message like 'x' or level = 'error'" }, context);
  if (!("ask" in field)) throw new Error("not read");
  expect(print(field.ask, "logql", context)).toEqual({ notPrinted: { why: "line-text", text: "x" } });
  expect(texts(field.ask, "duckdb", context)[0]?.text).toContain(
    "WHERE ((contains(CAST(json AS VARCHAR), 'x')) OR json_extract_string(json, '$.level') = 'error')",
  );
});

describe("fields that are taken out of texts", () => {
  const extracted: readonly (readonly ["logql" | "logs-insights", string])[] = [
    [
      "logs-insights",
      `parse @message '"user":"*","took":*}' as who, took | filter took > 5 and who != 'c' | stats count(*) as n, max(took) as most by who`,
    ],
    [
      "logql",
      'sum by (who) (count_over_time({service_name=~".+"} | regexp "\\"user\\":\\"(?P<who>[^\\"]*)\\",\\"took\\":(?P<took>\\\\d+)" | took>5 | who!="c" | took!="" [5m]))',
    ],
    [
      "logql",
      'sum by (who) (count_over_time({service_name=~".+"} | pattern `<_>"user":"<who>","took":<took>}` | took>5 | who!="c" [5m]))',
    ],
  ];
  test.each(extracted)("%s computes from them: %s", async (language, written) => {
    await connection.run("DELETE FROM lines");
    const lines = [
      ["a", 6],
      ["a", 9],
      ["b", 5],
      ["b", 7],
      ["c", 8],
    ].map(([user, took]) => JSON.stringify({ timestamp: "2026-11-03T19:30:00Z", user, took }));
    for (const line of [...lines, '{"timestamp":"2026-11-03T19:30:00Z","other":1}'])
      await connection.run("INSERT INTO lines VALUES ($1)", [line]);
    const found = readQuery({ language, text: written }, context);
    if (!("ask" in found)) throw new Error(JSON.stringify(found.notRead));
    const ask = { ...found.ask, over: "range" } as Ask;
    const [query] = texts(ask, "duckdb", context);
    const rows = (await connection.runAndReadAll(query?.text ?? "")).getRowObjectsJson();
    const counts = rows.map((row) => [row.who, Number(row.n ?? row.count)]);
    expect(counts.sort()).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
    if (language === "logs-insights") expect(rows.map(({ most }) => Number(most)).sort()).toEqual([7, 9]);
    const [again] = texts(ask, language, context);
    expect(again && readBack(again)).toMatchObject({ ask: { extracted: ask.kind === "numbers" ? ask.extracted : [] } });
  });

  test("of fields only Logs Insights and SQL take them, and never under a name of a label in LogQL", () => {
    const found = readQuery(
      { language: "logs-insights", text: "parse error.type 'a=*' as code | stats count(*) by code" },
      context,
    );
    if (!("ask" in found)) throw new Error("not read");
    expect(print(found.ask, "logql", context)).toEqual({ notPrinted: { why: "extraction", field: "error.type" } });
    const level = readQuery({ language: "logs-insights", text: "parse @message 'a=*' as level" }, context);
    expect("ask" in level && print(level.ask, "logql", context)).toEqual({
      notPrinted: { why: "extraction", field: "level" },
    });
  });
});

test("names that a query gives stand for fields, and a zero where there is nothing changes no number", () => {
  const insights = (written: string): unknown => read("logs-insights", written);
  expect(
    insights(
      "fields error.type as cause | filter cause = 'timeout' | stats count(*) as n, max(http.duration_ms) as most by cause | display cause, n",
    ),
  ).toEqual(insights("filter error.type = 'timeout' | stats count(*) as n by error.type"));
  const count = 'sum(count_over_time({service_name="payments"} |= "a" [5m]))';
  expect(read("logql", `sort_desc(${count} or vector(0))`)).toEqual(read("logql", count));
  expect(read("logql", count)).toMatchObject({ kind: "numbers", where: [holding("a")] });
});

test("fields whose names begin with @ are those that the query takes out", () => {
  const found = readQuery(
    {
      language: "logs-insights",
      text: "parse @message /user=(?<@user>\\w+)/ | filter @user = 'a' | stats count(*) by @user",
    },
    context,
  );
  if (!("ask" in found)) throw new Error("not read");
  const [query] = texts(found.ask, "logs-insights", context);
  expect(query && readBack(query)).toMatchObject({
    ask: { by: ["['@user']"], extracted: [{ source: "user=(?<@user>\\w+)" }] },
  });
  expect(print(found.ask, "logql", context)).toEqual({ notPrinted: { why: "extraction", field: "@user" } });
});
