import { defineContract } from "../define";
import { all, any, eq, oneOf } from "../predicate";
import { lazily } from "./lazily";

/**
 * What a Lambda function with the log format JSON writes: lines of the application (`console.log`, Python's `logging`) and of the platform
 * (`platform.start`, `platform.report` and others). Node.js says `requestId` and Python `requestId` or, in older runtimes, `AWSRequestId`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
export const lambdaJson = lazily(() =>
  defineContract({
    name: "lambda-json",
    conventions: "own",
    line: { event: "type" },
    fields: {
      timestamp: { type: "timestamp", description: "When, in lines of the application." },
      level: {
        type: "string",
        description: "Level, in lines of the application.",
        values: ["TRACE", "DEBUG", "INFO", "WARN", "WARNING", "ERROR", "FATAL", "CRITICAL"],
      },
      requestId: { type: "string", description: "Identifies an invocation, in lines of the application." },
      logger: { type: "string", description: "Name of Python's logger.", bounded: true },
      errorType: { type: "string", description: "Class of the error.", bounded: true },
      errorMessage: { type: "string", description: "Message of the error." },
      time: { type: "timestamp", description: "When, in lines of the platform." },
      type: { type: "string", description: "What the platform says." },
      "record.requestId": { type: "string", description: "Identifies an invocation, in lines of the platform." },
      "record.status": {
        type: "string",
        description: "How an invocation ended.",
        values: ["success", "failure", "error", "timeout"],
      },
      "record.errorType": { type: "string", description: "Why the runtime ended.", bounded: true },
      "record.initializationType": { type: "string", description: "Why an environment was made.", bounded: true },
      "record.metrics.durationMs": { type: "number", description: "Time of an invocation.", unit: "Milliseconds" },
      "record.metrics.billedDurationMs": {
        type: "number",
        description: "Time that is paid for.",
        unit: "Milliseconds",
      },
      "record.metrics.memorySizeMB": { type: "number", description: "Memory of the function.", unit: "Megabytes" },
      "record.metrics.maxMemoryUsedMB": { type: "number", description: "Memory that it used.", unit: "Megabytes" },
      "record.metrics.initDurationMs": {
        type: "number",
        description: "Time to initialize a new environment.",
        unit: "Milliseconds",
      },
      "record.metrics.restoreDurationMs": {
        type: "number",
        description: "Time to restore an environment from a snapshot.",
        unit: "Milliseconds",
      },
    },
    events: {
      "platform.initStart": { level: "info", description: "A new environment is initialized." },
      "platform.initRuntimeDone": { level: "info", description: "The function's initialization code ended." },
      "platform.initReport": { level: "info", description: "What an initialization took." },
      "platform.restoreStart": { level: "info", description: "An environment is restored from a snapshot." },
      "platform.restoreRuntimeDone": { level: "info", description: "The function's code after a restore ended." },
      "platform.restoreReport": { level: "info", description: "What a restore took." },
      "platform.start": { level: "info", description: "An invocation began." },
      "platform.runtimeDone": { level: "info", description: "The function's code ended." },
      "platform.report": {
        level: "info",
        description: "An invocation ended: what it took.",
        required: ["record.requestId", "record.metrics.durationMs"],
        optional: [
          "record.status",
          "record.errorType",
          "record.metrics.billedDurationMs",
          "record.metrics.memorySizeMB",
          "record.metrics.maxMemoryUsedMB",
          "record.metrics.initDurationMs",
          "record.metrics.restoreDurationMs",
        ],
      },
      "platform.telemetrySubscription": { level: "info", description: "An extension subscribed to telemetry." },
      "platform.logsSubscription": { level: "info", description: "An extension subscribed to logs." },
      "platform.extension": { level: "info", description: "An extension was registered." },
      "platform.logsDropped": { level: "warn", description: "Lines were dropped on their way to an extension." },
    },
    signals: {
      errors: {
        description: "Lines of the application of level ERROR or above.",
        where: oneOf("level", "ERROR", "FATAL", "CRITICAL"),
        default: 0,
      },
      invocations: { description: "Invocations that ended.", on: "platform.report", default: 0 },
      duration: { description: "Time of an invocation.", on: "platform.report", value: "record.metrics.durationMs" },
      memory_used: {
        description: "Memory that an invocation used.",
        on: "platform.report",
        value: "record.metrics.maxMemoryUsedMB",
      },
      memory_size: {
        description: "Memory of the function.",
        on: "platform.report",
        value: "record.metrics.memorySizeMB",
      },
      init_duration: {
        description: "Time to initialize a new environment.",
        on: "platform.report",
        value: "record.metrics.initDurationMs",
      },
      timeouts: {
        description: "Invocations that were cut off at the function's timeout.",
        on: "platform.report",
        where: eq("record.status", "timeout"),
        default: 0,
      },
      out_of_memory: {
        description: "Invocations that ended for lack of memory.",
        where: any(
          all(eq("type", "platform.report"), eq("record.errorType", "Runtime.OutOfMemory")),
          eq("errorType", "Runtime.OutOfMemory"),
        ),
        default: 0,
      },
    },
  }),
);
