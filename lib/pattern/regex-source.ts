import { badRegex, type PatternError } from "./errors";

/** Where a regular expression is: the pattern's text, and the offset at which the expression starts in it. */
export interface RegexOrigin {
  readonly text: string;
  readonly start: number;
}

/** The text of a regular expression, and the offset up to which it has been read. */
export class RegexSource {
  /** Offset of the next character. */
  at = 0;

  constructor(
    readonly text: string,
    private readonly origin: RegexOrigin,
  ) {}

  /** The next character, or the one `after` characters after it; empty beyond the end. */
  peek(after = 0): string {
    return this.text.charAt(this.at + after);
  }

  /** Reads the next character; empty at the end. */
  take(): string {
    const char = this.peek();
    this.at += char.length;
    return char;
  }

  /** Reads the character if it is the next one. */
  takes(char: string): boolean {
    if (this.peek() !== char) return false;
    this.at++;
    return true;
  }

  /** A fault in the characters from `from` to `to`, at least one. */
  fault(from: number, to: number, fix: string): PatternError {
    const span = { start: this.origin.start + from, end: this.origin.start + Math.max(to, from + 1) };
    return badRegex(this.origin.text, span, fix);
  }
}
