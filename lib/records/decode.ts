import { type Collector, collector, type LogBatch } from "./batch";
import { begin } from "./decoder";
import type { Decoder } from "./source-decoder";
import type { LogOptions } from "./options";
import { DETECTION_BYTES } from "./sample";

/** Bytes that become one batch. */
const BATCH_BYTES = 512 * 1024;

/**
 * Reads the log records of one source.
 *
 * Problems of the source are reported in the batches and never thrown: the stream's own error is the problem
 * `truncated-input` (`unreadable-input` before its first byte), with what was read so far kept. No more is held than one
 * batch and one event.
 *
 * @param source its name, as in the records
 * @param chunks its bytes, decompressed, cut anywhere: UTF-8 with or without a byte order mark, or UTF-16 with one
 * @throws Error for a selector in `timeFields` that cannot be read
 */
export async function* decodeLogs(
  source: string,
  chunks: AsyncIterable<Uint8Array>,
  options: LogOptions = {},
): AsyncGenerator<LogBatch> {
  const out = collector(source, options.withoutTime === "previous");
  let decoder: Decoder | undefined;
  let head: Buffer[] = [];
  let size = 0;
  let wasRead = false;
  let failure: unknown;

  const start = (isWhole: boolean): Decoder => {
    const bytes = Buffer.concat(head);
    head = [];
    return begin(bytes, isWhole, { source, out, options });
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
  const { message: said } = failure as { readonly message?: unknown };
  const why = typeof said === "string" ? said : String(failure);
  if (!wasRead) {
    out.problem("unreadable-input", 0, `cannot be read: ${why}`, "Check that the file is there, whole, and readable.");
    return;
  }
  const left = rest === undefined ? "" : `; ${rest} is left out`;
  const message = `cannot be read to its end: ${why}; what was read so far is kept${left}`;
  out.problem("truncated-input", 0, message, "Get the file again: its end is missing from the result.");
}
