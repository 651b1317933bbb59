import type { Selector, Operand } from "./ast";
import { after, BLANKS, NUMBER, endOfMatch, WORD } from "./chars";
import { invalidCharacter } from "./errors";
import { parseRegex, REGEX_CHARACTERS } from "./regex";
import { readSelector } from "./read-selector";

/** A piece of a `{...}` or `[...]` pattern. */
export interface PatternToken {
  /** `word` and `number` are unquoted; a `mark` is any operator or bracket. */
  readonly kind: "word" | "number" | "quoted" | "regex" | "selector" | "mark" | "end";
  /** As written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The value of a value token, the selector of a selector token. */
  readonly value?: Operand;
  readonly selector?: Selector;
}

const MARKS = {
  json: ["&&", "||", "!=", "<=", ">=", "=", "<", ">", "(", ")", "{", "}"],
  delimited: ["&&", "||", "!=", "<=", ">=", "=", "<", ">", ",", "[", "]"],
} as const;

/**
 * Splits a `{...}` or `[...]` pattern into tokens, on demand, so that the first fault is the one that is reported.
 *
 * It behaves as the service does, according to its recorded messages: a token is as long as possible; where no token
 * fits, the term in the message is from the token's start through the first character that does not fit: `$[`, `%[a&`.
 */
export class Lexer {
  #at = 0;
  #peeked: PatternToken | undefined;

  constructor(
    readonly text: string,
    private readonly dialect: keyof typeof MARKS,
  ) {}

  peek(): PatternToken {
    return (this.#peeked ??= this.#read());
  }

  next(): PatternToken {
    const token = this.peek();
    this.#peeked = undefined;
    return token;
  }

  /** Consumes the mark if it is the next token. */
  accept(mark: string): boolean {
    const token = this.peek();
    if (token.kind !== "mark" || token.text !== mark) return false;
    this.#peeked = undefined;
    return true;
  }

  #read(): PatternToken {
    const { text } = this;
    const start = endOfMatch(BLANKS, text, this.#at);
    const token = this.#tokenAt(start);
    this.#at = token.end;
    return token;
  }

  #tokenAt(start: number): PatternToken {
    const { text } = this;
    const char = text.charAt(start);
    if (char === "") return { kind: "end", text: "", start, end: start };
    if (char === '"') return quotedAt(text, start);
    if (char === "%") return regexAt(text, start);
    if (char === "$" && this.dialect === "json") {
      const selector = readSelector(text, start);
      return { kind: "selector", selector, ...sliced(text, start, selector.span.end) };
    }
    if (this.dialect === "delimited" && text.startsWith("...", start) && endOfMatch(WORD, text, start) === start + 3) {
      return { kind: "mark", ...sliced(text, start, start + 3) };
    }
    const mark = MARKS[this.dialect].find((candidate) => text.startsWith(candidate, start));
    if (mark !== undefined) return { kind: "mark", ...sliced(text, start, start + mark.length) };
    return unquotedAt(text, start);
  }
}

/** Reads `"..."` at `start`; `\"` and `\\` are escapes, any other backslash is a literal one. */
export function quotedAt(text: string, start: number): PatternToken {
  let at = start + 1;
  let content = "";
  for (;;) {
    const char = text.charAt(at);
    if (char === "") {
      throw invalidCharacter(
        text,
        { start, end: text.length },
        `Close the double quote; write \\" for a quote inside it.`,
      );
    }
    at++;
    if (char === '"') break;
    const escaped = text.charAt(at);
    if (char === "\\" && (escaped === '"' || escaped === "\\")) {
      content += escaped;
      at++;
    } else {
      content += char;
    }
  }
  const value: Operand = { kind: "text", text: content, quoted: true, span: { start, end: at } };
  return { kind: "quoted", value, ...sliced(text, start, at) };
}

/** Reads `%...%` at `start`. */
export function regexAt(text: string, start: number): PatternToken {
  const close = endOfMatch(REGEX_CHARACTERS, text, start + 1);
  if (close === start + 1 || text.charAt(close) !== "%") {
    throw invalidCharacter(text, { start, end: after(text, close) }, regexFix(text, close));
  }
  const end = close + 1;
  const source = text.slice(start + 1, close);
  parseRegex(source, { text, start: start + 1 });
  return { kind: "regex", value: { kind: "regex", source, span: { start, end } }, ...sliced(text, start, end) };
}

function unquotedAt(text: string, start: number): PatternToken {
  const word = endOfMatch(WORD, text, start);
  const number = endOfMatch(NUMBER, text, start);
  const end = Math.max(word, number);
  if (end === start) throw invalidCharacter(text, { start, end: offending(text, start) }, unquotedFix(text, start));
  const token = sliced(text, start, end);
  const span = { start, end };
  if (number >= word) return { kind: "number", value: { kind: "number", text: token.text, span }, ...token };
  return { kind: "word", value: { kind: "text", text: token.text, quoted: false, span }, ...token };
}

/** `+`, `!`, `&` and `|` begin a token, so the character after them is the one that does not fit. */
function offending(text: string, start: number): number {
  return "+!&|".includes(text.charAt(start)) ? after(text, start + 1) : after(text, start);
}

function unquotedFix(text: string, start: number): string {
  const char = String.fromCodePoint(text.codePointAt(start) ?? 0);
  if (char === "&" || char === "|") return `Write ${char}${char}.`;
  if (char === "!") return "There is no negation: use != or NOT EXISTS.";
  if (char === "[")
    return "A selector's index is a number or *, as in $.a[0] and $.a[*]; put any other '[' in double quotes.";
  if (char === "'") return 'Use double quotes: "...".';
  return `Put the value that contains '${char}' in double quotes.`;
}

function regexFix(text: string, at: number): string {
  if (at >= text.length) return "Close the regular expression with '%'.";
  if (text.charAt(at) === "%") return "Write something between the percent signs.";
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (char > "\x7f")
    return `'${char}' is not allowed in a regular expression: write '.' for it, or compare with a wildcard.`;
  const hex = char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0");
  const groups = char === "(" || char === ")" ? "; there are no groups" : "";
  return `Write \\x${hex} for '${char}' in a regular expression${groups}.`;
}

function sliced(text: string, start: number, end: number): { text: string; start: number; end: number } {
  return { text: text.slice(start, end), start, end };
}
