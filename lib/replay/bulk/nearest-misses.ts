import { router } from "../../records";
import { collector, type PublishedFilter } from "../metrics";
import type { BulkFile, BulkInput } from "./input";
import { recordsOf } from "./read-file";

/** How many records are examined, times the number of filters: with more filters, each examines fewer. */
const EXAMINATIONS = 100_000;
const FEWEST = 200;
const MOST = 5000;
/** How many files are opened for one log group. */
const MOST_FILES = 20;

/** For each filter that never matched, what came nearest among the first records of each log group, by the filter's address. */
export async function nearestMisses(
  input: BulkInput,
  filters: readonly PublishedFilter[],
): Promise<ReadonlyMap<string, PublishedFilter["nearestMiss"]>> {
  const unmatched = new Set(
    filters.filter(({ matched, events }) => matched === 0 && events > 0).map(({ filter }) => filter.address),
  );
  const some = input.filters.filter(({ address }) => unmatched.has(address));
  if (some.length === 0) return new Map();
  const most = Math.max(FEWEST, Math.min(MOST, Math.ceil(EXAMINATIONS / some.length)));
  const examining = collector({ ...input, filters: some, route: router(input) });
  const wanted = new Set<string | undefined>(some.map(({ logGroupName }) => logGroupName));
  for (const [logGroup, files] of byLogGroup(input)) {
    if (logGroup !== undefined && !wanted.has(logGroup)) continue;
    let left = most;
    for (const file of files.slice(0, MOST_FILES)) {
      if (left === 0) break;
      for await (const { records } of recordsOf(file, input)) {
        examining.add(records.slice(0, left));
        left -= Math.min(left, records.length);
        if (left === 0) break;
      }
    }
  }
  return new Map(examining.end().published.filters.map(({ filter, nearestMiss }) => [filter.address, nearestMiss]));
}

/** Files by the log group that a rule gives them; undefined: that depends on their lines. */
function byLogGroup({ files, rules }: BulkInput): ReadonlyMap<string | undefined, readonly BulkFile[]> {
  const byRule = router({ logGroups: [], rules, services: [] });
  const groups = new Map<string | undefined, BulkFile[]>();
  for (const file of files) {
    const logGroup = byRule({ text: "", at: undefined, logGroup: undefined, source: file.source, line: 0 });
    const known = groups.get(logGroup);
    if (known === undefined) groups.set(logGroup, [file]);
    else known.push(file);
  }
  return groups;
}
