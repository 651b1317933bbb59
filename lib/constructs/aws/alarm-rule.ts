import {
  acceptsAtLeast,
  alarmsOfRule,
  type AlarmState,
  type AtLeast,
  type NamedRule,
  ruleExcesses,
  ruleText,
} from "../../aws";
import { badAtLeast, emptyRule, quoteInName } from "../errors";
import { tooMany } from "../limit-errors";
import type { AlarmReference } from "./references";
import { isKnown } from "./tokens";

/** When a composite alarm is in ALARM, as data. An alarm by itself means that it is in ALARM. */
export type AlarmRule =
  | AlarmReference
  | { readonly alarm: AlarmReference; readonly state: AlarmState }
  | { readonly any: readonly AlarmRule[] }
  | { readonly all: readonly AlarmRule[] }
  | { readonly not: AlarmRule }
  /** At least so many of the alarms are in the state, by default ALARM. */
  | { readonly atLeast: Quorum; readonly of: readonly AlarmReference[]; readonly state?: AlarmState };

/** How many alarms: a number, or a percentage of them, `"50%"`. */
export type Quorum = number | `${number}%`;

/**
 * The text of a composite alarm's rule. Names are quoted and nested parts are in parentheses, so that precedence never matters.
 *
 * @throws {ConstructError} for a rule that PutCompositeAlarm refuses: without alarms, or beyond 10,240 characters, 100 different
 * alarms or 500 elements
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function alarmRuleText(path: string, rule: AlarmRule): string {
  checkRule(path, rule);
  const named = namedRule(rule, ({ alarmName }) => alarmName);
  // Limits apply to the names in place of the references, where they are known.
  const known = ruleText(namedRule(rule, nameOf));
  const characters = isKnown(known) ? Array.from(known).length : 0;
  const [excess] = ruleExcesses({ characters, alarms: alarmsOfRule(named), form: named });
  if (excess !== undefined)
    throw tooMany(path, excess, "Make a composite alarm of a part of the rule, and name that instead.");
  return ruleText(named);
}

function checkRule(path: string, rule: AlarmRule): void {
  if ("alarmName" in rule) checkName(path, rule);
  else if ("alarm" in rule) checkName(path, rule.alarm);
  else if ("not" in rule) checkRule(path, rule.not);
  else if ("any" in rule) checkParts(path, "any", rule.any);
  else if ("all" in rule) checkParts(path, "all", rule.all);
  else {
    if (rule.of.length === 0) throw emptyRule(path, "atLeast");
    const least = leastOf(rule);
    if (!acceptsAtLeast(least, rule.of.length)) throw badAtLeast(path, String(rule.atLeast), rule.of.length);
    for (const alarm of rule.of) checkName(path, alarm);
  }
}

function checkParts(path: string, operator: "any" | "all", parts: readonly AlarmRule[]): void {
  if (parts.length === 0) throw emptyRule(path, operator);
  for (const part of parts) checkRule(path, part);
}

function checkName(path: string, alarm: AlarmReference): void {
  const name = nameOf(alarm);
  if (isKnown(name) && /["\\]/.test(name)) throw quoteInName(path, name);
}

/** The rule over whatever `write` makes of an alarm. */
function namedRule(rule: AlarmRule, write: (alarm: AlarmReference) => string): NamedRule {
  if ("alarmName" in rule) return { kind: "state", state: "ALARM", alarm: write(rule) };
  if ("alarm" in rule) return { kind: "state", state: rule.state, alarm: write(rule.alarm) };
  if ("any" in rule) return { kind: "any", of: rule.any.map((part) => namedRule(part, write)) };
  if ("all" in rule) return { kind: "all", of: rule.all.map((part) => namedRule(part, write)) };
  if ("not" in rule) return { kind: "not", of: namedRule(rule.not, write) };
  return { kind: "at-least", least: leastOf(rule), state: rule.state ?? "ALARM", alarms: rule.of.map(write) };
}

function leastOf({ atLeast }: { readonly atLeast: Quorum }): AtLeast {
  return typeof atLeast === "number" ? { count: atLeast } : { percent: Number(atLeast.replace(/%$/, "")) };
}

function nameOf({ alarmName, alarmNameInput = alarmName }: AlarmReference): string {
  return alarmNameInput;
}
