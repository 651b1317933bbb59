import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isRecord, line } from "../../base";
import { defaultExport } from "../../config";
import type { Board, BoardsMaker } from "../../dashboards";
import { UsageError } from "../command";

const names = ["sightline.dashboards.ts", "sightline.dashboards.js"];

/**
 * The project's own boards: the default export of `sightline.dashboards.ts` beside its configuration. Without the file, there are none.
 *
 * @throws {UsageError} for a file that cannot be run, or returns what is no list of boards
 */
export async function ownBoards(configuration: string, cwd: string): Promise<BoardsMaker> {
  const folder = dirname(resolve(cwd, configuration));
  const file = names
    .map((name) => join(folder, name))
    .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
  if (file === undefined) return () => [];
  const maker = await running(file, () => defaultExport(file));
  if (typeof maker !== "function")
    throw new UsageError(
      line`${file}: its default export is no function: write export default defineBoards(({ plan }) => [...])`,
    );
  return (scope) => {
    let made: unknown;
    try {
      made = (maker as BoardsMaker)(scope);
    } catch (error) {
      throw failed(file, error);
    }
    if (!Array.isArray(made) || !made.every(isBoard))
      throw new UsageError(
        line`${file}: for environment ${scope.plan.environment} it does not return a list of boards: each has key, title, description and rows, each row key, title and panels, each panel key, title, description, kind and queries`,
      );
    return made;
  };
}

async function running<Value>(file: string, run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    throw failed(file, error);
  }
}

function failed(file: string, error: unknown): UsageError {
  return new UsageError(line`${file} cannot be run: ${error instanceof Error ? error.message : String(error)}`);
}

function isBoard(value: unknown): value is Board {
  return (
    hasTexts(value, ["key", "title", "description"]) &&
    isListOf(value.rows, (row) => hasTexts(row, ["key", "title"]) && isListOf(row.panels, isPanel))
  );
}

function isPanel(value: unknown): boolean {
  return hasTexts(value, ["key", "title", "description", "kind"]) && isListOf(value.queries, isRecord);
}

function hasTexts(value: unknown, keys: readonly string[]): value is Record<string, unknown> {
  return (
    isRecord(value) &&
    keys.every((key) => typeof Object.entries(value).find(([name]) => name === key)?.[1] === "string")
  );
}

function isListOf(value: unknown, is: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}
