import fc from "fast-check";
import { inspectAlarmExpression } from "../../lib/metric-math";

const look = (text: string, ids = ["a", "b"]) => {
  const { fault, unused } = inspectAlarmExpression(text, ids);
  return [fault?.code, ...unused];
};

test("an expression of an alarm has at most one fault, and the metrics that it does not name are unused", () => {
  expect(look("a / b * 100")).toEqual([undefined]);
  expect(look("a * 100")).toEqual([undefined, "b"]);
  expect(look("a / c")).toEqual(["unknown-id", "b"]);
  expect(look("a /")).toEqual(["syntax"]);
  expect(look("SUM(a)")).toEqual(["not-one-series", "b"]);
});

test("METRICS() names all metrics, or those whose id has a part", () => {
  expect(look("SUM(METRICS())")).toEqual([undefined]);
  expect(look('SUM(METRICS("x"))', ["x1", "x2", "y"])).toEqual([undefined, "y"]);
});

test("nothing is unused in an expression that finds its metrics itself", () => {
  expect(look("SEARCH('a', 'Sum')")).toEqual(["not-in-alarms"]);
  expect(look("SELECT SUM(Errors) FROM Shop")).toEqual(["offline"]);
  expect(look("a / SERVICE_QUOTA(b)")).toEqual(["offline"]);
});

test("any text is inspected, whatever it is", () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.constantFrom("a", "b", "m1")), (text, ids) => {
      const { fault, unused } = inspectAlarmExpression(text, ids);
      expect(fault === undefined || fault.fix.length > 0).toBe(true);
      expect(ids).toEqual(expect.arrayContaining([...unused]));
    }),
  );
});
