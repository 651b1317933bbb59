import type { Collector } from "./batch";
import { tooLong, TOO_LONG } from "./decode-export";
import { excerpt } from "../base";
import { documentScanner } from "./json-documents";
import { jsonScanner } from "./json-scan";
import { scannedTime, timePaths } from "./time-fields";
import type { TimeReader } from "./time-text";
import { type Container, type Header, unwrap, type Unwrapped } from "./unwrap";

/** Bytes of events that wait for their document's end, where its log group may stand. */
const WAITING_BYTES = 32 * 1024 * 1024;

/** An element's JSON may be this much longer than its message: what is escaped, and the fields around it. */
const ESCAPING = 8;

/** Documents inside documents: records of a stream in what hands them on, and their compressed data. */
const DEEPEST = 2;

export interface DocumentDecoder {
  push(chunk: Buffer): void;
  /** What is open at the end, in a clause; undefined where nothing is. */
  readonly open: string | undefined;
}

/**
 * Documents that hold events: see {@link LogFormat} `json`. An event's number among all of the source is its line.
 *
 * @throws Error for a selector that names no field
 */
export function documentDecoder(
  out: Collector,
  reader: TimeReader,
  maxBytes: number,
  timeFields: readonly string[] | undefined,
): DocumentDecoder {
  const paths = timePaths(timeFields);
  const scanner = jsonScanner(paths);
  let line = 0;

  const open = (depth: number): DocumentDecoder => {
    let container: Container | undefined;
    let header: Header = {};
    let waiting: { readonly json: Buffer; readonly line: number }[] = [];
    let waitingBytes = 0;

    const take = (json: Buffer, number: number, within: Container | undefined) => {
      let value: unknown;
      try {
        value = JSON.parse(json.toString("utf8"));
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        out.problem(
          "invalid-line",
          number,
          `event ${number} is no JSON: ${why}: ${excerpt(json.toString("utf8", 0, 400))}`,
          FIX,
        );
        return;
      }
      give(unwrap(value, within, header), json, number);
    };

    const give = (found: Unwrapped, json: Buffer, number: number) => {
      switch (found.kind) {
        case "event": {
          // A record of CloudTrail is its own message.
          const text = found.text === "" && container === "Records" ? compact(json) : found.text;
          const at = typeof found.at === "string" ? reader.whole(found.at) : found.at;
          if (Buffer.byteLength(text) > maxBytes) {
            out.problem("line-too-long", number, tooLong(Buffer.byteLength(text), maxBytes, text), TOO_LONG);
          } else if (text.trim() === "") {
            out.blank();
          } else {
            out.record(text, at, number, found.logGroup);
          }
          return;
        }
        case "line": {
          const text = compact(json);
          const bytes = Buffer.from(text);
          scanner.scan(bytes, 0, bytes.length);
          out.record(text, scannedTime(scanner, bytes, paths.length, reader), number);
          return;
        }
        case "document":
          if (depth === DEEPEST) {
            out.problem("invalid-line", number, "a document inside a document inside a document", FIX);
            return;
          }
          // Its events are counted instead of it.
          line--;
          readNested(found.json, number);
          return;
        case "none":
          out.problem(
            "invalid-line",
            number,
            `event ${number} is ${found.why}: ${excerpt(json.toString("utf8", 0, 400))}`,
            FIX,
          );
      }
    };

    const readNested = (json: Buffer, number: number) => {
      const nested = open(depth + 1);
      nested.push(json);
      if (nested.open !== undefined)
        out.problem("invalid-line", number, `its compressed data ends ${nested.open}`, FIX);
    };

    const flush = () => {
      for (const { json, line: number } of waiting) take(json, number, container);
      waiting = [];
      waitingBytes = 0;
    };

    return documentScanner(
      {
        open(key, head) {
          container = key;
          header = headerOf(head);
        },
        element(json) {
          if (header.messageType === "CONTROL_MESSAGE") return;
          line++;
          if (container !== "logEvents" || "logGroup" in header) {
            take(json, line, container);
            return;
          }
          waiting.push({ json, line });
          waitingBytes += json.length;
          if (waitingBytes > WAITING_BYTES) flush();
        },
        close(tail) {
          header = { ...header, ...headerOf(tail) };
          if (header.messageType === "CONTROL_MESSAGE") {
            line -= waiting.length;
            waiting = [];
            out.control();
          }
          flush();
          container = undefined;
          header = {};
        },
        document(json) {
          take(json, ++line, undefined);
        },
        tooLong(beginning, length) {
          line++;
          out.problem("line-too-long", line, tooLong(length, maxBytes, beginning), TOO_LONG);
        },
        rubbish(text) {
          out.problem("invalid-line", line + 1, `no JSON before event ${line + 1}: ${excerpt(text)}`, FIX);
        },
        broken(offset, reason) {
          out.problem("invalid-document", line, `after event ${line}, at byte ${offset}: ${reason}`, BROKEN);
          out.stop();
        },
      },
      maxBytes * ESCAPING,
    );
  };
  return open(0);
}

const FIX = "It is left out. Check how the document was written; see the formats that are read in the documentation.";
const BROKEN =
  "What follows in the source is not read. Check how the document was written, or say which format it has.";

function headerOf(text: string): Header {
  try {
    return JSON.parse(text) as Header;
  } catch {
    // What is wrong with it does not touch the events, and shows where the log group is missing.
    return {};
  }
}

/** JSON on one line, everything else as it is written: numbers keep their digits. */
function compact(json: Buffer): string {
  const text = json.toString("utf8").trim();
  return json.includes(0x0a) || json.includes(0x0d) ? text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1") : text;
}
