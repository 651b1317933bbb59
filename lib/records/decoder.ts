import type { Collector } from "./batch";
import { containerLines, criPiece, dockerPiece } from "./decode-container";
import { csvDecoder } from "./decode-csv";
import { DocumentDecoder } from "./decode-documents";
import { DocumentEvents } from "./document-events";
import { exportedLines, tooLong, TOO_LONG } from "./decode-export";
import { journalLines } from "./decode-journal";
import { plainLines } from "./decode-lines";
import type { Decoder } from "./source-decoder";
import { DETECTION_BYTES, detectFormat, type LogFormat } from "./format";
import { lineSplitter, type OnLine } from "./lines";
import { isBinary, notText } from "./not-text";
import { type LogOptions, MAX_EVENT_BYTES } from "./options";
import type { TimeReader } from "./time-text";

/** Where records go, and how they are read. */
export interface Decoding {
  readonly out: Collector;
  readonly reader: TimeReader;
  readonly options: LogOptions;
}

/** Detects the format of the source by its beginning, and reads it. */
export function begin(head: Buffer, isWhole: boolean, into: Decoding): Decoder {
  const { options, out, reader } = into;
  const wide = wideEncoding(head);
  if (wide !== undefined) {
    const decoder = new TextDecoder(wide);
    const narrow = (chunk: Buffer) => Buffer.from(decoder.decode(chunk, { stream: true }));
    const inner = begin(narrow(head), isWhole, into);
    return { ...inner, push: (chunk) => inner.push(narrow(chunk)) };
  }
  const bytes = head.subarray(head.indexOf(BYTE_ORDER_MARK) === 0 ? BYTE_ORDER_MARK.length : 0);
  const wrong = notText(bytes);
  if (wrong !== undefined) {
    out.problem("not-text", 1, wrong.message, wrong.fix);
    out.stop();
    return { push: () => undefined, end: () => undefined, abandon: () => undefined };
  }
  const detected =
    options.format === undefined || options.format === "auto"
      ? detectFormat(bytes.subarray(0, DETECTION_BYTES), isWhole && bytes.length <= DETECTION_BYTES)
      : { format: options.format, doubt: undefined };
  if (detected.doubt !== undefined) {
    out.once(
      "ambiguous-format",
      1,
      detected.doubt,
      'Say that the format is "text" if the application writes this time itself.',
    );
  }
  const decoder = decoderOf(detected.format, out, reader, options);
  decoder.push(bytes);
  return {
    ...decoder,
    push(chunk) {
      if (chunk.includes(0) && isBinary(chunk)) {
        out.problem("not-text", 0, "the rest of it is not text", "What follows in the source is not read.");
        out.stop();
        return;
      }
      decoder.push(chunk);
    },
  };
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** As PowerShell writes what a command prints. */
function wideEncoding(head: Buffer): "utf-16le" | "utf-16be" | undefined {
  const mark = head.toString("hex", 0, 2);
  return mark === "fffe" ? "utf-16le" : mark === "feff" ? "utf-16be" : undefined;
}

function decoderOf(format: LogFormat, out: Collector, reader: TimeReader, options: LogOptions): Decoder {
  const maxBytes = options.maxLineBytes ?? MAX_EVENT_BYTES;
  switch (format) {
    case "ndjson":
    case "text":
      return byLine(out, maxBytes, { onLine: plainLines(out, reader, format === "ndjson", options.timeFields) });
    case "export":
      return byLine(out, maxBytes + 25, exportedLines(out, reader, maxBytes));
    case "docker":
      // Its JSON is longer than what it says.
      return byLine(out, maxBytes * 8, containerLines(out, reader, maxBytes, dockerPiece));
    case "cri":
      return byLine(out, maxBytes + 100, containerLines(out, reader, maxBytes, criPiece));
    case "journald":
      return byLine(out, maxBytes * 8, { onLine: journalLines(out, reader) });
    case "csv":
      return csvDecoder(out, reader, maxBytes);
    case "json": {
      const documents = new DocumentDecoder(new DocumentEvents(out, reader, maxBytes, options.timeFields));
      return {
        push: (chunk) => documents.push(chunk),
        end() {
          const { unfinished } = documents;
          if (unfinished === undefined) return;
          const message = `ends ${unfinished}; what was read so far is kept`;
          out.problem("truncated-input", 0, message, "Get the file again.");
        },
        abandon: () => documents.unfinished && `what was open, ${documents.unfinished},`,
      };
    }
  }
}

function byLine(
  out: Collector,
  maxBytes: number,
  lines: { readonly onLine: OnLine; readonly end?: () => void },
): Decoder {
  const splitter = lineSplitter(maxBytes, lines.onLine, (beginning, length, line) =>
    out.problem("line-too-long", line, tooLong(length, maxBytes, beginning), TOO_LONG),
  );
  return {
    push: (chunk) => splitter.push(chunk),
    end() {
      splitter.end();
      lines.end?.();
    },
    abandon() {
      lines.end?.();
      const { unfinished } = splitter;
      return unfinished === undefined ? undefined : `line ${unfinished}, which is not whole,`;
    },
  };
}
