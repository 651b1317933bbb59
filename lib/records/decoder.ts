import type { Collector } from "./batch";
import { containerLines, criPiece, dockerPiece } from "./decode-container";
import { csvDecoder } from "./decode-csv";
import { DocumentDecoder } from "./decode-documents";
import { DocumentEvents } from "./document-events";
import { awsTextLines } from "./decode-aws-text";
import { columnLines } from "./decode-columns";
import { prefixedDecoder } from "./decode-prefixed";
import { stampedLines, tooLong, TOO_LONG } from "./decode-stamped";
import { journalForm, journalLines } from "./decode-journal";
import { JournalExportDecoder } from "./journal-export";
import { plainLines } from "./decode-lines";
import type { Decoder } from "./source-decoder";
import { stampsOf } from "./format";
import { joinedLines } from "./join-lines";
import { hasReturnsAlone, withLineFeeds } from "./line-ends";
import { lineSplitter, type OnLine } from "./lines";
import { isBinary, notText } from "./not-text";
import { type LogOptions, MAX_EVENT_BYTES } from "./options";
import { notesOn, type Reading, readingOf } from "./reading";
import { sampleOf } from "./sample";
import { LONGEST_STAMP } from "./stamp";
import { UTC } from "./time-options";
import { type TimeReader, timeReader } from "./time-text";
import { wideEncoding } from "./wide-encoding";

/** Where records go, and how they are read. */
export interface Decoding {
  readonly source: string;
  readonly out: Collector;
  readonly options: LogOptions;
}

/** Detects the format of the source by its beginning, and reads it. */
export function begin(head: Buffer, isWhole: boolean, into: Decoding): Decoder {
  const { source, options, out } = into;
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
  if (hasReturnsAlone(bytes, isWhole)) {
    out.once("carriage-returns", 0, RETURNS, RETURNS_FIX);
    const inner = begin(withLineFeeds(bytes), isWhole, into);
    return { ...inner, push: (chunk) => inner.push(withLineFeeds(chunk)) };
  }
  const reading = readingOf(sampleOf(bytes, isWhole), source, options);
  for (const { rule, line, message, fix } of reading.notes) out.once(rule, line, message, fix);
  const decoder = decoderOf(reading, out, options);
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

const RETURNS = "lines end with a carriage return alone: each is read as an event";
const RETURNS_FIX =
  "Agents end lines at a line feed, and may take the whole file for one event: convert it, for example with tr '\\r' '\\n'.";

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** A reader of times in this form; what it assumes is reported once. */
function readerOf(pattern: string | undefined, out: Collector, options: LogOptions): TimeReader {
  const assumed = notesOn(({ rule, line, message, fix }) => out.once(rule, line, message, fix));
  return timeReader(options, assumed, pattern);
}

function decoderOf({ format, timePattern, timeFields, inner }: Reading, out: Collector, options: LogOptions): Decoder {
  const maxBytes = options.maxLineBytes ?? MAX_EVENT_BYTES;
  const reader = readerOf(timePattern, out, options);
  // What AWS and its command line write without a zone is UTC, as are W3C's logs.
  const inUtc = { ...options, zone: UTC };
  const fields = options.timeFields ?? timeFields;
  switch (format) {
    case "ndjson":
    case "text": {
      const { multiline } = options;
      const joined = multiline === undefined ? undefined : joinedLines(out, multiline, maxBytes);
      const onLine = plainLines(joined ?? out, reader, format === "ndjson" && joined === undefined, fields);
      return byLine(out, maxBytes, joined === undefined ? { onLine } : { onLine, end: joined.end });
    }
    case "export":
    case "tail":
    case "stamped":
      return byLine(
        out,
        maxBytes + LONGEST_STAMP,
        stampedLines(out, readerOf(timePattern, out, inUtc), maxBytes, stampsOf[format] ?? new Set()),
      );
    case "aws-text":
      return byLine(out, maxBytes + LONGEST_STAMP, awsTextLines(out, readerOf(timePattern, out, inUtc), maxBytes));
    case "columns":
      return byLine(out, maxBytes, {
        onLine: columnLines(out, (pattern, date) =>
          readerOf(pattern, out, date === undefined ? inUtc : { date, ...inUtc }),
        ),
      });
    case "prefixed":
      if (inner === undefined) throw new Error("a reading of prefixed lines has one of the lines without it");
      return prefixedDecoder(out, maxBytes, inner.prefix, decoderOf(inner.reading, out, options));
    case "docker":
      // Its JSON is longer than what it says.
      return byLine(out, maxBytes * 8, containerLines(out, reader, maxBytes, dockerPiece));
    case "cri":
      return byLine(out, maxBytes + 100, containerLines(out, reader, maxBytes, criPiece));
    case "journald":
      return byBeginning((head) => {
        switch (journalForm(head)) {
          case "lines":
            return byLine(out, maxBytes * 8, { onLine: journalLines(out, reader) });
          case "documents":
            return documentDecoder(new DocumentEvents(out, { own: reader, ofAws: reader }, maxBytes, fields));
          case "export":
            return new JournalExportDecoder(out, maxBytes);
        }
      });
    case "csv":
      return csvDecoder(out, readerOf(timePattern, out, inUtc), maxBytes);
    case "json":
      return documentDecoder(
        new DocumentEvents(out, { own: reader, ofAws: readerOf(timePattern, out, inUtc) }, maxBytes, fields),
      );
  }
}

function documentDecoder(events: DocumentEvents): Decoder {
  const documents = new DocumentDecoder(events);
  return {
    push: (chunk) => documents.push(chunk),
    end() {
      const { unfinished } = documents;
      if (unfinished === undefined) return;
      const message = `ends ${unfinished}; what was read so far is kept`;
      events.out.problem("truncated-input", 0, message, "Get the file again.");
    },
    abandon: () => documents.unfinished && `what was open, ${documents.unfinished},`,
  };
}

/** Decides by the first bytes who reads them and the others. */
function byBeginning(choose: (head: Buffer) => Decoder): Decoder {
  let chosen: Decoder | undefined;
  return {
    push: (chunk) => (chosen ??= choose(chunk)).push(chunk),
    end: () => chosen?.end(),
    abandon: () => chosen?.abandon(),
  };
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
