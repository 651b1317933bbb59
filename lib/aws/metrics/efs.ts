import { metricsOf } from "./resource-metric";

export const efsMetrics = metricsOf({
  namespace: "AWS/EFS",
  source: "https://docs.aws.amazon.com/efs/latest/ug/efs-metrics.html",
  metrics: {
    "efs.io_limit": {
      metricName: "PercentIOLimit",
      statistic: "Average",
      dimensions: ["FileSystemId"],
      description:
        "How close the file system is to the limit of operations. Only for performance mode General Purpose.",
    },
    "efs.burst_credits": {
      metricName: "BurstCreditBalance",
      statistic: "Minimum",
      dimensions: ["FileSystemId"],
      description: "Burst credits that the file system has left. Only for throughput mode Bursting.",
    },
    "efs.permitted_throughput": {
      metricName: "PermittedThroughput",
      statistic: "Minimum",
      dimensions: ["FileSystemId"],
      description: "The most throughput that the file system may have.",
    },
    "efs.metered_io": {
      metricName: "MeteredIOBytes",
      statistic: "Sum",
      dimensions: ["FileSystemId"],
      description: "Bytes of operations as they count against the permitted throughput: reads for a third.",
    },
    "efs.total_io": {
      metricName: "TotalIOBytes",
      statistic: "Sum",
      dimensions: ["FileSystemId"],
      description: "Bytes of all operations.",
    },
    "efs.connections": {
      metricName: "ClientConnections",
      statistic: "Sum",
      dimensions: ["FileSystemId"],
      description: "Connections of clients. A sum over a minute; longer periods add the minutes up.",
    },
  },
});
