import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult } from "@duckdb/node-api";

/** Yields a query's result in chunks, as the database produces them. @throws the signal's reason when it is aborted */
export async function* chunksOf(
  connection: DuckDBConnection,
  sql: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<DuckDBDataChunk> {
  const result = await connection.stream(sql);
  let isAtEnd = false;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const chunk = await result.fetchChunk();
      isAtEnd = isEnd(chunk);
      if (chunk === null || isAtEnd) return;
      yield chunk;
    }
  } finally {
    if (!isAtEnd) await giveUp(connection, result);
  }
}

/** Ends a query that is not read to its end. Until then the database keeps what it wrote to the temporary folder, even once closed. */
async function giveUp(connection: DuckDBConnection, result: DuckDBResult): Promise<void> {
  connection.interrupt();
  try {
    while (!isEnd(await result.fetchChunk()));
  } catch {
    // The query has failed, or now fails because it was interrupted: either way it has ended.
  }
}

function isEnd(chunk: DuckDBDataChunk | null): boolean {
  return chunk === null || chunk.rowCount === 0;
}
