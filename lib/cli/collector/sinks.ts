import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { isRecord, line, readJson } from "../../base";
import { type ArrivedMessage, metricsSaid, type Prepared } from "../../collector/scenarios";
import { UsageError } from "../command";

/** The most that is read of a sink, in bytes. */
const MOST_SINK = 256 * 1024 * 1024;

/** The files that exporters write, read as they grow. */
export class Sinks {
  readonly #files: readonly {
    readonly sink: Prepared["sinks"][number];
    readonly path: string;
    at: number;
    rest: string;
  }[];
  readonly #messages: ArrivedMessage[] = [];
  /** What metrics have said so far, without their times. */
  readonly #said = new Set<string>();
  #others = 0;

  constructor({ sinks }: Prepared, folder: string) {
    this.#files = sinks.map((sink) => ({ sink, path: join(folder, sink.file), at: 0, rest: "" }));
  }

  /** Reads what is new. @throws UsageError for a sink that has grown too large */
  read(): void {
    for (const file of this.#files) {
      const lines = (file.rest + appended(file)).split("\n");
      file.rest = lines.pop() ?? "";
      for (const each of lines) if (each !== "") this.#take(each, file.sink);
    }
  }

  #take(written: string, { exporter, pipeline }: Prepared["sinks"][number]): void {
    const message = readJson(written)?.value;
    if (!isRecord(message)) return;
    this.#messages.push({ exporter, pipeline, message });
    if (Object.hasOwn(message, "resourceMetrics"))
      for (const each of metricsSaid(message)) this.#said.add(`${exporter} ${pipeline} ${each}`);
    // `span_metrics` with deltas exports messages without anything in them, for ever.
    else if (["resourceSpans", "resourceLogs"].some((key) => Object.hasOwn(message, key))) this.#others += 1;
  }

  get messages(): readonly ArrivedMessage[] {
    return this.#messages;
  }

  /** Changes when something new has come out; metrics that only repeat themselves are nothing new. */
  get progress(): string {
    return `${this.#others} ${this.#said.size}`;
  }
}

function appended(file: { readonly path: string; at: number }): string {
  let descriptor: number;
  try {
    descriptor = openSync(file.path, "r");
  } catch {
    // Nothing has come out yet.
    return "";
  }
  try {
    const { size } = fstatSync(descriptor);
    if (size > MOST_SINK)
      throw new UsageError(line`more than ${MOST_SINK} bytes have come out by one exporter; send less in one scenario`);
    const parts: Buffer[] = [];
    while (file.at < size) {
      const part = Buffer.alloc(Math.min(size - file.at, 1_048_576));
      const read = readSync(descriptor, part, 0, part.length, file.at);
      if (read === 0) break;
      file.at += read;
      parts.push(part.subarray(0, read));
    }
    // Up to the last whole line: a character may be cut in the middle.
    const all = Buffer.concat(parts);
    const end = all.lastIndexOf(0x0a) + 1;
    file.at -= all.length - end;
    return all.toString("utf8", 0, end);
  } finally {
    closeSync(descriptor);
  }
}
