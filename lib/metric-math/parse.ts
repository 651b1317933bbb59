import { textFault, textRules } from "../aws";
import type { Span } from "../base";
import { MathError } from "./errors";
import { NEGATION_PRECEDENCE, PRECEDENCE, type MathExpression, type MathOperator } from "./expression";
import { isFunction, isKeyword } from "./functions";
import { tokenize, type MathToken } from "./lexer";

/** Nested brackets, minus signs and powers; AWS documents no limit. */
const MAX_DEPTH = 200;

const OPERATORS: Readonly<Record<string, MathOperator>> = {
  ...(Object.fromEntries(Object.keys(PRECEDENCE).map((operator) => [operator, operator])) as Record<
    string,
    MathOperator
  >),
  "&&": "AND",
  "||": "OR",
};

/**
 * Reads a metric-math expression, or a Metrics Insights query. Names of functions are in upper case, as AWS requires.
 * `checkExpression` checks types and ids.
 *
 * @throws {MathError}
 */
export function parseExpression(text: string): MathExpression {
  if (textFault("mathExpression", text)?.kind === "too-long") {
    throw new MathError({
      code: "too-long",
      message: `An expression has at most ${textRules.mathExpression.most} characters, not ${text.length}`,
      expression: text,
      span: { start: 0, end: text.length },
      fix: "Split it: an expression may use the ids of other expressions.",
    });
  }
  const query = /^\s*SELECT\s/i.exec(text);
  if (query !== null) return { kind: "query", text: text.trim(), span: { start: 0, end: text.length } };
  return new Parser(text).whole();
}

class Parser {
  readonly #tokens: readonly MathToken[];
  #at = 0;
  #depth = 0;

  constructor(private readonly text: string) {
    this.#tokens = tokenize(text);
  }

  whole(): MathExpression {
    if (this.#peek().kind === "end") {
      throw this.#error("The expression is empty", this.#peek().span, "Write an expression such as m1 / m2 * 100.");
    }
    const expression = this.#expression(0);
    const rest = this.#peek();
    if (rest.kind !== "end") throw this.#unexpected(rest);
    return expression;
  }

  /** Reads operators that bind at least as tightly as `floor`. */
  #expression(floor: number): MathExpression {
    return this.#nested(() => {
      let left = this.#operand();
      for (;;) {
        const operator = operatorOf(this.#peek());
        if (operator === undefined || PRECEDENCE[operator] < floor) return left;
        this.#next();
        // The power is right-associative, everything else left-associative.
        const right = this.#expression(operator === "^" ? PRECEDENCE[operator] : PRECEDENCE[operator] + 1);
        left = { kind: "operation", operator, left, right, span: { start: left.span.start, end: right.span.end } };
      }
    });
  }

  #operand(): MathExpression {
    const token = this.#next();
    if (token.kind === "number") return { kind: "number", value: Number(token.text), span: token.span };
    if (token.kind === "text") return { kind: "text", text: token.text, span: token.span };
    if (token.kind === "word" && operatorOf(token) === undefined) return this.#word(token);
    if (token.text === "-" && token.kind === "mark") {
      const of = this.#expression(NEGATION_PRECEDENCE);
      return { kind: "negation", of, span: { start: token.span.start, end: of.span.end } };
    }
    if (token.text === "(" && token.kind === "mark") {
      const inside = this.#expression(0);
      const end = this.#expect(")", token).span.end;
      return { ...inside, span: { start: token.span.start, end } };
    }
    if (token.text === "[" && token.kind === "mark") {
      const { of, end } = this.#list("]", token);
      return { kind: "array", of, span: { start: token.span.start, end } };
    }
    throw this.#unexpected(token);
  }

  #word({ text, span }: MathToken): MathExpression {
    const open = this.#peek();
    const isCalled = open.kind === "mark" && open.text === "(";
    if (!isCalled) {
      if (/^[a-z]/.test(text)) return { kind: "reference", id: text, span };
      if (isKeyword(text)) return { kind: "keyword", name: text, span };
      const fix = isFunction(text) ? `Write ${text}(...).` : "Ids begin with a lower-case letter.";
      throw this.#error(`'${text}' is not an id`, span, fix);
    }
    if (!isFunction(text)) {
      const upper = text.toUpperCase();
      throw new MathError({
        code: "unknown-function",
        message: `There is no function ${text}`,
        expression: this.text,
        span,
        fix: isFunction(upper)
          ? `Functions are written in upper case: ${upper}.`
          : "See AWS's list of metric-math functions.",
      });
    }
    this.#next();
    const { of, end } = this.#list(")", open);
    return { kind: "call", name: text, of, span: { start: span.start, end } };
  }

  #list(close: string, open: MathToken): { of: MathExpression[]; end: number } {
    const of: MathExpression[] = [];
    if (!this.#is(close)) {
      do of.push(this.#expression(0));
      while (this.#accept(","));
    }
    return { of, end: this.#expect(close, open).span.end };
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) {
      throw new MathError({
        code: "too-deep",
        message: `More than ${MAX_DEPTH} levels of nesting`,
        expression: this.text,
        span: this.#peek().span,
        fix: "Split the expression: it may use the ids of other expressions.",
      });
    }
    const result = read();
    this.#depth--;
    return result;
  }

  #peek(): MathToken {
    return (
      this.#tokens[this.#at] ?? { kind: "end", text: "", span: { start: this.text.length, end: this.text.length } }
    );
  }

  #next(): MathToken {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  #is(mark: string): boolean {
    const token = this.#peek();
    return token.kind === "mark" && token.text === mark;
  }

  #accept(mark: string): boolean {
    const found = this.#is(mark);
    if (found) this.#at++;
    return found;
  }

  #expect(mark: string, open: MathToken): MathToken {
    if (this.#is(mark)) return this.#next();
    const token = this.#peek();
    if (token.kind !== "end") throw this.#unexpected(token);
    throw new MathError({
      code: "unclosed",
      message: `'${open.text}' is not closed`,
      expression: this.text,
      span: open.span,
      fix: `Close it with '${mark}'.`,
    });
  }

  #unexpected(token: MathToken): MathError {
    if (token.kind === "end") {
      return this.#error("The expression breaks off", token.span, "An operator needs something on both sides.");
    }
    const written = this.text.slice(token.span.start, token.span.end);
    const upper = written.toUpperCase();
    const fix =
      upper === "AND" || upper === "OR"
        ? `Write ${upper} between two comparisons.`
        : "Put an operator between two values, and a comma between two arguments.";
    return this.#error(`'${written}' is not allowed here`, token.span, fix);
  }

  #error(message: string, span: Span, fix: string): MathError {
    return new MathError({ code: "syntax", message, expression: this.text, span, fix });
  }
}

function operatorOf(token: MathToken): MathOperator | undefined {
  if (token.kind !== "mark" && token.kind !== "word") return undefined;
  return Object.hasOwn(OPERATORS, token.text) ? OPERATORS[token.text] : undefined;
}
