import { append } from "../../base";

// East Asian wide characters and emoji take two columns of a terminal, combining marks take none.
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const narrowOnly = /^[\u0020-\u007e]*$/;

/** Columns that a text takes in a terminal. */
export function columnsOf(text: string): number {
  if (narrowOnly.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

/** At most `columns` wide, ending with an ellipsis where something was left out. */
export function fit(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  return columns < 1 ? "" : `${beginning(text, columns - 1)}…`;
}

/** Like {@link fit}, for names: these often differ only at the end, so the ellipsis replaces the middle. */
export function fitName(name: string, columns: number): string {
  if (columnsOf(name) <= columns) return name;
  if (columns < 1) return "";
  const head = beginning(name, Math.floor(columns / 3) - 1);
  let tail = "";
  let room = columns - columnsOf(head) - 1;
  for (const character of Array.from(name).toReversed()) {
    room -= widthOf(character);
    if (room < 0) break;
    tail = character + tail;
  }
  return `${head}…${tail}`;
}

/** Exactly `columns` wide: cut, or padded with spaces after the text (`left`) or before it (`right`). */
export function pad(text: string, columns: number, align: "left" | "right" = "left"): string {
  const fitted = fit(text, columns);
  const blanks = " ".repeat(Math.max(columns - columnsOf(fitted), 0));
  return align === "left" ? fitted + blanks : blanks + fitted;
}

/** Lines of at most `columns`, broken at spaces; a word that is longer than a line is split. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && columnsOf(line) + 1 + columnsOf(word) <= columns) {
      line += ` ${word}`;
      continue;
    }
    if (line !== "") lines.push(line);
    const parts = partsOf(word, columns);
    append(lines, parts.slice(0, -1));
    line = parts.at(-1) ?? "";
  }
  return line === "" && lines.length > 0 ? lines : [...lines, line];
}

/** A word in parts of at most `columns`, each of at least one character, even if that is wider than a line. */
function partsOf(word: string, columns: number): readonly string[] {
  if (columnsOf(word) <= columns) return [word];
  const parts: string[] = [];
  let part = "";
  let room = columns;
  for (const character of word) {
    const width = widthOf(character);
    if (part !== "" && width > room) {
      parts.push(part);
      [part, room] = ["", columns];
    }
    part += character;
    room -= width;
  }
  return [...parts, part];
}

function beginning(text: string, columns: number): string {
  let kept = "";
  let room = columns;
  for (const character of text) {
    room -= widthOf(character);
    if (room < 0) break;
    kept += character;
  }
  return kept;
}

function widthOf(character: string): number {
  if (wide.test(character)) return 2;
  return /^[\p{Mn}\p{Me}]$/u.test(character) ? 0 : 1;
}
