import { excerpt } from "../base";
import { type Container, isContainer } from "./unwrap";

/** What is told of documents while they are read; nothing larger than one element is ever held. */
export interface DocumentSink {
  /** An array of events begins, after the text of the document before it, closed: `{"logGroup":"a"}`. */
  open(container: Container | undefined, head: string): void;
  /** An element of it: its JSON as written. */
  element(json: Buffer): void;
  /** The document ends, after the text behind the array: `{"nextToken":"b"}`. */
  close(tail: string): void;
  /** A document without such an array. */
  document(json: Buffer): void;
  /** Something longer than is held; its beginning, and its length in bytes. */
  tooLong(beginning: string, length: number): void;
  /** Something between the documents that is no JSON. */
  rubbish(text: string): void;
  /** Brackets do not pair: nothing after it can be understood. */
  broken(offset: number, reason: string): void;
}

export interface DocumentScanner {
  push(chunk: Buffer): void;
  /** What is open at the end, in a clause; undefined where nothing is. */
  readonly open: string | undefined;
}

const DEEPEST = 10_000;

/**
 * Cuts the elements out of JSON documents as they arrive: of the arrays `events`, `logEvents`, `Records` and `results` of an
 * object, and of an array at the root. Documents may follow each other with or without blanks between them.
 *
 * Only brackets and strings are looked at: whether an element is JSON shows when it is parsed.
 *
 * @param maxBytes longest element, or document without elements, that is held
 */
export function documentScanner(sink: DocumentSink, maxBytes: number): DocumentScanner {
  const brackets = new Uint8Array(DEEPEST);
  let depth = 0;
  let inString = false;
  let isEscaped = false;
  let offset = 0;
  let isBroken = false;
  let inRubbish = false;

  // Depth at which elements stand; 0 while there is no array of events.
  let elementDepth = 0;
  // Whether the array of the document that is open has ended.
  let isTail = false;
  // The key that is being read, or was read last, in an object at the root.
  let key = "";
  let isKey = false;
  let expectsKey = false;
  let keyStart = 0;

  // What is captured: a document's head, its tail, or an element.
  let pieces: Buffer[] = [];
  let length = 0;
  let from = -1;
  let beginning = "";

  const keep = (piece: Buffer) => {
    length += piece.length;
    if (length <= maxBytes) {
      pieces.push(piece);
    } else if (pieces.length > 0 || beginning === "") {
      beginning = Buffer.concat([...pieces, piece.subarray(0, 400)]).toString("utf8", 0, 400);
      pieces = [];
    }
  };
  /** What was captured up to `to`; undefined where it was too long. */
  const captured = (chunk: Buffer, to: number): Buffer | undefined => {
    keep(chunk.subarray(from, to));
    const whole = length <= maxBytes ? (pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)) : undefined;
    from = -1;
    return whole;
  };
  const release = () => {
    pieces = [];
    length = 0;
    beginning = "";
  };

  const fail = (at: number, reason: string) => {
    isBroken = true;
    sink.broken(offset + at, reason);
  };

  const endElement = (chunk: Buffer, to: number) => {
    if (from < 0) return;
    const json = captured(chunk, to);
    if (json === undefined) sink.tooLong(beginning, length);
    else sink.element(json);
    release();
  };

  const openBracket = (chunk: Buffer, at: number, byte: number) => {
    if (depth === DEEPEST) {
      fail(at, `brackets more than ${DEEPEST} deep`);
      return;
    }
    if (depth === 0) {
      from = at;
      inRubbish = false;
      expectsKey = byte === OPEN_OBJECT;
      key = "";
      if (byte === OPEN_ARRAY) {
        from = -1;
        elementDepth = 1;
        sink.open(undefined, "{}");
      }
    } else if (depth === 1 && elementDepth === 0 && !isTail && byte === OPEN_ARRAY && isContainer(key)) {
      const head = captured(chunk, at)?.toString("utf8") ?? "{";
      release();
      elementDepth = 2;
      // The head ends with the array's own key.
      sink.open(key, head.replace(/,?\s*"\w+"\s*:\s*$/, "") + "}");
    } else if (depth === elementDepth && from < 0) {
      from = at;
    }
    brackets[depth++] = byte;
  };

  const closeBracket = (chunk: Buffer, at: number, byte: number) => {
    if (brackets[depth - 1] !== byte - 2) {
      fail(at, `"${String.fromCharCode(byte)}" closes another bracket`);
      return;
    }
    if (depth === elementDepth) {
      endElement(chunk, at);
      elementDepth = 0;
      depth--;
      if (depth === 0) sink.close("{}");
      // After a document's array its tail is captured, as an object without beginning.
      else from = at + 1;
      isTail = depth > 0;
      return;
    }
    depth--;
    if (depth > 0) return;
    const json = captured(chunk, at + 1);
    if (isTail) {
      sink.close(json === undefined ? "{}" : `{${json.toString("utf8").replace(/^\s*,/, "")}`);
    } else if (json === undefined) {
      sink.tooLong(beginning, length);
    } else {
      sink.document(json);
    }
    isTail = false;
    release();
  };
  const readString = (chunk: Buffer, start: number): number => {
    let at = isEscaped ? start + 1 : start;
    isEscaped = false;
    while (at < chunk.length) {
      const byte = chunk[at++];
      if (byte === BACKSLASH) {
        if (at === chunk.length) isEscaped = true;
        at++;
      } else if (byte === QUOTE) {
        inString = false;
        break;
      }
    }
    at = Math.min(at, chunk.length);
    if (isKey && key.length < 64) key += chunk.toString("latin1", keyStart, inString ? at : at - 1);
    keyStart = 0;
    if (!inString) isKey = false;
    return at;
  };

  const push = (chunk: Buffer) => {
    let at = 0;
    while (at < chunk.length && !isBroken) {
      if (inString) {
        at = readString(chunk, at);
        continue;
      }
      let byte = chunk[at] ?? 0;
      if (from >= 0) {
        // Inside what is captured nothing else matters.
        while (MATTERS[byte] === 0 && ++at < chunk.length) byte = chunk[at] ?? 0;
        if (at === chunk.length) break;
      }
      if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        openBracket(chunk, at, byte);
      } else if (depth === 0) {
        inRubbish = outside(chunk, at, byte);
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        closeBracket(chunk, at, byte);
      } else if (byte === QUOTE) {
        if (depth === elementDepth && from < 0) from = at;
        inString = true;
        isKey = depth === 1 && expectsKey && elementDepth === 0;
        if (isKey) {
          key = "";
          keyStart = at + 1;
          expectsKey = false;
        }
      } else if (byte === COMMA) {
        if (depth === elementDepth) endElement(chunk, at);
        else if (depth === 1) expectsKey = true;
      } else if (depth === elementDepth && from < 0 && !isBlank(byte)) {
        from = at;
      }
      at++;
    }
    if (from >= 0 && !isBroken) {
      keep(chunk.subarray(from));
      from = 0;
    }
    offset += chunk.length;
  };

  /** A byte between documents; gives whether it belongs to rubbish. */
  const outside = (chunk: Buffer, at: number, byte: number): boolean => {
    // Commas, and the separator of JSON text sequences, stand between documents of some tools.
    if (isBlank(byte) || byte === COMMA || byte === 0x1e) return inRubbish && byte !== 0x0a;
    if (!inRubbish) sink.rubbish(chunk.toString("utf8", at, at + 400).split(/[\n{[]/, 1)[0] ?? "");
    return true;
  };

  return {
    push,
    get open() {
      if (depth === 0 || isBroken) return undefined;
      return from < 0 ? "inside a document" : `inside ${excerpt(pieces[0]?.toString("utf8", 0, 200) ?? beginning)}`;
    },
  };
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
