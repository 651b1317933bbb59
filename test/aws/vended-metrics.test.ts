import {
  plausibleThresholds,
  publishedUnitOf,
  resourceMetrics,
  standardUnits,
  unitOfMetric,
  vendedMetrics,
} from "../../lib/aws";
import { describedUnits, publishedUnits } from "../../lib/aws/vended-units";

const keys = vendedMetrics.map(([namespace, name]) => `${namespace} ${name}`);

test("a metric stands once, in one unit, under one of CloudWatch's names of units", () => {
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.length).toBeGreaterThan(400);
  for (const [, name, unit] of vendedMetrics) {
    expect(standardUnits).toContain(unit);
    expect(name).toMatch(/^[\w.%-]+$/);
  }
});

test("every metric of the catalogue has a unit, but for what CloudWatch has no name of", () => {
  const without = Object.entries(resourceMetrics)
    .filter(([, { namespace, metricName }]) => unitOfMetric(namespace, metricName) === undefined)
    .map(([key]) => key);
  expect(without).toEqual(["ec2.cpu_credits"]);
});

test("what the values mean may be known where the unit of the datapoints is not", () => {
  expect(publishedUnitOf("AWS/EC2", "CPUUtilization")).toBe("Percent");
  expect(publishedUnitOf("AWS/Logs", "IncomingLogEvents")).toBe("None");
  expect(publishedUnitOf("CWAgent", "mem_used_percent")).toBeUndefined();
  expect(unitOfMetric("CWAgent", "mem_used_percent")).toBe("Percent");
  expect(publishedUnitOf("AWS/ES", "FreeStorageSpace")).toBeUndefined();
  expect(unitOfMetric("AWS/ES", "FreeStorageSpace")).toBe("Megabytes");
});

test.each([
  ["AWS/ElastiCache", "CacheHitRate"],
  ["AWS/Lambda", "ProvisionedConcurrencyUtilization"],
  ["AWS/EC2", "CPUCreditBalance"],
  ["AWS/SNS", "SMSSuccessRate"],
  ["AWS/EC2", "constructor"],
  ["constructor", "name"],
])("%s %s has no unit that is known for certain", (namespace, name) => {
  expect(unitOfMetric(namespace, name)).toBeUndefined();
  expect(plausibleThresholds(namespace, name)).toBeUndefined();
});

test("a namespace's names of one unit are in one list", () => {
  for (const units of [publishedUnits, describedUnits])
    for (const byUnit of Object.values(units))
      for (const names of Object.values(byUnit)) expect(names).toBe(names.trim());
});
