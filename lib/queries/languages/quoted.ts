import type { Span } from "../../base";

/** How a language writes what is not read as code. */
export interface Quoting {
  /** Quotes in which a backslash escapes. */
  readonly escaped: string;

  /** Quotes in which it does not. */
  readonly raw: string;

  /** What begins a comment that goes to the end of the line. */
  readonly comment: string;
}

/** What is not code. */
export interface QuotedPart extends Span {
  readonly isComment: boolean;
}

/** Texts in quotes and comments, in order. What is not closed goes to the end. */
export function quotedParts(text: string, { escaped, raw, comment }: Quoting): readonly QuotedPart[] {
  const parts: QuotedPart[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const start = at;
    const isComment = text.startsWith(comment, at);
    if (isComment) {
      const end = text.indexOf("\n", at);
      at = end === -1 ? text.length : end;
    } else if (raw.includes(char)) {
      const end = text.indexOf(char, at + 1);
      at = end === -1 ? text.length : end;
    } else if (escaped.includes(char)) {
      at++;
      while (at < text.length && text.charAt(at) !== char) at += text.charAt(at) === "\\" ? 2 : 1;
    } else continue;
    parts.push({ start, end: Math.min(at + 1, text.length), isComment });
  }
  return parts;
}

/** Whether an offset is inside one of the parts, which are in order. Ask in ascending order. */
export function insideOf(parts: readonly Span[]): (offset: number) => boolean {
  let next = 0;
  return (offset) => {
    while (next < parts.length && (parts[next]?.end ?? Infinity) <= offset) next++;
    const part = parts[next];
    return part !== undefined && part.start <= offset;
  };
}
