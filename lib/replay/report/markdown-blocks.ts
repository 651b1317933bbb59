import { markdownCode as code } from "../../base";
import { clip, count } from "./visible";

/** Part of the report whose rows may be left out. */
export interface Block {
  /** Name of its rows, for the line that counts those left out: `alarms that fired`. */
  readonly rowsAre: string;
  readonly before: string;
  /** One line each. */
  readonly rows: readonly string[];
  readonly after: string;
}

// Longest text in a cell: even if every character of it becomes an entity, there is room for other cells.
export const longest = 300;

// Bytes of the longest line that counts the rows left out.
const roomForNote = 100;

/** As many rows as the bytes allow, block after block; a block without room for a row is only named. */
export function fitted(blocks: readonly Block[], room: number): string[] {
  const texts: string[] = [];
  // Each block may need a line that counts the rows left out.
  let left = room - blocks.length * roomForNote;
  for (const { after, before, rows, rowsAre } of blocks) {
    left -= bytes(before) + bytes(after) + 4;
    const shown: string[] = [];
    for (const row of rows) {
      if (left < bytes(row) + 1) break;
      left -= bytes(row) + 1;
      shown.push(row);
    }
    const missing = rows.length - shown.length;
    const note = missing === 0 ? "" : `_Left out here: ${count(missing)} of ${count(rows.length)} ${rowsAre}._`;
    if (shown.length === 0) {
      left += bytes(before) + bytes(after) + 4;
      texts.push(note);
    } else texts.push(`${before}${shown.join("\n")}${note === "" ? "" : `\n\n${note}`}${after}`);
  }
  return texts;
}

export function block(rowsAre: string, before: string, rows: readonly string[], after = ""): Block[] {
  return rows.length === 0 ? [] : [{ rowsAre, before, rows, after }];
}

// GitHub reads Markdown within HTML only after a blank line.
export function folded(title: string, rowsAre: string, before: string, rows: readonly string[]): Block[] {
  return block(rowsAre, `<details>\n<summary>${title}</summary>\n\n${before}`, rows, "\n\n</details>");
}

export function table(head: readonly string[]): string {
  return `${row(head)}\n${row(head.map(() => "---"))}\n`;
}

export function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

export function short(text: string): string {
  return code(clip(text, longest));
}

export function bytes(text: string): number {
  return Buffer.byteLength(text);
}

const mostNames = 8;

export function namesText(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map((name) => code(clip(name, 100)));
  return `${shown.join(", ")}${names.length > mostNames ? ` and ${count(names.length - mostNames)} more` : ""}`;
}
