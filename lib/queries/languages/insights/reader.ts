import { excerpt, type Span } from "../../../base";
import type { Misplaced } from "../mistake";
import type { UsedVariable } from "../variables";

/** Thrown where a query cannot be read on; caught where commands are read. */
export class InsightsFault extends Error {
  override readonly name = "InsightsFault";

  constructor(readonly mistake: Misplaced) {
    super(mistake.message);
  }
}

/** A place in a text that moves on as it is read. Regular expressions are read where they may stand, as `/` divides elsewhere. */
export class Reader {
  at = 0;
  readonly #variables: ReadonlyMap<number, UsedVariable>;

  constructor(
    readonly text: string,
    variables: readonly UsedVariable[],
  ) {
    this.#variables = new Map(variables.map((variable) => [variable.span.start, variable]));
    this.skip();
  }

  isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** The end of what was read last, before blanks. */
  lastEnd = 0;

  spanFrom(start: number): Span {
    return { start, end: Math.max(start, this.lastEnd) };
  }

  /** What a sticky expression matches here, or undefined. */
  take(shape: RegExp): RegExpExecArray | undefined {
    shape.lastIndex = this.at;
    const found = shape.exec(this.text);
    if (found === null) return undefined;
    this.moveTo(this.at + found[0].length);
    return found;
  }

  sees(shape: RegExp): boolean {
    shape.lastIndex = this.at;
    return shape.test(this.text);
  }

  /** A keyword, in any case; not the beginning of a longer word. */
  takeWord(word: string): boolean {
    const end = this.at + word.length;
    if (this.text.slice(this.at, end).toLowerCase() !== word) return false;
    if (/[\w@]/.test(this.text.charAt(end))) return false;
    this.moveTo(end);
    return true;
  }

  takeMark(mark: string): boolean {
    if (!this.text.startsWith(mark, this.at)) return false;
    this.moveTo(this.at + mark.length);
    return true;
  }

  variable(): UsedVariable | undefined {
    return this.#variables.get(this.at);
  }

  moveTo(offset: number): void {
    this.at = offset;
    this.lastEnd = offset;
    this.skip();
  }

  /** Skips blanks and comments. */
  skip(): void {
    for (;;) {
      blanks.lastIndex = this.at;
      const end = blanks.test(this.text) ? blanks.lastIndex : this.at;
      if (this.text.charAt(end) !== "#") {
        this.at = end;
        return;
      }
      const newline = this.text.indexOf("\n", end);
      this.at = newline === -1 ? this.text.length : newline;
    }
  }

  /** @throws {InsightsFault} always */
  fail(expected: readonly string[], kind: Misplaced["kind"] = "syntax"): never {
    const found = this.isAtEnd()
      ? ""
      : (/^(?:[\w@.$]{1,60}|"[^"]{0,60}"?|'[^']{0,60}'?|[^])/u.exec(this.text.slice(this.at, this.at + 80))?.[0] ?? "");
    const message = found === "" ? "The query ends too early" : `${excerpt(found)} cannot stand here`;
    const span = { start: this.at, end: this.at + found.length };
    throw new InsightsFault({ kind, span, message, fix: `Write ${expected.join(", or ")}.`, expected });
  }
}

const blanks = /\s*/y;
