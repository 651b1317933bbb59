import { defineContract } from "../define";
import { oneOf } from "../predicate";
import { lazily } from "./lazily";

/**
 * Lines of zap as `zap.NewProduction` writes them: `ts` in seconds since 1970. An encoder of one's own may write another time or other keys;
 * `zap.NewDevelopment` writes text.
 *
 * @see https://pkg.go.dev/go.uber.org/zap#NewProductionEncoderConfig
 */
export const zap = lazily(() =>
  defineContract({
    name: "zap",
    conventions: "own",
    line: {
      timestamp: "ts",
      level: "level",
      message: "msg",
      event: "msg",
      levels: { debug: "debug", info: "info", warn: "warn", error: ["error", "dpanic"], fatal: ["panic", "fatal"] },
    },
    fields: {
      ts: { type: "number", description: "When, in seconds since 1970." },
      level: { type: "string", description: "Level." },
      msg: { type: "string", description: "What happened." },
      logger: { type: "string", description: "Name of the logger.", bounded: true },
      caller: { type: "string", description: "File and line that logged." },
      error: { type: "string", description: "The error, from zap.Error." },
      stacktrace: { type: "string", description: "Stack trace." },
    },
    signals: {
      errors: {
        description: "Lines of level error or above.",
        where: oneOf("level", "error", "dpanic", "panic", "fatal"),
        default: 0,
      },
    },
  }),
);
