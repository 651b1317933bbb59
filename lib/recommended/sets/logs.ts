import type { ResourceSet } from "../set";

/** Alarms on a log group with lines in the embedded metric format. */
export const logsEmf = {
  kind: "resource",
  of: "a log group with lines in the embedded metric format",
  byChoice: "A log group does not say what is written to it.",
  note: "For log groups to which something writes metrics in the embedded metric format (Powertools, the CloudWatch agent, Container Insights).",
  dimensions: { LogGroupName: "the log group's name" },
  terraform: [{ type: "aws_cloudwatch_log_group", dimensions: { LogGroupName: { attribute: "name" } } }],
  alarms: {
    lost_metrics: {
      summary: "Metrics in lines of {resource} are lost.",
      impact: "Alarms and panels on these metrics see nothing.",
      reason:
        "CloudWatch Logs takes a line whose metrics it cannot read and says so only here. It is a mistake of who writes the lines, so it does not heal by itself.",
      source:
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html",
      watches: {
        kind: "math",
        expression: "FILL(parsing, 0) + FILL(validation, 0)",
        series: {
          parsing: { metric: "logs.emf_parsing_errors" },
          validation: { metric: "logs.emf_validation_errors" },
        },
      },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;
