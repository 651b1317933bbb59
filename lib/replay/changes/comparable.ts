import { isRecord } from "../../base";

/** A value without what a state fills in and a configuration leaves out, and with sorted keys. */
export function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => key !== "place" && !isEmpty(part))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, comparable(part)]),
  );
}

/** Whether two values mean the same. */
export function isSame(before: unknown, after: unknown): boolean {
  return JSON.stringify(comparable(before)) === JSON.stringify(comparable(after));
}

/** Whether two rules of composite alarms mean the same, whatever the order in which they name alarms side by side. */
export function isSameRule(before: string | undefined, after: string | undefined): boolean {
  return before === after || (before !== undefined && after !== undefined && inOrder(before) === inOrder(after));
}

/** The rule of a composite alarm with its alarms in one order, where it is only a list of them. */
export function inOrder(rule: string): string {
  const list =
    /^\w+\("[^"]*"\)(?<or> OR \w+\("[^"]*"\))+$/.exec(rule) ?? /^\w+\("[^"]*"\)(?: AND \w+\("[^"]*"\))+$/.exec(rule);
  if (list === null) return rule;
  const word = list.groups?.or === undefined ? " AND " : " OR ";
  return (rule.match(/\w+\("[^"]*"\)/g) ?? []).sort().join(word);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
