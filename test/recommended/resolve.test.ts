import { recommendedSets, resolveSet } from "../../lib/recommended";

test("a threshold that follows from a setting is a number once the setting is known", () => {
  const { alarms, leftOut } = resolveSet(recommendedSets.lambda, { timeout: 30 });
  expect(alarms.duration?.severities).toEqual({ warning: { above: 27_000 } });
  expect(leftOut).toEqual([]);
});

test("an alarm whose setting has no value is left out", () => {
  const { alarms, leftOut } = resolveSet(recommendedSets.lambda, {});
  expect(Object.keys(alarms)).not.toContain("duration");
  expect(leftOut).toEqual([{ alarm: "duration", setting: "timeout" }]);
});

test("a setting may have a usual value", () => {
  expect(resolveSet(recommendedSets.sqs, {}).alarms.age?.severities).toEqual({ warning: { above: 900 } });
  expect(resolveSet(recommendedSets.sqs, { age: 60 }).alarms.age?.severities).toEqual({ warning: { above: 60 } });
});
