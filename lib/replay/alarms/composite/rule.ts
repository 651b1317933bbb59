import type { AlarmState, AtLeast } from "../../../aws";
import type { Span } from "../../../base";

/** A composite alarm's rule as a tree. */
export type RuleTree = AllOf | AnyOf | Not | StateIs | AtLeastRule | Always;

/** True when all parts are. Two parts or more; a part that is itself an `all` was in parentheses. */
interface AllOf {
  readonly kind: "all";
  readonly of: readonly RuleTree[];
  readonly span?: Span;
}

/** True when at least one part is. Two parts or more. */
interface AnyOf {
  readonly kind: "any";
  readonly of: readonly RuleTree[];
  readonly span?: Span;
}

interface Not {
  readonly kind: "not";
  readonly of: RuleTree;
  readonly span?: Span;
}

/** `ALARM("x")`, `OK("x")`, `INSUFFICIENT_DATA("x")`. */
interface StateIs {
  readonly kind: "state";
  readonly state: AlarmState;
  readonly alarm: RuleReference;
  readonly span?: Span;
}

/** `AT_LEAST(2, NOT OK, (a, b, c))`: true when at least that many of the alarms are, or are not, in the state. */
export interface AtLeastRule {
  readonly kind: "at-least";
  readonly least: AtLeast;
  readonly negated: boolean;
  readonly state: AlarmState;
  readonly alarms: readonly RuleReference[];
  readonly span?: Span;
}

/** `TRUE`, `FALSE`. */
interface Always {
  readonly kind: "always";
  readonly value: boolean;
  readonly span?: Span;
}

/** An alarm as the rule names it. */
export interface RuleReference {
  /** Name or ARN, without quotes and escapes. */
  readonly name: string;
  readonly span?: Span;
}

/** Every reference of a rule, in the order of its text; an alarm that is named twice is listed twice. */
export function referencesOf(rule: RuleTree): readonly RuleReference[] {
  switch (rule.kind) {
    case "all":
    case "any":
      return rule.of.flatMap(referencesOf);
    case "not":
      return referencesOf(rule.of);
    case "state":
      return [rule.alarm];
    case "at-least":
      return rule.alarms;
    case "always":
      return [];
  }
}

/**
 * How many alarms an AT_LEAST needs. A percentage that is not a whole number of alarms is rounded up, so that the alarms counted are
 * never a smaller share than the rule requires.
 *
 * AWS does not document the rounding: not verified.
 */
export function neededBy({ alarms, least }: AtLeastRule): number {
  return "count" in least ? least.count : Math.ceil((least.percent * alarms.length) / 100);
}
