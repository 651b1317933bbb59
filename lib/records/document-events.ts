import { excerpt } from "../base";
import type { Collector } from "./batch";
import { tooLong, TOO_LONG } from "./decode-stamped";
import { type JsonScanner, jsonScanner } from "./json-scan";
import { scannedTime, timePaths } from "./time-fields";
import type { TimeReader } from "./time-text";
import type { Unwrapped } from "./unwrap";

/** Readers of the times in an application's own lines, and in what AWS writes. */
export interface DocumentReaders {
  readonly own: TimeReader;
  readonly ofAws: TimeReader;
}

/** Makes records of a source's events, whichever documents hold them, and reports their problems. */
export class DocumentEvents {
  /** The number of the last event among all events of the source: its line. */
  line = 0;
  readonly maxBytes: number;
  readonly out: Collector;
  readonly #readers: DocumentReaders;
  readonly #scanner: JsonScanner;
  readonly #times: number;

  /** @throws Error for a selector that cannot be read */
  constructor(out: Collector, readers: DocumentReaders, maxBytes: number, timeFields: readonly string[] | undefined) {
    const paths = timePaths(timeFields);
    this.out = out;
    this.maxBytes = maxBytes;
    this.#readers = readers;
    this.#scanner = jsonScanner(paths);
    this.#times = paths.length;
  }

  /** An event of CloudWatch Logs, with the text of its message. */
  event(event: Extract<Unwrapped, { kind: "event" }>, text: string, line: number): void {
    const at = typeof event.at === "string" ? this.#readers.ofAws.whole(event.at) : event.at;
    const bytes = Buffer.byteLength(text);
    if (bytes > this.maxBytes) this.tooLong(text, bytes, line);
    else if (text.trim() === "") this.out.blank();
    else this.out.record(text, at, line, event.logGroup);
  }

  /** An application's own line, pretty-printed or in an array. */
  ownLine(text: string, line: number): void {
    const bytes = Buffer.from(text);
    this.#scanner.scan(bytes, 0, bytes.length);
    this.out.record(text, scannedTime(this.#scanner, bytes, this.#times, this.#readers.own), line);
  }

  tooLong(beginning: string, length: number, line: number): void {
    this.out.problem("line-too-long", line, tooLong(length, this.maxBytes, beginning), TOO_LONG);
  }

  /** An element that is not an event; `why` in a clause. */
  invalid(why: string, json: Buffer, line: number): void {
    this.leftOut(`event ${line} is ${why}: ${excerpt(json.toString("utf8", 0, 400))}`, line);
  }

  leftOut(message: string, line: number): void {
    this.out.problem("invalid-line", line, message, FIX);
  }
}

const FIX = "It is left out. Check how the document was written; see the formats that are read in the documentation.";
