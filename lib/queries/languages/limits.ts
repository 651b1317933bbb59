import type { Misplaced } from "./mistake";
import { insideOf, type QuotedPart, quotedParts, type Quoting } from "./quoted";

/** Longer texts are not read. Loki reads 131,072 bytes, Logs Insights 10,000 characters; no query of a person is as long. */
export const LONGEST_QUERY = 32_768;

/** Brackets inside brackets. */
const DEEPEST_QUERY = 200;

/** What keeps a text from being read at all, or nothing: nothing in it, too much of it, brackets and quotes that nothing closes. */
export function unreadable(text: string, quoting: Quoting): Misplaced | undefined {
  if (text.length > LONGEST_QUERY) return tooLong(text);
  const quoted = quotedParts(text, quoting);
  const unclosedText = quoted.at(-1);
  if (unclosedText !== undefined && !isClosed(text, unclosedText))
    return {
      kind: "unclosed",
      span: unclosedText,
      message: `The quote ${text.charAt(unclosedText.start)} is not closed`,
      fix: "Write the same quote where the text ends.",
    };
  return brackets(text, quoted);
}

export function tooLong(text: string): Misplaced {
  return {
    kind: "too-long",
    span: { start: LONGEST_QUERY, end: text.length },
    message: `The query has ${text.length} characters; ${LONGEST_QUERY} are read`,
    fix: "Split the query.",
  };
}

function isClosed(text: string, { start, end, isComment }: QuotedPart): boolean {
  if (isComment) return true;
  if (end - start < 2 || text.charAt(end - 1) !== text.charAt(start)) return false;
  let backslashes = 0;
  while (text.charAt(end - 2 - backslashes) === "\\") backslashes++;
  return text.charAt(start) === "`" || backslashes % 2 === 0;
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

function brackets(text: string, quoted: readonly QuotedPart[]): Misplaced | undefined {
  const isQuoted = insideOf(quoted);
  const open: number[] = [];
  let isBlank = quoted.every(({ isComment }) => isComment);
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (isQuoted(at)) continue;
    if (char.trim() !== "") isBlank = false;
    if (CLOSING.has(char)) {
      open.push(at);
      if (open.length > DEEPEST_QUERY)
        return {
          kind: "too-deep",
          span: { start: at, end: at + 1 },
          message: `Brackets are nested more than ${DEEPEST_QUERY} deep`,
          fix: "Take brackets away.",
        };
    } else if (char === ")" || char === "]" || char === "}") {
      const opened = open.pop();
      const wanted = opened === undefined ? undefined : CLOSING.get(text.charAt(opened));
      if (wanted === char) continue;
      return {
        kind: "syntax",
        span: { start: at, end: at + 1 },
        message: wanted === undefined ? `${char} closes nothing` : `${char} stands where ${wanted} is needed`,
        fix: wanted === undefined ? `Take ${char} away.` : `Write ${wanted}.`,
        ...(wanted === undefined ? {} : { expected: [wanted] }),
      };
    }
  }
  if (isBlank)
    return {
      kind: "empty",
      span: { start: 0, end: text.length },
      message: "The query is empty",
      fix: "Write a query.",
    };
  const last = open.pop();
  if (last === undefined) return undefined;
  const wanted = CLOSING.get(text.charAt(last)) ?? "";
  return {
    kind: "unclosed",
    span: { start: last, end: last + 1 },
    message: `${text.charAt(last)} is not closed`,
    fix: `Write ${wanted} where the part ends.`,
    expected: [wanted],
  };
}
