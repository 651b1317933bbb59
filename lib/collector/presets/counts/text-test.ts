import type { RegexValue, TextValue } from "../../../pattern";
import { quoted } from "../ottl-text";

/** A condition in OTTL: the text at the path is the value, has its form, or contains a match of its expression. */
export function textTest(path: string, value: TextValue | RegexValue): string {
  // CloudWatch's dialect is a part of Go's.
  if (value.kind === "regex") return matches(path, value.source);
  const pieces = value.text.split("*");
  if (pieces.length === 1) return `${path} == ${quoted(value.text)}`;
  const last = pieces.pop() ?? "";
  const before = `(?s)^${pieces.map(literal).join(".*")}.*`;
  if (last === "") return matches(path, before);
  // CloudWatch does not backtrack: the first place where the last piece stands after the others must be the end of the text.
  return `${matches(path, `${before}${literal(last)}$`)} and not ${matches(path, `${before}${literal(last)}.`)}`;
}

function matches(path: string, expression: string): string {
  return `IsMatch(${path}, ${quoted(expression)})`;
}

/** An expression that matches the text itself. */
function literal(text: string): string {
  return text.replaceAll(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}
