import { badRegex, type PatternError } from "./errors";

/** Where a regular expression stands: the pattern's text, and where in it the expression starts. */
export interface RegexOrigin {
  readonly text: string;
  readonly start: number;
}

/** The text of a regular expression, and how far it has been read. */
export class RegexSource {
  /** The character that is read next. */
  at = 0;

  constructor(
    readonly text: string,
    private readonly origin: RegexOrigin,
  ) {}

  /** The next character, or the one so many after it; empty after the end. */
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

  /** The fault that the characters from `from` to `to` are, at least one. */
  fault(from: number, to: number, fix: string): PatternError {
    const span = { start: this.origin.start + from, end: this.origin.start + Math.max(to, from + 1) };
    return badRegex(this.origin.text, span, fix);
  }
}
