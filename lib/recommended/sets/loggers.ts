import type { LineSet } from "../set";
import { errorLines, serverErrors, slowRequests } from "./line-alarms";

const pinoHttp = "https://github.com/pinojs/pino-http";
const serilogRequests = "https://github.com/serilog/serilog-aspnetcore#request-logging";

/** Alarms on lines of loggers, by the name of their preset. */
export const loggers = {
  pino: {
    kind: "lines",
    of: "lines of pino and pino-http",
    alarms: {
      errors: errorLines("https://github.com/pinojs/pino/blob/main/docs/api.md#loggerlevels-object"),
      server_errors: serverErrors(pinoHttp),
      slow: slowRequests(pinoHttp, "request_duration", 1000),
    },
  },
  winston: {
    kind: "lines",
    of: "lines of winston",
    alarms: { errors: errorLines("https://github.com/winstonjs/winston#logging-levels") },
  },
  powertools: {
    kind: "lines",
    of: "lines of Powertools for AWS Lambda in TypeScript",
    alarms: { errors: errorLines("https://docs.aws.amazon.com/powertools/typescript/latest/features/logger/") },
  },
  "powertools-python": {
    kind: "lines",
    of: "lines of Powertools for AWS Lambda in Python",
    alarms: { errors: errorLines("https://docs.aws.amazon.com/powertools/python/latest/core/logger/") },
  },
  logback: {
    kind: "lines",
    of: "lines of logback with LogstashEncoder",
    alarms: { errors: errorLines("https://logback.qos.ch/manual/architecture.html#effectiveLevel") },
  },
  serilog: {
    kind: "lines",
    of: "lines of Serilog in its compact form",
    alarms: {
      errors: errorLines("https://github.com/serilog/serilog/wiki/Configuration-Basics#minimum-level"),
      server_errors: serverErrors(serilogRequests),
      slow: slowRequests(serilogRequests, "request_duration", 1000),
    },
  },
  zap: {
    kind: "lines",
    of: "lines of zap",
    alarms: { errors: errorLines("https://pkg.go.dev/go.uber.org/zap/zapcore#Level") },
  },
  slog: {
    kind: "lines",
    of: "lines of Go's log/slog",
    alarms: { errors: errorLines("https://pkg.go.dev/log/slog#Level") },
  },
  "python-json-logger": {
    kind: "lines",
    of: "lines of python-json-logger",
    alarms: { errors: errorLines("https://docs.python.org/3/library/logging.html#logging-levels") },
  },
  structlog: {
    kind: "lines",
    of: "lines of structlog",
    alarms: { errors: errorLines("https://www.structlog.org/en/stable/logging-best-practices.html") },
  },
} as const satisfies Readonly<Record<string, LineSet>>;
