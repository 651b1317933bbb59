import fc from "fast-check";
import { countsOf } from "../../../lib/replay/report/counts";
import { faultJson, faultsOf } from "../../../lib/replay/report/faults";
import { resultJson, resultJsonParts } from "../../../lib/replay/report/json";
import { holdText, noDataText, notEvaluatedText, whyNotText } from "../../../lib/replay/reasons";
import type { MetricResult, ReplayResult } from "../../../lib/replay/result";
import { everywhere, hostileText } from "./hostile";
import { type Days, replayedDays } from "./day";

let nothing: ReplayResult;
let shopDay: ReplayResult;
beforeAll(async () => {
  ({ nothing, shopDay } = await replayedDays());
});

// Facts that findings state too.
const toldByFindings = new Set(["logEdge", "nothingReplayed"]);

function withDimensions(): MetricResult {
  return shopDay.metrics.find(({ dimensions }) => Object.keys(dimensions).length > 1)!;
}

/** A result as its JSON should be: keys in snake_case, times in ISO 8601, reasons as sentences. */
function written(result: ReplayResult): unknown {
  return forMachines({
    ...result,
    counts: countsOf(result),
    alarms: result.alarms.map((alarm) => ({
      ...alarm,
      noData: alarm.noData.map(noDataText),
      whyNot: alarm.whyNot === null ? null : whyNotText(alarm.whyNot),
      assumes: alarm.assumes.map(({ name }) => name),
      notified: alarm.notified.map((each) => ({ ...each, held: each.held === null ? null : holdText(each.held) })),
    })),
    findings: faultsOf(result).map(faultJson),
    notEvaluated: result.notEvaluated.map((each) => ({ ...each, reason: notEvaluatedText(each.reason) })),
  });
}

function forMachines(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(forMachines);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !toldByFindings.has(key));
  return Object.fromEntries(
    entries.map(([key, inner]) => {
      if (key === "dimensions" || (key === "channels" && !Array.isArray(inner))) return [key, inner as unknown];
      const times = ["at", "from", "to", "firstRecord", "lastRecord", "firstPage", "firstMessage"];
      const isTime = typeof inner === "number" && times.includes(key);
      const name =
        key === "INSUFFICIENT_DATA" || key === "ALARM" || key === "OK"
          ? key
          : key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      return [name, isTime ? new Date(inner).toISOString() : forMachines(inner)];
    }),
  );
}

test.each<keyof Days>(["shopDay", "quietDay", "nothing"])("the JSON of %s is complete", async (name) => {
  const { [name]: result } = await replayedDays();
  expect(JSON.parse(resultJson(result))).toEqual(written(result));
});

test("the text is that of JSON.stringify with two spaces, except that dimensions are sorted", () => {
  expect(resultJson(nothing)).toBe(`${JSON.stringify(written(nothing), null, 2)}\n`);
  const metric = withDimensions();
  const sorted = {
    ...shopDay,
    metrics: [{ ...metric, dimensions: { currency: "EUR", provider: "acme" } }],
    reach: [],
  };
  expect(resultJson({ ...shopDay, metrics: [metric], reach: [] })).toBe(
    `${JSON.stringify(written(sorted), null, 2)}\n`,
  );
});

test("the order in which dimensions were found does not matter", () => {
  const metric = withDimensions();
  const turned = { ...metric, dimensions: Object.fromEntries(Object.entries(metric.dimensions).reverse()) };
  expect(resultJson({ ...shopDay, metrics: [turned] })).toBe(resultJson({ ...shopDay, metrics: [metric] }));
});

test("numbers that JSON cannot express are strings, not null", () => {
  const [metric] = shopDay.metrics;
  const text = resultJson({
    ...shopDay,
    metrics: [{ ...metric!, points: [{ ...metric!.points[0]!, sum: Infinity, max: NaN }] }],
  });
  expect(text).toContain('"sum": "Infinity"');
  expect(text).toContain('"max": "NaN"');
});

test("the text has a piece for each alarm and metric", () => {
  expect([...resultJsonParts(shopDay)].length).toBeGreaterThan(shopDay.alarms.length + shopDay.metrics.length);
});

test("any text is preserved", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const result = everywhere(shopDay, text);
      expect(JSON.parse(resultJson(result))).toEqual(written(result));
    }),
    { numRuns: 30 },
  );
});
