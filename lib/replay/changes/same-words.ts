import { escapeRegExp } from "../../base";

/** A value in which names are replaced wherever they stand as a whole word, with `-` or `_` between their parts. */
export function inWordsOf<Value>(value: Value, names: readonly string[], name: string): Value {
  const forms = names.flatMap((each) => [each, each.replaceAll("_", "-"), each.replaceAll("-", "_")]);
  const known = [...new Set(forms)].filter((form) => form !== "").sort((a, b) => b.length - a.length);
  if (known.length === 0) return value;
  const words = new RegExp(`(?<![A-Za-z0-9])(?:${known.map(escapeRegExp).join("|")})(?![A-Za-z0-9])`, "g");
  const visit = (part: unknown): unknown => {
    if (typeof part === "string") return part.replace(words, () => name);
    if (Array.isArray(part)) return part.map(visit);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, fixed.has(key) ? each : visit(each)]));
  };
  return visit(value) as Value;
}

// Words of ours and of CloudWatch, not of people.
const fixed: ReadonlySet<string> = new Set(["address", "comparisonOperator", "kind", "severity"]);

/** The rule of a composite alarm, or the name or ARN of a suppressor, with the names that alarms have now. */
export function withNamesNow(names: ReadonlyMap<string, string>): (text: string) => string {
  if (names.size === 0) return (text) => text;
  const known = [...names.keys()].sort((a, b) => b.length - a.length).map(escapeRegExp);
  const name = new RegExp(`(?<=^|["':]|[(,]\\s*)(?:${known.join("|")})(?=$|["']|\\s*[),])`, "g");
  return (text) => text.replace(name, (was) => names.get(was) ?? was);
}
