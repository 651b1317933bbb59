import type { Span } from "../base";
import type { DelimitedPattern, Operator, Slot, SlotComparison, SlotCondition } from "./ast";
import { after, FIELD, endOfMatch } from "./chars";
import { decimal } from "./decimal";
import { badSyntax, duplicateField, invalidCharacter, severalFields, tooManyRegexes } from "./errors";
import { Lexer, type PatternToken } from "./lexer";
import { patternLimits } from "./limits";

const OPERATORS: readonly string[] = ["=", "!=", "<", "<=", ">", ">="] satisfies Operator[];

/**
 * Reads `[ip, user, ..., status=4*, size]`. Inside a slot `&&` binds tighter than `||` (documented for JSON patterns only).
 * Parentheses in a slot are refused: the service is not known to accept them.
 */
export function parseDelimitedPattern(text: string): DelimitedPattern {
  return new DelimitedParser(text).parse();
}

class DelimitedParser {
  readonly #lexer: Lexer;
  readonly #names = new Set<string>();
  #regexes = 0;

  constructor(readonly text: string) {
    this.#lexer = new Lexer(text, "delimited");
  }

  parse(): DelimitedPattern {
    const span = { start: 0, end: this.text.length };
    this.#lexer.next(); // the `[`
    const slots: Slot[] = [];
    const isEmpty = this.#lexer.peek().text === "]";
    if (!isEmpty) {
      do slots.push(this.#slot());
      while (this.#lexer.accept(","));
    }
    if (!this.#lexer.accept("]")) throw this.#fault(this.#lexer.peek(), "Separate fields with commas.");
    const rest = this.#lexer.peek();
    if (rest.kind !== "end") throw this.#fault(rest, "Remove what follows the ']'.");
    return { kind: "delimited", slots, span };
  }

  #slot(): Slot {
    const first = this.#lexer.peek();
    if (first.kind === "mark" && (first.text === "," || first.text === "]")) {
      return { kind: "field", span: { start: first.start, end: first.start } };
    }
    if (this.#lexer.accept("...")) {
      this.#declare(first);
      return { kind: "ellipsis", span: spanOf(first) };
    }
    const name = this.#name(this.#lexer.next());
    this.#declare(name);
    const following = this.#lexer.peek();
    if (following.kind !== "mark" || !OPERATORS.includes(following.text)) {
      return { kind: "field", name: name.text, span: spanOf(name) };
    }
    const where = this.#any(name);
    return { kind: "field", name: name.text, where, span: { start: name.start, end: where.span?.end ?? name.end } };
  }

  #any(name: PatternToken): SlotCondition {
    let isFirst = true;
    const comparison = () => {
      // The slot's name has already been read.
      const own = isFirst ? name : this.#name(this.#lexer.next());
      isFirst = false;
      if (own.text !== name.text) throw severalFields(this.text, spanOf(own), name.text, own.text);
      return this.#comparison(own);
    };
    return this.#joined("any", "||", () => this.#joined("all", "&&", comparison));
  }

  #joined(kind: "all" | "any", mark: string, part: () => SlotCondition): SlotCondition {
    const first = part();
    const of = [first];
    while (this.#lexer.accept(mark)) of.push(part());
    const start = first.span?.start ?? 0;
    return of.length === 1 ? first : { kind, of, span: { start, end: of.at(-1)?.span?.end ?? start } };
  }

  #comparison(name: PatternToken): SlotComparison {
    const mark = this.#lexer.next();
    if (mark.kind !== "mark" || !OPERATORS.includes(mark.text))
      throw this.#fault(mark, "Write an operator: = != < <= > >=");
    const operator = mark.text as Operator;
    const read = this.#lexer.next();
    const { value } = read;
    if (value === undefined) {
      throw this.#fault(read, read.text === "=" ? "Write one '='." : "Write a number, a word or a quoted text here.");
    }
    if (value.kind !== "number" && operator !== "=" && operator !== "!=") {
      throw this.#fault(read, `Compare with '${operator}' against an unquoted number only.`);
    }
    if (value.kind === "number" && decimal(value.text) === undefined) {
      throw this.#fault(read, "Write a number whose exponent fits 32 bits.");
    }
    if (value.kind === "regex" && ++this.#regexes > patternLimits.regexes)
      throw tooManyRegexes(this.text, spanOf(read));
    return { kind: "compare", operator, value, span: { start: name.start, end: read.end } };
  }

  /** Letters, digits and `_`, not starting with a digit; the service is not known to accept other characters. */
  #name(token: PatternToken): PatternToken {
    const { text } = this;
    if (token.kind !== "word" && token.kind !== "number") throw this.#fault(token, "Write the field's name first.");
    if (/^\p{Nd}/u.test(token.text)) {
      throw invalidCharacter(text, spanOf(token), `Start the name with a letter: f${token.text}`);
    }
    const end = endOfMatch(FIELD, text, token.start);
    if (end < token.end) {
      const span = { start: token.start, end: after(text, end) };
      throw invalidCharacter(text, span, "Name a field with letters, digits and '_' only.");
    }
    return token;
  }

  #declare(token: PatternToken): void {
    if (this.#names.has(token.text)) throw duplicateField(this.text, spanOf(token), token.text);
    this.#names.add(token.text);
  }

  #fault(token: PatternToken, fix: string) {
    return badSyntax(this.text, spanOf(token), fix);
  }
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
