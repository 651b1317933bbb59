import { metricsOf } from "./resource-metric";

export const glueMetrics = metricsOf({
  namespace: "Glue",
  source: "https://docs.aws.amazon.com/glue/latest/dg/monitoring-awsglue-with-cloudwatch-metrics.html",
  metrics: {
    "glue.failed_tasks": {
      metricName: "glue.driver.aggregate.numFailedTasks",
      statistic: "Sum",
      dimensions: ["JobName", "JobRunId", "Type"],
      description: "Tasks of the job's runs that failed; JobRunId ALL, Type count. Needs job metrics on the job.",
    },
    "glue.killed_tasks": {
      metricName: "glue.driver.aggregate.numKilledTasks",
      statistic: "Sum",
      dimensions: ["JobName", "JobRunId", "Type"],
      description: "Tasks of the job's runs that were killed; JobRunId ALL, Type count. Needs job metrics on the job.",
    },
    "glue.completed_tasks": {
      metricName: "glue.driver.aggregate.numCompletedTasks",
      statistic: "Sum",
      dimensions: ["JobName", "JobRunId", "Type"],
      description:
        "Tasks of the job's runs that were completed; JobRunId ALL, Type count. Needs job metrics on the job.",
    },
  },
});
