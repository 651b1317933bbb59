// Control characters (terminals obey them, XML forbids them), characters that are invisible or change the direction of text,
// halves of surrogate pairs, and the other characters that XML 1.0 excludes.
const unseen =
  // eslint-disable-next-line no-control-regex -- this pattern looks for them
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\p{Surrogate}]/gu;

/**
 * A text from outside, safe to show: each control character and invisible character is written as an escape such as `\u202e`;
 * each line break and tab becomes a space. The result is well-formed Unicode.
 */
export function visible(text: string): string {
  return text
    .replaceAll(/\r\n|[\n\r\t]/g, " ")
    .replaceAll(unseen, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** At most `length` characters, the last an ellipsis where some were left out; never half a character. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const characters = Array.from(text);
  return characters.length <= length ? text : `${characters.slice(0, Math.max(length - 1, 0)).join("")}…`;
}

/** `1,204`. */
export function count(number: number): string {
  return number.toLocaleString("en-US");
}

/** `1 alarm`, `1,204 alarms`. */
export function counted(number: number, one: string, several = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : several}`;
}
