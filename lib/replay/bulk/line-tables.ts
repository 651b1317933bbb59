import { openDatabase } from "./database";

/** Tables of lines of JSON, which are asked in SQL. */
export interface LineTables {
  /** @throws Error for SQL that the database refuses */
  ask(sql: string): Promise<LineRows>;
  close(): void;
}

export interface LineRows {
  readonly columns: readonly string[];

  /** As JSON has values: times and large numbers are texts. */
  readonly rows: readonly (readonly unknown[])[];
}

/** Rows that are read of an answer. */
const MOST_ROWS = 50_000;

/**
 * Reads files of lines of JSON into tables with the column `json`; lines that are not JSON are left out. From then on, the database
 * reads no other file.
 *
 * @param files paths by the table's name
 * @throws DuckDbMissing
 */
export async function openLineTables(files: ReadonlyMap<string, string>, temporaryFolder: string): Promise<LineTables> {
  const database = await openDatabase({ temporaryFolder, memoryLimit: "512MB", threads: undefined });
  const { connection } = database;
  try {
    for (const [table, path] of files)
      await connection.run(
        `CREATE TABLE ${quoted(table, '"')} AS SELECT json FROM read_ndjson_objects(${quoted(path, "'")}, ignore_errors = true)`,
      );
    await connection.run("SET enable_external_access = false");
    await connection.run("SET lock_configuration = true");
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    close: () => {
      database.close();
    },
    async ask(sql) {
      const reader = await connection.runAndReadUntil(sql, MOST_ROWS);
      return { columns: reader.columnNames(), rows: reader.getRowsJson().slice(0, MOST_ROWS) };
    },
  };
}

function quoted(text: string, quote: string): string {
  return quote + text.replaceAll(quote, quote + quote) + quote;
}
