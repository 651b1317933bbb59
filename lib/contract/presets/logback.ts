import { defineContract } from "../define";
import { eq } from "../predicate";
import { lazily } from "./lazily";

/**
 * Lines of logback with the LogstashEncoder of logstash-logback-encoder, 4 to 8, with its field names. Values of the MDC and structured arguments
 * are further fields of the line.
 *
 * @see https://github.com/logfellow/logstash-logback-encoder#standard-fields
 */
export const logback = lazily(() =>
  defineContract({
    name: "logback",
    conventions: "own",
    line: {
      timestamp: "['@timestamp']",
      level: "level",
      message: "message",
      event: "message",
      levels: { debug: ["TRACE", "DEBUG"], info: "INFO", warn: "WARN", error: "ERROR", fatal: [] },
    },
    fields: {
      "['@timestamp']": { type: "timestamp", description: "When." },
      level: { type: "string", description: "Level." },
      level_value: { type: "integer", description: "Level, a number: 40000 for ERROR." },
      message: { type: "string", description: "What happened." },
      logger_name: { type: "string", description: "Name of the logger, usually a class." },
      thread_name: { type: "string", description: "Name of the thread." },
      stack_trace: { type: "string", description: "Stack trace." },
      tags: { type: "string[]", description: "Names of markers." },
    },
    signals: {
      errors: { description: "Lines of level ERROR.", where: eq("level", "ERROR"), default: 0 },
      exceptions: {
        description: "Lines with a stack trace, of any level.",
        where: "{ $.stack_trace = * }",
        default: 0,
      },
    },
  }),
);
