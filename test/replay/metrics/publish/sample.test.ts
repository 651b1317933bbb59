import { type FilterRefusal, refusalOf } from "../../../../lib/replay/metrics/publish/refusal";
import { whyUnusableText } from "../../../../lib/replay/reasons";
import type { MetricFilter } from "../../../../lib/terraform/template";
import { expectText } from "../../../texts";
import { filter, published } from "./published";

// What metric filters publish for events, as measured in CloudWatch Logs.

const counted = { value: "3", defaultValue: 7 };

test("P01: a sample per match, the default per other event", () => {
  const { points, filters } = published(filter("ERROR", counted), ["ERROR", "INFO", "ERROR"]);
  expect(points).toEqual([{ minute: 0, count: 3, sum: 13, min: 3, max: 7 }]);
  expect(filters).toMatchObject([{ events: 3, matched: 2, nearestMiss: null }]);
});

test.each([[["ERROR", "INFO"]], [["INFO", "ERROR"]]])("P02, P03: the order of events does not matter: %j", (events) => {
  expect(published(filter("ERROR", counted), events).points).toEqual([
    { minute: 0, count: 2, sum: 10, min: 3, max: 7 },
  ]);
});

test("P05: a minute without events has no datapoint", () => {
  const { points } = published(filter("ERROR", counted), [
    [0, "ERROR"],
    [180, "INFO"],
  ]);
  expect(points.map(({ minute }) => minute)).toEqual([0, 3]);
});

test("P07, P08: samples have the event's timestamp, in any order of events", () => {
  const { points } = published(filter("ERROR"), [
    [600, "ERROR"],
    [59.999, "ERROR"],
    [60, "ERROR"],
    [-1, "ERROR"],
  ]);
  expect(points.map(({ minute }) => minute)).toEqual([-1, 0, 1, 10]);
});

const reading = { value: "$.value", defaultValue: 7 };

test.each([
  ["P09", reading, {}, [7]],
  ["P10", reading, { value: null }, [7]],
  ["P11, missing", { value: "$.value" }, {}, []],
  ["P11, null", { value: "$.value" }, { value: null }, []],
  ["P12", { value: "$.value" }, { value: "abc" }, []],
  ["P12, with a default", reading, { value: "abc" }, []],
  ["P13", { value: "$.value" }, { value: 3 }, [3]],
  ["true is not a number", reading, { value: true }, []],
  ["an object is not a number", reading, { value: {} }, []],
  ["zero is a number", reading, { value: 0 }, [0]],
  ["beyond 2^360", reading, { value: 1e200 }, []],
  ["beyond any double", reading, { value: "1e999" }, []],
])("%s: value of a matching event", (_, transformation, event, sums) => {
  const { points } = published(filter("{ $.on IS TRUE }", transformation), [JSON.stringify({ on: true, ...event })]);
  expect(points.map(({ sum }) => sum)).toEqual(sums);
});

test("a JSON string that looks like a number gives no sample, and is counted", () => {
  const { points, filters } = published(filter("{ $.v = * }", { value: "$.v" }), [
    '{"v":"3"}',
    '{"v":"x"}',
    '{"v":4}',
    "{}",
  ]);
  expect(points).toEqual([{ minute: 0, count: 1, sum: 4, min: 4, max: 4 }]);
  expect(filters[0]?.without).toEqual({ missing: 0, text: 1, "numeric-text": 1, "out-of-range": 0 });
});

describe("dimensions, all or none", () => {
  const byAB = filter("{ $.on = 1 }", { dimensions: { A: "$.a", B: "$.b" } });
  test.each([
    ["P14", { a: "x", b: "y" }, { A: "x", B: "y" }],
    ["one missing", { a: "x" }, undefined],
    ["one null", { a: "x", b: null }, undefined],
    ["one an object", { a: "x", b: {} }, undefined],
    ["one empty", { a: "x", b: "" }, undefined],
    ["numbers and booleans as written", { a: 404, b: true }, { A: "404", B: "true" }],
  ])("%s", (_, fields, dimensions) => {
    const { points } = published(byAB, [JSON.stringify({ on: 1, ...fields })]);
    expect(points).toEqual([
      { ...(dimensions === undefined ? {} : { dimensions }), minute: 0, count: 1, sum: 1, min: 1, max: 1 },
    ]);
  });
});

test("P22: a default of zero", () => {
  const { points } = published(filter("ERROR", { defaultValue: 0 }), [
    [0, "ERROR 1"],
    [30, "ERROR 2"],
    [60, "INFO 1"],
    [90, "INFO 2"],
  ]);
  expect(points).toEqual([
    { minute: 0, count: 2, sum: 2, min: 1, max: 1 },
    { minute: 1, count: 2, sum: 0, min: 0, max: 0 },
  ]);
});

test("P23, P24: values and dimensions of a JSON event", () => {
  const latency = filter("{ $.latency = * }", { value: "$.latency" });
  expect(published(latency, ['{"latency": 50, "requestType": "GET"}']).points).toMatchObject([{ sum: 50 }]);
  const trail = filter('{ $.eventType = "*" && $.sourceIPAddress != 123.123.* }', {
    dimensions: { eventType: "$.eventType" },
  });
  expect(published(trail, ['{"eventType":"UpdateTrail","sourceIPAddress":"111.111.111.111"}']).points).toMatchObject([
    { dimensions: { eventType: "UpdateTrail" } },
  ]);
});

test("P25, P26, P27: values and dimensions of space-delimited events", () => {
  const access = filter("[ip, id, user, timestamp, request, status_code, size]", {
    value: "$size",
    dimensions: { IP: "$ip" },
  });
  const line = '127.0.0.1 - frank [10/Oct/2000:13:35:22 -0700] "GET /apache_pb.gif HTTP/1.0" 404 287';
  expect(published(access, [line]).points).toMatchObject([{ dimensions: { IP: "127.0.0.1" }, sum: 287 }]);
  const server = filter("[ip, server, username, timestamp, request, status_code, bytes]", {
    dimensions: { Server: "$server" },
  });
  expect(published(server, [line.replace(" - ", " Prod ")]).points).toMatchObject([{ dimensions: { Server: "Prod" } }]);
  const report = filter("[kind, ..., max, used, memory, label, n, unit]", { value: "$n" });
  expect(published(report, ["REPORT RequestId: 1 Max Memory Used: x y z 1743 MB"]).points).toMatchObject([
    { sum: 1743 },
  ]);
});

test("values of a minute are counted if percentiles are needed", () => {
  const { series } = published(filter("{ $.v = * }", { value: "$.v" }), ['{"v":2}', '{"v":1}', '{"v":2}'], {
    values: true,
  });
  expect(series[0]?.values).toEqual([{ values: Float64Array.of(1, 2), counts: Float64Array.of(1, 2) }]);
});

test("with a delay that splits minutes, the part that arrives a minute earlier is counted", () => {
  const events = [
    [0, "a"],
    [30, "a"],
    [30.001, "a"],
    [119, "a"],
  ] as const;
  const { series } = published(filter("a"), events, { delay: 90 });
  expect(series[0]?.early).toMatchObject({ minutes: Float64Array.of(0), count: Float64Array.of(2) });
  expect(published(filter("a"), events, { delay: 120 }).series[0]?.early).toBeUndefined();
});

test("two filters may publish one metric", () => {
  const { points } = published([filter("a", {}, "one"), filter("b", { value: "5" }, "two")], ["a b"]);
  expect(points).toEqual([{ minute: 0, count: 2, sum: 6, min: 1, max: 5 }]);
});

describe("what CloudWatch Logs refuses", () => {
  /** The refusal; its words are compared with the golden of all texts. */
  function told(refusal: FilterRefusal | undefined): FilterRefusal | undefined {
    expectText(refusal === undefined ? "" : whyUnusableText({ kind: "refused", refusal }));
    return refusal;
  }

  test.each<[what: string, refused: MetricFilter, refusal: object]>([
    ["P17", filter("{ $.a = * }", { dimensions: { A: "$.a" }, defaultValue: 0 }), { kind: "dimensions-and-default" }],
    [
      "P18",
      filter("{ $.a = * }", { dimensions: { A: "prod" } }),
      { kind: "dimension-not-a-selector", dimension: "A", value: "prod" },
    ],
    ["P19", filter("{ $.values = * }", { value: "$.values[*]" }), { kind: "value-not-a-number", value: "$.values[*]" }],
    ["P19, a word", filter("{ $.values = * }", { value: "abc" }), { kind: "value-not-a-number", value: "abc" }],
    [
      "P20",
      filter("{ $.a = * }", { dimensions: { A: "$.a", B: "$.b", C: "$.c", D: "$.d" } }),
      { kind: "too-many-dimensions", excess: { limit: "dimensionsOfFilter", count: 4, most: 3 } },
    ],
    ["dimensions of terms", filter("ERROR", { dimensions: { A: "$.a" } }), { kind: "dimensions-not-supported" }],
    ["a pattern that does not parse", filter("{ $.a = }"), { kind: "pattern", pattern: "{ $.a = }" }],
    [
      "a field that the pattern does not have",
      filter("[a, b]", { value: "$size" }),
      { kind: "value-not-a-number", value: "$size" },
    ],
    [
      "a value that is not finite",
      filter("ERROR", { value: "1e400" }),
      { kind: "value-too-large", what: "metric value", value: Infinity },
    ],
    [
      "a value beyond 2^360",
      filter("ERROR", { value: "-2.4e108" }),
      { kind: "value-too-large", what: "metric value", value: -2.4e108 },
    ],
    [
      "a default value beyond it",
      filter("ERROR", { defaultValue: 1e200 }),
      { kind: "value-too-large", what: "default value", value: 1e200 },
    ],
    [
      "a long value",
      filter("{ $.a = * }", { value: `$.${"a".repeat(99)}` }),
      { kind: "text", what: "metric value", fault: { kind: "too-long", length: 101, most: 100 } },
    ],
    ["an unknown unit", filter("ERROR", { unit: "Parsec" }), { kind: "unit", unit: "Parsec" }],
    [
      "a name with a colon",
      filter("ERROR", {}, "a:b"),
      { kind: "text", what: "name", text: "a:b", fault: { kind: "character", character: ":" } },
    ],
    ["an empty name", filter("ERROR", {}, ""), { kind: "text", what: "name", text: "", fault: { kind: "empty" } }],
    [
      "a long name",
      filter("ERROR", {}, "a".repeat(513)),
      { kind: "text", what: "name", fault: { kind: "too-long", length: 513, most: 512 } },
    ],
    [
      "a metric name with a star",
      filter("ERROR", { name: "a*b" }),
      { kind: "text", what: "metric name", text: "a*b", fault: { kind: "character", character: "*" } },
    ],
    [
      "a metric name with a dollar",
      filter("ERROR", { name: "a$b" }),
      { kind: "text", what: "metric name", text: "a$b", fault: { kind: "character", character: "$" } },
    ],
    [
      "a long metric name",
      filter("ERROR", { name: "a".repeat(256) }),
      { kind: "text", what: "metric name", fault: { kind: "too-long", length: 256, most: 255 } },
    ],
    [
      "a namespace with a colon",
      filter("ERROR", { namespace: "a:b" }),
      { kind: "text", what: "metric namespace", text: "a:b", fault: { kind: "character", character: ":" } },
    ],
    [
      "a long dimension",
      filter("{ $.a = * }", { dimensions: { ["d".repeat(256)]: "$.a" } }),
      { kind: "dimension-too-long", length: 256, most: 255 },
    ],
  ])("%s", (_, refused, expected) => {
    expect(told(refusalOf(refused, "STANDARD"))).toMatchObject(expected);
  });

  test("accepts values at the limits", () => {
    const at = { name: "a".repeat(255), namespace: "n".repeat(255), unit: "Terabits/Second" };
    expect(refusalOf(filter("ERROR", { ...at, value: String(2 ** 360) }, "f".repeat(512)), "STANDARD")).toBeUndefined();
    const long = filter("{ $.a = * }", {
      ...at,
      value: `$.${"a".repeat(98)}`,
      dimensions: { ["d".repeat(255)]: "$.a" },
    });
    expect(refusalOf(long, "STANDARD")).toBeUndefined();
  });

  test("rejects metric filters on other log group classes", () => {
    expect(told(refusalOf(filter("ERROR"), "INFREQUENT_ACCESS"))).toEqual({
      kind: "log-group-class",
      logGroupClass: "INFREQUENT_ACCESS",
    });
    expect(refusalOf(filter("ERROR"), undefined)).toBeUndefined();
  });
});
