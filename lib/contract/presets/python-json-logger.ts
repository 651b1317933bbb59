import { defineContract } from "../define";
import { oneOf } from "../predicate";
import { lazily } from "./lazily";

/**
 * Lines of python-json-logger, 2 to 4, whose format names `levelname` and `message`: `JsonFormatter("%(asctime)s %(levelname)s %(name)s %(message)s")`. Without a
 * format it writes no level, and `rename_fields` gives other keys. The time is `asctime`, or `timestamp` with `timestamp=True`.
 *
 * @see https://nhairs.github.io/python-json-logger/latest/quickstart/
 */
export const pythonJsonLogger = lazily(() =>
  defineContract({
    name: "python-json-logger",
    conventions: "own",
    line: {
      level: "levelname",
      message: "message",
      event: "message",
      levels: { debug: "DEBUG", info: "INFO", warn: "WARNING", error: "ERROR", fatal: "CRITICAL" },
    },
    fields: {
      asctime: { type: "string", description: "When, local, with a comma before the milliseconds." },
      timestamp: { type: "timestamp", description: "When." },
      levelname: { type: "string", description: "Level." },
      name: { type: "string", description: "Name of the logger." },
      message: { type: "string", description: "What happened." },
      exc_info: { type: "string", description: "Traceback." },
    },
    signals: {
      errors: {
        description: "Lines of level ERROR or CRITICAL.",
        where: oneOf("levelname", "ERROR", "CRITICAL"),
        default: 0,
      },
      exceptions: { description: "Lines with a traceback.", where: "{ $.exc_info = * }", default: 0 },
    },
  }),
);
