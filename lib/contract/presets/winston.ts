import { defineContract } from "../define";
import { oneOf } from "../predicate";
import { lazily } from "./lazily";

/**
 * Lines of winston 3 with `format.json()`, with its levels (npm, syslog, cli). Lines need not have a time: winston writes none unless `format.timestamp()`
 * is among its formats, whose form anybody may choose.
 *
 * @see https://github.com/winstonjs/winston#formats
 * @see https://github.com/winstonjs/triple-beam/tree/master/config
 */
export const winston = lazily(() =>
  defineContract({
    name: "winston",
    conventions: "own",
    line: {
      level: "level",
      message: "message",
      event: "message",
      service: "service",
      levels: {
        debug: ["silly", "debug", "verbose", "http", "input"],
        info: ["info", "notice", "data", "help", "prompt"],
        warn: ["warn", "warning"],
        error: "error",
        fatal: ["crit", "alert", "emerg"],
      },
    },
    fields: {
      timestamp: { type: "string", description: "When, if the formats include it." },
      level: { type: "string", description: "Level." },
      message: { type: "string", description: "What happened." },
      service: { type: "string", description: "Name of the service, if it is in defaultMeta.", bounded: true },
      stack: { type: "string", description: "Stack trace." },
    },
    signals: {
      errors: {
        description: "Lines of level error or above.",
        where: oneOf("level", "error", "crit", "alert", "emerg"),
        default: 0,
      },
    },
  }),
);
