import { badAtLeast, emptyRule, quoteInName, tooLong, tooMany } from "../errors";
import type { AlarmReference } from "./references";
import { isKnown } from "./tokens";

export type AlarmState = "ALARM" | "OK" | "INSUFFICIENT_DATA";

/** When a composite alarm is in ALARM, as data. An alarm by itself stands for "it is in ALARM". */
export type AlarmRule =
  | AlarmReference
  | { readonly alarm: AlarmReference; readonly state: AlarmState }
  | { readonly any: readonly AlarmRule[] }
  | { readonly all: readonly AlarmRule[] }
  | { readonly not: AlarmRule }
  /** At least so many of the alarms are in the state (ALARM unless said). */
  | { readonly atLeast: number; readonly of: readonly AlarmReference[]; readonly state?: AlarmState }
  /** At least such a share of them. */
  | { readonly atLeastPercent: number; readonly of: readonly AlarmReference[]; readonly state?: AlarmState };

/** Rule text and the count of what CloudWatch limits. */
interface Written {
  readonly text: string;
  /** The text with names in place of references, where they are known. */
  readonly known: string;
}

/**
 * The text of a composite alarm's rule. Names are quoted, and nested parts stand in parentheses, so that precedence never
 * matters.
 *
 * @throws {ConstructError} beyond 10,240 characters, 100 different alarms or 500 elements (alarms and pairs of parentheses), and for rules of nothing.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function alarmRuleText(path: string, rule: AlarmRule): string {
  const names = new Set<string>();
  let elements = 0;

  const reference = (alarm: AlarmReference): Written => {
    const name = alarm.alarmNameInput ?? alarm.alarmName;
    if (isKnown(name) && /["\\]/.test(name)) throw quoteInName(path, name);
    names.add(alarm.alarmName);
    elements += 1;
    return { text: `"${alarm.alarmName}"`, known: `"${name}"` };
  };

  const inState = (alarm: AlarmReference, state: AlarmState): Written => {
    elements += 1;
    return map(reference(alarm), (text) => `${state}(${text})`);
  };

  const joined = (operator: "any" | "all", parts: readonly AlarmRule[]): Written => {
    if (parts.length === 0) throw emptyRule(path, operator);
    return join(
      parts.map((part) => (parts.length === 1 ? write(part) : nested(part))),
      operator === "any" ? " OR " : " AND ",
    );
  };

  const nested = (part: AlarmRule): Written => {
    const isJoined = "any" in part ? part.any.length > 1 : "all" in part && part.all.length > 1;
    if (!isJoined) return write(part);
    elements += 1;
    return map(write(part), (text) => `(${text})`);
  };

  const atLeast = (amount: string, of: readonly AlarmReference[], state: AlarmState): Written => {
    elements += 2;
    return map(join(of.map(reference), ", "), (text) => `AT_LEAST(${amount}, ${state}, (${text}))`);
  };

  const write = (part: AlarmRule): Written => {
    if ("alarmName" in part) return inState(part, "ALARM");
    if ("alarm" in part) return inState(part.alarm, part.state);
    if ("any" in part) return joined("any", part.any);
    if ("all" in part) return joined("all", part.all);
    if ("not" in part) return map(nested(part.not), (text) => `NOT ${text}`);
    if (part.of.length === 0) throw emptyRule(path, "atLeast");
    if ("atLeast" in part) {
      if (!Number.isInteger(part.atLeast) || part.atLeast < 1 || part.atLeast > part.of.length)
        throw badAtLeast(path, String(part.atLeast), part.of.length);
      return atLeast(String(part.atLeast), part.of, part.state ?? "ALARM");
    }
    const percent = part.atLeastPercent;
    if (!Number.isInteger(percent) || percent < 1 || percent > 100)
      throw badAtLeast(path, `${percent} %`, part.of.length);
    return atLeast(`${percent}%`, part.of, part.state ?? "ALARM");
  };

  const { known, text } = write(rule);
  if (isKnown(known) && known.length > 10_240) throw tooLong(path, "alarm rule", known, 10_240);
  if (names.size > 100)
    throw tooMany(
      path,
      "alarms in one rule",
      names.size,
      100,
      "make a composite alarm of some of them, and name that.",
    );
  if (elements > 500)
    throw tooMany(
      path,
      "elements in one rule",
      elements,
      500,
      "make a composite alarm of a part of the rule, and name that.",
    );
  return text;
}

function map({ known, text }: Written, change: (text: string) => string): Written {
  return { text: change(text), known: change(known) };
}

function join(parts: readonly Written[], separator: string): Written {
  return {
    text: parts.map((part) => part.text).join(separator),
    known: parts.map((part) => part.known).join(separator),
  };
}
