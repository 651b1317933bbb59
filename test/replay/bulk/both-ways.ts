import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bulkPublish } from "../../../lib/replay/bulk/bulk-publish";
import type { BulkInput, BulkResult } from "../../../lib/replay/bulk/input";
import { type Collected, collector } from "../../../lib/replay/collect";
import { decodeLogs } from "../../../lib/replay/logs/decode";
import { router } from "../../../lib/replay/logs/route";
import type { CompleteFilter } from "../../../lib/replay/publish/publisher";
import { metricId, type Series } from "../../../lib/replay/series";

export interface Case extends Partial<BulkInput> {
  readonly filters: readonly CompleteFilter[];
  /** Contents of files, by name. */
  readonly logs: Readonly<Record<string, string | Uint8Array>>;
}

/** A filter with what publishing needs; its address is its pattern, unless it has one. */
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
export async function bothWays({ logs, ...given }: Case): Promise<{ bulk: BulkResult; small: Collected }> {
  const folder = mkdtempSync(join(tmpdir(), "sightline-bulk-"));
  try {
    const files = Object.entries(logs).map(([source, content]) => {
      const path = join(folder, source);
      writeFileSync(path, content);
      return { path, source, bytes: statSync(path).size };
    });
    const input: BulkInput = {
      files,
      logGroups: ["/app/shop"],
      rules: [],
      services: [],
      delay: 0,
      needsValues: () => false,
      temporaryFolder: join(folder, "temporary"),
      threads: 2,
      ...given,
    };
    return { bulk: await bulkPublish(input), small: await small(input, logs) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function small(input: BulkInput, logs: Case["logs"]): Promise<Collected> {
  const collecting = collector({ ...input, route: router(input) });
  const options = {
    ...input.time,
    format: "text" as const,
    ...(input.timeFields === undefined ? {} : { timeFields: input.timeFields }),
  };
  for (const [source, content] of Object.entries(logs)) {
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    for await (const { records } of decodeLogs(source, chunksOf(bytes), options)) collecting.add(records);
  }
  return collecting.end();
}

// eslint-disable-next-line @typescript-eslint/require-await -- the decoder takes streams
async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** A result in a form that compares equal where both evaluators agree; sums are rounded, for they are added in another order. */
export function comparable({ published, records, first, last, events }: Collected): unknown {
  return {
    records: { ...records, invalid: 0 },
    first,
    last,
    events: Object.fromEntries([...events].sort()),
    filters: published.filters.map(({ filter, events: seen, matched, without }) => ({
      filter: filter.address,
      seen,
      matched,
      without,
    })),
    series: Object.fromEntries(
      published.series
        .map((series): [string, unknown] => [metricId(series.metric), columns(series)])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
}

function columns({
  minutes,
  count,
  sum,
  min,
  max,
  values,
  early,
}: Omit<Series, "early"> & Partial<Pick<Series, "early">>): unknown {
  return {
    minutes: [...minutes],
    count: [...count],
    sum: [...sum].map(rounded),
    min: [...min].map(rounded),
    max: [...max].map(rounded),
    values: values?.map((each) => [[...each.values].map(rounded), [...each.counts]]),
    early: early === undefined ? undefined : columns(early),
  };
}

/** Also makes 0 of -0, which count as one value. */
function rounded(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}
