import type { PublishedFilter } from "../metrics";
import { chunksOf } from "./chunks";
import type { DuckDBConnection } from "@duckdb/node-api";
import { isAboutFiles } from "./file-errors";
import type { BulkInput } from "./input";
import { recordsBeside } from "./records-beside";
import type { Scan } from "./scan-plan";
import { linesOf } from "./scan-sql";

/** How many lines are examined, times the number of filters: with more filters, each examines fewer lines. */
const EXAMINATIONS = 100_000;
const FEWEST = 200;
const MOST = 5000;

/** For each filter that never matched, what came nearest among the first lines of each scan, by the filter's address. */
export async function nearestMisses(
  connection: DuckDBConnection,
  input: BulkInput,
  scans: readonly Scan[],
  filters: readonly PublishedFilter[],
): Promise<ReadonlyMap<string, PublishedFilter["nearestMiss"]>> {
  const unmatched = new Set(
    filters.filter(({ matched, events }) => matched === 0 && events > 0).map(({ filter }) => filter.address),
  );
  const some = input.filters.filter(({ address }) => unmatched.has(address));
  if (some.length === 0) return new Map();
  const most = Math.max(FEWEST, Math.min(MOST, Math.ceil(EXAMINATIONS / some.length)));
  const examining = recordsBeside({ ...input, filters: some, timeFields: input.timeFields, time: input.time });
  for (const { files, logGroup } of scans) {
    if (logGroup !== undefined && !some.some((filter) => filter.logGroupName === logGroup)) continue;
    const sql = `SELECT line FROM ${linesOf(files.slice(0, 1))} WHERE line IS NOT NULL LIMIT ${most}`;
    try {
      for await (const chunk of chunksOf(connection, sql, input.signal))
        for (const line of chunk.getColumnValues(0)) examining.add(String(line), logGroup);
    } catch (error) {
      // The file was already reported as broken.
      if (!isAboutFiles(error)) throw error;
    }
  }
  return new Map(examining.end().published.filters.map(({ filter, nearestMiss }) => [filter.address, nearestMiss]));
}
