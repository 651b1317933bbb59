import { excerpt } from "../base";
import { Capture } from "./capture";
import { RootKey } from "./root-key";
import { type Container, isContainer } from "./unwrap";

/** Receives documents while they are read; nothing larger than one element is ever held. */
export interface DocumentSink {
  /** An array of events begins, after the text of the document before it, closed: `{"logGroup":"a"}`. */
  open(container: Container | undefined, head: string): void;
  /** An element of it: its JSON as written. */
  element(json: Buffer): void;
  /** The document ends, after the text behind the array: `{"nextToken":"b"}`. */
  close(tail: string): void;
  /** A document without such an array. */
  document(json: Buffer): void;
  /** An element that is too long to be held: its beginning, and its length in bytes. */
  tooLong(beginning: string, length: number): void;
  /** Text between the documents that is not JSON. */
  stray(text: string): void;
  /** Brackets do not pair: nothing after it can be read. */
  broken(offset: number, reason: string): void;
}

const DEEPEST = 10_000;

/**
 * Cuts the elements out of JSON documents as they arrive: those of the arrays `events`, `logEvents`, `Records` and `results` of an
 * object, and those of an array at the root. Documents may follow each other with or without blanks between them.
 *
 * It only looks at brackets and strings; whether an element is JSON is found when it is parsed.
 */
export class DocumentScanner {
  readonly #sink: DocumentSink;
  /** What is captured: a document's head, its tail, or an element. */
  readonly #capture: Capture;
  readonly #key = new RootKey();
  readonly #brackets = new Uint8Array(DEEPEST);
  #depth = 0;
  /** Depth of the elements; 0 while there is no array of events. */
  #elementDepth = 0;
  /** Whether the array of the document that is open has ended. */
  #isTail = false;
  #inString = false;
  #isEscaped = false;
  #inStray = false;
  #isBroken = false;
  /** Bytes before the chunk that is being read. */
  #offset = 0;

  /** @param maxBytes longest element, or document without elements, that is held */
  constructor(sink: DocumentSink, maxBytes: number) {
    this.#sink = sink;
    this.#capture = new Capture(maxBytes);
  }

  /** What is open at the end, in a clause; undefined where nothing is. */
  get open(): string | undefined {
    if (this.#depth === 0 || this.#isBroken) return undefined;
    return this.#capture.isOpen ? `inside ${excerpt(this.#capture.beginning)}` : "inside a document";
  }

  push(chunk: Buffer): void {
    const capture = this.#capture;
    let at = 0;
    while (at < chunk.length && !this.#isBroken) {
      if (this.#inString) {
        at = this.#readString(chunk, at);
        continue;
      }
      let byte = chunk[at] ?? 0;
      if (capture.isOpen) {
        // Inside what is captured nothing else matters.
        while (MATTERS[byte] === 0 && ++at < chunk.length) byte = chunk[at] ?? 0;
        if (at === chunk.length) break;
      }
      this.#take(chunk, at, byte);
      at++;
    }
    if (capture.isOpen && !this.#isBroken) capture.rest(chunk);
    this.#offset += chunk.length;
  }

  /** Takes a byte outside strings. */
  #take(chunk: Buffer, at: number, byte: number): void {
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      this.#openBracket(chunk, at, byte);
    } else if (this.#depth === 0) {
      this.#inStray = this.#outside(chunk, at, byte);
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      this.#closeBracket(chunk, at, byte);
    } else if (byte === QUOTE) {
      this.#startElement(at);
      this.#inString = true;
      if (this.#depth === 1 && this.#elementDepth === 0) this.#key.startString(at + 1);
      else this.#key.skipString();
    } else if (byte === COMMA) {
      if (this.#depth === this.#elementDepth) this.#endElement(chunk, at);
      else if (this.#depth === 1) this.#key.expect();
    } else if (!isBlank(byte)) {
      this.#startElement(at);
    }
  }

  /** Reads on in a string; gives the offset after it, or the end of the chunk. */
  #readString(chunk: Buffer, start: number): number {
    let at = this.#isEscaped ? start + 1 : start;
    this.#isEscaped = false;
    while (at < chunk.length) {
      const byte = chunk[at++];
      if (byte === BACKSLASH) {
        if (at === chunk.length) this.#isEscaped = true;
        at++;
      } else if (byte === QUOTE) {
        this.#inString = false;
        break;
      }
    }
    at = Math.min(at, chunk.length);
    this.#key.read(chunk, this.#inString ? at : at - 1, !this.#inString);
    return at;
  }

  #openBracket(chunk: Buffer, at: number, byte: number): void {
    if (this.#depth === DEEPEST) {
      this.#fail(at, `brackets more than ${DEEPEST} deep`);
      return;
    }
    if (this.#depth === 0) this.#startDocument(at, byte);
    else if (this.#isContainer(byte)) this.#startEvents(chunk, at);
    else this.#startElement(at);
    this.#brackets[this.#depth++] = byte;
  }

  #closeBracket(chunk: Buffer, at: number, byte: number): void {
    if (this.#brackets[this.#depth - 1] !== byte - 2) {
      this.#fail(at, `"${String.fromCharCode(byte)}" closes another bracket`);
    } else if (this.#depth === this.#elementDepth) {
      this.#endEvents(chunk, at);
    } else if (--this.#depth === 0) {
      this.#endDocument(chunk, at + 1);
    }
  }

  #startDocument(at: number, byte: number): void {
    this.#inStray = false;
    this.#key.reset(byte === OPEN_OBJECT);
    if (byte === OPEN_OBJECT) {
      this.#capture.start(at);
      return;
    }
    this.#elementDepth = 1;
    this.#sink.open(undefined, "{}");
  }

  #endDocument(chunk: Buffer, to: number): void {
    const json = this.#capture.end(chunk, to);
    if (this.#isTail) {
      this.#sink.close(json === undefined ? "{}" : `{${json.toString("utf8").replace(/^\s*,/, "")}`);
    } else if (json === undefined) {
      this.#sink.tooLong(this.#capture.beginning, this.#capture.length);
    } else {
      this.#sink.document(json);
    }
    this.#isTail = false;
  }

  /** Whether the bracket opens the document's array of events. */
  #isContainer(byte: number): boolean {
    return (
      this.#depth === 1 &&
      this.#elementDepth === 0 &&
      !this.#isTail &&
      byte === OPEN_ARRAY &&
      isContainer(this.#key.text)
    );
  }

  #startEvents(chunk: Buffer, at: number): void {
    const key = this.#key.text;
    const head = this.#capture.end(chunk, at)?.toString("utf8") ?? "{";
    this.#elementDepth = 2;
    // The head ends with the array's own key.
    this.#sink.open(isContainer(key) ? key : undefined, head.replace(/,?\s*"\w+"\s*:\s*$/, "") + "}");
  }

  #endEvents(chunk: Buffer, at: number): void {
    this.#endElement(chunk, at);
    this.#elementDepth = 0;
    this.#depth--;
    this.#isTail = this.#depth > 0;
    // After the array, the rest of the document is captured: an object without its beginning.
    if (this.#isTail) this.#capture.start(at + 1);
    else this.#sink.close("{}");
  }

  /** Begins an element at the depth of elements, unless one is open. */
  #startElement(at: number): void {
    if (this.#depth === this.#elementDepth && !this.#capture.isOpen) this.#capture.start(at);
  }

  #endElement(chunk: Buffer, to: number): void {
    if (!this.#capture.isOpen) return;
    const json = this.#capture.end(chunk, to);
    if (json === undefined) this.#sink.tooLong(this.#capture.beginning, this.#capture.length);
    else this.#sink.element(json);
  }

  /** A byte between documents; gives whether it belongs to stray text. */
  #outside(chunk: Buffer, at: number, byte: number): boolean {
    // Some tools write commas, or the separator of JSON text sequences, between documents.
    if (isBlank(byte) || byte === COMMA || byte === 0x1e) return this.#inStray && byte !== 0x0a;
    if (!this.#inStray) this.#sink.stray(chunk.toString("utf8", at, at + 400).split(/[\n{[]/, 1)[0] ?? "");
    return true;
  }

  #fail(at: number, reason: string): void {
    this.#isBroken = true;
    this.#sink.broken(this.#offset + at, reason);
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c] as const;
// A closing bracket is two more than its opening one.
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY] = [0x7b, 0x7d, 0x5b, 0x5d] as const;

/** Bytes that open, close or part something: 1. */
const MATTERS = new Uint8Array(256);
for (const byte of [QUOTE, COMMA, OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY]) MATTERS[byte] = 1;
