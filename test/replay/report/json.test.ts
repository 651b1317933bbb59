import { findingJson } from "../../../lib/base";
import fc from "fast-check";
import { resultJson, resultJsonParts } from "../../../lib/replay/report/json";
import { everywhere, hostileText } from "./hostile";
import { nothing, shopDay } from "./sample";

test.each([
  ["a day", shopDay],
  ["nothing", nothing],
])("nothing of %s is lost", (_, result) => {
  expect(JSON.parse(resultJson(result))).toEqual({ ...result, findings: result.findings.map(findingJson) });
});

test("the text is JSON's own with two blanks, but for the order of names", () => {
  expect(resultJson(nothing)).toBe(`${JSON.stringify(nothing, null, 2)}\n`);
  const [metric] = shopDay.metrics;
  const sorted = {
    ...shopDay,
    metrics: [{ ...metric!, dimensions: { currency: "EUR", provider: "acme" } }],
    reach: [],
    findings: shopDay.findings.map(findingJson),
  };
  expect(resultJson({ ...shopDay, reach: [] })).toBe(`${JSON.stringify(sorted, null, 2)}\n`);
});

test("the order in which dimensions were found does not matter", () => {
  const [metric] = shopDay.metrics;
  const turned = { ...metric!, dimensions: Object.fromEntries(Object.entries(metric!.dimensions).reverse()) };
  expect(resultJson({ ...shopDay, metrics: [turned] })).toBe(resultJson(shopDay));
});

test("numbers that JSON does not know do not become null", () => {
  const [metric] = shopDay.metrics;
  const text = resultJson({
    ...shopDay,
    metrics: [{ ...metric!, points: [{ ...metric!.points[0]!, sum: Infinity, max: NaN }] }],
  });
  expect(text).toContain('"sum": "Infinity"');
  expect(text).toContain('"max": "NaN"');
});

test("it comes in a piece for each alarm and metric", () => {
  expect([...resultJsonParts(shopDay)].length).toBeGreaterThan(shopDay.alarms.length + shopDay.metrics.length);
});

test("any text survives", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const result = everywhere(shopDay, text);
      expect(JSON.parse(resultJson(result))).toEqual({ ...result, findings: result.findings.map(findingJson) });
    }),
    { numRuns: 30 },
  );
});
