import type { AlarmState } from "./alarm-state";
import { type Excess, excessOf } from "./limits";
import { isInRange } from "./ranges";

/** The structure of a composite alarm's rule, which determines its number of elements. */
export type RuleForm =
  | { readonly kind: "all" | "any"; readonly of: readonly RuleForm[] }
  | { readonly kind: "not"; readonly of: RuleForm }
  /** `ALARM("x")`. */
  | { readonly kind: "state" }
  /** `AT_LEAST(2, ALARM, ("a", "b"))`. */
  | { readonly kind: "at-least"; readonly alarms: readonly unknown[] }
  /** `TRUE`, `FALSE`. */
  | { readonly kind: "always" };

/**
 * Number of elements of a composite alarm's rule: "Elements are child alarms, TRUE or FALSE statements, and parentheses". Each
 * mention of a child alarm is one element, including the parentheses of `ALARM("x")`. A pair of parentheses that groups is one
 * element, as is the pair around the list of AT_LEAST. AWS does not say how it counts a pair (not verified).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function ruleElements(rule: RuleForm): number {
  switch (rule.kind) {
    case "all":
    case "any":
      // A group of one part is the part.
      return rule.of.length === 1
        ? rule.of.reduce((sum, part) => sum + ruleElements(part), 0)
        : rule.of.reduce((sum, part) => sum + ruleElements(part) + (isGroup(part) ? 1 : 0), 0);
    case "not":
      return ruleElements(rule.of) + (isGroup(rule.of) ? 1 : 0);
    case "at-least":
      return rule.alarms.length + 1;
    case "state":
    case "always":
      return 1;
  }
}

/** A composite alarm's rule as data, from which {@link ruleText} makes its text. Alarms are given by name. */
export type NamedRule =
  /** A group of one part is that part. */
  | { readonly kind: "all" | "any"; readonly of: readonly NamedRule[] }
  | { readonly kind: "not"; readonly of: NamedRule }
  | { readonly kind: "state"; readonly state: AlarmState; readonly alarm: string }
  | {
      readonly kind: "at-least";
      readonly least: AtLeast;
      readonly state: AlarmState;
      readonly alarms: readonly string[];
    };

/** The text of a rule. Names are quoted, and groups within groups are in parentheses, so that precedence never matters. */
export function ruleText(rule: NamedRule): string {
  switch (rule.kind) {
    case "all":
    case "any":
      return rule.of.length === 1
        ? rule.of.map(ruleText).join("")
        : rule.of.map(partText).join(rule.kind === "all" ? " AND " : " OR ");
    case "not":
      return `NOT ${partText(rule.of)}`;
    case "state":
      return `${rule.state}("${rule.alarm}")`;
    case "at-least":
      return `AT_LEAST(${"percent" in rule.least ? `${rule.least.percent}%` : rule.least.count}, ${rule.state}, (${rule.alarms.map((name) => `"${name}"`).join(", ")}))`;
  }
}

/** Names of the alarms in a rule, each as often as the rule names it. */
export function alarmsOfRule(rule: NamedRule): string[] {
  switch (rule.kind) {
    case "all":
    case "any":
      return rule.of.flatMap(alarmsOfRule);
    case "not":
      return alarmsOfRule(rule.of);
    case "state":
      return [rule.alarm];
    case "at-least":
      return [...rule.alarms];
  }
}

/** The limits of PutCompositeAlarm that the text of a rule would exceed. */
export function namedRuleExcesses(rule: NamedRule): readonly Excess[] {
  return ruleExcesses({ characters: Array.from(ruleText(rule)).length, alarms: alarmsOfRule(rule), form: rule });
}

function partText(part: NamedRule): string {
  return isGroup(part) ? `(${ruleText(part)})` : ruleText(part);
}

/** What the limits of a composite alarm's rule apply to. */
export interface MeasuredRule {
  readonly characters: number;
  /** The alarms that it names, by name or any other key; an alarm may occur more than once. */
  readonly alarms: Iterable<string>;
  readonly form: RuleForm;
}

/** The limits of PutCompositeAlarm that a composite alarm's rule exceeds. */
export function ruleExcesses({ alarms, characters, form }: MeasuredRule): readonly Excess[] {
  return [
    excessOf("ruleCharacters", characters),
    excessOf("ruleAlarms", new Set(alarms).size),
    excessOf("ruleElements", ruleElements(form)),
  ].filter((excess) => excess !== undefined);
}

/** How many alarms AT_LEAST requires: a number of them, or a share of the alarms that it lists. */
export type AtLeast = { readonly count: number } | { readonly percent: number };

/** Whether AT_LEAST accepts an amount: a whole number from 1 to the number of alarms it lists, or from 1 to 100 percent of them. */
export function acceptsAtLeast(least: AtLeast, alarms: number): boolean {
  if ("percent" in least) return isInRange("atLeastPercent", least.percent);
  return Number.isInteger(least.count) && least.count >= 1 && least.count <= alarms;
}

function isGroup(rule: RuleForm): boolean {
  if (rule.kind !== "all" && rule.kind !== "any") return false;
  const [only, ...others] = rule.of;
  return only !== undefined && (others.length > 0 || isGroup(only));
}
