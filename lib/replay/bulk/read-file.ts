import { decodeLogs, decompressed, type LogBatch } from "../../records";
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
  const { time, timeFields, format, signal } = input;
  const options = {
    ...time,
    ...(timeFields === undefined ? {} : { timeFields }),
    ...(format === undefined ? {} : { format }),
  };
  for await (const batch of decodeLogs(file.source, decompressed(bytesOf(file, input)), options)) {
    signal?.throwIfAborted();
    yield batch;
  }
  // The decoder reports an error of the stream as a problem of the file.
  signal?.throwIfAborted();
}
