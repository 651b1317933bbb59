import { metricsOf } from "./resource-metric";

export const redshiftMetrics = metricsOf({
  namespace: "AWS/Redshift",
  source: "https://docs.aws.amazon.com/redshift/latest/mgmt/metrics-listing.html",
  metrics: {
    "redshift.health": {
      metricName: "HealthStatus",
      statistic: "Minimum",
      dimensions: ["ClusterIdentifier"],
      description: "1 while a simple query succeeds, which the cluster tries every minute.",
    },
    "redshift.maintenance": {
      metricName: "MaintenanceMode",
      statistic: "Maximum",
      dimensions: ["ClusterIdentifier"],
      description: "1 while the cluster is maintained.",
    },
    "redshift.cpu": {
      metricName: "CPUUtilization",
      statistic: "Average",
      dimensions: ["ClusterIdentifier"],
      description: "CPU that the nodes of the cluster use.",
    },
    "redshift.disk_used": {
      metricName: "PercentageDiskSpaceUsed",
      statistic: "Maximum",
      dimensions: ["ClusterIdentifier"],
      description: "Disk that the cluster uses.",
    },
    "redshift.connections": {
      metricName: "DatabaseConnections",
      statistic: "Maximum",
      dimensions: ["ClusterIdentifier"],
      description: "Connections to the cluster.",
    },
    "redshift.read_latency": {
      metricName: "ReadLatency",
      statistic: "Average",
      dimensions: ["ClusterIdentifier"],
      description: "Time that a read from disk takes.",
    },
    "redshift.write_latency": {
      metricName: "WriteLatency",
      statistic: "Average",
      dimensions: ["ClusterIdentifier"],
      description: "Time that a write to disk takes.",
    },
  },
});
