import { excerpt } from "../base";
import { compact } from "./compact";
import type { DocumentEvents } from "./document-events";
import { DocumentScanner, type DocumentSink } from "./json-documents";
import { type Container, type Header, unwrap } from "./unwrap";

/** Bytes of events that wait for their document's end, where its log group may stand. */
const WAITING_BYTES = 32 * 1024 * 1024;

/** An element's JSON may be this much longer than its message: what is escaped, and the fields around it. */
const ESCAPING = 8;

/** Documents inside documents: records of a stream in what hands them on, and their compressed data. */
const DEEPEST = 2;

/** Documents that hold events: see {@link LogFormat} `json`. */
export class DocumentDecoder implements DocumentSink {
  readonly #events: DocumentEvents;
  /** Number of documents around this one. */
  readonly #depth: number;
  readonly #scanner: DocumentScanner;
  // Of the document that is open: the key of its events, its other fields, and the events that wait for its end.
  #container: Container | undefined;
  #header: Header = {};
  #waiting: { readonly json: Buffer; readonly line: number }[] = [];
  #waitingBytes = 0;

  constructor(events: DocumentEvents, depth = 0) {
    this.#events = events;
    this.#depth = depth;
    this.#scanner = new DocumentScanner(this, events.maxBytes * ESCAPING);
  }

  push(chunk: Buffer): void {
    this.#scanner.push(chunk);
  }

  /** What is open at the end, in a clause; undefined where nothing is. */
  get unfinished(): string | undefined {
    return this.#scanner.open;
  }

  open(container: Container | undefined, head: string): void {
    this.#container = container;
    this.#header = headerOf(head);
  }

  element(json: Buffer): void {
    if (this.#header.messageType === "CONTROL_MESSAGE") return;
    const line = ++this.#events.line;
    if (this.#container !== "logEvents" || "logGroup" in this.#header) {
      this.#take(json, line);
      return;
    }
    this.#waiting.push({ json, line });
    this.#waitingBytes += json.length;
    if (this.#waitingBytes > WAITING_BYTES) this.#takeWaiting();
  }

  close(tail: string): void {
    this.#header = { ...this.#header, ...headerOf(tail) };
    if (this.#header.messageType === "CONTROL_MESSAGE") {
      this.#events.line -= this.#waiting.length;
      this.#waiting = [];
      this.#events.out.control();
    }
    this.#takeWaiting();
    this.#container = undefined;
    this.#header = {};
  }

  document(json: Buffer): void {
    this.#take(json, ++this.#events.line);
  }

  tooLong(beginning: string, length: number): void {
    this.#events.tooLong(beginning, length, ++this.#events.line);
  }

  stray(text: string): void {
    const line = this.#events.line + 1;
    this.#events.leftOut(`text that is not JSON before event ${line}: ${excerpt(text)}`, line);
  }

  broken(offset: number, reason: string): void {
    const { out, line } = this.#events;
    out.problem("invalid-document", line, `after event ${line}, at byte ${offset}: ${reason}`, BROKEN);
    out.stop();
  }

  #takeWaiting(): void {
    for (const { json, line } of this.#waiting) this.#take(json, line);
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  /** Takes an element, or a document without elements, by its kind. */
  #take(json: Buffer, line: number): void {
    let value: unknown;
    try {
      value = JSON.parse(json.toString("utf8"));
    } catch (error) {
      this.#events.invalid(`not JSON: ${error instanceof Error ? error.message : String(error)}`, json, line);
      return;
    }
    const found = unwrap(value, this.#container, this.#header);
    switch (found.kind) {
      case "event":
        // A record of CloudTrail is its own message.
        this.#events.event(
          found,
          found.text === "" && this.#container === "Records" ? compact(json) : found.text,
          line,
        );
        return;
      case "line":
        this.#events.ownLine(compact(json), line);
        return;
      case "document":
        this.#takeDocument(found.json, line);
        return;
      case "none":
        this.#events.invalid(found.why, json, line);
    }
  }

  #takeDocument(json: Buffer, line: number): void {
    if (this.#depth === DEEPEST) {
      this.#events.leftOut("a document inside a document inside a document", line);
      return;
    }
    // Its events are counted instead of it.
    this.#events.line--;
    const inner = new DocumentDecoder(this.#events, this.#depth + 1);
    inner.push(json);
    if (inner.unfinished !== undefined) this.#events.leftOut(`its compressed data ends ${inner.unfinished}`, line);
  }
}

const BROKEN =
  "What follows in the source is not read. Check how the document was written, or say which format it has.";

function headerOf(text: string): Header {
  try {
    return JSON.parse(text) as Header;
  } catch {
    // The events can be read without it; only the log group may be missing.
    return {};
  }
}
