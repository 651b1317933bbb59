import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";

/** Yields a query's result in chunks, as the database produces them. @throws the signal's reason when it is aborted */
export async function* chunksOf(
  connection: DuckDBConnection,
  sql: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<DuckDBDataChunk> {
  const result = await connection.stream(sql);
  for (;;) {
    signal?.throwIfAborted();
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk;
  }
}
