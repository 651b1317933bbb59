import fc from "fast-check";
import { gzipSync } from "node:zlib";
import { UTC } from "../../lib/records/time-options";
import { decodeLogs } from "../../lib/records/decode";
import { detectFormat, logFormats } from "../../lib/records/format";
import { sampleOf } from "../../lib/records/sample";
import type { LogOptions } from "../../lib/records/options";
import type { LogProblem, LogRecord } from "../../lib/records/log-record";
import { problemFinding } from "../../lib/records/problem-findings";
import { ruled } from "../texts";

interface Read {
  readonly records: LogRecord[];
  readonly problems: LogProblem[];
  readonly counts: { withoutTime: number; blank: number; control: number; problems: Record<string, number> };
}

async function* cut(bytes: Buffer, size: number, failure?: Error): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
  if (failure !== undefined) throw failure;
}

async function read(
  input: string | Buffer,
  options: LogOptions = {},
  size = 1 << 20,
  failure?: Error,
  source = "a.log",
): Promise<Read> {
  const result: Read = { records: [], problems: [], counts: { withoutTime: 0, blank: 0, control: 0, problems: {} } };
  for await (const batch of decodeLogs(source, cut(Buffer.from(input), size, failure), options)) {
    result.records.push(...batch.records);
    result.problems.push(...batch.problems);
    result.counts.withoutTime += batch.counts.withoutTime;
    result.counts.blank += batch.counts.blank;
    result.counts.control += batch.counts.control;
    for (const [rule, count] of Object.entries(batch.counts.problems)) {
      result.counts.problems[rule] = (result.counts.problems[rule] ?? 0) + count;
    }
  }
  return result;
}

/** `rule severity place` of each problem; its words are in the golden of all texts. */
function told({ problems }: Read): string[] {
  return ruled(problems.map(problemFinding));
}

/** `line time text [group]` of each record. */
function brief({ records }: Read): string[] {
  return records.map(({ line, at, text, logGroup }) =>
    [
      line,
      at === undefined ? "-" : new Date(at).toISOString(),
      text,
      ...(logGroup === undefined ? [] : [`[${logGroup}]`]),
    ].join(" "),
  );
}

const T0 = Date.parse("2026-11-21T10:00:00.000Z");
const AT = "2026-11-21T10:00:00.000Z";

/** An input of each format. They have the same two events, some with the log group. */
const same: Record<string, string> = {
  ndjson: `{"timestamp":"${AT}","message":"a ü"}\n{"timestamp":"2026-11-21T10:00:01.000Z","message":"b"}\n`,
  text: `${AT}\tERROR a ü\n2026-11-21T10:00:01.000Z\tb\n`,
  export: `${AT} START RequestId: 1\n2026-11-21T10:00:01.000Z Error: b ü\n    at c\n\nCaused by: d\n`,
  docker: `{"log":"a ü\\n","stream":"stdout","time":"${AT}"}\n{"log":"b","stream":"stdout","time":"2026-11-21T10:00:01.000Z"}\n{"log":"c\\n","stream":"stdout","time":"2026-11-21T10:00:02.000Z"}\n`,
  cri: `2026-11-21T10:00:00.000000000Z stdout F a ü\n2026-11-21T10:00:01.000000000Z stderr P b\n2026-11-21T10:00:01.500000000Z stdout F x\n2026-11-21T10:00:02.000000000Z stderr F c\n`,
  journald: `{"__REALTIME_TIMESTAMP":"${T0}000","MESSAGE":"a ü","PRIORITY":"6"}\n{"__REALTIME_TIMESTAMP":"${T0 + 1000}000","MESSAGE":[98]}\n`,
  page: `{"events":[{"logStreamName":"s","timestamp":${T0},"message":"a ü","ingestionTime":1,"eventId":"1"},{"logStreamName":"s","timestamp":${T0 + 1000},"message":"{\\"b\\":[1,2]}","ingestionTime":1,"eventId":"2"}],"searchedLogStreams":[],"nextToken":"x"}`,
  subscription: `{"messageType":"DATA_MESSAGE","owner":"1","logGroup":"/app/a","logStream":"s","subscriptionFilters":["f"],"logEvents":[{"id":"1","timestamp":${T0},"message":"a ü"},{"id":"2","timestamp":${T0 + 1000},"message":"b"}]}`,
  trail: `{"Records":[{"eventVersion":"1.08","eventTime":"2026-11-21T10:00:00Z","eventSource":"s3.amazonaws.com","eventName":"PutObject","n":1.0},{"eventTime":"2026-11-21T10:00:01Z","eventSource":"iam.amazonaws.com"}]}`,
  insights: `{"results":[[{"field":"@timestamp","value":"2026-11-21 10:00:00.000"},{"field":"@message","value":"a ü"},{"field":"@log","value":"123456789012:/app/a"},{"field":"@ptr","value":"x"}],[{"field":"@timestamp","value":"2026-11-21 10:00:01.000"},{"field":"@message","value":"b"}]],"status":"Complete"}`,
  csv: `@timestamp,@log,@message\n2026-11-21 10:00:00.000,123456789012:/app/a,a ü\n2026-11-21 10:00:01.000,,"{""b"":[1,2]}"\n`,
  journalExport: `__CURSOR=s=1\n__REALTIME_TIMESTAMP=${T0}000\nPRIORITY=6\nMESSAGE=a ü\n\n__REALTIME_TIMESTAMP=${T0 + 1000}000\nMESSAGE\n\u0003\0\0\0\0\0\0\0b\nc\n_PID=1\n\n`,
  journalPretty: `{\n\t"__REALTIME_TIMESTAMP" : "${T0}000",\n\t"MESSAGE" : "a ü"\n}\n{\n\t"MESSAGE" : [ 98 ],\n\t"__REALTIME_TIMESTAMP" : "${T0 + 1000}000"\n}\n`,
  insightsText: `CWLI\tComplete\nRESULTS\t@timestamp\t2026-11-21 10:00:00.000\nRESULTS\t@message\ta ü\n\tat c\nRESULTS\t@log\t123456789012:/app/a\nRESULTS\t@timestamp\t2026-11-21 10:00:01.000\nRESULTS\t@message\tb\nSTATISTICS\t1.0\t2.0\t3.0\n`,
  insightsYaml: `queryLanguage: CWLI\nresults:\n- - field: '@timestamp'\n    value: '2026-11-21 10:00:00.000'\n  - field: '@message'\n    value: "a \\xFC\\n\\tat c"\n- - field: '@message'\n    value: b\n  - field: '@timestamp'\n    value: '2026-11-21 10:00:01.000'\nstatistics:\n  recordsMatched: 2.0\nstatus: Complete\n`,
  insightsTable: `----------\n|  get-query-results |\n+---+---+\n|| results ||\n|+---+---+|\n||  field  |  value  ||\n|+---+---+|\n||  @timestamp  |  2026-11-21 10:00:00.000  ||\n||  @message    |  a ü | x ||\n||  @timestamp  |  2026-11-21 10:00:01.000  ||\n||  @message    |  b\nc   ||\n|+---+---+|\n|| statistics ||\n|+---+---+|\n||  300.0  |  2.0  ||\n|+---+---+|\n`,
  insightsMarkdown: `**CloudWatch Logs Insights**\nregion: eu-west-1\nquery-string:\n  \`\`\`\n  fields @timestamp, @message\n| limit 20\n  \`\`\`\n---\n| @timestamp | @log | @message |\n| --- | --- | --- |\n| 2026-11-21 10:00:00.000 | 123456789012:/app/a | a ü | x |\n| 2026-11-21 10:00:01.000 |  | b\nc |\n---\n`,
  array: `[{"timestamp":"${AT}","message":"a ü"},{"timestamp":"2026-11-21T10:00:01.000Z","message":"b"}]`,
};

const expected: Record<string, string[]> = {
  ndjson: [
    `1 ${AT} {"timestamp":"${AT}","message":"a ü"}`,
    `2 2026-11-21T10:00:01.000Z {"timestamp":"2026-11-21T10:00:01.000Z","message":"b"}`,
  ],
  text: [`1 ${AT} ${AT}\tERROR a ü`, "2 2026-11-21T10:00:01.000Z 2026-11-21T10:00:01.000Z\tb"],
  export: [`1 ${AT} START RequestId: 1`, "2 2026-11-21T10:00:01.000Z Error: b ü\n    at c\n\nCaused by: d"],
  docker: [`1 ${AT} a ü`, "2 2026-11-21T10:00:01.000Z bc"],
  cri: [`1 ${AT} a ü`, "3 2026-11-21T10:00:01.500Z x", "2 2026-11-21T10:00:01.000Z bc"],
  journald: [`1 ${AT} a ü`, "2 2026-11-21T10:00:01.000Z b"],
  page: [`1 ${AT} a ü`, '2 2026-11-21T10:00:01.000Z {"b":[1,2]}'],
  subscription: [`1 ${AT} a ü [/app/a]`, "2 2026-11-21T10:00:01.000Z b [/app/a]"],
  trail: [
    `1 ${AT} {"eventVersion":"1.08","eventTime":"2026-11-21T10:00:00Z","eventSource":"s3.amazonaws.com","eventName":"PutObject","n":1.0}`,
    '2 2026-11-21T10:00:01.000Z {"eventTime":"2026-11-21T10:00:01Z","eventSource":"iam.amazonaws.com"}',
  ],
  insights: [`1 ${AT} a ü [/app/a]`, "2 2026-11-21T10:00:01.000Z b"],
  csv: [`2 ${AT} a ü [/app/a]`, '3 2026-11-21T10:00:01.000Z {"b":[1,2]}'],
  journalExport: [`1 ${AT} a ü`, "6 2026-11-21T10:00:01.000Z b\nc"],
  journalPretty: [`1 ${AT} a ü`, "2 2026-11-21T10:00:01.000Z b"],
  insightsText: [`2 ${AT} a ü\n\tat c [/app/a]`, "6 2026-11-21T10:00:01.000Z b"],
  insightsYaml: [`3 ${AT} a ü\n\tat c`, "7 2026-11-21T10:00:01.000Z b"],
  insightsTable: [`8 ${AT} a ü | x`, "10 2026-11-21T10:00:01.000Z b\nc"],
  insightsMarkdown: [`11 ${AT} a ü | x [/app/a]`, "12 2026-11-21T10:00:01.000Z b\nc"],
  array: [
    `1 ${AT} {"timestamp":"${AT}","message":"a ü"}`,
    '2 2026-11-21T10:00:01.000Z {"timestamp":"2026-11-21T10:00:01.000Z","message":"b"}',
  ],
};

describe.each(Object.keys(same))("%s", (name) => {
  const input = same[name]!;

  test("is detected by its content", async () => {
    const result = await read(input);
    expect(brief(result)).toEqual(expected[name]);
    expect(result.problems).toEqual([]);
  });

  test("is read the same for any size of chunks, with a byte order mark, CR LF, UTF-16, or no last line end", async () => {
    for (const size of [1, 2, 3, 7, 64]) expect(brief(await read(input, {}, size))).toEqual(expected[name]);
    // Longer than the sample by which the format is detected.
    const long = `${input}${" ".repeat(70_000)}`;
    expect(brief(await read(name === "text" ? input : long, {}, 1000))).toEqual(expected[name]);
    expect(brief(await read(`\ufeff${input}`, {}, 2))).toEqual(expected[name]);
    // A value of the journal's export format has a length.
    if (name !== "journalExport")
      expect(brief(await read(input.replaceAll("\n", "\r\n"), {}, 5))).toEqual(expected[name]);
    expect(brief(await read(Buffer.from(`\ufeff${input}`, "utf16le"), {}, 3))).toEqual(expected[name]);
    expect(brief(await read(input.trimEnd()))).toEqual(expected[name]);
  });
});

test("reads several pages, pretty-printed or without blanks between them", async () => {
  const page = JSON.parse(same.page!) as object;
  const input = `${JSON.stringify(page, null, 4)}\n${JSON.stringify(page)}${JSON.stringify(page, null, "\t")}{"events":[]}`;
  const result = await read(input, {}, 11);
  expect(result.records.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(result.problems).toEqual([]);
});

test("reads get-log-events, and events selected with --query, but not an application's own events", async () => {
  const events = [{ timestamp: T0, message: "a", ingestionTime: 1 }];
  expect(brief(await read(JSON.stringify({ events, nextForwardToken: "f/1", nextBackwardToken: "b/1" })))).toEqual([
    `1 ${AT} a`,
  ]);
  expect(brief(await read(JSON.stringify(events, null, 4)))).toEqual([`1 ${AT} a`]);
  const own = { timestamp: T0, message: "a" };
  expect(brief(await read(JSON.stringify([own])))).toEqual([`1 ${AT} ${JSON.stringify(own)}`]);
});

test("reads responses in an array, as jq -s writes them; an application's lines with events stay lines", async () => {
  const page = JSON.parse(same.page!) as object;
  const result = await read(JSON.stringify([page, { events: [] }, page], null, 2), {}, 17);
  expect(brief(result)).toEqual([...expected.page!, `3 ${AT} a ü`, '4 2026-11-21T10:00:01.000Z {"b":[1,2]}']);
  expect(result.problems).toEqual([]);
  const own = [
    { time: AT, events: [{ timestamp: T0, message: "a", eventId: "1" }] },
    { events: [{ timestamp: T0, message: "a", level: "INFO" }] },
  ];
  expect((await read(JSON.stringify(own))).records.map(({ text }) => text)).toEqual(
    own.map((line) => JSON.stringify(line)),
  );
});

test("subscription: as Firehose passes it to a function, and as aws kinesis get-records prints it", async () => {
  const data = gzipSync(same.subscription!).toString("base64");
  for (const document of [
    { invocationId: "1", records: [{ recordId: "1", data }], deliveryStreamArn: "arn:x" },
    {
      Records: [{ SequenceNumber: "4", Data: data, PartitionKey: "1" }],
      NextShardIterator: "x",
      MillisBehindLatest: 0,
    },
  ]) {
    for (const indent of [0, 2]) {
      const result = await read(JSON.stringify(document, null, indent), {}, 31);
      expect(brief(result)).toEqual(expected.subscription);
      expect(result.problems).toEqual([]);
    }
  }
  const own = `{"time":"${AT}","records":[{"id":1}]}`;
  expect(brief(await read(`${own}\n${own}\n`))).toEqual([`1 ${AT} ${own}`, `2 ${AT} ${own}`]);
  expect(brief(await read(`[${own},\n${own}]`))).toEqual([`1 ${AT} ${own}`, `2 ${AT} ${own}`]);
});

test("events of a response, one per line as jq writes them, are detected by keys that only CloudWatch Logs adds", async () => {
  const event = {
    logStreamName: "s",
    timestamp: T0,
    message: '{"a":1}',
    ingestionTime: T0 + 900,
    eventId: "1".repeat(56),
  };
  const lines = (...objects: object[]) => objects.map((object) => `${JSON.stringify(object)}\n`).join("");
  const result = await read(lines(event, { timestamp: T0, message: "b", ingestionTime: T0 }));
  expect(brief(result)).toEqual([`1 ${AT} {"a":1}`, `2 ${AT} b`]);
  expect(result.problems).toEqual([]);
  const marked = Buffer.from(`\ufeff${lines(event)}`);
  expect(detectFormat(sampleOf(marked, true))).toEqual({ format: "json", doubt: undefined });

  const { ingestionTime, eventId, ...own } = event;
  for (const other of [
    own,
    { ...event, level: "ERROR" },
    { ...own, eventId: "user-created" },
    { ...own, timestamp: T0 / 1000, ingestionTime },
    { ...own, timestamp: AT, eventId },
    { ...own, message: { a: 1 }, eventId },
  ]) {
    expect(detectFormat(sampleOf(Buffer.from(lines(other, event)), true)).format).toBe("ndjson");
    expect(detectFormat(sampleOf(Buffer.from(lines(event, other)), true)).format).toBe("ndjson");
  }
  expect(detectFormat(sampleOf(Buffer.from(`${lines(event)}throttled\n`), true)).format).toBe("ndjson");
});

test("subscription: control messages, keys in any order, and as Lambda and Kinesis pass them on", async () => {
  const control = {
    messageType: "CONTROL_MESSAGE",
    owner: "CloudwatchLogs",
    logGroup: "",
    logEvents: [{ id: "", timestamp: 1, message: "CWL CONTROL MESSAGE" }],
  };
  const sorted = {
    logEvents: [{ id: "1", message: "a", timestamp: T0 }],
    logGroup: "/app/b",
    messageType: "DATA_MESSAGE",
  };
  const data = gzipSync(same.subscription!).toString("base64");
  const input = [
    control,
    sorted,
    { logEvents: control.logEvents, messageType: "CONTROL_MESSAGE" },
    { awslogs: { data } },
    { Records: [{ kinesis: { data } }] },
  ];
  const result = await read(input.map((document) => JSON.stringify(document)).join(""), {}, 13);
  expect(brief(result)).toEqual([
    `1 ${AT} a [/app/b]`,
    `2 ${AT} a ü [/app/a]`,
    "3 2026-11-21T10:00:01.000Z b [/app/a]",
    `4 ${AT} a ü [/app/a]`,
    "5 2026-11-21T10:00:01.000Z b [/app/a]",
  ]);
  expect(result.counts.control).toBe(2);
  expect(result.problems).toEqual([]);
});

test("subscription: one record per line", async () => {
  const result = await read(`${same.subscription!}\n${same.subscription!}\n`);
  expect(result.records.map(({ text, logGroup }) => `${logGroup} ${text}`)).toEqual([
    "/app/a a ü",
    "/app/a b",
    "/app/a a ü",
    "/app/a b",
  ]);
});

test("a payload that is not gzip is a problem, and the rest is read", async () => {
  const result = await read(`{"awslogs":{"data":"AAAA"}}\n${same.subscription!}`);
  expect(result.records).toHaveLength(2);
  expect(result.problems).toMatchObject([{ rule: "invalid-line", line: 1 }]);
  expect(result.problems[0]!.message).toContain("incorrect header check");
});

test("a notification that an application logs is a line, not a file of CloudTrail", async () => {
  const line = `{"Records":[{"eventSource":"aws:s3","eventTime":"2026-11-21T10:00:00Z"}],"time":"${AT}"}`;
  expect(brief(await read(`${line}\n${line}`))).toEqual([`1 ${AT} ${line}`, `2 ${AT} ${line}`]);
});

test("CloudTrail, pretty-printed: each record becomes one line, with numbers as written", async () => {
  const input =
    '{\n "Records": [\n  {\n   "eventTime": "2026-11-21T10:00:00Z",\n   "eventSource": "s3.amazonaws.com", "n": 12345678901234567890, "t": "a  b"\n  }\n ]\n}\n';
  expect(brief(await read(input))).toEqual([
    `1 ${AT} {"eventTime":"2026-11-21T10:00:00Z","eventSource":"s3.amazonaws.com","n":12345678901234567890,"t":"a  b"}`,
  ]);
});

test("Logs Insights: rows as the console downloads them, and rows without a message", async () => {
  const console = [{ "@timestamp": "2026-11-21 10:00:00.000", "@message": { a: 1 } }];
  expect(brief(await read(JSON.stringify(console)))).toEqual([`1 ${AT} {"a":1}`]);
  const result = await read('{"results":[[{"field":"count(*)","value":"3"}]],"status":"Complete"}');
  expect(told(result)).toEqual(["invalid-line warning a.log:1"]);
});

/** A tar archive of one file, with the fields that are read: name, mode, magic and text. */
function tar(name: string, text: string): Buffer {
  const archive = Buffer.alloc(1024 + text.length);
  archive.write(name, 0);
  archive.write("0000644\0", 100);
  archive.write("ustar\0" + "00", 257);
  archive.write(text, 512);
  return archive;
}

/** CSV as the console writes it, with quotes where they are needed. */
function csv(rows: readonly (readonly string[])[], lineEnd: string): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(cell).join(",") + lineEnd).join("");
}

test("csv: reads back any messages, with any columns and size of chunks", async () => {
  const message = fc
    .array(fc.oneof(fc.constantFrom('"', ",", "\n", "\r\n", '""', '{"a":"b"}', "ü"), fc.string({ maxLength: 5 })))
    .map((parts) => Buffer.from(`m${parts.join("")}m`).toString("utf8"));
  await fc.assert(
    fc.asyncProperty(
      fc.array(message, { maxLength: 6 }),
      fc.shuffledSubarray(["timestamp", "logStreamName", "message"], { minLength: 3 }),
      fc.constantFrom("\n", "\r\n"),
      fc.integer({ min: 1, max: 40 }),
      async (messages, names, lineEnd, size) => {
        const row = (text: string, index: number) =>
          names.map((name) =>
            name === "message" ? text : name === "timestamp" ? String(T0 + index) : "2026/11/21/[1]a,b",
          );
        const result = await read(csv([names, ...messages.map(row)], lineEnd), { format: "csv" }, size);
        expect(result.records.map(({ text, at }) => [text, at])).toEqual(
          messages.map((text, index) => [text, T0 + index]),
        );
        expect(result.problems).toEqual([]);
      },
    ),
  );
});

test("csv: line breaks in quotes, the line that a row begins on, headers of joined files, blank messages", async () => {
  const input = `"timestamp","message"\n${T0},"a\n\n  b ""c""\n"\n\ntimestamp,message\n${T0 + 1000},d\n${T0},""\n${T0},e "f"`;
  const result = await read(input, {}, 3);
  expect(brief(result)).toEqual([`2 ${AT} a\n\n  b "c"\n`, "8 2026-11-21T10:00:01.000Z d", `10 ${AT} e "f"`]);
  expect(result.counts).toMatchObject({ blank: 2, problems: {} });
});

test("csv: rows that do not fit the header, a missing message column, and a cell without an end are problems", async () => {
  const rows = await read(`@timestamp,@message\n${T0},a,b\n${T0},"a"b\n1.79526E+12,c\n`);
  expect(rows.records.map(({ text, at }) => [text, at])).toEqual([["c", undefined]]);
  expect(told(rows)).toEqual(["invalid-line warning a.log:2", "invalid-line warning a.log:3"]);
  const none = await read("@timestamp,message\n1,a\n");
  expect(none.records).toEqual([]);
  expect(told(none)).toEqual(["invalid-document error a.log:1"]);
  const open = await read(`timestamp,message\n${T0},a\n${T0},"b\nc\n`);
  expect(open.records).toHaveLength(1);
  expect(told(open)).toEqual(["truncated-input error a.log"]);
  expect(open.problems[0]!.message).toContain("line 3");
});

test("csv: holds at most one row in memory, even if a quote is never closed", async () => {
  async function* endless(): AsyncGenerator<Buffer> {
    yield Buffer.from(`timestamp,message\n${T0},a\n${T0},"`);
    const piece = Buffer.alloc(1 << 20, "x\n");
    for (let i = 0; i < 100; i++) yield await Promise.resolve(piece);
  }
  const rules: string[] = [];
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  for await (const { problems } of decodeLogs("big.csv", endless())) {
    rules.push(...problems.map(({ rule }) => rule));
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }
  expect(rules).toEqual(["truncated-input"]);
  expect(most).toBeLessThan(32 * 1024 * 1024);
});

test("csv is detected by the header; an application's own table is text, or ambiguous", async () => {
  const detected = (text: string) => detectFormat(sampleOf(Buffer.from(text), true));
  expect(detected("@timestamp,@message,@logStream,level\n")).toEqual({ format: "csv", doubt: undefined });
  expect(detected(`timestamp,message,logStreamName\n${T0},a,b\n`)).toEqual({ format: "csv", doubt: undefined });
  expect(detected(`timestamp,level,message\n${T0},ERROR,a\n`).format).toBe("text");
  expect(detected("message\na\n").format).toBe("text");
  const own = await read(`timestamp,message\n${AT},a\n`);
  expect(brief(own)).toEqual([`2 ${AT} a`]);
  expect(own.problems).toMatchObject([{ rule: "ambiguous-format" }]);
});

test("reports broken documents: an event that is not JSON, brackets that do not match, a missing end", async () => {
  const event = `{"timestamp":${T0},"message":"a","eventId":"1"}`;
  const bad = await read(`{"events":[${event},{"timestamp":1,"message":oops},${event}]}`, { format: "json" });
  expect(bad.records).toHaveLength(2);
  expect(bad.problems).toMatchObject([{ rule: "invalid-line", source: "a.log", line: 2 }]);

  const unpaired = await read(`{"events":[${event},${event}}]}`, { format: "json" });
  expect(unpaired.records).toHaveLength(1);
  expect(told(unpaired)).toEqual(["invalid-document error a.log:1"]);
  expect(unpaired.problems[0]!.message).toContain(`${12 + 2 * event.length}`);

  const open = await read(`{"events":[${event},{"timestamp":1,"mess`);
  expect(open.records).toHaveLength(1);
  expect(told(open)).toEqual(["truncated-input error a.log"]);

  const rubbish = await read(`${same.page!}\nthrottled, retrying\n${same.page!}`);
  expect(rubbish.records).toHaveLength(4);
  expect(told(rubbish)).toEqual(["invalid-line warning a.log:3"]);
});

test("a line of NDJSON that is not a JSON object is a text event, and a problem with its line", async () => {
  const input = `{"time":1795255200}\n\n   \nTraceback: {\n{"time":1795255200,"level":error}\n{"time":17952552\n"text"\n{"time":1795255201}\n{"time":1795255202}\n{"time":1795255202}`;
  const result = await read(input);
  expect(result.records.map(({ line }) => line)).toEqual([1, 4, 5, 6, 7, 8, 9, 10]);
  expect(result.counts).toEqual({ withoutTime: 3, blank: 2, control: 0, problems: { "invalid-line": 4 } });
  expect(result.records[2]).toEqual({
    text: '{"time":1795255200,"level":error}',
    at: T0,
    logGroup: undefined,
    source: "a.log",
    line: 5,
  });
  expect(told(result)).toEqual([4, 5, 6, 7].map((line) => `invalid-line warning a.log:${line}`));
});

test("lines of JSON among text are not a problem, and have their time in a field", async () => {
  const result = await read(`START RequestId: 1\n{"timestamp":"${AT}"}\nEND RequestId: 1\nREPORT RequestId: 1\n`);
  expect(result.problems).toEqual([]);
  expect(result.records.map(({ at }) => at)).toEqual([undefined, T0, undefined, undefined]);
});

test("time fields: the first that can be read; nested, escaped, repeated, and only at their path", async () => {
  const lines = [
    '{"x":{"timestamp":1},"message":"{\\"timestamp\\":1}","time":1795255200}',
    '{"timestamp":"yesterday","time":"2026-11-21 10:00:00,000"}',
    '{"timest\\u0061mp":"2026-11-21T10:00:00\\u005a"}',
    '{"timestamp":1,"timestamp":1795255200000}',
    '{"t":{"$date":"2026-11-21T10:00:00.000+00:00"},"s":"I"}',
    '{"_aws":{"Timestamp":1795255200000}}',
    '{"ts":1.7952552e9}',
    '{"ts":"1795255200000000000"}',
  ];
  const result = await read(lines.join("\n"), { format: "ndjson" });
  expect(result.records.map(({ at }) => at)).toEqual([T0, T0, undefined, T0, T0, T0, T0, T0]);
  const own = await read('{"timestamp":1,"meta":{"when":60}}', { timeFields: ["$.meta.when"], timeUnit: "s" });
  expect(own.records.map(({ at }) => at)).toEqual([60_000]);
  await expect(read("{}", { timeFields: ["$.a[0]"], format: "text" })).rejects.toThrow("$.a[0]");
});

test("records without a time are counted, and can get the time of the record before them", async () => {
  const input = `first\n${AT} a\n  at b\n2026-11-21T10:00:05Z c`;
  expect((await read(input, { format: "text" })).records.map(({ at }) => at)).toEqual([
    undefined,
    T0,
    undefined,
    T0 + 5000,
  ]);
  const kept = await read(input, { format: "text", withoutTime: "previous" });
  expect(kept.records.map(({ at }) => at)).toEqual([undefined, T0, T0, T0 + 5000]);
  expect(kept.counts.withoutTime).toBe(2);
});

test("lines that are too long are left out and reported, and not held in memory", async () => {
  async function* endless(): AsyncGenerator<Buffer> {
    yield Buffer.from(`${AT} a\n${AT} `);
    const piece = Buffer.alloc(1 << 20, "x");
    for (let i = 0; i < 100; i++) yield await Promise.resolve(piece);
    yield Buffer.from(`\n${AT} b\n`);
  }
  const records: LogRecord[] = [];
  const problems: LogProblem[] = [];
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  for await (const batch of decodeLogs("big.log", endless(), { format: "text" })) {
    records.push(...batch.records);
    problems.push(...batch.problems);
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }
  expect(records.map(({ line }) => line)).toEqual([1, 3]);
  expect(ruled(problems.map(problemFinding))).toEqual(["line-too-long warning big.log:2"]);
  expect(most).toBeLessThan(16 * 1024 * 1024);
});

test.each(["text", "export", "cri", "docker", "json"] as const)(
  "an event longer than the limit is left out of %s",
  async (format) => {
    const long = "x".repeat(101);
    const inputs = {
      text: `${long}\nb\n`,
      export: `${AT} ${"x".repeat(60)}\n${"x".repeat(60)}\n${AT} b`,
      cri: `${AT} stdout P ${"x".repeat(60)}\n${AT} stdout F ${"x".repeat(60)}\n${AT} stdout F b`,
      docker: `{"log":"${long}\\n","stream":"stdout","time":"${AT}"}\n{"log":"b\\n","stream":"stdout","time":"${AT}"}`,
      json: `{"events":[{"timestamp":${T0},"message":"${long}"},{"timestamp":${T0},"message":"${"x".repeat(5000)}"},{"timestamp":${T0},"message":"b"}]}`,
    };
    for (const size of [7, 10_000]) {
      const result = await read(inputs[format], { format, maxLineBytes: 100 }, size);
      expect(result.records.map(({ text }) => text)).toEqual(["b"]);
      expect(result.counts.problems).toEqual({ "line-too-long": format === "json" ? 2 : 1 });
    }
  },
);

test("reports a hundred problems of a rule, and counts the others", async () => {
  const result = await read("oops\n".repeat(250), { format: "ndjson" });
  expect(result.records).toHaveLength(250);
  expect(result.problems).toHaveLength(101);
  expect(result.problems.at(-1)).toMatchObject({ rule: "invalid-line", line: 0 });
  expect(result.problems.at(-1)!.message).toContain("150");
  expect(result.counts.problems).toEqual({ "invalid-line": 250 });
});

test.each([
  ["zip", Buffer.from("504b030414000000", "hex")],
  ["Parquet", Buffer.from("PAR1")],
  ["tar", tar("a.log", `${AT}\ta\n`.repeat(50))],
  ["gzip", gzipSync("a")],
])("rejects %s, and names it", async (name, bytes) => {
  const result = await read(bytes);
  expect(result.records).toEqual([]);
  expect(told(result)).toEqual(["not-text error a.log:1"]);
  expect(result.problems[0]!.message).toContain(name);
});

test("rejects binary data at the beginning and later, but not text in another encoding", async () => {
  const rubbish = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 197 + ((i * i) >> 3)) & 255));
  expect((await read(rubbish)).problems).toMatchObject([{ rule: "not-text" }]);
  const later = await read(Buffer.concat([Buffer.from("a line of text\n".repeat(6000)), rubbish]), {}, 4096);
  expect(told(later)).toEqual(["not-text error a.log"]);
  expect(later.records.length).toBeGreaterThan(5000);
  const latin1 = await read(Buffer.from(`${AT} café fermé`, "latin1"), { format: "text" });
  expect(latin1.problems).toEqual([]);
  expect(latin1.records).toHaveLength(1);
});

test("keeps what was read of a stream that breaks off, and reports that its end is missing", async () => {
  const error = new Error("unexpected end of file");
  const result = await read(`${AT}\ta\n${AT}\tb`, {}, 5, error);
  expect(brief(result)).toEqual([`1 ${AT} ${AT}\ta`]);
  expect(told(result)).toEqual(["truncated-input error a.log"]);
  const page = await read(same.page!.slice(0, 150), {}, 5, error);
  expect(page.records).toHaveLength(1);
  expect(page.problems[0]!.rule).toBe("truncated-input");
  const nothing = await read("", {}, 5, new Error("ENOENT: no such file"));
  expect(told(nothing)).toEqual(["unreadable-input error a.log"]);
});

test("an empty source has neither records nor problems, nor does the test file of an export", async () => {
  expect((await read("")).records).toEqual([]);
  const result = await read("Permission Check Successful", {}, 99, undefined, "exports/aws-logs-write-test");
  expect(result).toEqual({ records: [], problems: [], counts: { withoutTime: 0, blank: 0, control: 1, problems: {} } });
});

test("reports that an export and an application's own timestamps look the same", async () => {
  const line = `${AT} ERROR payment failed`;
  const result = await read(`${line}\n`);
  expect(brief(result)).toEqual([`1 ${AT} ${line}`]);
  expect(told(result)).toEqual(["ambiguous-format info a.log:1"]);
  expect((await read(`${AT} {"a":1}\n`)).problems).toEqual([]);
  expect(brief(await read(`${line}\n`, { format: "export" }))).toEqual([`1 ${AT} ERROR payment failed`]);
});

test("reports an assumed year once", async () => {
  const result = await read("Nov 21 10:00:00 a\nNov 21 10:00:01 b", { referenceTime: T0 });
  expect(result.records.map(({ at }) => at)).toEqual([T0, T0 + 1000]);
  expect(result.problems).toMatchObject([{ rule: "year-assumed" }, { rule: "local-time" }]);
  expect((await read("Nov 21 10:00:00 a", { year: 2026, zone: UTC })).problems).toEqual([]);
});

test("lines that are not in the format of the container runtime are separate events, and problems", async () => {
  const result = await read(`${same.cri!}oops\n`);
  expect(told(result)).toEqual(["invalid-line warning a.log:5"]);
  expect(result.records.at(-1)?.text).toBe("oops");
  const fluentBit = '{"log":"a","stream":"stdout","time":"2026-11-21T10:00:00Z","kubernetes":{}}';
  expect(brief(await read(fluentBit))).toEqual([`1 ${AT} ${fluentBit}`]);
});

test("reads a line of JSON longer than the sample for detection, a first line that is cut off, and pretty-printed lines", async () => {
  const line = `{"time":1795255200,"x":"${"y".repeat(100_000)}"}`;
  expect((await read(`${line}\n${line}\n`, {}, 4096)).records.map(({ at }) => at)).toEqual([T0, T0]);
  const cutOff = await read('{"time":1795255200,"x\n{"time":1795255201}\n{"time":1795255202}\n');
  expect(cutOff.counts.problems).toEqual({ "invalid-line": 1 });
  expect(cutOff.records).toHaveLength(3);
  const pretty = await read('{\n  "time": 1795255200,\n  "a": {}\n}\n{\n  "time": 1795255201\n}\n');
  expect(brief(pretty)).toEqual([
    `1 ${AT} {"time":1795255200,"a":{}}`,
    '2 2026-11-21T10:00:01.000Z {"time":1795255201}',
  ]);
});

test("text that begins with a bracket is text", async () => {
  const result = await read(`[2026-11-21 10:00:00Z] local.ERROR: a {"b":1}\n[1] c\n{thread} d\n`);
  expect(result.problems).toEqual([]);
  expect(result.records.map(({ at }) => at)).toEqual([T0, undefined, undefined]);
});

test("closes the stream when reading stops", async () => {
  let isClosed = false;
  async function* stream(): AsyncGenerator<Buffer> {
    try {
      for (;;) yield await Promise.resolve(Buffer.from("a\n".repeat(50_000)));
    } finally {
      isClosed = true;
    }
  }
  for await (const { records } of decodeLogs("a.log", stream())) if (records.length > 0) break;
  expect(isClosed).toBe(true);
});

test("reads any bytes in any format to the end, the same for any size of chunks, and accounts for every line", async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...Object.values(same),
      ...Object.values(same).map((text) => text.slice(0, 120)),
      "\n",
      "{",
      "}",
      "[",
      "]",
      '"',
      ",",
      "\\",
      "\r",
      AT,
      " ",
      "\u00e9",
    ),
    fc.string({ maxLength: 20 }),
  );
  const format = fc.constantFrom("auto" as const, ...logFormats);
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 8 }),
      format,
      fc.integer({ min: 1, max: 50 }),
      fc.boolean(),
      async (pieces, one, size, breaks) => {
        const input = pieces.join("");
        const options: LogOptions = { format: one, referenceTime: T0, maxLineBytes: 200 };
        const failure = breaks ? new Error("cut") : undefined;
        const result = await read(input, options, size, failure);
        expect(await read(input, options, 1 << 20, failure)).toEqual(result);
        expect(Object.values(result.counts.problems).reduce((sum, count) => sum + count, 0)).toBe(
          result.problems.length,
        );
        for (const { at } of result.records)
          expect(at === undefined || !Number.isNaN(new Date(at).getTime())).toBe(true);
        if (breaks || (one !== "text" && one !== "ndjson") || "not-text" in result.counts.problems) return;
        const lineEnd = "carriage-returns" in result.counts.problems ? "\r" : "\n";
        const parts = input.replace(/^\ufeff/, "").split(lineEnd).length;
        const lines = parts - (input.endsWith(lineEnd) || input === "" ? 1 : 0);
        expect(result.records.length + result.counts.blank + (result.counts.problems["line-too-long"] ?? 0)).toBe(
          lines,
        );
      },
    ),
    { numRuns: 600 },
  );
});
