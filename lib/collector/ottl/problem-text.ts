import { line, visible } from "../../base";
import type { OttlError, OttlProblem } from "./problem";

/** What is wrong with a text of OTTL, with the place below it, and what to write. */
export function ottlProblemText(text: string, error: OttlError): { readonly message: string; readonly fix: string } {
  return { message: `${wrong(error)}\n${caret(text, error.at)}`, fix: fixOf(text, error) };
}

/** How many characters are shown before and after a place. */
const AROUND = 60;

/** The text around a place, and ^ below it. */
export function caret(text: string, at: number): string {
  const start = Math.max(0, at - AROUND);
  const before = `${start > 0 ? "..." : ""}${visible(text.slice(start, at))}`;
  const after = `${visible(text.slice(at, at + AROUND))}${text.length > at + AROUND ? "..." : ""}`;
  return `${before}${after}\n${" ".repeat(before.length)}^`;
}

function wrong({ found, problem, wanted }: OttlError): string {
  switch (problem) {
    case "character":
    case "quote":
      return line`${found} means nothing in OTTL`;
    case "string-open":
      return "a text has no end";
    case "string-escape":
      return line`${found} is no character in a text`;
    case "number":
      return line`${found.slice(0, 40)} is not a number of 64 bits`;
    case "bytes":
      return line`${found.slice(0, 40)} is half a byte too long`;
    case "unexpected":
      return found === "" ? `it ends where ${wanted} is missing` : line`${found} stands where ${wanted} is expected`;
    case "function-case":
      return wanted === "editor"
        ? line`${found} gives a value and changes nothing`
        : line`${found} begins with a small letter, so it gives no value`;
    case "index":
      return line`what ${found} gives cannot be asked for a part`;
    case "condition":
      return "a value stands where a condition is expected";
    case "value":
      return "a condition stands where a value is expected";
    case "operand":
      return "a number, a path or a function is expected";
    case "parentheses":
      return "parentheses stand around what is neither a condition nor a calculation";
    case "lambda":
      return "a function without a name gives another one";
  }
}

function fixOf(text: string, { at, found, problem }: OttlError): string {
  const rest = text.slice(at);
  if (problem === "quote") return 'Write texts in double quotes: "GET".';
  if (rest.startsWith("&&") || rest.startsWith("||") || rest.startsWith("!")) return "Write and, or, not; != stays.";
  if (problem === "string-escape")
    return 'Write each backslash of a pattern twice: "\\\\d+". In YAML, put single quotes around the whole, or write four in double ones.';
  if (found === "=") return "Write == to compare.";
  if (/^(?:AND|OR|NOT)\b/.test(rest)) return "Write and, or, not in small letters.";
  if (problem === "unexpected" && found === "where")
    return "A condition alone has no where: write only what follows it.";
  return own[problem] ?? 'Write it as the language has it: set(span.name, "x") where span.kind == SPAN_KIND_SERVER.';
}

const own: Readonly<Partial<Record<OttlProblem, string>>> = {
  "string-open": 'Close it with a double quote; within it, write \\".',
  number: "Write a whole number without zeros before it, or one with a point.",
  bytes: "Write two digits for each byte: 0x0a.",
  "function-case":
    "Begin a statement with an editor, in small letters, such as set; call converters, which begin with a capital, within it.",
  index: "Leave out the part in brackets.",
  condition: "Compare it, or call a converter that says true or false: span.name != nil.",
  value: "Take the comparison out: a value is a path, a literal, a list, a map, a function or a calculation.",
  operand: 'Calculate with numbers only; join texts with Concat([a, b], "").',
  parentheses: "Leave the parentheses out.",
  lambda: "Give a value or a condition.",
};
