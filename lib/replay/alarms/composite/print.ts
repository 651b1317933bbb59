import type { RuleReference, RuleTree } from "./rule";

/**
 * Writes a rule in its canonical form: keywords in upper case, every name in double quotes, and parentheses wherever AND, OR and NOT meet,
 * because their precedence is not documented. `parseAlarmRule(printAlarmRule(rule))` is `rule`, apart from spans.
 *
 * @throws RangeError for a tree that no text parses to: an AND or OR of fewer than two parts, an AT_LEAST without alarms
 */
export function printAlarmRule(rule: RuleTree): string {
  switch (rule.kind) {
    case "all":
    case "any":
      if (rule.of.length < 2) throw new RangeError(`'${rule.kind}' of ${rule.of.length} parts has no text form`);
      return rule.of.map(printPart).join(rule.kind === "all" ? " AND " : " OR ");
    case "not":
      return `NOT ${printPart(rule.of)}`;
    case "state":
      return `${rule.state}(${printReference(rule.alarm)})`;
    case "at-least": {
      if (rule.alarms.length === 0) throw new RangeError("AT_LEAST without alarms has no text form");
      const least = "count" in rule.least ? String(rule.least.count) : `${rule.least.percent}%`;
      const state = `${rule.negated ? "NOT " : ""}${rule.state}`;
      return `AT_LEAST(${least}, ${state}, (${rule.alarms.map(printReference).join(", ")}))`;
    }
    case "always":
      return rule.value ? "TRUE" : "FALSE";
  }
}

function printPart(rule: RuleTree): string {
  const text = printAlarmRule(rule);
  return rule.kind === "all" || rule.kind === "any" || rule.kind === "not" ? `(${text})` : text;
}

function printReference({ name }: RuleReference): string {
  return `"${name.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
