import type { baseContract, EventFields } from "sightline/contract";
import { tenths } from "./clock";
import type { Random } from "./random";

type BaseFields<Name extends keyof (typeof baseContract)["events"]> = EventFields<typeof baseContract, Name>;

/** A piece of work that answers a request, of any service. */
export interface RequestWork {
  write(at: number, event: "request_completed", message: string, fields: BaseFields<"request_completed">): void;
  write(at: number, event: "request_failed", message: string, fields: BaseFields<"request_failed">): void;
}

export interface Request {
  readonly method: "GET" | "POST" | "DELETE";
  readonly route: string;

  /** @default - the route, which then has no parameters */
  readonly path?: string;
  readonly userId?: string | undefined;
}

/** An unhandled error. */
export interface Crash {
  readonly type: string;
  readonly message: string;
  readonly where: string;
}

export type Answer =
  | { readonly status: number; readonly errorType?: string | undefined; readonly bytes?: number }
  | { readonly crash: Crash };

/** Logs the end of a request: the unhandled error, if there was one, and the response. Returns the status. */
export function answer(work: RequestWork, request: Request, begun: number, ended: number, how: Answer): number {
  const { method, route, path = route, userId } = request;
  const duration_ms = tenths(ended - begun);
  const status = "crash" in how ? 500 : how.status;
  const user = userId === undefined ? {} : { user: { id: userId } };
  const common = { request: { method }, route, duration_ms };
  const errorType = "crash" in how ? how.crash.type : how.errorType;
  if ("crash" in how) {
    const { type, message, where } = how.crash;
    const stack = `${type}: ${message}\n    at ${where}\n    at async handle (/app/server/handle.js:41:18)`;
    work.write(ended, "request_failed", `${method} ${route} failed: ${message}`, {
      http: { ...common, response: { status_code: status } },
      url: { path },
      error: { type, message, stack },
      ...user,
    });
  }
  const body = "bytes" in how ? { body: { size: Math.round(how.bytes) } } : {};
  work.write(ended, "request_completed", `${method} ${route} answered ${status} in ${Math.round(ended - begun)} ms`, {
    http: { ...common, response: { status_code: status, ...body } },
    url: { path },
    ...user,
    ...(errorType === undefined ? {} : { error: { type: errorType } }),
  });
  return status;
}

/** Errors that happen in any program: about two in a thousand requests. */
export function ordinaryCrash(random: Random): Crash | undefined {
  if (!random.chance(0.0018)) return undefined;
  return random.pick([
    {
      type: "TypeError",
      message: "Cannot read properties of undefined (reading 'id')",
      where: "toView (/app/server/view.js:88:31)",
    },
    {
      type: "ConnectionReset",
      message: "the connection was closed by the other side",
      where: "Socket.onClose (/app/server/pool.js:112:9)",
    },
    {
      type: "SyntaxError",
      message: "Unexpected end of JSON input",
      where: "JSON.parse (<anonymous>)",
    },
  ]);
}
