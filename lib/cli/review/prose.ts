import { line, markdownProse, shorten } from "../../base";

/** A text from outside, on one line, neither longer than a reviewer reads nor Markdown. */
export function prose(text: string): string {
  return markdownProse(shorten(line`${text}`, LONGEST));
}

const LONGEST = 400;
