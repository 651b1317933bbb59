import { itemsOf, toText } from "../convert";
import { refuse } from "../errors";
import { isSequence, kindOf, list, type Value } from "../value";
import type { LanguageFunction } from "./language-function";
import { define, ofAny, ofTexts, toWhole } from "./define";
import { checkedLength } from "./length";

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Grapheme clusters: what Terraform's length, substr and strrev count. */
export function characters(text: string): string[] {
  if (/^[\x20-\x7e]*$/.test(text)) return Array.from(text);
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

export const textFunctions: Readonly<Record<string, LanguageFunction>> = {
  lower: ofTexts(1, (text = "") => eachRune(text, (char) => char.toLowerCase())),
  upper: ofTexts(1, (text = "") => eachRune(text, (char) => char.toUpperCase())),
  title: ofTexts(1, (text = "") =>
    // A word begins after a blank, or after a mark of ASCII other than the underscore.
    text.replace(/(?<=^|\s|\p{ASCII})(?<![0-9A-Za-z_])\p{L}/gu, (char) => eachRune(char, (one) => one.toUpperCase())),
  ),
  trim: ofTexts(2, (text = "", cut = "") => trimEnd(trimStart(text, cut), cut)),
  trimspace: ofTexts(1, (text = "") => trimSpace(text)),
  trimprefix: ofTexts(2, (text = "", prefix = "") => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  trimsuffix: ofTexts(2, (text = "", suffix = "") =>
    suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  startswith: ofTexts(2, (text = "", prefix = "") => text.startsWith(prefix)),
  endswith: ofTexts(2, (text = "", suffix = "") => text.endsWith(suffix)),
  strcontains: ofTexts(2, (text = "", part = "") => text.includes(part)),
  strrev: ofTexts(1, (text = "") => characters(text).reverse().join("")),
  chomp: ofTexts(1, (text = "") => withoutEnd(text, "\r\n")),
  split: ofTexts(2, (separator = "", text = "") =>
    list(text === "" && separator !== "" ? [""] : separator === "" ? Array.from(text) : text.split(separator)),
  ),
  join: ofAny(1, ([separator = null, ...lists]) => join(toText(separator, "the separator"), lists)),
  indent: define(2, 2, (spaces = null, text = null) => indent(toText(text), toWhole(spaces))),
  substr: define(3, 3, (text, offset, length) => substr(toText(text ?? null), offset ?? null, length ?? null)),
};

function join(separator: string, lists: readonly Value[]): string {
  const texts = lists.flatMap((items) =>
    isSequence(items)
      ? itemsOf(items).map((item) => toText(item, "an item of the list"))
      : refuse(`the argument must be a list, not ${kindOf(items)}`),
  );
  checkedLength(texts.reduce((length, text) => length + text.length + separator.length, 0));
  return texts.join(separator);
}

function indent(text: string, spaces: number): string {
  const lines = text.split("\n");
  checkedLength(text.length + (lines.length - 1) * spaces);
  return lines.join(`\n${" ".repeat(spaces)}`);
}

/** Changes each character to another single one; those that would become several stay (German sharp s). */
function eachRune(text: string, change: (char: string) => string): string {
  return Array.from(text, (char) => {
    const changed = change(char);
    return Array.from(changed).length === 1 ? changed : char;
  }).join("");
}

function substr(text: string, offset: Value, length: Value): string {
  const all = characters(text);
  const given = toWhole(offset, "the offset");
  const count = toWhole(length, "the length");
  const start = given < 0 ? Math.max(0, given + all.length) : given;
  return all.slice(start, count < 0 ? undefined : start + count).join("");
}

/** Without the marks at its end. A pattern for them would try every run of marks: it takes quadratic time. */
export function withoutEnd(text: string, marks: string): string {
  let end = text.length;
  while (end > 0 && marks.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

const BLANK = /[\s\u0085]/;

function trimSpace(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && BLANK.test(text.charAt(start))) start++;
  while (end > start && BLANK.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

function trimStart(text: string, cut: string): string {
  const marks = new Set(cut);
  const kept = Array.from(text);
  const first = kept.findIndex((char) => !marks.has(char));
  return first < 0 ? "" : kept.slice(first).join("");
}

function trimEnd(text: string, cut: string): string {
  const marks = new Set(cut);
  const kept = Array.from(text);
  const last = kept.findLastIndex((char) => !marks.has(char));
  return kept.slice(0, last + 1).join("");
}
