import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  decodeLogs,
  type LogBatch,
  readGivenMetrics,
  replay,
  type ReplayFinding,
  type ReplayResult,
  type Series,
} from "../../replay";
import type { Io } from "../command";
import { openInput } from "../input";
import type { LogFile } from "./log-files";
import { progress } from "./progress";
import type { ReplaySettings } from "./settings";
import type { Subject } from "./subject";

export interface Replayed {
  readonly result: ReplayResult;
  /** Inputs that could not be read to their end; the rest was evaluated. */
  readonly unreadable: readonly string[];
}

/** Replays log files against a stack. */
export async function replayLogs(
  subject: Subject,
  files: readonly LogFile[],
  settings: ReplaySettings,
  io: Io,
): Promise<Replayed> {
  const given = settings.metrics.map((file) => readMetrics(file, io));
  const unreadable = given.flatMap(({ problems }) =>
    problems.map(({ address, message, mend }) => `${address}: ${message}\n  ${mend}`),
  );
  const result = await replay(subject.template, batches(files, settings, io, unreadable), {
    rules: settings.rules,
    given: given.flatMap(({ series }) => series),
    ...(subject.services === undefined ? {} : { services: subject.services }),
    ...(subject.contracts === undefined ? {} : { contracts: subject.contracts }),
    ...(settings.from === undefined ? {} : { from: settings.from }),
    ...(settings.to === undefined ? {} : { to: settings.to }),
    ...(settings.delay === undefined ? {} : { delay: settings.delay }),
  });
  return { result, unreadable };
}

/** Problems of an input as a whole: the exit code says that it was not all read. */
const FATAL: ReadonlySet<string> = new Set(["truncated-input", "not-text"]);

async function* batches(
  files: readonly LogFile[],
  settings: ReplaySettings,
  io: Io,
  unreadable: string[],
): AsyncGenerator<LogBatch> {
  const shown = progress(
    io.stderr,
    files.reduce((sum, { bytes }) => sum + bytes, 0),
  );
  let done = 0;
  const count = (bytes: number) => {
    done += bytes;
    shown.update(done);
  };
  try {
    for (const { name, path } of files) {
      for await (const batch of decodeLogs(name, openInput(path ?? "-", io, count), settings.log)) {
        for (const { rule, source, line, message } of batch.problems)
          if (FATAL.has(rule)) unreadable.push(`${source}:${line}: ${message}`);
        yield batch;
      }
    }
  } finally {
    shown.end();
  }
}

function readMetrics(file: string, io: Io): { series: readonly Series[]; problems: readonly ReplayFinding[] } {
  try {
    return readGivenMetrics(file, readFileSync(resolve(io.cwd, file), "utf8"));
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === "ENOENT" ? "no such file" : String(error);
    return {
      series: [],
      problems: [
        {
          rule: "metrics-unreadable",
          severity: "critical",
          address: file,
          message: reason,
          mend: "Give a file that can be read.",
        },
      ],
    };
  }
}
