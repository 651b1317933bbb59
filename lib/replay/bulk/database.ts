import type * as DuckDb from "@duckdb/node-api";
import { DuckDbMissing } from "./duckdb-missing";

/** An in-memory database with limits, and a folder for temporary files. */
export interface Database {
  readonly connection: DuckDb.DuckDBConnection;
  close(): void;
}

export interface DatabaseOptions {
  readonly temporaryFolder: string;
  readonly memoryLimit: string;
  readonly threads: number | undefined;
}

/** @throws DuckDbMissing */
export async function openDatabase({ temporaryFolder, memoryLimit, threads }: DatabaseOptions): Promise<Database> {
  const { DuckDBInstance } = await loadDuckDb();
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: memoryLimit,
    temp_directory: temporaryFolder,
    preserve_insertion_order: "false",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    ...(threads === undefined ? {} : { threads: String(threads) }),
  });
  const connection = await instance.connect();
  // DuckDB tracks progress only for a connection whose progress bar is enabled.
  await connection.run("SET enable_progress_bar = true");
  await connection.run("SET enable_progress_bar_print = false");
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function loadDuckDb(): Promise<typeof DuckDb> {
  try {
    return await import("@duckdb/node-api");
  } catch (error) {
    throw new DuckDbMissing(
      "Large logs are read with DuckDB, which is not installed. Install it with: npm install @duckdb/node-api",
      { cause: error },
    );
  }
}
