import type { Span } from "../../base";

/** What is wrong with a query. */
export interface QueryMistake {
  readonly kind: MistakeKind;

  /** Where in the text, as it was written. */
  readonly span: Span;

  /** Of the span's start; the first is 1. */
  readonly line: number;

  /** Of the span's start, in UTF-16 units; the first is 1. */
  readonly column: number;

  /** One clause, without the position. */
  readonly message: string;

  /** One sentence: what to write instead. */
  readonly fix: string;

  /** What could stand there, where that is known and short. */
  readonly expected?: readonly string[];
}

export type MistakeKind =
  /** The text is empty, or only comments. */
  | "empty"
  | "too-long"
  | "too-deep"
  /** The grammar does not allow it. */
  | "syntax"
  | "unclosed"
  | "unknown-command"
  | "unknown-function"
  /** A function has too few or too many arguments. */
  | "argument-count"
  /** A value of another type is needed: `rate` of an instant vector. */
  | "type"
  /** A regular expression, a duration or a number that is none. */
  | "value";

/** A mistake that has no line and column yet. */
export type Misplaced = Omit<QueryMistake, "line" | "column">;

/** The mistakes in the order of the text, with lines and columns. */
export function placed(text: string, mistakes: readonly Misplaced[]): readonly QueryMistake[] {
  const sorted = [...mistakes].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let line = 1;
  let lineStart = 0;
  let next = text.indexOf("\n");
  return sorted.map((mistake) => {
    while (next !== -1 && next < mistake.span.start) {
      line++;
      lineStart = next + 1;
      next = text.indexOf("\n", lineStart);
    }
    return { ...mistake, line, column: mistake.span.start - lineStart + 1 };
  });
}
