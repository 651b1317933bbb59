/**
 * Writes to a stream in large pieces and waits for it to take them. When its reader has gone (`| head`), everything
 * else is dropped silently.
 */
export class Output {
  #pending: Buffer[] = [];
  #size = 0;
  #isClosed = false;
  #failure: Error | undefined;

  constructor(private readonly stream: NodeJS.WritableStream) {
    stream.on("error", this.#onError);
  }

  /** The reader has gone. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  write(data: string | Buffer): void {
    const bytes = typeof data === "string" ? Buffer.from(data) : data;
    this.#pending.push(bytes);
    this.#size += bytes.length;
  }

  /** Hands over what has been written, and waits until the stream has taken it. @throws the stream's error, unless its reader has gone */
  async flush(): Promise<void> {
    if (this.#size === 0 || this.#isClosed) return;
    const data = Buffer.concat(this.#pending);
    this.#pending = [];
    this.#size = 0;
    await new Promise<void>((resolve) =>
      this.stream.write(data, (error) => {
        if (error) this.#onError(error);
        resolve();
      }),
    );
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Flushes, and stops listening to the stream, which stays open. */
  async end(): Promise<void> {
    await this.flush();
    // The stream may still emit the error that its callback has already reported.
    if (!this.#isClosed) this.stream.off("error", this.#onError);
  }

  readonly #onError = (error: Error): void => {
    if ("code" in error && (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED")) this.#isClosed = true;
    else this.#failure = error;
  };
}
