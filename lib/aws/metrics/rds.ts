import { metricsOf } from "./resource-metric";

export const rdsMetrics = metricsOf({
  namespace: "AWS/RDS",
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html",
  metrics: {
    "rds.cpu": {
      metricName: "CPUUtilization",
      statistic: "Average",
      dimensions: ["DBInstanceIdentifier"],
      description: "CPU that the database instance uses.",
    },
    "rds.connections": {
      metricName: "DatabaseConnections",
      statistic: "Maximum",
      dimensions: ["DBInstanceIdentifier"],
      description: "Client connections to the database instance.",
    },
    "rds.free_storage": {
      metricName: "FreeStorageSpace",
      statistic: "Minimum",
      dimensions: ["DBInstanceIdentifier"],
      description: "Storage left on the database instance.",
    },
  },
});
