import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import { readOtlp } from "../../lib/collector/scenarios/otlp-read";
import type { Item } from "../../lib/collector/scenarios/telemetry";

/** What a sink does with a request: takes it, answers 503, or says nothing until it does something else. */
type Manner = "takes" | "refuses" | "stalls";

/** A back end on loopback: it takes OTLP as JSON over HTTP, and can be slow, away, or overloaded. What it did not answer with 200 it has not taken. */
export class OtlpSink {
  readonly items: Item[] = [];
  /** Bodies that it took, as they came. */
  readonly taken: string[] = [];
  /** How often it answered 503. */
  refused = 0;
  /** How long it takes for a request, in milliseconds. */
  slowness = 0;
  #manner: Manner = "takes";
  readonly #changes = new EventEmitter().setMaxListeners(0);
  #port = 0;
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  static async open(): Promise<OtlpSink> {
    const sink = new OtlpSink();
    await sink.comeBack();
    return sink;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  set manner(manner: Manner) {
    this.#manner = manner;
    this.#changes.emit("manner");
  }

  /** Nothing listens any more, and no connection is left. */
  async goAway(): Promise<void> {
    const closed = new Promise((done) => this.#server.close(done));
    this.manner = "refuses";
    this.#server.closeAllConnections();
    await closed;
  }

  async comeBack(): Promise<void> {
    this.manner = "takes";
    await new Promise<void>((done, failed) => {
      this.#server.once("error", failed);
      this.#server.listen(this.#port, "127.0.0.1", done);
    });
    const address = this.#server.address();
    this.#port = typeof address === "object" && address !== null ? address.port : 0;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(
      request.headers["content-encoding"] === "gzip" ? request.pipe(createGunzip()) : request,
    ).catch(() => undefined);
    if (this.slowness > 0) await new Promise((done) => setTimeout(done, this.slowness));
    while (this.#manner === "stalls") await once(this.#changes, "manner");
    // Whoever asked has given up: what is answered now, nobody hears.
    if (body === undefined || response.destroyed) return;
    if (this.#manner === "refuses") this.refused += 1;
    else {
      this.taken.push(body);
      this.items.push(...(readOtlp(JSON.parse(body)) ?? []));
    }
    response.writeHead(this.#manner === "refuses" ? 503 : 200, { "content-type": "application/json" }).end("{}");
  }
}
