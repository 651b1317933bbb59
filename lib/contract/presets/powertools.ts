import { defineContract } from "../define";
import { oneOf } from "../predicate";
import { lazily } from "./lazily";

/** What a Lambda function's context adds to lines, in both languages. */
const context = {
  cold_start: { type: "boolean", description: "Whether it is the first invocation of an execution environment." },
  function_name: { type: "string", description: "Name of the function.", bounded: true },
  function_arn: { type: "string", description: "ARN of the function." },
  function_request_id: { type: "string", description: "Identifies an invocation." },
  xray_trace_id: { type: "string", description: "Trace id of X-Ray." },
} as const;

const errors = {
  description: "Lines of level ERROR or CRITICAL.",
  where: oneOf("level", "ERROR", "CRITICAL"),
  default: 0,
} as const;

/**
 * Lines of Powertools for AWS Lambda in TypeScript, version 2: its logger's default formatter.
 *
 * @see https://docs.aws.amazon.com/powertools/typescript/latest/features/logger/
 */
export const powertools = lazily(() =>
  defineContract({
    name: "powertools",
    conventions: "own",
    line: {
      timestamp: "timestamp",
      level: "level",
      message: "message",
      event: "message",
      service: "service",
      levels: { debug: ["TRACE", "DEBUG"], info: "INFO", warn: "WARN", error: "ERROR", fatal: "CRITICAL" },
    },
    fields: {
      timestamp: { type: "timestamp", description: "When." },
      level: { type: "string", description: "Level." },
      message: { type: "string", description: "What happened." },
      service: { type: "string", description: "Name of the function's service.", bounded: true },
      ...context,
      function_memory_size: { type: "string", description: "Memory of the function, in megabytes, as text." },
      sampling_rate: { type: "number", description: "Share of invocations that log at level DEBUG." },
      "error.name": { type: "string", description: "Class of the error.", bounded: true },
      "error.message": { type: "string", description: "Message of the error." },
      "error.location": { type: "string", description: "File and line of the error." },
      "error.stack": { type: "string", description: "Stack trace." },
    },
    signals: { errors },
  }),
);

/**
 * Lines of Powertools for AWS Lambda in Python, versions 2 and 3: its logger's default formatter. A message that is a dictionary stays an object in the
 * line, which no filter on `$.message` can read.
 *
 * @see https://docs.aws.amazon.com/powertools/python/latest/core/logger/
 */
export const powertoolsPython = lazily(() =>
  defineContract({
    name: "powertools-python",
    conventions: "own",
    line: {
      timestamp: "timestamp",
      level: "level",
      message: "message",
      event: "message",
      service: "service",
      levels: { debug: "DEBUG", info: "INFO", warn: "WARNING", error: "ERROR", fatal: "CRITICAL" },
    },
    fields: {
      timestamp: { type: "string", description: "When, with a comma before the milliseconds." },
      level: { type: "string", description: "Level." },
      message: { type: "string", description: "What happened." },
      service: { type: "string", description: "Name of the function's service.", bounded: true },
      location: { type: "string", description: "Function and line that logged." },
      ...context,
      function_memory_size: { type: "integer", description: "Memory of the function.", unit: "Megabytes" },
      exception: { type: "string", description: "Traceback." },
      exception_name: { type: "string", description: "Class of the exception.", bounded: true },
    },
    signals: { errors },
  }),
);
