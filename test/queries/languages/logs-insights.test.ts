import * as fc from "fast-check";

import { type GrammarName, type InsightsQuery, parseQuery, printInsights } from "../../../lib/queries/languages";

function mistakes(text: string, grafana = false): readonly string[] {
  return parseQuery("logs-insights" satisfies GrammarName, text, { grafana }).mistakes.map(
    ({ kind, span }) => `${kind}: ${text.slice(span.start, span.end)}`,
  );
}

function queryOf(text: string): InsightsQuery {
  const { facts, mistakes: wrong } = parseQuery("logs-insights", text);
  expect(wrong).toEqual([]);
  return facts.query;
}

/** Without places. */
function shape(query: InsightsQuery): unknown {
  return JSON.parse(
    JSON.stringify(query, (key, value: unknown) => (/^(?:span|nameSpan)$/.test(key) ? undefined : value)),
  );
}

const CORRECT = [
  "fields @timestamp, @message | sort @timestamp desc | limit 20",
  "fields @message | sort by @timestamp desc, level",
  "fields @message | order by @timestamp desc",
  'parse "worker stopped" as @stopped | stats count(@stopped)',
  "parse @message /took (?<@seconds>\\d+)/ | stats max(@seconds)",
  "# slow requests\nfilter http.duration_ms > 800 and level in ['error', \"fatal\"]\n| stats count(*) as slow, pct(http.duration_ms, 99) as p99 by bin(5m), http.route",
  "filter @message like /(?i)time\\/out [/]/ or not (status = 5 and x != -1.5)",
  "filter @message not like 'health' and ispresent(a.b) and isIpv4InSubnet(ip, \"10.0.0.0/8\")",
  'parse @message "user=*, took=*ms" as user, took | stats avg(took) by user',
  "parse @message /user=(?<user>\\S+)/ | stats count() by user",
  "parse log.line logfmt as lf | filter lf.level = 'error' | display lf.msg",
  "fields `user-id`, a.b[0].`c.d` as e, (1 + 2) * 3 ^ 2 / x as y | dedup `user-id`, e",
  "stats sum(status >= 500) / count(*) * 100 as share by datefloor(@timestamp, 1h) as t | sort t asc, share desc",
  "SOURCE logGroups(namePrefix: ['/aws/lambda'], class: 'STANDARD') | filter level = 'error' | pattern @message",
  "fields jsonParse(@message) as j | unnest j.items into item | stats count(*) by item.kind",
  "filter status >= 500 | join type=inner left=api right=fn where api.id=fn.id (SOURCE '/aws/x' | filter a = 1) | fields api.id",
  "filterIndex region = 'eu-west-1' | anomaly | diff previousDay | limit any 10",
  "filter level = {{level}} and code in [{{a}}, 5] and {{field}} > 1 | stats count(*) as {{name}} by bin({{step}}), a.{{b}} | limit {{n}}",
  'FILTER @type = "REPORT" | STATS max(@memorySize / 1000 / 1000) AS mb BY bin(1hr)',
];

describe("Logs Insights QL", () => {
  test.each(CORRECT)("reads and prints %s", (text) => {
    const query = queryOf(text);
    expect(shape(queryOf(printInsights(query)))).toEqual(shape(query));
  });

  test("says which fields are read and made, what is counted by what, compared and limited", () => {
    const text =
      "filter level in ['error', 'fatal'] and @message like /a b/ and http.status >= 500 | parse @message 'took *ms' as took | stats count(*) as n, pct(took, 99) as p by bin(5m) as t, http.route | sort n desc | limit 7";
    const { facts } = parseQuery("logs-insights", text);
    expect(facts).toMatchObject({ limit: 7, by: ["http.route"], bins: [{ seconds: 300 }] });
    expect(facts.commands.map(({ name }) => name)).toEqual(["filter", "parse", "stats", "sort", "limit"]);
    expect(facts.comparisons.map(({ name, op, value }) => `${name} ${op} ${value}`)).toEqual([
      "level in error",
      "level in fatal",
      "@message like a b",
      "http.status >= 500",
    ]);
    expect(facts.fieldsMade.map(({ name }) => name)).toEqual(["took", "n", "p", "t"]);
    expect(facts.fieldsRead.map(({ name, madeHere }) => (madeHere ? `${name}!` : name))).toEqual([
      "level",
      "@message",
      "http.status",
      "@message",
      "took!",
      "http.route",
      "n!",
    ]);
    expect(facts.calls.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      "aggregation count",
      "aggregation pct",
      "function bin",
    ]);
  });

  test.each([
    ["fields @timestamp | sotr @timestamp desc", "unknown-command: sotr"],
    ["fields @timestamp, | limit 20", "syntax: |"],
    ["fields @timestamp @message", "syntax: @message"],
    ["filter level = 'error", "unclosed: 'error"],
    ["filter @message like /a", "unclosed: /a"],
    ["filter (a = 1", "unclosed: "],
    ["stats cuont(*) by bin(5m)", "unknown-function: cuont"],
    ["stats pct(a) by b", "argument-count: pct(a)"],
    ["parse @message '* *' as a", "argument-count: parse @message '* *' as a"],
    ["parse @message /a(b)/", "value: parse @message /a(b)/"],
    ["limit many", "syntax: many"],
    ["fields a |", "syntax: "],
    ["filter a = 1 | | limit 5", "syntax: |"],
    ["fields a-b as c, user id", "syntax: id"],
    [" # nothing", "empty:  # nothing"],
    ["filter as = 1 | fields a as", "syntax: as,syntax: "],
  ])("refuses %s", (text, wrong) => {
    expect(mistakes(text).join(",")).toBe(wrong);
  });

  test("goes on after a mistake at the next command, and counts lines", () => {
    const { mistakes: wrong } = parseQuery("logs-insights", "fields a b\n| filter x ='|' &\n| stats coutn(*)");
    expect(wrong.map(({ kind, line, column }) => `${kind} ${line}:${column}`)).toEqual([
      "syntax 1:10",
      "syntax 2:17",
      "unknown-function 3:9",
    ]);
  });

  test("reads Grafana's variables wherever a value, a name or a command stands", () => {
    const text =
      "$filters | filter level = $level and $field like /${x}/ and a.$b = '[[c]]' | stats count(*) by bin($__interval), ${by:csv} | limit $n";
    const { facts, mistakes: wrong, variables } = parseQuery("logs-insights", text, { grafana: true });
    expect(wrong).toEqual([]);
    expect(variables).toHaveLength(9);
    expect(facts.bins).toMatchObject([{ text: "$__interval" }]);
    expect(facts.fieldsRead.map(({ name }) => name)).toEqual(["level", "a.$b"]);
  });

  test("takes a parameter for a mistake where nobody gives its value, and nothing for one in another language", () => {
    expect(parseQuery("logs-insights", "filter a = {{b}}", { parameters: false }).mistakes).toHaveLength(1);
    expect(mistakes("filter a = {{b c}}")).toHaveLength(1);
    expect(parseQuery("promql", "{{a}}").mistakes).not.toEqual([]);
    expect(parseQuery("logs-insights", "filter a = {{b}}", { grafana: true }).variables).toEqual([]);
  });

  test("ends on hostile texts", () => {
    expect(mistakes("(".repeat(100_000))).toHaveLength(1);
    expect(mistakes(`filter ${"(".repeat(20_000)}`).join()).toMatch(/^too-deep/);
    expect(mistakes(`filter ${"not ".repeat(8000)}a`).join()).toMatch(/^too-deep/);
    expect(mistakes(`filter a ${"^ a ".repeat(8000)}`).join()).toMatch(/^too-deep/);
    expect(mistakes(`filter a${" + a".repeat(8000)}`)).toEqual([]);
    expect(mistakes("| ".repeat(16_000))).toHaveLength(20);
    expect(mistakes(`filter a like ${"/(".repeat(10_000)}`)).not.toEqual([]);
    expect(mistakes(`parse @message ${"[\\".repeat(10_000)}`)).not.toEqual([]);
  });

  const name = fc.constantFrom("@message", "level", "http.status", "`user-id`", "a.b[0].c", "as_is", "`as`");
  const literal = fc.oneof(
    fc.string({ maxLength: 8 }).map((text) => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`),
    fc.constantFrom("1", "0.5", "-3", "5m", "[1, 'b']"),
  );
  const { expression } = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 4 },
      name,
      literal,
      fc
        .tuple(
          tie("expression"),
          fc.constantFrom("and", "or", "=", "+", "-", "*", "^", "in", "not like"),
          tie("expression"),
        )
        .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
      tie("expression").map((of) => `not (${of})`),
      tie("expression").map((of) => `-(${of})`),
      fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `coalesce(${a}, ${b})`),
    ),
  }));

  test("what is printed is read as the same", () => {
    fc.assert(
      fc.property(expression, (text) => {
        const query = queryOf(`filter ${text} | fields ${text} as x`);
        expect(shape(queryOf(printInsights(query)))).toEqual(shape(query));
      }),
      { numRuns: 200 },
    );
  });
});
