import { request } from "node:http";
import { createServer } from "node:net";

/** The answer of a server on loopback. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** How long a server may be silent, in milliseconds. */
const LONGEST_SILENCE = 60_000;

/** Ports of loopback that are free now: others may take them before they are used. */
export async function freePorts(count: number): Promise<number[]> {
  // All open at once, so that they differ.
  const servers = await Promise.all(Array.from({ length: count }, listening));
  return Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((done) => {
          const address = server.address();
          server.close(() => done(typeof address === "object" && address !== null ? address.port : 0));
        }),
    ),
  );
}

function listening() {
  return new Promise<ReturnType<typeof createServer>>((done, failed) => {
    const server = createServer();
    server.on("error", failed);
    server.listen(0, "127.0.0.1", () => done(server));
  });
}

/** Asks a server on loopback; with a body, posts it as JSON. @throws the network's error */
export function ask(port: number, path: string, signal: AbortSignal, body?: string): Promise<Answer> {
  return new Promise((done, failed) => {
    const asked = request(
      {
        host: "127.0.0.1",
        port,
        path,
        method: body === undefined ? "GET" : "POST",
        headers: body === undefined ? {} : { "content-type": "application/json" },
        timeout: LONGEST_SILENCE,
        // Never through a proxy, and no connection that outlives the collector.
        agent: false,
        signal,
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", failed);
        answer.on("end", () => done({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8") }));
      },
    );
    asked.on("timeout", () => asked.destroy(new Error("no answer")));
    asked.on("error", failed);
    asked.end(body);
  });
}
