import type { LineSet } from "../set";
import { errorLines } from "./line-alarms";

const reports = "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-view.html";

const alarms = {
  errors: errorLines("https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html"),
  timeouts: {
    summary: "Invocations are cut off at the function's timeout.",
    impact: "What they did is half done; events are retried, and callers get an error.",
    reason:
      "Lambda's metric Errors counts timeouts among all errors. A timeout is worth knowing on its own: it is cured by the timeout, the memory or what the function waits for, not in its code's errors.",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html",
    watches: { kind: "value", signal: "timeouts" },
    period: "5m",
    periods: 3,
    datapoints: 2,
    missingData: "notBreaching",
    severities: { warning: { above: 0 } },
  },
  out_of_memory: {
    summary: "Invocations end for lack of memory.",
    impact: "They are lost in the middle of their work, and so are others in the same environment.",
    reason:
      "None is normal, and no metric of Lambda says so: only its log does. More memory, or less at once, cures it.",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html",
    watches: { kind: "value", signal: "out_of_memory" },
    period: "5m",
    missingData: "notBreaching",
    severities: { warning: { above: 0 } },
  },
  memory: {
    summary: "Invocations nearly need all of the function's memory.",
    impact: "A little more to do, and they end for lack of it.",
    reason:
      "CloudWatch has no metric of a function's memory without Lambda Insights, but every report of an invocation has what it used and what there is. Above 90 percent of it there is no room for a larger event.",
    source: reports,
    watches: {
      kind: "math",
      expression: "100 * used / size",
      series: {
        used: { signal: "memory_used", statistic: "Maximum" },
        size: { signal: "memory_size", statistic: "Maximum" },
      },
    },
    period: "15m",
    periods: 2,
    missingData: "notBreaching",
    severities: { warning: { above: 90 } },
  },
} as const satisfies LineSet["alarms"];

/** Alarms on what Lambda functions write with the log format JSON. */
export const lambdaJson = {
  kind: "lines",
  of: "lines of Lambda functions in JSON",
  alarms,
} as const satisfies LineSet;

/** Alarms on what Lambda functions write with the log format Text. */
export const lambdaText = {
  kind: "lines",
  of: "lines of Lambda functions in text",
  alarms,
} as const satisfies LineSet;
