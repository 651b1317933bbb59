import { own, type Span } from "../base";
import type { Condition, JsonPattern, Operator, Selector, StateTest } from "./ast";
import { decimal } from "./decimal";
import { badSyntax, invalidCharacter, tooManyRegexes, tooManyWildcards } from "./errors";
import { patternLimits } from "./limits";
import { Lexer, type PatternToken } from "./lexer";

/** Words that are not values unless they are quoted. */
const KEYWORDS = /^(?:null|is|not|exists)$/i;

const OPERATORS: readonly string[] = ["=", "!=", "<", "<=", ">", ">="] satisfies Operator[];
const CONDITION_FIX =
  'Write a condition, such as $.level = "ERROR", $.status >= 500, $.ok IS FALSE or $.user NOT EXISTS.';

/** Reads `{ ... }`. `&&` binds tighter than `||`; parentheses that do not change this are not in the tree. */
export function parseJsonPattern(text: string): JsonPattern {
  return new JsonParser(text).parse();
}

class JsonParser {
  readonly #lexer: Lexer;
  #regexes = 0;
  #wildcards = 0;

  constructor(readonly text: string) {
    this.#lexer = new Lexer(text, "json");
  }

  parse(): JsonPattern {
    this.#lexer.next(); // the `{`
    const where = this.#any();
    if (!this.#lexer.accept("}")) throw this.#fault(this.#lexer.peek(), "Join conditions with && or ||.");
    const rest = this.#lexer.peek();
    if (rest.kind !== "end") throw this.#fault(rest, "Remove what follows the '}'.");
    return { kind: "json", where, span: { start: 0, end: this.text.length } };
  }

  #any(): Condition {
    return this.#joined("any", "||", () => this.#joined("all", "&&", () => this.#unit()));
  }

  #joined(kind: "all" | "any", mark: string, part: () => Condition): Condition {
    const start = this.#lexer.peek().start;
    const first = part();
    const of = [first];
    while (this.#lexer.accept(mark)) of.push(part());
    return of.length === 1 ? first : { kind, of, span: { start, end: this.#endOf(of) } };
  }

  #unit(): Condition {
    const token = this.#lexer.next();
    if (token.kind === "mark" && token.text === "(") {
      const inner = this.#any();
      if (!this.#lexer.accept(")")) throw this.#fault(this.#lexer.peek(), "Close the parenthesis.");
      return inner;
    }
    if (token.selector === undefined) {
      throw this.#fault(token, selectorFix(token));
    }
    const { selector } = token;
    if (selector.steps.some((step) => step.kind === "each") && ++this.#wildcards > patternLimits.wildcards) {
      throw tooManyWildcards(this.text, token);
    }
    return this.#predicate(selector, token);
  }

  #predicate(selector: Selector, start: Span): Condition {
    const token = this.#lexer.next();
    if (token.kind === "word") return this.#state(selector, start, token);
    if (token.kind !== "mark" || !OPERATORS.includes(token.text)) throw this.#fault(token, CONDITION_FIX);
    const operator = token.text as Operator;
    const read = this.#lexer.next();
    const { value } = read;
    if (value === undefined) {
      throw this.#fault(read, read.text === "=" ? "Write one '='." : "Write a number, a word or a quoted text here.");
    }
    if (value.kind !== "number" && operator !== "=" && operator !== "!=") {
      throw invalidCharacter(this.text, spanOf(read), `Compare with '${operator}' against an unquoted number only.`);
    }
    if (value.kind === "number" && decimal(value.text) === undefined) {
      throw this.#fault(read, "Write a number whose exponent fits 32 bits.");
    }
    if (value.kind === "text" && !value.quoted && KEYWORDS.test(value.text)) {
      const fix = /null/i.test(value.text) ? "Write IS NULL." : `Put the word in double quotes: "${value.text}"`;
      throw this.#fault(read, fix);
    }
    if (value.kind === "regex" && ++this.#regexes > patternLimits.regexes)
      throw tooManyRegexes(this.text, spanOf(read));
    return { kind: "compare", selector, operator, value, span: { start: start.start, end: read.end } };
  }

  #state(selector: Selector, start: Span, first: PatternToken): StateTest {
    const second = this.#lexer.next();
    const words = `${first.text} ${second.kind === "word" ? second.text : ""}`.toUpperCase();
    const state = own(STATES, words);
    if (state === undefined) {
      const fault = /^(?:IS|NOT)$/i.test(first.text) ? second : first;
      throw this.#fault(fault, "Write IS TRUE, IS FALSE, IS NULL or NOT EXISTS, and && or || between conditions.");
    }
    return { kind: "state", selector, state, span: { start: start.start, end: second.end } };
  }

  #endOf(of: readonly Condition[]): number {
    return of.at(-1)?.span?.end ?? this.text.length;
  }

  #fault(token: PatternToken, fix: string) {
    return badSyntax(this.text, spanOf(token), fix);
  }
}

function selectorFix({ kind, text }: PatternToken): string {
  if (/^not$/i.test(text)) return "There is no negation of conditions: use !=, IS FALSE or NOT EXISTS.";
  return kind === "word" ? `Start the selector with '$.': $.${text}` : CONDITION_FIX;
}

const STATES: Readonly<Record<string, StateTest["state"]>> = {
  "IS TRUE": "true",
  "IS FALSE": "false",
  "IS NULL": "null",
  "NOT EXISTS": "missing",
};

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
