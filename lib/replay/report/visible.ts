export { visible } from "../../base";

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
