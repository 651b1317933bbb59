export { count, counted, countedOf, visible } from "../../base";

/** At most `length` characters, the last an ellipsis where some were left out; never half a character. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const characters = Array.from(text);
  return characters.length <= length ? text : `${characters.slice(0, Math.max(length - 1, 0)).join("")}…`;
}
