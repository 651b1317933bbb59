import { defineContract } from "../define";
import { lazily } from "./lazily";

/** The parts of a REPORT line that every one has. What follows, such as `Init Duration:`, differs. */
const report =
  "report, id_label, request_id, duration_label, duration, duration_unit, billed, billed_label, billed_duration, billed_unit, memory, size_label, memory_size, size_unit, max, max_memory, used_label, memory_used, used_unit, ...";
const reports = `[report = REPORT, ${report.slice("report, ".length)}]`;

/**
 * What a Lambda function with the log format Text writes. The contract describes the platform's REPORT lines; lines of the function among them may be any
 * text, and are searched for words.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-view.html
 */
export const lambdaText = lazily(() =>
  defineContract({
    name: "lambda-text",
    conventions: "own",
    line: { text: `[${report}]`, where: "[report = REPORT, id_label = RequestId*, ...]" },
    fields: {
      report: { type: "string", description: "The word REPORT." },
      request_id: { type: "string", description: "Identifies an invocation." },
      duration: { type: "number", description: "Time of an invocation.", unit: "Milliseconds" },
      billed_duration: { type: "number", description: "Time that is paid for.", unit: "Milliseconds" },
      memory_size: { type: "integer", description: "Memory of the function.", unit: "Megabytes" },
      memory_used: { type: "integer", description: "Memory that an invocation used.", unit: "Megabytes" },
    },
    signals: {
      errors: {
        description:
          "Lines with the word ERROR or CRITICAL: levels of Node.js and of Python, and any other use of them.",
        where: "?ERROR ?CRITICAL",
        default: 0,
      },
      invocations: { description: "Invocations that ended.", where: reports, default: 0 },
      duration: { description: "Time of an invocation.", where: reports, value: "duration" },
      memory_used: { description: "Memory that an invocation used.", where: reports, value: "memory_used" },
      memory_size: { description: "Memory of the function.", where: reports, value: "memory_size" },
      cold_starts: {
        description: "Invocations that initialized a new environment.",
        where: '"REPORT RequestId:" "Init Duration:"',
        default: 0,
      },
      timeouts: {
        description: "Invocations that were cut off at the function's timeout.",
        where: '"Task timed out after"',
        default: 0,
      },
      out_of_memory: {
        description: "Invocations that ended for lack of memory.",
        where: '?"signal: killed" ?"Error Type: Runtime.OutOfMemory"',
        default: 0,
      },
    },
  }),
);
