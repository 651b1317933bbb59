import { defineContract } from "../define";
import { lazily } from "./lazily";

/** Spellings of levels between the named ones. */
const from = (name: string): readonly string[] => [name, `${name}+1`, `${name}+2`, `${name}+3`];

/**
 * Lines of Go's log/slog with its JSONHandler. Levels of one's own are written as a distance from the one below, `INFO+2`, or from DEBUG, `DEBUG-4`.
 *
 * @see https://pkg.go.dev/log/slog#JSONHandler.Handle
 * @see https://pkg.go.dev/log/slog#Level.String
 */
export const slog = lazily(() =>
  defineContract({
    name: "slog",
    conventions: "own",
    line: {
      timestamp: "time",
      level: "level",
      message: "msg",
      event: "msg",
      levels: {
        debug: ["DEBUG-8", "DEBUG-4", "DEBUG-3", "DEBUG-2", "DEBUG-1", ...from("DEBUG")],
        info: from("INFO"),
        warn: from("WARN"),
        error: from("ERROR"),
        fatal: ["ERROR+4", "ERROR+8"],
      },
    },
    fields: {
      time: { type: "timestamp", description: "When." },
      level: { type: "string", description: "Level." },
      msg: { type: "string", description: "What happened." },
      "source.function": { type: "string", description: "Function that logged, with AddSource." },
      "source.file": { type: "string", description: "File that logged, with AddSource." },
      "source.line": { type: "integer", description: "Line that logged, with AddSource." },
    },
    signals: {
      errors: { description: "Lines of level ERROR or above.", where: '{ $.level = "ERROR*" }', default: 0 },
    },
  }),
);
