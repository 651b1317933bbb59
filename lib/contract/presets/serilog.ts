import { defineContract } from "../define";
import { oneOf } from "../predicate";
import { lazily } from "./lazily";

/**
 * Lines of Serilog in its compact form (CLEF), of both formatters of Serilog.Formatting.Compact, with the request lines of Serilog.AspNetCore. A line of
 * level Information has no `@l`, and lines have `@mt` or `@m`.
 *
 * @see https://github.com/serilog/serilog-formatting-compact
 * @see https://github.com/serilog/serilog-aspnetcore#request-logging
 */
export const serilog = lazily(() =>
  defineContract({
    name: "serilog",
    conventions: "own",
    line: { timestamp: "['@t']" },
    fields: {
      "['@t']": { type: "timestamp", description: "When." },
      "['@l']": {
        type: "string",
        description: "Level; Information if there is none.",
        values: ["Verbose", "Debug", "Warning", "Error", "Fatal"],
        dimension: "level",
      },
      "['@mt']": { type: "string", description: "Template of the message." },
      "['@m']": { type: "string", description: "What happened, with values." },
      "['@x']": { type: "string", description: "Exception, with its stack trace." },
      "['@tr']": { type: "string", description: "Trace id." },
      "['@sp']": { type: "string", description: "Span id." },
      SourceContext: { type: "string", description: "Name of the logger, usually a class." },
      RequestMethod: { type: "string", description: "Method of the request.", bounded: true },
      RequestPath: { type: "string", description: "Path of the request.", pii: true },
      StatusCode: { type: "integer", description: "Status of the response." },
      Elapsed: { type: "number", description: "Time to the response.", unit: "Milliseconds" },
    },
    signals: {
      errors: {
        description: "Lines of level Error or Fatal.",
        where: oneOf("['@l']", "Error", "Fatal"),
        default: 0,
      },
      requests: {
        description: "Requests that Serilog.AspNetCore logged, with any status.",
        where: "{ $.Elapsed = * && $.StatusCode = * }",
        default: 0,
      },
      server_errors: {
        description: "Requests answered with 500 or above.",
        where: "{ $.Elapsed = * && $.StatusCode >= 500 }",
        default: 0,
      },
      request_duration: {
        description: "Time to the response.",
        where: "{ $.Elapsed = * && $.StatusCode = * }",
        value: "Elapsed",
      },
    },
  }),
);
