// Control characters (terminals obey them, XML forbids them), characters that nobody sees or that change the direction of text,
// separators that some programs take for line breaks, halves of surrogate pairs, and what is not a character at all. Variation
// selectors stay: they only choose between forms of the character before them.
const hidden = String.raw`[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb\p{Noncharacter_Code_Point}\p{Surrogate}]`;
const selectors = String.raw`\ufe00-\ufe0f\u{e0100}-\u{e01ef}`;
const unseen = new RegExp(`(?![${selectors}])${hidden}`, "gu");
const unseenInLines = new RegExp(String.raw`(?![${selectors}\n\t]|\r\n)${hidden}`, "gu");

/**
 * A text from outside, safe to show within a line: each control character and invisible character is written as an escape such as
 * `\u202e`; each line break and tab becomes a space. The result is well-formed Unicode.
 */
export function visible(text: string): string {
  return text.replaceAll(/\r\n|[\n\r\t]/g, " ").replaceAll(unseen, (hidden) => codeUnits(hidden));
}

/** A text of several lines, safe to show: like {@link visible}, but line breaks and tabs remain. */
export function visibleLines(text: string): string {
  // Most texts are plain, and this is much faster.
  if (!/[^\n\t\u0020-\u007e]/.test(text)) return text;
  return text.replaceAll(unseenInLines, (hidden) => codeUnits(hidden));
}

/** A template whose values come from outside: they are made {@link visible}, what stands around them is kept. */
export function line(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return parts.reduce((text, part, at) => text + visible(String(values[at - 1])) + part);
}

/** Escapes of a text's UTF-16 code units. In a string of JSON or JavaScript they mean the text. */
export function codeUnits(text: string): string {
  let escapes = "";
  for (let at = 0; at < text.length; at++) escapes += `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`;
  return escapes;
}
