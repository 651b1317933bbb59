import { line, placeText } from "../base";
import { decodeLogs, type LogBatch, type LogOptions, type LogProblem, isUnreadable, problemFinding } from "../records";
import type { Io } from "./command";
import { openInput } from "./input";
import type { InputFile } from "./input-files";
import { progress } from "./progress";

/** Reads recorded lines of files, one after the other, and shows how far it is. */
export async function* readLines(files: readonly InputFile[], io: Io, log: LogOptions = {}): AsyncGenerator<LogBatch> {
  const shown = progress(
    io.stderr,
    files.reduce((sum, { bytes }) => sum + bytes, 0),
  );
  let done = 0;
  const onRead = (bytes: number) => {
    done += bytes;
    shown.update(done);
  };
  try {
    for (const { name, path } of files) yield* decodeLogs(name, openInput(path ?? "-", io, onRead), log);
  } finally {
    shown.end();
  }
}

/** Of problems of an input those that keep a part of it from being read: where, and why. */
export function unreadableParts(problems: readonly LogProblem[]): string[] {
  return problems.filter(isUnreadable).map((problem) => unreadableText(problemFinding(problem)));
}

/** What keeps a part of an input from being read: where, and why. */
export function unreadableText({ at, message }: ReturnType<typeof problemFinding>): string {
  return line`${placeText(at)}: ${message}`;
}
