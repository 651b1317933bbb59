import type { AlarmState } from "../../../aws";
import { type RuleReference, type RuleTree, type AtLeastRule, neededBy } from "./rule";

/** The state of an alarm that a rule names; undefined where it is not known. */
export type StateOf = (alarm: RuleReference) => AlarmState | undefined;

/**
 * Whether a rule is true. If states are not known it is undefined, unless the others decide: an OR with a true part is true, an AND
 * with a false part is false. Each part is evaluated separately: `ALARM(x) OR NOT ALARM(x)` is undefined if x is not known.
 */
export function evaluateRule(rule: RuleTree, stateOf: StateOf): boolean | undefined {
  switch (rule.kind) {
    case "all":
      return decided(rule.of, stateOf, false);
    case "any":
      return decided(rule.of, stateOf, true);
    case "not": {
      const value = evaluateRule(rule.of, stateOf);
      return value === undefined ? undefined : !value;
    }
    case "state": {
      const state = stateOf(rule.alarm);
      return state === undefined ? undefined : state === rule.state;
    }
    case "at-least": {
      const needed = neededBy(rule);
      const { matching, unknown } = countOf(rule, stateOf);
      if (matching.length >= needed) return true;
      return matching.length + unknown.length >= needed ? undefined : false;
    }
    case "always":
      return rule.value;
  }
}

/** The value of a rule that is the same whatever its alarms do; undefined for any other rule. */
export function constantOf(rule: RuleTree): boolean | undefined {
  return evaluateRule(rule, () => undefined);
}

/**
 * The references that decided a rule: those in the true parts of a true OR, or in the false parts of a false AND. If the value is not
 * known, the references whose states are not known and would decide it.
 */
export function decidedBy(rule: RuleTree, stateOf: StateOf): readonly RuleReference[] {
  switch (rule.kind) {
    case "all":
    case "any": {
      const value = evaluateRule(rule, stateOf);
      return rule.of
        .filter((part) => evaluateRule(part, stateOf) === value)
        .flatMap((part) => decidedBy(part, stateOf));
    }
    case "not":
      return decidedBy(rule.of, stateOf);
    case "state":
      return [rule.alarm];
    case "at-least": {
      const { matching, others, unknown } = countOf(rule, stateOf);
      const value = evaluateRule(rule, stateOf);
      return value === undefined ? unknown : value ? matching : others;
    }
    case "always":
      return [];
  }
}

/** The alarms that can make the rule true by going to ALARM: the composite alarm notifies on their behalf. */
export function spokenForBy(rule: RuleTree, negated = false): readonly RuleReference[] {
  switch (rule.kind) {
    case "all":
    case "any":
      return rule.of.flatMap((part) => spokenForBy(part, negated));
    case "not":
      return spokenForBy(rule.of, !negated);
    case "state":
      return rule.state === (negated ? "OK" : "ALARM") ? [rule.alarm] : [];
    case "at-least":
      return rule.state === (rule.negated === negated ? "ALARM" : "OK") ? rule.alarms : [];
    case "always":
      return [];
  }
}

function decided(parts: readonly RuleTree[], stateOf: StateOf, decisive: boolean): boolean | undefined {
  let unknown = false;
  for (const part of parts) {
    const value = evaluateRule(part, stateOf);
    if (value === decisive) return decisive;
    unknown ||= value === undefined;
  }
  return unknown ? undefined : !decisive;
}

function countOf({ alarms, negated, state }: AtLeastRule, stateOf: StateOf) {
  const matching: RuleReference[] = [];
  const others: RuleReference[] = [];
  const unknown: RuleReference[] = [];
  for (const alarm of alarms) {
    const now = stateOf(alarm);
    (now === undefined ? unknown : (now === state) !== negated ? matching : others).push(alarm);
  }
  return { matching, others, unknown };
}
