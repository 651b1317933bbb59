import { AlarmRuleError } from "./errors";
import type { Span } from "../../../base";

/** A token of a rule; `end` follows the last one. */
export interface RuleToken {
  /** `word` is anything unquoted: a keyword, a number, a name, an ARN. */
  readonly kind: "word" | "quoted" | "(" | ")" | "," | "end";
  /** Of a quoted text, without its quotes and escapes; otherwise as written. */
  readonly text: string;
  readonly span: Span;
}

/**
 * Splits a rule into words, quoted texts, parentheses and commas, which whitespace may separate.
 *
 * An unquoted word runs to the next blank, parenthesis or comma, which such a name must not contain
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html).
 *
 * @throws AlarmRuleError for a quote that is not closed, and for text right after a closing quote
 */
export function tokensOf(text: string): RuleToken[] {
  const tokens: RuleToken[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at++;
    const char = text.charAt(at);
    if (char === "") break;
    const token: RuleToken =
      char === "(" || char === ")" || char === ","
        ? { kind: char, text: char, span: { start: at, end: at + 1 } }
        : char === '"'
          ? quotedAt(text, at)
          : wordAt(text, at);
    tokens.push(token);
    at = token.span.end;
  }
  return tokens;
}

function wordAt(text: string, start: number): RuleToken {
  let end = start;
  while (end < text.length && !/[\s(),]/.test(text.charAt(end))) end++;
  return { kind: "word", text: text.slice(start, end), span: { start, end } };
}

function quotedAt(text: string, start: number): RuleToken {
  let value = "";
  let at = start + 1;
  for (; text.charAt(at) !== '"'; at++) {
    if (at >= text.length) {
      throw new AlarmRuleError(
        "the quote is not closed",
        text,
        { start, end: text.length },
        "End the alarm's name with a double quote; a double quote inside a name is written \\\".",
      );
    }
    if (text.charAt(at) === "\\" && (text.charAt(at + 1) === '"' || text.charAt(at + 1) === "\\")) at++;
    value += text.charAt(at);
  }
  const end = at + 1;
  if (!/^(?:[\s(),]|$)/.test(text.slice(end, end + 1))) {
    throw new AlarmRuleError(
      "there is text right after the closing quote",
      text,
      { start: end, end: wordAt(text, end).span.end },
      'Put the whole name in one pair of double quotes; a double quote inside a name is written \\".',
    );
  }
  return { kind: "quoted", text: value, span: { start, end } };
}
