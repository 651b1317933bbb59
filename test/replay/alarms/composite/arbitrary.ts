import * as fc from "fast-check";
import type { RuleReference, RuleTree } from "../../../../lib/replay/alarms/composite/rule";
import type { AlarmState } from "../../../../lib/aws";

export const states: readonly AlarmState[] = ["OK", "ALARM", "INSUFFICIENT_DATA"];
export const arbitraryState = fc.constantFrom(...states);

// Few names, so that rules name the same alarm twice.
const reference = fc
  .oneof(
    { weight: 5, arbitrary: fc.constantFrom("a", "b", "c", "d") },
    fc.constantFrom('x "y"', "a,b", "(p)", "back\\slash", "é ü"),
  )
  .map((name): RuleReference => ({ name }));

export const arbitraryRule: fc.Arbitrary<RuleTree> = fc.letrec<{ rule: RuleTree }>((tie) => ({
  rule: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ kind: fc.constant("state" as const), state: arbitraryState, alarm: reference }),
    fc.record({ kind: fc.constant("always" as const), value: fc.boolean() }),
    fc.array(reference, { minLength: 1, maxLength: 5 }).chain((alarms) =>
      fc.record({
        kind: fc.constant("at-least" as const),
        least: fc.oneof(
          fc.record({ count: fc.integer({ min: 1, max: alarms.length }) }),
          fc.record({ percent: fc.integer({ min: 1, max: 100 }) }),
        ),
        negated: fc.boolean(),
        state: arbitraryState,
        alarms: fc.constant(alarms),
      }),
    ),
    fc.record({ kind: fc.constant("not" as const), of: tie("rule") }),
    fc.record({
      kind: fc.constantFrom("all" as const, "any" as const),
      of: fc.array(tie("rule"), { minLength: 2, maxLength: 3 }),
    }),
  ),
})).rule;

export function withoutSpans(rule: RuleTree): unknown {
  return JSON.parse(JSON.stringify(rule, (key, value: unknown) => (key === "span" ? undefined : value)));
}
