/** Reads one source, from its first byte on. */
export interface Decoder {
  push(chunk: Buffer): void;
  /** The input is whole. */
  end(): void;
  /** The input breaks off: gives what is unfinished, in a clause. */
  abandon(): string | undefined;
}
