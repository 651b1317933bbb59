import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Io } from "../../command";
import { interruptible } from "../../interruptible";

/** What the page asks for: the data of a path; undefined where there is none. */
export type Answers = (path: string) => Promise<unknown>;

/**
 * Serves a page to this machine alone, until a signal ends it: on a free port of the loopback interface, to requests that name it.
 *
 * @throws Interrupted when a signal ended it
 */
export async function serve(page: string, answers: Answers, io: Io): Promise<void> {
  await interruptible(io, async (aborted) => {
    const server = createServer((request, response) => {
      void answer(request, response, page, answers);
    });
    await new Promise<void>((ready, failed) => {
      server.once("error", failed);
      server.listen(0, "127.0.0.1", ready);
    });
    const { port } = server.address() as AddressInfo;
    io.stdout.write(`http://127.0.0.1:${port}/\n`);
    io.stderr.write("sightline dashboards: ends with Ctrl+C\n");
    await new Promise<void>((ended) => {
      aborted.addEventListener("abort", () => {
        server.close(() => {
          ended();
        });
        server.closeAllConnections();
      });
    });
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  page: string,
  answers: Answers,
): Promise<void> {
  const port = request.socket.localPort ?? 0;
  const send = (status: number, type: string, body: string): void => {
    response.writeHead(status, {
      "content-type": `${type}; charset=utf-8`,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
    response.end(body);
  };
  // Names of other hosts that lead here are those of pages that should not read this one.
  if (![`127.0.0.1:${port}`, `localhost:${port}`].includes(request.headers.host ?? "")) {
    send(403, "text/plain", "ask for 127.0.0.1\n");
    return;
  }
  if (request.method !== "GET") {
    send(405, "text/plain", "only GET\n");
    return;
  }
  const path = request.url ?? "/";
  if (path === "/") {
    send(200, "text/html", page);
    return;
  }
  try {
    const found = await answers(path);
    if (found === undefined) send(404, "text/plain", "there is no such data\n");
    else send(200, "application/json", JSON.stringify(found));
  } catch (error) {
    send(500, "text/plain", `${String(error)}\n`);
  }
}
