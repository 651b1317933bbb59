import { templateFindings } from "../../../lib/replay/audit/template";
import type { MetricAlarm, MetricQuery, MetricStat } from "../../../lib/terraform/template";
import { template } from "../../terraform/template";
import { expression, measured, stat } from "../alarms/alarm";

const dimensions = { FunctionName: "pay" };
const sum = (id: string, name: string, changes: Partial<MetricStat> = {}): MetricQuery =>
  measured(id, { ...stat(60, "Sum", { namespace: "AWS/Lambda", name, dimensions }), ...changes });

const found = (text: string, threshold: number, alarm: Partial<MetricAlarm> = {}, changes: Partial<MetricStat> = {}) =>
  templateFindings(
    template({
      metricAlarms: [
        {
          name: "a",
          metric: undefined,
          comparisonOperator: "GreaterThanThreshold",
          threshold,
          queries: [
            sum("errors", "Errors"),
            sum("all", "Invocations", changes),
            sum("throttles", "Throttles"),
            sum("own", "Errors", { namespace: "Own" }),
            expression("rate", "errors / all"),
            expression("e", text, true),
          ],
          ...alarm,
        },
      ],
    }),
  ).filter(({ rule }) => rule === "alarm-never-fires").length;

test.each<[string, number]>([
  ["errors / all", 5],
  ["errors / all", 1],
  ["rate", 5],
  ["100 * errors / (errors + throttles)", 100],
  ["errors / (errors + throttles)", 5],
  ["(errors / all) * 100", 500],
])("%s is never above %d", (text, threshold) => {
  expect(found(text, threshold)).toBe(1);
  expect(found(text, threshold, { comparisonOperator: "LessThanThreshold" })).toBe(0);
  expect(found(text, threshold, { treatMissingData: "breaching" })).toBe(0);
});

test.each<[string, number]>([
  ["errors / all", 0.05],
  ["(errors / all) * 100", 5],
  ["rate * 100", 5],
  // Throttled requests are no invocations, and values of one's own may be negative.
  ["throttles / all", 5],
  ["own / (own + errors)", 5],
  ["all / errors", 5],
  ["errors / (all - throttles)", 5],
  ["errors + all", 5],
  ["errors / all + 5", 5],
  ["RATE(errors) / all", 5],
])("%s may be above %d", (text, threshold) => {
  expect(found(text, threshold)).toBe(0);
});

test("another dimension, statistic or period is another whole", () => {
  expect(found("errors / all", 5, {}, { dimensions: {} })).toBe(0);
  expect(found("errors / all", 5, {}, { statistic: "Average" })).toBe(0);
  expect(found("errors / all", 5, {}, { period: 300 })).toBe(0);
});

test("expressions that refer to one another in a circle end", () => {
  expect(found("e", 5)).toBe(0);
  expect(found("e / e", 5)).toBe(0);
});
