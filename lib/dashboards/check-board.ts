import { excerpt, line } from "../base";
import type { Board } from "./board";
import { BoardError } from "./board-error";

/** Name of a file, and part of a uid. */
const keyShape = /^[a-z0-9](?:[a-z0-9_-]{0,98}[a-z0-9])?$/;

/**
 * What would make a dashboard that is none: a key that is no file's name, or stands twice.
 *
 * @throws {BoardError}
 */
export function checkBoard({ key, rows }: Board): void {
  if (!keyShape.test(key))
    throw new BoardError(
      line`a board has the key ${excerpt(key)}: write 1 to 100 small letters, digits, - and _, as it is the name of its file`,
    );
  checkKeys(
    rows.map((row) => row.key),
    line`board ${key}`,
    "rows",
  );
  for (const row of rows)
    checkKeys(
      row.panels.map((panel) => panel.key),
      line`row ${row.key} of board ${key}`,
      "panels",
    );
}

function checkKeys(keys: readonly string[], of: string, what: string): void {
  const seen = new Set<string>();
  for (const key of keys) {
    if (key.includes("/")) throw new BoardError(`${of} has ${what} with the key ${excerpt(key)}: leave out the slash`);
    if (seen.has(key))
      throw new BoardError(
        `${of} has two ${what} with the key ${excerpt(key)}: ids follow from keys, give them different ones`,
      );
    seen.add(key);
  }
}
