import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bulkPublish } from "../../../lib/replay/bulk/bulk-publish";
import type { BulkInput, BulkResult } from "../../../lib/replay/bulk/input";
import { type Collected, collector } from "../../../lib/replay/metrics/collect";
import { decodeLogs } from "../../../lib/records/decode";
import { decompressed } from "../../../lib/records/decompress";
import type { LogProblem } from "../../../lib/records/log-record";
import { router } from "../../../lib/records/route";
import type { CompleteFilter } from "../../../lib/replay/metrics/publish/publisher";
import { metricId, type Series } from "../../../lib/replay/metrics/series";

export interface Case extends Partial<Omit<BulkInput, "open">> {
  readonly filters: readonly CompleteFilter[];
  /** Contents of files, by name. */
  readonly logs: Readonly<Record<string, string | Uint8Array>>;
  /** Names of the files that are replayed; the others only lie beside them. Default: all. */
  readonly replayed?: readonly string[];
}

/** A filter with everything that publishing needs; its address is made of its log group, pattern and transformation. */
export function filterOf(
  pattern: string,
  transformation: Partial<CompleteFilter["transformation"]> = {},
  logGroupName = "/app/shop",
): CompleteFilter {
  return {
    address: `${logGroupName} ${pattern} ${JSON.stringify(transformation)}`,
    unresolved: [],
    name: pattern,
    logGroupName,
    pattern,
    transformation: {
      namespace: "shop",
      name: "M",
      value: "1",
      defaultValue: undefined,
      dimensions: {},
      unit: "None",
      ...transformation,
    },
  };
}

/** Runs the files through both evaluators. */
export async function bothWays({
  logs,
  replayed = Object.keys(logs),
  ...given
}: Case): Promise<{ bulk: BulkResult; small: Collected; problems: LogProblem[] }> {
  const folder = mkdtempSync(join(tmpdir(), "sightline-bulk-"));
  try {
    for (const [source, content] of Object.entries(logs)) writeFileSync(join(folder, source), content);
    const files = replayed.map((source) => {
      const path = join(folder, source);
      return { path, source, bytes: statSync(path).size };
    });
    const input: BulkInput = {
      files,
      open: ({ path }) => createReadStream(path),
      format: "text",
      logGroups: ["/app/shop"],
      rules: [],
      services: [],
      delay: 0,
      needsValues: () => false,
      temporaryFolder: join(folder, "temporary"),
      threads: 2,
      ...given,
    };
    return {
      bulk: await bulkPublish(input),
      ...(await small(input, Object.fromEntries(replayed.map((source) => [source, logs[source] ?? ""])))),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function small(input: BulkInput, logs: Case["logs"]): Promise<{ small: Collected; problems: LogProblem[] }> {
  const collecting = collector({ ...input, route: router(input) });
  const problems: LogProblem[] = [];
  const options = {
    ...input.time,
    format: input.format ?? "auto",
    ...(input.timeFields === undefined ? {} : { timeFields: input.timeFields }),
  };
  for (const [source, content] of Object.entries(logs)) {
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    for await (const batch of decodeLogs(source, decompressed(chunksOf(bytes)), options)) {
      collecting.add(batch.records);
      collecting.invalid(Object.values(batch.counts.problems).reduce((sum, count) => sum + count, 0));
      problems.push(...batch.problems);
    }
  }
  return { small: collecting.end(), problems };
}

// eslint-disable-next-line @typescript-eslint/require-await -- the decoder takes streams
async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Expects that both evaluators found the same. */
export function expectSame(bulk: Collected, small: Collected): void {
  const ids = new Map(small.published.series.map((series) => [metricId(series.metric), series]));
  expect(comparable(bulk, (series) => ids.get(metricId(series.metric)))).toEqual(comparable(small, () => undefined));
}

/** @param like the other evaluator's series; its sums are used where they differ only by the order of addition */
function comparable(
  { published, records, first, last, days, events }: Collected,
  like: (series: Series) => Series | undefined,
): unknown {
  return {
    // Whether a line of JSON lines is JSON is not noted in bulk.
    records: { ...records, invalid: 0 },
    first,
    last,
    days: days === undefined ? undefined : Object.fromEntries(days),
    events: Object.fromEntries([...events].sort()),
    filters: published.filters.map(({ filter, events: seen, matched, without }) => ({
      filter: filter.address,
      seen,
      matched,
      without,
    })),
    series: Object.fromEntries(
      published.series
        .map((series): [string, unknown] => {
          const other = like(series);
          const early = series.early === undefined ? undefined : columns(series.early, other?.early);
          return [metricId(series.metric), { unit: series.unit, ...columns(series, other), early }];
        })
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
}

type Columns = Omit<Series, "early" | "metric">;

function columns({ minutes, count, sum, min, max, values }: Columns, other: Columns | undefined): object {
  const sums = [...sum].map((value, index) => {
    const expected = other?.sum[index];
    const size = (count[index] ?? 0) * Math.max(Math.abs(min[index] ?? 0), Math.abs(max[index] ?? 0));
    return expected !== undefined && Math.abs(value - expected) <= size * 1e-12 ? expected : value;
  });
  return {
    minutes: [...minutes],
    count: [...count],
    sum: sums.map(unsigned),
    min: [...min].map(unsigned),
    max: [...max].map(unsigned),
    values: values?.map((each) => [[...each.values].map(unsigned), [...each.counts]]),
  };
}

/** 0 for -0, because both count as one value. */
function unsigned(value: number): number {
  return value + 0;
}
