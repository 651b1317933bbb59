import { basename } from "node:path";
import { Readable } from "node:stream";
import { decodeLogs, type LogRecord } from "../records";
import type { ReplayBatch } from "../replay";
import { logFiles, openFile } from "./log-files";
import type { LogInput } from "./options";

type Fields = Readonly<Record<string, unknown>>;

/** What is replayed: a scenario's logs, and how to open the files that they name. */
export interface Replaying {
  readonly logs: readonly Fields[];
  readonly open: (file: string) => AsyncIterable<ReplayBatch>;
}

/**
 * The logs that a test gives.
 *
 * @param folder what relative paths are relative to
 * @throws Error for a path without a file
 */
export function replayingOf(
  given: LogInput | readonly LogInput[],
  logGroup: string | undefined,
  folder: string,
): Replaying {
  const logs: Fields[] = [];
  const opened = new Map<string, () => AsyncIterable<ReplayBatch>>();
  const addFile = (name: string, more: Fields, open: () => AsyncIterable<ReplayBatch>): void => {
    logs.push({ ...(logGroup === undefined ? {} : { log_group: logGroup }), ...more, file: name });
    opened.set(name, open);
  };
  const addPath = (path: string, more: Fields): void => {
    for (const file of logFiles(path, folder)) addFile(file, more, () => decodeLogs(basename(file), openFile(file)));
  };

  const inputs = Array.isArray(given) ? (given as readonly LogInput[]) : [given as LogInput];
  const lines: string[] = [];
  const records: LogRecord[] = [];
  for (const input of inputs) {
    if (typeof input === "string") {
      if (input.trimStart().startsWith("{")) lines.push(input);
      else addPath(input, {});
    } else if (isRecord(input)) {
      records.push({ logGroup: undefined, source: "replaying", line: records.length + 1, ...input });
    } else if (isFile(input)) addPath(input.file, input);
    else if (isEntry(input)) logs.push(logGroup === undefined ? input : { log_group: logGroup, ...input });
    else lines.push(JSON.stringify(input));
  }
  if (records.length > 0) addFile("replaying (records)", {}, () => batch(records));
  if (lines.length > 0)
    addFile("replaying (lines)", {}, () =>
      decodeLogs("replaying", Readable.from([Buffer.from(lines.map((line) => `${line}\n`).join(""))])),
    );
  return {
    logs,
    open: (file) => {
      const open = opened.get(file);
      if (open === undefined) throw new Error(`there is no file ${file}`);
      return open();
    },
  };
}

/** When the first recorded line was written, milliseconds since 1970; undefined: no recorded line has a time. */
export async function firstTime({ logs, open }: Replaying): Promise<number | undefined> {
  let first = Infinity;
  for (const { file, shift } of logs) {
    if (typeof file !== "string" || shift !== undefined) continue;
    for await (const { records } of open(file)) {
      const at = records.find((record) => record.at !== undefined)?.at;
      if (at === undefined) continue;
      first = Math.min(first, at);
      break;
    }
  }
  return first === Infinity ? undefined : first;
}

async function* batch(records: readonly LogRecord[]): AsyncGenerator<ReplayBatch> {
  yield await Promise.resolve({ records, problems: [] });
}

function isRecord(input: object): input is Pick<LogRecord, "text" | "at"> & Partial<LogRecord> {
  const { text, at } = input as Partial<LogRecord>;
  return (
    typeof text === "string" && typeof at === "number" && hasOnly(input, ["text", "at", "logGroup", "source", "line"])
  );
}

function isFile(input: object): input is Fields & { readonly file: string } {
  return typeof (input as Fields).file === "string" && hasOnly(input, ["file", "log_group", "shift"]);
}

function isEntry(input: object): input is Fields {
  return "generate" in input || Array.isArray((input as Fields).lines);
}

function hasOnly(input: object, keys: readonly string[]): boolean {
  return Object.keys(input).every((key) => keys.includes(key));
}
