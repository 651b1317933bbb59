import fc from "fast-check";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile } from "../../lib/pattern";
import { decodeLogs, logFormats, type LogOptions, multilines } from "../../lib/records";
import { runWith } from "./fake-io";

const FOLDER = join(__dirname, "..", "fixtures", "lines");
const samples = readdirSync(FOLDER)
  .filter((name) => name !== "expected.json")
  .map((name) => readFileSync(join(FOLDER, name)));

const PATTERNS = [
  "",
  "INFO",
  "-INFO",
  "{ $.level = * }",
  '{ $.level = "error" }',
  "[ts, level = ERROR, ...]",
  "[a, b, c = 1*]",
  "%[0-9]+%",
];

/** The number of each event, and whether the pattern matches it, as a replay reads the source. */
async function asReplayed(
  input: Buffer,
  pattern: string,
  options: LogOptions = {},
): Promise<(readonly [line: number, match: boolean])[]> {
  const matcher = compile(pattern);
  const found: (readonly [number, boolean])[] = [];
  for await (const { records } of decodeLogs("(standard input)", once(input), options))
    for (const { text, line } of records) found.push([line, matcher.matches(text)]);
  return found;
}

// eslint-disable-next-line @typescript-eslint/require-await -- the decoder takes streams
async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function asMatched(
  input: Buffer,
  pattern: string,
  options: readonly string[] = [],
): Promise<(readonly [line: number, match: boolean])[]> {
  const { stdout } = await runWith(["match", "--json", "--all", ...options, "--", pattern], { stdin: input });
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { line: number; match: boolean })
    .map(({ line, match }) => [line, match] as const);
}

test("match and replay have the same events and matches in every input, read in any format", async () => {
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...samples) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(...samples), fc.nat(400))
        .map(([sample, length]) => sample.subarray(0, length)),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom("\n", "\r\n", "\r", " \n", "{", "x\n", "\ufeff", "\u0000")
        .map((text) => Buffer.from(text)),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 30 }).map((text) => Buffer.from(text)) },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...PATTERNS),
      fc.constantFrom("auto", "auto", ...logFormats),
      fc.constantFrom(undefined, undefined, ...multilines),
      async (pieces, pattern, format, multiline) => {
        const input = Buffer.concat(pieces);
        const joined = multiline === undefined ? {} : { multiline };
        const given = ["--format", format, ...(multiline === undefined ? [] : ["--multiline", multiline])];
        expect(await asMatched(input, pattern, given)).toEqual(await asReplayed(input, pattern, { format, ...joined }));
      },
    ),
    { numRuns: 300 },
  );
});

const TEMPLATE = (pattern: string): string =>
  JSON.stringify({
    provider: { aws: { region: "eu-west-1" } },
    resource: {
      aws_cloudwatch_log_group: { fn: { name: "/aws/lambda/fn" } },
      aws_cloudwatch_log_metric_filter: {
        f: {
          name: "f",
          pattern,
          log_group_name: "${aws_cloudwatch_log_group.fn.name}",
          metric_transformation: [{ name: "Calls", namespace: "App", value: "1" }],
        },
      },
      aws_cloudwatch_metric_alarm: {
        a: {
          alarm_name: "a",
          namespace: "App",
          metric_name: "Calls",
          statistic: "Sum",
          period: 60,
          evaluation_periods: 1,
          threshold: 0,
          comparison_operator: "GreaterThanThreshold",
          treat_missing_data: "notBreaching",
        },
      },
    },
  });

const folder = mkdtempSync(join(tmpdir(), "match-and-replay-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Events and matches of the template's only filter, and the rules of the findings. */
async function replayed(pattern: string, input: string, options: readonly string[] = []) {
  writeFileSync(join(folder, "main.tf.json"), TEMPLATE(pattern));
  const { stdout } = await runWith(["replay", "--json", "--template", "main.tf.json", ...options, "-"], {
    cwd: folder,
    stdin: input,
  });
  const { filters, findings, alarms, records } = JSON.parse(stdout) as {
    filters: { events: number; matched: number; nearest_miss: { not_json: number; json_after_text: number } | null }[];
    findings: { rule: string; message: string; fix: string }[];
    alarms: { transitions: { to: string }[] }[];
    records: { invalid: number };
  };
  const fired = alarms.some(({ transitions }) => transitions.some(({ to }) => to === "ALARM"));
  return { filter: filters[0], findings, fired, records };
}

test("aws logs tail piped into a replay: JSON and space-delimited filters match the events without tail's prefix", async () => {
  const stream = "2026/11/20/[$LATEST]0123456789abcdef0123456789abcdef";
  const tail = (message: string, second: number): string =>
    `2026-11-20T10:00:0${second}.120000+00:00 ${stream} ${message}\n`;
  const input =
    tail("START RequestId: 1 Version: $LATEST", 0) + tail('{"level":"error"}', 1) + tail("ERROR 7 failed", 2);
  expect(await replayed('{ $.level = "error" }', input)).toMatchObject({
    filter: { events: 3, matched: 1 },
    fired: true,
  });
  expect(await replayed("[level = ERROR, ...]", input)).toMatchObject({ filter: { matched: 1 }, fired: true });
  const { stdout } = await runWith(["match", '{ $.level = "error" }'], { stdin: input });
  expect(stdout).toBe('{"level":"error"}\n');
});

test("Spring Boot's lines keep their time in replay as in match; --format changes it", async () => {
  const line = (level: string, second: number): string =>
    `2026-11-20T10:00:0${second}.123Z ${level.padStart(5)} 1 --- [demo] [main] c.e.Demo : text\n`;
  const input = [1, 2, 3, 4, 5].map((second) => line("ERROR", second)).join("");
  const pattern = "[ts, level = ERROR, ...]";
  expect((await replayed(pattern, input)).filter).toMatchObject({ events: 5, matched: 5 });
  expect((await replayed(pattern, input, ["--format", "export"])).filter).toMatchObject({ events: 5, matched: 0 });
  expect((await runWith(["match", "-c", pattern], { stdin: input })).stdout).toBe("5\n");
  expect((await runWith(["match", "-c", "--format", "export", pattern], { stdin: input })).stdout).toBe("0\n");
});

test("JSON behind other text in the line is the reason that a JSON pattern matches nothing, in replay and in match", async () => {
  const lambda =
    "2026-11-20T17:04:56.091Z\t84194e03-521f-460f-a1bc-62fa9af73eed\tINFO\tMock scenario\n" +
    '2026-11-20T17:04:56.092Z\t84194e03-521f-460f-a1bc-62fa9af73eed\tINFO\t{"entityId":"e1"}\n';
  const result = await replayed('{ $.entityId = "*" }', lambda);
  expect(result.filter).toMatchObject({ events: 2, matched: 0, nearest_miss: { not_json: 2, json_after_text: 1 } });
  const [finding] = result.findings.filter(({ rule }) => rule === "filter-never-matched");
  expect(finding?.message).toContain("2 of 2 events are not JSON; 1 has JSON after other text");
  expect(finding?.message).not.toContain("no event has the field");
  expect(finding?.fix).toContain("log_format");
  const { code, stderr } = await runWith(["match", '{ $.entityId = "*" }'], { stdin: lambda });
  expect(code).toBe(1);
  expect(stderr).toContain("2 of 2 events are not JSON; 1 has JSON after other text");
  const mixed = `${lambda}{"entityId":"e1"}\nprefix {"entityId":"e1"} suffix\n`;
  expect((await runWith(["match", '{ $.other = "*" }'], { stdin: mixed })).stderr).toContain(
    "3 of 4 events are not JSON; 2 have JSON after other text",
  );
  expect((await runWith(["match", '{ $.entityId = "*" }'], { stdin: mixed })).stderr).toBe("");
});

test("a note about the input is not an invalid record", async () => {
  const result = await replayed("ERROR", "20/11/26 10:00:00 ERROR a\n20/11/26 10:00:01 INFO b\n");
  expect(result.findings.map(({ rule }) => rule)).toContain("time-form");
  expect(result.records.invalid).toBe(0);
});
