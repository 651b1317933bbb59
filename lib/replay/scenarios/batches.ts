import { append } from "../../base";
import type { LogProblem, LogRecord } from "../../records";
import type { ReplayBatch } from "..";
import { printLines } from "./lines";
import { seededRandom } from "./random";
import type { GeneratedLogs, InlineLogs, RecordedLogs, Scenario, ScenarioLogs } from "./scenario";

/** Opens one of the scenario's log files, a path relative to the scenario's file, and decodes it. */
export type OpenLogs = (file: string) => AsyncIterable<ReplayBatch>;

/** How many records a batch has at most. */
const batchSize = 4096;

/**
 * The scenario's records. Records of several sources are merged by their times; those of one file keep the file's order, in which
 * they reached CloudWatch. A record without a time follows the one before it.
 */
export async function* scenarioBatches(scenario: Scenario, openLogs: OpenLogs): AsyncGenerator<ReplayBatch> {
  const sources = scenario.logs.map((logs, i) =>
    sourceOf(logs, `${scenario.file} logs[${i}]`, openLogs, scenario.seed + i),
  );
  yield* merged(await Promise.all(sources.map((source) => cursorOf(source[Symbol.asyncIterator]()))));
}

function sourceOf(logs: ScenarioLogs, name: string, openLogs: OpenLogs, seed: number): AsyncIterable<ReplayBatch> {
  switch (logs.kind) {
    case "file":
      return recorded(logs, openLogs);
    case "lines":
      return inlineRecords(logs, name, seed);
    case "generate":
      return generatedRecords(logs, name);
  }
}

async function* recorded(
  { file, firstAt, logGroup }: RecordedLogs & { readonly logGroup: string | undefined },
  openLogs: OpenLogs,
): AsyncGenerator<ReplayBatch> {
  let shift = firstAt === undefined ? 0 : undefined;
  for await (const batch of openLogs(file)) {
    const { records } = batch;
    if (shift === undefined) {
      const first = records.find(({ at }) => at !== undefined)?.at;
      if (first !== undefined && firstAt !== undefined) shift = firstAt - first;
    }
    const moved = shift ?? 0;
    const untouched = moved === 0 && logGroup === undefined;
    yield {
      ...batch,
      records: untouched
        ? records
        : records.map((record) => ({
            ...record,
            at: record.at === undefined ? undefined : record.at + moved,
            logGroup: logGroup ?? record.logGroup,
          })),
    };
  }
}

type OfGroup<Logs> = Logs & { readonly logGroup: string | undefined };

function inlineRecords(
  { at, every, lines, logGroup }: OfGroup<InlineLogs>,
  source: string,
  seed: number,
): AsyncGenerator<ReplayBatch> {
  const times = lines.map((_line, i) => at + i * every);
  return recordsOf(printLines(lines, times, seed), times, logGroup, source);
}

function generatedRecords(logs: OfGroup<GeneratedLogs>, source: string): AsyncGenerator<ReplayBatch> {
  const { line, logGroup, seed } = logs;
  const times = generatedTimes(logs);
  return recordsOf(printLines([line], times, seed), times, logGroup, source);
}

/** When the generator's lines are written, ascending, to the millisecond. */
export function generatedTimes({
  from,
  count,
  every,
  jitter,
  seed,
}: Omit<GeneratedLogs, "kind" | "line">): Float64Array {
  // Not the sequence of the lines' values: if a line gets other varying values, its times stay the same.
  const random = seededRandom(~seed);
  const times = new Float64Array(count);
  for (let i = 0; i < count; i++) times[i] = Math.floor(from + i * every + random() * jitter);
  return times.sort();
}

// Lines are printed as they are read: ten million of them do not fit in memory.
async function* recordsOf(
  texts: Iterable<string>,
  times: ArrayLike<number>,
  logGroup: string | undefined,
  source: string,
): AsyncGenerator<ReplayBatch> {
  let records: LogRecord[] = [];
  let line = 0;
  for (const text of texts) {
    records.push({ text, at: times[line], logGroup, source, line: line + 1 });
    line++;
    if (records.length < batchSize) continue;
    yield await Promise.resolve({ records, problems: [] });
    records = [];
  }
  if (records.length > 0) yield { records, problems: [] };
}

/** The position in a source: its next record and that record's time. */
interface Cursor {
  readonly batches: AsyncIterator<ReplayBatch>;
  records: readonly LogRecord[];
  problems: LogProblem[];
  /** Problems by rule since the last batch. */
  counts: Map<string, number>;
  next: number;
  at: number;
}

async function cursorOf(batches: AsyncIterator<ReplayBatch>): Promise<Cursor> {
  const cursor: Cursor = { batches, records: [], problems: [], counts: new Map(), next: 0, at: -Infinity };
  await advance(cursor);
  return cursor;
}

// Reads the next record; the time of a source that has ended is infinite.
async function advance(cursor: Cursor): Promise<void> {
  while (cursor.next >= cursor.records.length) {
    const step = await cursor.batches.next();
    if (step.done === true) {
      cursor.at = Infinity;
      return;
    }
    cursor.records = step.value.records;
    takeProblems(cursor, step.value);
    cursor.next = 0;
  }
  cursor.at = cursor.records[cursor.next]?.at ?? cursor.at;
}

function takeProblems({ problems, counts }: Cursor, batch: ReplayBatch): void {
  append(problems, batch.problems);
  const found =
    batch.counts === undefined
      ? batch.problems.map(({ rule }): [string, number] => [rule, 1])
      : Object.entries(batch.counts.problems);
  addCounts(counts, found);
}

// The problems of all sources since the last batch.
function problemsOf(cursors: readonly Cursor[]): Pick<Required<ReplayBatch>, "problems" | "counts"> {
  const counts = new Map<string, number>();
  for (const cursor of cursors) {
    addCounts(counts, cursor.counts);
    cursor.counts.clear();
  }
  return {
    problems: cursors.flatMap(({ problems }) => problems.splice(0)),
    counts: { problems: Object.fromEntries(counts) },
  };
}

function addCounts(counts: Map<string, number>, found: Iterable<readonly [string, number]>): void {
  for (const [rule, many] of found) counts.set(rule, (counts.get(rule) ?? 0) + many);
}

async function* merged(cursors: readonly Cursor[]): AsyncGenerator<ReplayBatch> {
  let records: LogRecord[] = [];
  for (;;) {
    const cursor = earliest(cursors);
    if (cursor === undefined || records.length >= batchSize) {
      const found = problemsOf(cursors);
      if (records.length > 0 || Object.keys(found.counts.problems).length > 0) yield { records, ...found };
      records = [];
      if (cursor === undefined) return;
    }
    const record = cursor.records[cursor.next++];
    if (record !== undefined) records.push(record);
    const following = cursor.records[cursor.next];
    if (following === undefined) await advance(cursor);
    else cursor.at = following.at ?? cursor.at;
  }
}

// There are few sources, so that a loop is as fast as a heap. Equal times keep the scenario's order.
function earliest(cursors: readonly Cursor[]): Cursor | undefined {
  let first: Cursor | undefined;
  for (const cursor of cursors) if (cursor.at < (first?.at ?? Infinity)) first = cursor;
  return first;
}
