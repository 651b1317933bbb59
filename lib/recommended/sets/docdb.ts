import type { ResourceSet } from "../set";

/** Alarms on a cluster of DocumentDB. */
export const docdb = {
  kind: "resource",
  of: "a cluster of Amazon DocumentDB",
  dimensions: { DBClusterIdentifier: "the cluster's identifier" },
  terraform: [{ type: "aws_docdb_cluster", dimensions: { DBClusterIdentifier: { attribute: "cluster_identifier" } } }],
  settings: {
    replica_lag: { description: "How far a replica may be behind the primary, in milliseconds.", default: 1000 },
  },
  alarms: {
    cpu: {
      summary: "An instance of {resource} has no CPU to spare.",
      impact: "Queries wait for each other, and answers become slow.",
      reason: "The number that AWS recommends for databases of RDS.",
      source: "https://docs.aws.amazon.com/documentdb/latest/developerguide/cloud_watch.html",
      watches: { kind: "value", metric: "docdb.cpu" },
      period: "5m",
      periods: 3,
      missingData: "missing",
      severities: { warning: { above: 90 } },
    },
    replica_lag: {
      summary: "A replica of {resource} is far behind its primary.",
      impact: "Who reads from it sees old data.",
      reason:
        "Replicas share the storage and are mostly less than 100 milliseconds behind. A cluster without replicas has no such metric.",
      source: "https://docs.aws.amazon.com/documentdb/latest/developerguide/cloud_watch.html",
      watches: { kind: "value", metric: "docdb.replica_lag" },
      period: "5m",
      periods: 2,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "replica_lag" } } },
    },
    low_memory: {
      summary: "{resource} throttles operations for lack of memory.",
      impact: "Operations wait or fail.",
      reason: "None is normal: the instance is too small for what is in use at a time.",
      source: "https://docs.aws.amazon.com/documentdb/latest/developerguide/cloud_watch.html",
      watches: { kind: "value", metric: "docdb.low_memory_throttles" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;
