import { type Collector, collector, type LogBatch } from "./batch";
import { containerLines, criPiece, dockerPiece } from "./decode-container";
import { documentDecoder } from "./decode-documents";
import { exportedLines, tooLong, TOO_LONG } from "./decode-export";
import { journalLines } from "./decode-journal";
import { plainLines } from "./decode-lines";
import { DETECTION_BYTES, detectFormat, type LogFormat } from "./format";
import { lineSplitter, type OnLine } from "./lines";
import { isBinary, notText } from "./not-text";
import { timeReader, type TimeOptions, type TimeReader } from "./time-text";

/**
 * Longest message of an event: one event is at most 1 MB.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
export const MAX_EVENT_BYTES = 1_048_576;

export interface LogOptions extends TimeOptions {
  /**
   * Where a line of JSON holds its time: selectors such as `$.timestamp`, `$['@timestamp']`; the first that is there and can
   * be read counts. Default: {@link defaultTimeFields}. Lines of text begin with their time. Where a document or a runtime
   * wraps the line, the wrapper's time is the event's, as it is for CloudWatch.
   */
  readonly timeFields?: readonly string[];

  /** Default `auto`: told by the content. */
  readonly format?: LogFormat | "auto";

  /** What becomes of a record without a time: it is only counted (the default), or gets the time of the record before it. */
  readonly withoutTime?: "count" | "previous";

  /** Longest message that is kept, in bytes; default {@link MAX_EVENT_BYTES}. */
  readonly maxLineBytes?: number;
}

/** Bytes that become one batch. */
const BATCH_BYTES = 512 * 1024;

/**
 * Reads the log records of one source.
 *
 * What is wrong with the source is told in the batches and never thrown: the stream's own error is the problem
 * `truncated-input` (`unreadable-input` before its first byte), with what was read so far kept. No more is held than one
 * batch and one event.
 *
 * @param source its name, as in the records
 * @param chunks its bytes, decompressed, cut anywhere: UTF-8 with or without a byte order mark, or UTF-16 with one
 * @throws Error for a selector in `timeFields` that names no field
 */
export async function* decodeLogs(
  source: string,
  chunks: AsyncIterable<Uint8Array>,
  options: LogOptions = {},
): AsyncGenerator<LogBatch> {
  const out = collector(source, options.withoutTime === "previous");
  const reader = timeReader(options, (year) =>
    out.once(
      "year-assumed",
      0,
      `times without a year are taken for times of ${year} and the twelve months around it`,
      "Say which year they are of if it is another.",
    ),
  );
  let decoder: Decoder | undefined;
  let head: Buffer[] = [];
  let size = 0;
  let wasRead = false;
  let failure: unknown;

  const start = (isWhole: boolean): Decoder => {
    const bytes = Buffer.concat(head);
    head = [];
    return begin(bytes, isWhole, out, reader, options);
  };

  const iterator = chunks[Symbol.asyncIterator]();
  try {
    if (isTestOfExport(source)) {
      out.control();
      out.stop();
    }
    while (!out.stopped) {
      let next: IteratorResult<Uint8Array>;
      try {
        next = await iterator.next();
      } catch (error) {
        failure = error;
        break;
      }
      if (next.done === true) break;
      const whole = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
      wasRead ||= whole.length > 0;
      for (let from = 0; from < whole.length && !isStopped(out); from += BATCH_BYTES) {
        const chunk = whole.subarray(from, from + BATCH_BYTES);
        if (decoder === undefined) {
          head.push(chunk);
          size += chunk.length;
          if (size >= DETECTION_BYTES) decoder = start(false);
        } else {
          decoder.push(chunk);
        }
        yield* given(out.take());
      }
    }
    decoder ??= start(failure === undefined);
    if (failure === undefined || isStopped(out)) decoder.end();
    else reportFailure(out, failure, wasRead, decoder.abandon());
    yield* given(out.finish());
  } finally {
    // The reader may stop early, and so may the decoder: the stream must not stay open.
    if (failure === undefined) await iterator.return?.();
  }
}

/** CloudWatch Logs writes it into the bucket before an export. */
function isTestOfExport(source: string): boolean {
  return /(?:^|[\\/])aws-logs-write-test$/.test(source);
}

function* given(batch: LogBatch | undefined): Generator<LogBatch> {
  if (batch !== undefined) yield batch;
}

function isStopped(out: Collector): boolean {
  return out.stopped;
}

function reportFailure(out: Collector, failure: unknown, wasRead: boolean, rest: string | undefined): void {
  const why = failure instanceof Error ? failure.message : String(failure);
  if (!wasRead) {
    out.problem("unreadable-input", 0, `cannot be read: ${why}`, "Check that the file is there, whole, and readable.");
    return;
  }
  const left = rest === undefined ? "" : `; ${rest} is left out`;
  const message = `cannot be read to its end: ${why}; what was read so far is kept${left}`;
  out.problem("truncated-input", 0, message, "Get the file again: what its end holds is not in the result.");
}

interface Decoder {
  push(chunk: Buffer): void;
  /** The input is whole. */
  end(): void;
  /** The input breaks off: gives what is unfinished, in a clause. */
  abandon(): string | undefined;
}

/** Tells what the source is by its beginning, and reads that. */
function begin(head: Buffer, isWhole: boolean, out: Collector, reader: TimeReader, options: LogOptions): Decoder {
  const wide = wideEncoding(head);
  if (wide !== undefined) {
    const decoder = new TextDecoder(wide);
    const narrow = (chunk: Buffer) => Buffer.from(decoder.decode(chunk, { stream: true }));
    const inner = begin(narrow(head), isWhole, out, reader, options);
    return { ...inner, push: (chunk) => inner.push(narrow(chunk)) };
  }
  const bytes = head.subarray(head.indexOf(BYTE_ORDER_MARK) === 0 ? BYTE_ORDER_MARK.length : 0);
  const wrong = notText(bytes);
  if (wrong !== undefined) {
    out.problem("not-text", 1, wrong.message, wrong.mend);
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
        out.problem("not-text", 0, "turns into something that is no text", "What follows in the source is not read.");
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
    case "json": {
      const documents = documentDecoder(out, reader, maxBytes, options.timeFields);
      return {
        push: (chunk) => documents.push(chunk),
        end() {
          if (documents.open === undefined) return;
          out.problem(
            "truncated-input",
            0,
            `ends ${documents.open}; what was read so far is kept`,
            "Get the file again.",
          );
        },
        abandon: () => documents.open && `what was open, ${documents.open},`,
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
