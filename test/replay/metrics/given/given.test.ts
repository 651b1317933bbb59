import fc from "fast-check";
import type { Series } from "../../../../lib/replay/metrics/series";
import { metricOfLabel } from "../../../../lib/replay/metrics/given/metric-name";
import { readGivenMetrics } from "../../../../lib/replay/metrics/given/read";
import { CsvMetrics } from "../../../../lib/replay/metrics/given/read-csv";
import { ruled } from "../../../texts";

const MINUTE = Date.parse("2026-11-21T10:00:00Z") / 60_000;
const LONG = "timestamp,namespace,metric,dimensions,statistic,period,value\n";
const WIDE = "timestamp,namespace,metric,dimensions,count,sum,min,max\n";

/** Rows `minute:column=value,...` of a series, without NaN; minutes count from 10:00. */
function rows(series: Series | undefined): string[] {
  if (series === undefined) return [];
  const { count, sum, min, max, given } = series;
  const columns = Object.entries({ count, sum, min, max, ...given });
  for (const [, column] of columns) expect(column).toHaveLength(series.minutes.length);
  return [...series.minutes].map((minute, row) => {
    const values = columns
      .filter(([, column]) => !Number.isNaN(column[row]))
      .map(([name, column]) => `${name}=${column[row]}`);
    return `${minute - MINUTE}:${values.join(",")}`;
  });
}

const queries = [
  {
    Id: "m1",
    MetricStat: {
      Metric: {
        Namespace: "AWS/SQS",
        MetricName: "ApproximateAgeOfOldestMessage",
        Dimensions: [{ Name: "QueueName", Value: "orders" }],
      },
      Period: 300,
      Stat: "Maximum",
    },
    ReturnData: true,
  },
  { Id: "e1", Expression: "m1 * 2" },
];
const result = {
  Id: "m1",
  Label: "ApproximateAgeOfOldestMessage",
  Timestamps: ["2026-11-21T10:05:00+00:00", "2026-11-21T10:00:00+00:00"],
  Values: [7.5, 3],
  StatusCode: "Complete",
};

test("get-metric-data: the request in the file or in the options, or the label, names the metric", () => {
  const inFile = readGivenMetrics(
    "m.json",
    JSON.stringify({ MetricDataQueries: queries, MetricDataResults: [result], Messages: [] }),
  );
  const inOptions = readGivenMetrics("m.json", JSON.stringify({ MetricDataResults: [result] }), { queries });
  const label = "AWS/SQS ApproximateAgeOfOldestMessage {QueueName=orders} Maximum 300";
  const inLabel = readGivenMetrics(
    "m.json",
    `\ufeff${JSON.stringify([{ MetricDataResults: [{ ...result, Label: label }] }])}`,
  );
  for (const { series, problems } of [inFile, inOptions, inLabel]) {
    expect(problems).toEqual([]);
    expect(series).toHaveLength(1);
    expect(series[0]).toMatchObject({
      metric: { namespace: "AWS/SQS", name: "ApproximateAgeOfOldestMessage", dimensions: { QueueName: "orders" } },
      resolution: 300,
      given: undefined,
      values: undefined,
      early: undefined,
    });
    expect(rows(series[0])).toEqual(["0:max=3", "5:max=7.5"]);
  }
});

test("get-metric-data: rejects a result that does not name its metric, and reads the rest", () => {
  const other = { ...result, Id: "e1", Label: "doubled" };
  const { series, problems } = readGivenMetrics(
    "m.json",
    JSON.stringify({ MetricDataQueries: queries, MetricDataResults: [other, result] }),
  );
  expect(series).toHaveLength(1);
  expect(ruled(problems)).toEqual(["unnamed-metric error m.json"]);
});

test("get-metric-data: reports results that are not complete", () => {
  const document = {
    MetricDataQueries: queries,
    MetricDataResults: [
      { ...result, StatusCode: "PartialData" },
      { ...result, Values: [1] },
    ],
    NextToken: "x",
    Messages: [{ Code: "c", Value: "too many" }],
  };
  const { series, problems } = readGivenMetrics("m.json", JSON.stringify(document));
  expect(series).toHaveLength(1);
  expect(ruled(problems)).toEqual(["partial-metrics warning m.json", "unnamed-metric error m.json"]);
});

test("get-metric-statistics: basic and extended statistics, with the metric next to the datapoints or in the label", () => {
  const Datapoints = [
    {
      Timestamp: "2026-11-21T10:01:00Z",
      Sum: 6,
      SampleCount: 3,
      Average: 2,
      Minimum: 1,
      Maximum: 3,
      Unit: "Count",
      ExtendedStatistics: { p99: 2.9 },
    },
    { Timestamp: (MINUTE * 60).toString(), Sum: 1, Unit: "Count" },
  ];
  const beside = { Label: "Latency", Namespace: "AWS/X", Period: 60, Datapoints };
  const labelled = { Label: "AWS/X Latency Sum 60", Datapoints };
  for (const document of [beside, labelled]) {
    const { series, problems } = readGivenMetrics("m.json", JSON.stringify(document));
    expect(problems).toEqual([]);
    expect(series[0]).toMatchObject({
      metric: { namespace: "AWS/X", name: "Latency", dimensions: {} },
      resolution: 60,
    });
    expect(rows(series[0])).toEqual(["0:sum=1", "1:count=3,sum=6,min=1,max=3,Average=2,p99=2.9"]);
  }
  const { series, problems } = readGivenMetrics("m.json", JSON.stringify({ Label: "Latency", Datapoints }));
  expect(series).toEqual([]);
  expect(ruled(problems)).toEqual(["unnamed-metric error m.json"]);
});

test("a file that is not JSON cannot be read", () => {
  // The message contains that of Node.js, which differs between its versions.
  const { series, problems } = readGivenMetrics("m", "{");
  expect(series).toEqual([]);
  expect(problems).toMatchObject([{ rule: "metrics-unreadable", severity: "error", at: { kind: "file", file: "m" } }]);
});

test.each([
  ["{}", ""],
  ["[1]", ""],
  ["", ""],
  ["a,b\n1,2", ":1"],
  ["timestamp,namespace,metric,statistic,value\n", ":1"],
])("the file %j cannot be read", (text, line) => {
  const { series, problems } = readGivenMetrics("m", text);
  expect(series).toEqual([]);
  expect(ruled(problems)).toEqual([`metrics-unreadable error m${line}`]);
});

test.each([
  ["AWS/SQS Age {QueueName=orders} Maximum 60", { QueueName: "orders" }],
  ['AWS/SQS Age {"QueueName"="a,b", Other=c d} Maximum 60', { QueueName: "a,b", Other: "c d" }],
  ["AWS/SQS Age {} Maximum 60", {}],
  ["AWS/SQS Age Maximum 60", {}],
])("the label %s", (label, dimensions) => {
  expect(metricOfLabel(label)).toEqual({
    metric: { namespace: "AWS/SQS", name: "Age", dimensions },
    statistic: "Maximum",
    period: 60,
  });
});

test.each(["Age", "AWS/SQS Age {QueueName=orders} 60", "AWS/SQS Age {QueueName} Sum 60", "AWS/SQS Age Biggest 60", ""])(
  "the label %j names no metric",
  (label) => {
    expect(metricOfLabel(label)).toBeUndefined();
  },
);

test("CSV with a statistic per row: quotes, CR LF, byte order mark, dimensions in each notation", () => {
  const text =
    `\ufeff${LONG}2026-11-21T10:00:00Z,AWS/SQS,Age,"{""QueueName"":""a,b""}",Maximum,60,3\n` +
    `"2026-11-21 10:01:00.000 UTC",AWS/SQS,Age,"{""QueueName"":""a,b""}",Maximum,60,"4.5"\n\n` +
    `${MINUTE * 60},AWS/SQS,Age,"[{""Name"":""QueueName"",""Value"":""a,b""}]",p99,60,1e3\n` +
    `${MINUTE * 60_000},AWS/SQS,Depth,A=1;B=2,Sum,300,-7\n` +
    `2026-11-21T10:00:00Z,AWS/SQS,Depth,"{B=2, A=1}",SampleCount,300,\n` +
    "2026-11-21T10:05:00Z,AWS/SQS,Depth,,Sum,300,1";
  for (const input of [text, text.replaceAll("\n", "\r\n")]) {
    const { series, problems } = readGivenMetrics("m.csv", input);
    expect(problems).toEqual([]);
    expect(series.map(({ metric, resolution }) => [metric.name, metric.dimensions, resolution])).toEqual([
      ["Age", { QueueName: "a,b" }, 60],
      ["Depth", { A: "1", B: "2" }, 300],
      ["Depth", {}, 300],
    ]);
    expect(series.map(rows)).toEqual([["0:max=3,p99=1000", "1:max=4.5"], ["0:sum=-7"], ["5:sum=1"]]);
  }
});

test("CSV with a datapoint per row: columns in any order, with commas, semicolons or tabs", () => {
  const comma = `${WIDE}2026-11-21T10:00:00Z,A,m,,2,3.5,1,2.5\n2026-11-21T10:01:00Z,A,m,,1,0,0,0\n`;
  const semicolon =
    "max;Name;minute;Namespace;min;sum;count\n2.5;m;2026-11-21 10:00:00;A;1;3.5;2\n0;m;2026-11-21 10:01;A;0;0;1\n";
  for (const text of [comma, semicolon, comma.replaceAll(",", "\t")]) {
    const { series, problems } = readGivenMetrics("m.csv", text);
    expect(problems).toEqual([]);
    expect(series.map(rows)).toEqual([["0:count=2,sum=3.5,min=1,max=2.5", "1:count=1,sum=0,min=0,max=0"]]);
  }
  const more = readGivenMetrics(
    "m.csv",
    "timestamp,namespace,metric,period,p99,Average,note\n2026-11-21T10:00:00Z,A,m,300,9,4,x\n",
  );
  expect(rows(more.series[0])).toEqual(["0:p99=9,Average=4"]);
  expect(more.series[0]?.resolution).toBe(300);
  expect(ruled(more.problems)).toEqual(["unused-column warning m.csv:1"]);
  expect(more.problems[0]?.message).toContain("note");
});

test("sorts datapoints; of duplicates, which are reported, the last counts", () => {
  const text = `${WIDE}2026-11-21T10:02:00Z,A,m,,1,1,1,1\n2026-11-21T10:00:00Z,A,m,,1,5,5,5\n2026-11-21T10:02:00Z,A,m,,1,2,2,2\n`;
  const { series, problems } = readGivenMetrics("m.csv", text);
  expect(series.map(rows)).toEqual([["0:count=1,sum=5,min=5,max=5", "2:count=1,sum=2,min=2,max=2"]]);
  expect(ruled(problems)).toEqual(["duplicate-datapoint warning m.csv"]);
  expect(problems[0]?.message).toContain("4 times");
  const together = readGivenMetrics(
    "m.csv",
    `${LONG}2026-11-21T10:00:00Z,A,m,,Sum,60,1\n2026-11-21T10:00:00Z,A,m,,Sum,60,2\n`,
  );
  expect(together.series.map(rows)).toEqual([["0:sum=2"]]);
  expect(together.problems).toMatchObject([
    { rule: "duplicate-datapoint", at: { kind: "file", file: "m.csv", line: 3 } },
  ]);
});

test("reports rows that cannot be read, and reads the rest", () => {
  const text =
    `${LONG}yesterday,A,m,,Sum,60,1\n2026-11-21T10:00:30Z,A,m,,Sum,60,1\n2026-11-21T10:00:00Z,A,m,,Sum,60,many\n` +
    "2026-11-21T10:00:00Z,A,m,Sum,60,1\n2026-11-21T10:00:00Z,A,m,,Sum,10,1\n2026-11-21T10:00:00Z,A,m,,Most,60,1\n" +
    '2026-11-21T10:00:00Z,A,m,"{oops",Sum,60,1\n2026-11-21T10:00:00Z,,m,,Sum,60,1\n2026-11-21T10:03:00Z,A,m,,Sum,60,1\n"open';
  const { series, problems } = readGivenMetrics("m.csv", text);
  expect(series.map(rows)).toEqual([["3:sum=1"]]);
  expect(ruled(problems)).toEqual([
    "metric-time warning m.csv:2",
    "metric-value warning m.csv:4",
    "metric-row warning m.csv:5",
    "metric-period error m.csv:6",
    "unnamed-metric error m.csv:7",
    "unnamed-metric error m.csv:8",
    "unnamed-metric error m.csv:9",
  ]);
});

test("reads back any CSV, for any size of chunks and order of rows", () => {
  const name = fc.string({ minLength: 1 }).filter((text) => text.trim() === text && !/[\r\n]/.test(text));
  const point = fc.record({
    minute: fc.integer({ min: 0, max: 20 }),
    metric: fc.constantFrom("a", 'b "c"', "d,e", "line\nbreak"),
    // Adding 0 turns -0 into 0, because String(-0) has no sign.
    value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  });
  fc.assert(
    fc.property(
      fc.array(point),
      fc.dictionary(name, name, { noNullPrototype: true }),
      fc.integer({ min: 1, max: 40 }),
      (points, dimensions, size) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = points.map(
          ({ minute, metric, value }) =>
            `${new Date((MINUTE + minute) * 60_000).toISOString()},N,${quoted(metric)},${quoted(JSON.stringify(dimensions))},Sum,60,${String(value)}\n`,
        );
        const bytes = Buffer.from(LONG + text.join(""));
        const csv = new CsvMetrics("m.csv");
        for (let at = 0; at < bytes.length; at += size) csv.push(bytes.subarray(at, at + size));
        const { series } = csv.end();
        const expected: Record<string, Record<number, number>> = {};
        for (const { minute, metric, value } of points) (expected[metric] ??= {})[minute] = value;
        const found = series.map(({ metric, minutes, sum }) => {
          expect(metric.dimensions).toEqual(dimensions);
          return [metric.name, Object.fromEntries([...minutes].map((minute, row) => [minute - MINUTE, sum[row]]))];
        });
        expect(Object.fromEntries(found)).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
});

test("a quote without an end loses only its own row", () => {
  const good = Array.from(
    { length: 500 },
    (_, i) => `${new Date((MINUTE + i) * 60_000).toISOString()},A,m,,Sum,60,${i}\n`,
  );
  for (const at of [0, 250, 499]) {
    const lines = good.toSpliced(at, 0, '2026-11-21T09:00:00Z,A,"m,,Sum,60,1\n');
    const { series, problems } = readGivenMetrics("m.csv", LONG + lines.join(""));
    expect(series.map(({ minutes }) => minutes.length)).toEqual([500]);
    expect(problems).toMatchObject([{ rule: "metric-row", at: { file: "m.csv", line: at + 2 } }]);
  }
});

test("times and periods that no alarm could see are refused, so that the clock does not run for centuries", () => {
  const row = (time: string, period = "60") => `${time},n,m,,Sum,${period},1\n`;
  const csv = readGivenMetrics(
    "m.csv",
    LONG + row("0001-01-01T00:00:00Z") + row("9999-12-31T23:59:00Z") + row("2026-11-21T10:00:00Z", "600000000000"),
  );
  expect(csv.series).toEqual([]);
  expect(csv.problems.map(({ rule }) => rule)).toEqual(["metric-time", "metric-period"]);
  const json = readGivenMetrics(
    "m.json",
    JSON.stringify({
      MetricDataResults: [
        { Id: "a", Label: "n m Sum 60", Timestamps: ["0001-01-01T00:00:00Z"], Values: [1] },
        { Id: "b", Label: "n m Sum 600000000000", Timestamps: ["2026-11-21T10:00:00Z"], Values: [1] },
      ],
    }),
  );
  expect(json.series).toEqual([]);
  expect(json.problems.map(({ rule }) => rule)).toEqual(["metric-time", "metric-period"]);
});

test("a hundred thousand metrics with a datapoint each are read", () => {
  const lines = Array.from({ length: 100_000 }, (_, index) => `2026-11-21T10:00:00Z,n,m${index},,Sum,60,1\n`);
  expect(readGivenMetrics("m.csv", LONG + lines.join("")).series).toHaveLength(100_000);
});

test.each(["constructor", "__proto__", "toString", "hasOwnProperty"])("a column called %s is not read", (name) => {
  const { series, problems } = readGivenMetrics(
    "m.csv",
    `${LONG.trim()},${name}\n2026-11-21T10:00:00Z,n,m,,Sum,60,1,2\n`,
  );
  expect(series).toHaveLength(1);
  expect(problems.map(({ rule }) => rule)).toEqual(["unused-column"]);
});
