import { MathError } from "./errors";
import { own, type Span } from "../base";

export interface MathToken {
  /** `word` begins with a letter; a `mark` is an operator or bracket. */
  readonly kind: "number" | "text" | "word" | "mark" | "end";
  /** As written; of a text, its content. */
  readonly text: string;
  readonly span: Span;
}

const TOKENS: readonly (readonly [MathToken["kind"], RegExp])[] = [
  ["number", /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ["word", /[A-Za-z][A-Za-z0-9_]*/y],
  ["mark", /&&|\|\||==|!=|<=|>=|[-+*/^<>()[\],]/y],
];
const BLANKS = /\s*/y;

const FIXES: Readonly<Record<string, string>> = {
  "&": "Write && or AND.",
  "|": "Write || or OR.",
  "=": "Compare with ==.",
  "!": "There is no negation: compare with == 0, or use !=.",
  "“": 'Write texts in straight quotes: "errors".',
  "”": 'Write texts in straight quotes: "errors".',
  "%": "Write percentages as numbers: errors / requests * 100.",
  $: "Write ids as they are, without a dollar sign.",
  _: "Ids begin with a lower-case letter.",
};

/** Splits an expression into tokens; the last is `end`. @throws {MathError} */
export function tokenize(text: string): readonly MathToken[] {
  const tokens: MathToken[] = [];
  let at = 0;
  for (;;) {
    at = end(BLANKS, text, at) ?? at;
    const token = tokenAt(text, at);
    tokens.push(token);
    if (token.kind === "end") return tokens;
    at = token.span.end;
  }
}

function tokenAt(text: string, start: number): MathToken {
  const char = text.charAt(start);
  if (char === "") return { kind: "end", text: "", span: { start, end: start } };
  if (char === '"' || char === "'") return quotedAt(text, start, char);
  for (const [kind, shape] of TOKENS) {
    const stop = end(shape, text, start);
    if (stop === undefined) continue;
    const token: MathToken = { kind, text: text.slice(start, stop), span: { start, end: stop } };
    if (kind === "number") refuseBadNumber(text, token);
    return token;
  }
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
  throw new MathError({
    code: "invalid-character",
    message: `'${character}' has no meaning in metric math`,
    expression: text,
    span: { start, end: start + character.length },
    fix: own(FIXES, character) ?? "Ids hold letters, digits and underscores; put text in double quotes.",
  });
}

/** A backslash escapes a quote or a backslash; any other backslash is an ordinary character. */
function quotedAt(text: string, start: number, quote: string): MathToken {
  let content = "";
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === quote) return { kind: "text", text: content, span: { start, end: at + 1 } };
    const next = text.charAt(at + 1);
    if (char === "\\" && (next === quote || next === "\\")) {
      content += next;
      at++;
    } else content += char;
  }
  throw new MathError({
    code: "unclosed",
    message: "A text is not closed",
    expression: text,
    span: { start, end: text.length },
    fix: `Close the text with ${quote}.`,
  });
}

function refuseBadNumber(text: string, { text: digits, span }: MathToken): void {
  const tail = /[A-Za-z0-9_.]*/y;
  const stop = end(tail, text, span.end) ?? span.end;
  if (stop === span.end && Number.isFinite(Number(digits))) return;
  throw new MathError({
    code: "invalid-character",
    message: `'${text.slice(span.start, stop)}' is not a number`,
    expression: text,
    span: { start: span.start, end: stop },
    fix: "Write a number such as 5, 0.5 or 1e3; ids begin with a lower-case letter.",
  });
}

function end(shape: RegExp, text: string, at: number): number | undefined {
  shape.lastIndex = at;
  return shape.test(text) ? shape.lastIndex : undefined;
}
