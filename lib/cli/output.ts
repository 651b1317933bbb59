import type { Outlet } from "./outlet";

/** Writes to an outlet in large pieces and waits for it to take them. When its reader has gone (`| head`), everything else is dropped. */
export class Output {
  #pending: (string | Buffer)[] = [];

  constructor(private readonly outlet: Outlet) {}

  /** The reader has gone, or the device has failed. */
  get isClosed(): boolean {
    return this.outlet.isClosed;
  }

  /** Adds text, see {@link Outlet.write}. */
  write(text: string): void {
    const last = this.#pending.at(-1);
    if (typeof last === "string") this.#pending[this.#pending.length - 1] = last + text;
    else this.#pending.push(text);
  }

  /** Adds bytes of an input, see {@link Outlet.bytes}. */
  bytes(data: Buffer): void {
    this.#pending.push(data);
  }

  /** Hands over what has been written, and waits until the stream has taken it. */
  async flush(): Promise<void> {
    const pending = this.#pending;
    this.#pending = [];
    if (!this.isClosed) this.outlet.pieces(pending);
    await this.outlet.flush();
  }
}
