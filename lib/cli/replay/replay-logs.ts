import { append, type Finding, findingText } from "../../base";
import { createReadStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type BulkReplay,
  type BulkReplayOptions,
  replay,
  replayEach,
  replayInBulk,
  type ReplayOptions,
  type ReplayResult,
} from "../../replay";
import type { LogBatch, LogOptions } from "../../records";
import { DuckDbMissing } from "../../replay/bulk";
import { type MetricRuleId, metricRules, readGivenMetrics, type Series } from "../../replay/metrics";
import type { Template } from "../../terraform";
import { type Io, UsageError } from "../command";
import { interruptible } from "../interruptible";
import { isForBulk } from "./engine";
import { type BeforeTemplate, optionsOfBoth } from "./before";
import { timeFieldsOf } from "./time-fields";
import { inConfigWords } from "./config-words";
import type { InputFile } from "../input-files";
import { progress } from "../progress";
import { readLines, unreadableParts } from "../read-lines";
import { readText, whyUnreadable } from "../read-text";
import type { ReplaySettings } from "./settings";
import type { ReplaySubject } from "./subject";

export interface Replayed {
  readonly result: ReplayResult;
  /** With a template to compare with: what it would have done. */
  readonly before: ReplayResult | undefined;
  /** Inputs that could not be read to their end; the rest was evaluated. */
  readonly unreadable: readonly string[];
}

/**
 * Replays log files against a stack, and over the same clock against a template that it is compared with.
 *
 * @param before what it is compared with
 */
export async function replayLogs(
  subject: ReplaySubject,
  files: readonly InputFile[],
  settings: ReplaySettings,
  io: Io,
  before?: BeforeTemplate,
): Promise<Replayed> {
  const given = settings.metrics.map((file) => readMetrics(file, io));
  const doubts = given.flatMap(({ problems }) => problems);
  const unreadable = doubts.filter(({ severity }) => severity === "error").map(findingText);
  const said = (findings: ReplayResult["findings"]) =>
    settings.env === undefined ? findings : inConfigWords(findings);
  const withDoubts = (result: ReplayResult) => ({ ...result, findings: [...doubts, ...said(result.findings)] });
  const options: ReplayOptions = {
    rules: settings.rules,
    given: given.flatMap(({ series }) => series),
    ...(subject.services === undefined ? {} : { services: subject.services }),
    ...(settings.from === undefined ? {} : { from: settings.from }),
    ...(settings.to === undefined ? {} : { to: settings.to }),
    ...(settings.delay === undefined ? {} : { delay: settings.delay }),
  };
  const [now, then] = before === undefined ? [options] : optionsOfBoth(options, subject.template, before);
  const contracts = [...(subject.contracts?.values() ?? [])].flat().map(({ contract }) => contract);
  const log = { ...timeFieldsOf(contracts), ...settings.log, referenceTime: io.now().getTime() };
  if (await isForBulk(files, log, settings, io)) {
    if (subject.contracts !== undefined)
      io.stderr.write(
        "sightline replay: in bulk, lines are not checked against contracts; --engine events does that\n",
      );
    const reading = bulkOptions(log, settings);
    const { result, problems } = await inBulk(subject.template, files, { ...now, ...reading }, io);
    append(unreadable, unreadableParts(problems));
    if (before === undefined) return { result: withDoubts(result), before: undefined, unreadable };
    const other = await inBulk(before.template, files, { ...then, ...reading }, io);
    return { result: withDoubts(result), before: withDoubts(other.result), unreadable };
  }
  const read = { sources: files.map(({ name }) => name), now: io.now().getTime() };
  const own: ReplayOptions = {
    ...now,
    ...read,
    ...(subject.contracts === undefined ? {} : { contracts: subject.contracts }),
  };
  const records = batches(files, log, io, unreadable);
  if (before === undefined) {
    const result = await replay(subject.template, records, own);
    return { result: withDoubts(result), before: undefined, unreadable };
  }
  const [result, other] = await replayEach(
    [
      { template: subject.template, options: own },
      { template: before.template, options: { ...then, ...read } },
    ],
    records,
  );
  return { result: withDoubts(result), before: withDoubts(other), unreadable };
}

function bulkOptions(log: LogOptions, { memory }: ReplaySettings): Omit<BulkReplayOptions, "temporaryFolder" | "open"> {
  const { timeFields, format, multiline, withoutTime: _withoutTime, ...time } = log;
  return {
    time,
    ...(format === undefined ? {} : { format }),
    ...(multiline === undefined ? {} : { multiline }),
    ...(timeFields === undefined ? {} : { timeFields }),
    ...(memory === undefined ? {} : { memoryLimit: memory }),
  };
}

const CHUNK = 256 * 1024;

/** Replays with DuckDB. The temporary folder is always removed at the end. */
async function inBulk(
  template: Template,
  files: readonly InputFile[],
  options: Omit<BulkReplayOptions, "temporaryFolder" | "open">,
  io: Io,
): Promise<BulkReplay> {
  return interruptible(io, async (aborted) => {
    const temporaryFolder = mkdtempSync(join(tmpdir(), "sightline-replay-"));
    const shown = progress(
      io.stderr,
      files.reduce((sum, { bytes }) => sum + bytes, 0),
    );
    try {
      return await replayInBulk(
        template,
        files.map(({ name, path, bytes }) => ({ source: name, path: path ?? "", bytes })),
        {
          ...options,
          temporaryFolder,
          open: ({ path }) => createReadStream(path, { highWaterMark: CHUNK }),
          signal: aborted,
          onProgress: ({ bytesDone }) => shown.update(bytesDone),
        },
      );
    } catch (error) {
      if (error instanceof DuckDbMissing) throw new UsageError(error.message);
      throw error;
    } finally {
      shown.end();
      rmSync(temporaryFolder, { recursive: true, force: true });
    }
  });
}

async function* batches(
  files: readonly InputFile[],
  log: LogOptions,
  io: Io,
  unreadable: string[],
): AsyncGenerator<LogBatch> {
  for await (const batch of readLines(files, io, log)) {
    append(unreadable, unreadableParts(batch.problems));
    yield batch;
  }
}

function readMetrics(file: string, io: Io): { series: readonly Series[]; problems: readonly Finding<MetricRuleId>[] } {
  try {
    return readGivenMetrics(file, readText(file, io.cwd));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    const at = { kind: "file", file } as const;
    const fix = "Give a file of datapoints: the JSON of aws cloudwatch get-metric-data, or CSV.";
    return {
      series: [],
      problems: [metricRules.finding("metrics-unreadable", at, { message: whyUnreadable(error), fix })],
    };
  }
}
