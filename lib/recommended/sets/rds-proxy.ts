import type { ResourceSet } from "../set";

const source = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.monitoring.html";

/** Alarms on a proxy of RDS. */
export const rdsProxy = {
  kind: "resource",
  of: "a proxy of Amazon RDS",
  dimensions: { ProxyName: "the proxy's name" },
  terraform: [{ type: "aws_db_proxy", dimensions: { ProxyName: { attribute: "name" } } }],
  alarms: {
    connections: {
      summary: "{resource} uses nearly all connections that it may have to its databases.",
      impact: "Clients wait for a connection until they give up.",
      reason:
        "The proxy may use only a share of the database's connections. At 80 percent of it, pinned connections or slow transactions leave too few to share. AWS names no number.",
      source,
      watches: {
        kind: "math",
        expression: "100 * used / allowed",
        series: {
          used: { metric: "rds.proxy_database_connections" },
          allowed: { metric: "rds.proxy_max_database_connections" },
        },
      },
      period: "1m",
      periods: 10,
      missingData: "notBreaching",
      severities: { warning: { above: 80 } },
    },
    failed_connections: {
      summary: "{resource} cannot connect to its database.",
      impact: "Clients wait, and then fail.",
      reason: "The database refuses, is full or is gone, or the proxy's secret is wrong. None is normal.",
      source,
      watches: { kind: "value", metric: "rds.proxy_failed_database_connections" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;
