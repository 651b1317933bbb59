import { defineContract } from "../define";
import { gte } from "../predicate";
import { lazily } from "./lazily";

/**
 * Lines of pino 5 and later, and of pino-http. Levels are numbers and times are milliseconds, as pino writes them unless `formatters.level` or `timestamp`
 * say otherwise. What pino-http counts is found by `responseTime`, because teams change its messages and levels.
 *
 * @see https://github.com/pinojs/pino/blob/main/docs/api.md
 * @see https://github.com/pinojs/pino-http
 */
export const pino = lazily(() =>
  defineContract({
    name: "pino",
    conventions: "own",
    line: {
      timestamp: "time",
      level: "level",
      message: "msg",
      event: "msg",
      levels: { debug: [10, 20], info: 30, warn: 40, error: 50, fatal: 60 },
    },
    fields: {
      time: { type: "integer", description: "When, in milliseconds since 1970." },
      level: { type: "integer", description: "Level, a number." },
      msg: { type: "string", description: "What happened." },
      pid: { type: "integer", description: "Id of the process." },
      hostname: { type: "string", description: "Name of the host or container." },
      name: { type: "string", description: "Name of the logger.", bounded: true },
      "req.method": { type: "string", description: "Method of the request.", bounded: true },
      "req.url": { type: "string", description: "Path and query of the request.", pii: true },
      "req.headers.user-agent": { type: "string", description: "The client's user agent.", pii: true },
      "req.remoteAddress": { type: "string", description: "Address of the client.", pii: true },
      "res.statusCode": { type: "integer", description: "Status of the response; null if the client went away." },
      responseTime: { type: "number", description: "Time to the response.", unit: "Milliseconds" },
      "err.type": { type: "string", description: "Class of the error.", bounded: true },
      "err.message": { type: "string", description: "Message of the error." },
      "err.stack": { type: "string", description: "Stack trace." },
    },
    signals: {
      errors: { description: "Lines of level error or fatal.", where: gte("level", 50), default: 0 },
      requests: {
        description: "Requests that ended, with any status.",
        where: "{ $.responseTime = * }",
        default: 0,
      },
      server_errors: {
        description: "Requests answered with 500 or above.",
        where: "{ $.responseTime = * && $.res.statusCode >= 500 }",
        default: 0,
      },
      request_duration: {
        description: "Time to the response.",
        where: "{ $.responseTime = * }",
        value: "responseTime",
      },
    },
  }),
);
