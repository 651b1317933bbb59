import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LogRecord, Router } from "../../../records";
import { type LineRows, openLineTables } from "../../../replay/bulk";

/** The recorded lines of JSON by log group, in a database. */
export interface RecordedLines {
  /** The table of a log group's lines, which may be empty. */
  readonly table: (logGroup: string) => string;
  readonly ask: (sql: string) => Promise<LineRows>;
}

/** Takes lines while they are read, and has them asked afterwards. */
export interface LineStore {
  add(records: readonly LogRecord[]): void;
  open(): Promise<RecordedLines>;

  /** Removes everything. */
  remove(): void;
}

export function lineStore(route: Router): LineStore {
  const folder = mkdtempSync(join(tmpdir(), "sightline-preview-"));
  const tables = new Map<string, string>();
  let close: () => void = () => undefined;
  return {
    add(records) {
      const groups = new Map<string, string[]>();
      for (const record of records) {
        const group = route(record);
        const text = group === undefined ? undefined : oneLine(record.text);
        if (group === undefined || text === undefined) continue;
        const lines = groups.get(group) ?? [];
        lines.push(text);
        groups.set(group, lines);
      }
      for (const [group, lines] of groups) {
        const table = tables.get(group) ?? `lines_${tables.size + 1}`;
        tables.set(group, table);
        appendFileSync(join(folder, `${table}.ndjson`), `${lines.join("\n")}\n`);
      }
    },
    async open() {
      writeFileSync(join(folder, `${NO_LINES}.ndjson`), "");
      const files = new Map([NO_LINES, ...tables.values()].map((table) => [table, join(folder, `${table}.ndjson`)]));
      const opened = await openLineTables(files, folder);
      close = () => {
        opened.close();
      };
      return { table: (group) => tables.get(group) ?? NO_LINES, ask: (sql) => opened.ask(sql) };
    },
    remove() {
      close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const NO_LINES = "no_lines";

/** An object of JSON without line breaks; undefined for other lines. */
function oneLine(text: string): string | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith("{")) return undefined;
  return /[\r\n]/.test(trimmed) ? trimmed.replace(/[\r\n]+/g, " ") : trimmed;
}
