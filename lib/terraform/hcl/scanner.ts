import { SyntaxFault } from "./errors";

const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const BLANKS = /(?:[ \t\r]|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)+/y;
const BLANKS_AND_NEWLINES = /(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)+/y;

const DEEPEST = 200;

/** A place in the text of an expression or template. */
export class Scanner {
  at = 0;

  /** Whether a line break counts as a blank: everywhere except between the items of an object. */
  newlinesAreBlanks = true;

  /** How deeply the expression at this place is nested. */
  private depth = 0;

  constructor(readonly text: string) {}

  /** Reads something that may contain itself; refuses what is nested too deep, before the stack overflows. */
  nested<T>(read: () => T): T {
    if (++this.depth > DEEPEST) this.fail(`expressions are nested more than ${DEEPEST} deep`);
    const found = read();
    this.depth--;
    return found;
  }

  fail(message: string, at = this.at): never {
    throw new SyntaxFault(message, at);
  }

  /** The text of a sticky pattern here, consumed; undefined if it does not match. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  skipBlanks(): void {
    this.match(this.newlinesAreBlanks ? BLANKS_AND_NEWLINES : BLANKS);
  }

  /** Whether the mark comes next, after blanks. */
  sees(mark: string): boolean {
    this.skipBlanks();
    return this.text.startsWith(mark, this.at);
  }

  accept(mark: string): boolean {
    if (!this.sees(mark)) return false;
    this.at += mark.length;
    return true;
  }

  expect(mark: string, where: string): void {
    if (!this.accept(mark)) this.fail(`expected ${mark} ${where}, found ${this.found()}`);
  }

  identifier(): string | undefined {
    this.skipBlanks();
    return this.match(IDENTIFIER);
  }

  number(): string | undefined {
    this.skipBlanks();
    return this.match(NUMBER);
  }

  /** Consumes the word if it comes next as a whole identifier. */
  acceptWord(word: string): boolean {
    const start = this.at;
    if (this.identifier() === word) return true;
    this.at = start;
    return false;
  }

  seesWord(word: string): boolean {
    const start = this.at;
    const seen = this.acceptWord(word);
    this.at = start;
    return seen;
  }

  /** Runs `read` with line breaks as blanks, or not. */
  within<T>(newlinesAreBlanks: boolean, read: () => T): T {
    const before = this.newlinesAreBlanks;
    this.newlinesAreBlanks = newlinesAreBlanks;
    const result = read();
    this.newlinesAreBlanks = before;
    return result;
  }

  /** What comes next, for messages. */
  found(): string {
    const rest = this.text.slice(this.at, this.at + 12);
    return rest === "" ? "the end" : JSON.stringify(rest.split("\n")[0] === "" ? "\n" : (rest.split("\n")[0] ?? ""));
  }
}
