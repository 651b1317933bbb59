import { metricsOf } from "./resource-metric";

const proxy = ["ProxyName"] as const;

export const rdsProxyMetrics = metricsOf({
  namespace: "AWS/RDS",
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.monitoring.html",
  metrics: {
    "rds.proxy_client_connections": {
      metricName: "ClientConnections",
      statistic: "Sum",
      dimensions: proxy,
      description: "Connections of clients to the proxy. A sum over a minute; longer periods add the minutes up.",
    },
    "rds.proxy_database_connections": {
      metricName: "DatabaseConnections",
      statistic: "Sum",
      dimensions: proxy,
      description: "Connections of the proxy to its databases. A sum over a minute; longer periods add the minutes up.",
    },
    "rds.proxy_max_database_connections": {
      metricName: "MaxDatabaseConnectionsAllowed",
      statistic: "Sum",
      dimensions: proxy,
      description:
        "Most connections that the proxy may have to its databases. A sum over a minute; longer periods add the minutes up.",
    },
    "rds.proxy_pinned_connections": {
      metricName: "DatabaseConnectionsCurrentlySessionPinned",
      statistic: "Sum",
      dimensions: proxy,
      description: "Connections that one client keeps for itself, because it changed the state of its session.",
    },
    "rds.proxy_borrow_latency": {
      metricName: "DatabaseConnectionsBorrowLatency",
      statistic: "Average",
      dimensions: proxy,
      description: "Time that the proxy takes to get a connection to a database for a client.",
    },
    "rds.proxy_failed_database_connections": {
      metricName: "DatabaseConnectionsSetupFailed",
      statistic: "Sum",
      dimensions: proxy,
      description: "Connections to databases that the proxy could not set up.",
    },
    "rds.proxy_failed_client_auth": {
      metricName: "ClientConnectionsSetupFailedAuth",
      statistic: "Sum",
      dimensions: proxy,
      description: "Connections of clients that failed because of wrong credentials or TLS.",
    },
  },
});
