import type { ResourceSet } from "../set";

/** Alarms on a Spark job of Glue. */
export const glue = {
  kind: "resource",
  of: "a Spark job of AWS Glue with job metrics",
  dimensions: { JobName: "the job's name" },
  byChoice: "Only a job with job metrics, --enable-metrics, publishes these.",
  terraform: [{ type: "aws_glue_job", dimensions: { JobName: { attribute: "name" } } }],
  alarms: {
    failed_tasks: {
      summary: "Tasks of {resource} fail.",
      impact: "The job is slow, or fails in the end.",
      reason:
        "Spark repeats a task three times; one in ten that fails says that data or memory is wrong. AWS names no number.",
      source: "https://docs.aws.amazon.com/glue/latest/dg/monitoring-awsglue-with-cloudwatch-metrics.html",
      watches: {
        kind: "math",
        expression: "100 * failed / (failed + done)",
        series: {
          failed: { metric: "glue.failed_tasks", also: { JobRunId: "ALL", Type: "count" } },
          done: { metric: "glue.completed_tasks", also: { JobRunId: "ALL", Type: "count" } },
        },
      },
      period: "5m",
      periods: 1,
      missingData: "notBreaching",
      severities: { warning: { above: 10 } },
    },
    killed_tasks: {
      summary: "Tasks of {resource} are killed.",
      impact: "The job is slow, or fails in the end.",
      reason:
        "Mostly executors are lost for lack of memory. One in ten is more than speculation kills. AWS names no number.",
      source: "https://docs.aws.amazon.com/glue/latest/dg/monitoring-awsglue-with-cloudwatch-metrics.html",
      watches: {
        kind: "math",
        expression: "100 * killed / (killed + done)",
        series: {
          killed: { metric: "glue.killed_tasks", also: { JobRunId: "ALL", Type: "count" } },
          done: { metric: "glue.completed_tasks", also: { JobRunId: "ALL", Type: "count" } },
        },
      },
      period: "5m",
      periods: 1,
      missingData: "notBreaching",
      severities: { warning: { above: 10 } },
    },
  },
} as const satisfies ResourceSet;
