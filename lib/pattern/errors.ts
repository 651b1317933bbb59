import type { Span } from "../base";
import { countCharacters } from "./chars";

/** What is wrong with a pattern. */
export type PatternErrorCode =
  | "too-long"
  | "invalid-character"
  | "syntax"
  | "unclosed"
  | "bad-regex"
  | "too-many-regexes"
  | "too-many-wildcards"
  | "duplicate-field"
  | "several-fields"
  | "bad-selector"
  | "no-text-form";

/** The fields of a {@link PatternError}. */
export interface PatternFault {
  readonly code: PatternErrorCode;
  readonly message: string;
  readonly pattern: string;
  readonly span: Span;
  readonly fix: string;
}

/**
 * A pattern, or a selector, that CloudWatch Logs would refuse.
 *
 * `message` is the service's message where it is known; `fix` says what to write instead.
 */
export class PatternError extends Error {
  override readonly name = "PatternError";

  readonly code: PatternErrorCode;
  /** The text that was read. */
  readonly pattern: string;
  /** Where in `pattern`. */
  readonly span: Span;
  /** One sentence: what to write instead. */
  readonly fix: string;

  constructor({ code, message, pattern, span, fix }: PatternFault) {
    super(message);
    this.code = code;
    this.pattern = pattern;
    this.span = span;
    this.fix = fix;
  }

  /** The line of the pattern with the fault, and `^` marks below it. `text` defaults to the pattern that was read. */
  caret(text: string = this.pattern): string {
    const start = Math.min(this.span.start, text.length);
    const lineStart = text.lastIndexOf("\n", start - 1) + 1;
    const newline = text.indexOf("\n", start);
    const lineEnd = newline === -1 ? text.length : newline;
    const marked = text.slice(start, Math.max(start, Math.min(this.span.end, lineEnd)));
    const before = text.slice(lineStart, start).replace(/[^\t]/gu, " ");
    return `${text.slice(lineStart, lineEnd)}\n${before}${"^".repeat(Math.max(1, countCharacters(marked)))}`;
  }
}

/** A character that cannot continue the token before it. `span` is from the token's start through that character. */
export function invalidCharacter(text: string, span: Span, fix: string): PatternError {
  const term = text.slice(span.start, span.end);
  return new PatternError({
    code: "invalid-character",
    message: `Invalid character(s) in term '${term}'`,
    pattern: text,
    span,
    fix,
  });
}

/** The tokens are valid, but their order is not. */
export function badSyntax(text: string, span: Span, fix: string): PatternError {
  return new PatternError({ code: "syntax", message: "Invalid metric filter pattern", pattern: text, span, fix });
}

export function tooLong(text: string, length: number): PatternError {
  const message =
    "Value at 'filterPattern' failed to satisfy constraint: Member must have length less than or equal to 1024";
  const fix = `The pattern has ${length} characters: drop conditions, or split it into several filters.`;
  return new PatternError({ code: "too-long", message, pattern: text, span: { start: 0, end: text.length }, fix });
}

export function unclosed(text: string, open: string, close: string): PatternError {
  const trailing = /\s+$/.exec(text)?.[0].length ?? 0;
  const fix =
    trailing > 0 && text.trimEnd().endsWith(close)
      ? `Remove the blanks after the last '${close}'.`
      : `End the pattern with '${close}'; to search for a literal '${open}', put the text in double quotes.`;
  const message = `If a filter pattern starts with '${open}' it must end with '${close}'`;
  return new PatternError({
    code: "unclosed",
    message,
    pattern: text,
    span: { start: text.length - trailing, end: text.length },
    fix,
  });
}

export function badRegex(text: string, span: Span, fix: string): PatternError {
  return new PatternError({
    code: "bad-regex",
    message: "Failed to compile regular expression.",
    pattern: text,
    span,
    fix,
  });
}

export function tooManyRegexes(text: string, span: Span): PatternError {
  const message = "Your input has exceeded the maximum of 2 regular expressions per filter pattern.";
  const fix = "Join regular expressions with '|', or compare with a wildcard instead.";
  return new PatternError({ code: "too-many-regexes", message, pattern: text, span, fix });
}

export function tooManyWildcardsInSelector(text: string, span: Span): PatternError {
  const message =
    "Your filter pattern has a JSON path selector that exceeds the maximum of 1 wildcard allowed per json selector.";
  const fix = "Keep one [*] or .* in the selector and write the other steps out.";
  return new PatternError({ code: "too-many-wildcards", message, pattern: text, span, fix });
}

/** The limit is documented; the service's message for it is not known. */
export function tooManyWildcards(text: string, span: Span): PatternError {
  const message = "The filter pattern exceeds the maximum of 3 wildcard selectors per filter pattern.";
  const fix = "Write some of the selectors without [*] and .*, or split the pattern into several filters.";
  return new PatternError({ code: "too-many-wildcards", message, pattern: text, span, fix });
}

export function duplicateField(text: string, span: Span, name: string): PatternError {
  const fix = name === "..." ? "Keep one ellipsis." : "Give each field a different name, or leave one unnamed.";
  return new PatternError({ code: "duplicate-field", message: `Duplicate field '${name}'`, pattern: text, span, fix });
}

export function severalFields(text: string, span: Span, first: string, second: string): PatternError {
  const message = `Multiple variables used in a single filter. Var1 : ${first}, Var2 : ${second}`;
  const fix = `Put the condition on '${second}' into the slot of '${second}'; slots are joined by AND.`;
  return new PatternError({ code: "several-fields", message, pattern: text, span, fix });
}

export function badSelector(text: string, fix: string): PatternError {
  return new PatternError({
    code: "bad-selector",
    message: `Not a selector: '${text}'`,
    pattern: text,
    span: { start: 0, end: text.length },
    fix,
  });
}

/** A tree to which no text parses. `what` names the node and the reason. */
export function noTextForm(what: string, fix: string): PatternError {
  return new PatternError({
    code: "no-text-form",
    message: `The pattern cannot be written: ${what}`,
    pattern: "",
    span: { start: 0, end: 0 },
    fix,
  });
}
