import {
  decodeLogs,
  decompressed,
  DETECTION_BYTES,
  type LogBatch,
  type LogOptions,
  type Reading,
  readingOf,
  sampleOf,
} from "../../records";
import type { BulkFile, BulkInput } from "./input";

/** The bytes of a file as they are on disk. @throws the signal's reason when it is aborted */
export async function* bytesOf(file: BulkFile, { open, signal }: BulkInput): AsyncGenerator<Uint8Array> {
  for await (const chunk of open(file)) {
    signal?.throwIfAborted();
    yield chunk;
  }
}

/** The records of a file, without the database. @throws the signal's reason when it is aborted */
export async function* recordsOf(file: BulkFile, input: BulkInput): AsyncGenerator<LogBatch> {
  const { signal } = input;
  const options = optionsOf(input);
  for await (const batch of decodeLogs(file.source, decompressed(bytesOf(file, input)), options)) {
    signal?.throwIfAborted();
    yield batch;
  }
  // The decoder reports an error of the stream as a problem of the file.
  signal?.throwIfAborted();
}

function optionsOf({ time, timeFields, format, multiline }: BulkInput): LogOptions {
  return {
    ...time,
    ...(timeFields === undefined ? {} : { timeFields }),
    ...(format === undefined ? {} : { format }),
    ...(multiline === undefined ? {} : { multiline }),
  };
}

/** How a file is read, by its beginning, or by what could be read of it. @throws the signal's reason when it is aborted */
export async function readingOfFile(file: BulkFile, input: BulkInput): Promise<Reading> {
  let head = Buffer.alloc(0);
  let isWhole = true;
  try {
    for await (const chunk of decompressed(bytesOf(file, input))) {
      head = Buffer.concat([head, chunk]);
      isWhole = head.length < DETECTION_BYTES;
      if (!isWhole) break;
    }
  } catch {
    // Reading it line by line reports why.
    input.signal?.throwIfAborted();
  }
  return readingOf(sampleOf(head, isWhole), file.source, optionsOf(input));
}

/** Whether the database reads such lines as `decodeLogs` does: each is an event, and times of text stand at its beginning. */
export function isForDatabase({ format, timePattern }: Reading, { time, multiline }: BulkInput): boolean {
  return (
    (format === "text" || format === "ndjson") &&
    timePattern === undefined &&
    time?.timePattern === undefined &&
    multiline === undefined
  );
}
