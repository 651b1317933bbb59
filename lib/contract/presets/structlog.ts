import { defineContract } from "../define";
import { oneOf } from "../predicate";
import { lazily } from "./lazily";

/**
 * Lines of structlog with `add_log_level`, `TimeStamper(fmt="iso")` and `JSONRenderer`. Its `event` is the message. Exceptions are text
 * with `format_exc_info`, and lists with `dict_tracebacks`.
 *
 * @see https://www.structlog.org/en/stable/logging-best-practices.html
 */
export const structlog = lazily(() =>
  defineContract({
    name: "structlog",
    conventions: "own",
    line: {
      level: "level",
      message: "event",
      event: "event",
      levels: {
        debug: ["notset", "debug"],
        info: "info",
        warn: ["warning", "warn"],
        error: ["error", "exception"],
        fatal: ["critical", "fatal"],
      },
    },
    fields: {
      timestamp: { type: "string", description: "When, in ISO 8601, with or without a zone." },
      level: { type: "string", description: "Level." },
      event: { type: "string", description: "What happened." },
      exception: { type: "string", description: "Traceback, with format_exc_info." },
      logger: { type: "string", description: "Name of the logger, with add_logger_name.", bounded: true },
    },
    signals: {
      errors: {
        description: "Lines of level error or critical.",
        where: oneOf("level", "error", "exception", "critical", "fatal"),
        default: 0,
      },
      exceptions: { description: "Lines with a traceback.", where: "{ $.exception = * }", default: 0 },
    },
  }),
);
