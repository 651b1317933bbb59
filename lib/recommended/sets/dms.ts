import type { ResourceSet } from "../set";

/** Alarms on a replication instance of DMS. */
export const dms = {
  kind: "resource",
  of: "a replication instance of AWS DMS",
  dimensions: { ReplicationInstanceIdentifier: "the instance's identifier" },
  terraform: [
    {
      type: "aws_dms_replication_instance",
      dimensions: { ReplicationInstanceIdentifier: { attribute: "replication_instance_id" } },
      settings: { storage: { argument: "allocated_storage", times: 1073741824 } },
    },
  ],
  settings: { storage: { description: "The instance's allocated storage, in bytes." } },
  alarms: {
    storage: {
      summary: "{resource} runs out of storage.",
      impact: "Tasks stop.",
      reason:
        "Logs and changes that wait for their target fill it. A tenth is what AWS recommends for databases of RDS.",
      source: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html",
      watches: { kind: "value", metric: "dms.free_storage" },
      period: "5m",
      periods: 2,
      missingData: "missing",
      severities: { warning: { below: { setting: "storage", times: 0.1 } } },
    },
    cpu: {
      summary: "{resource} has no CPU to spare.",
      impact: "Tasks fall behind.",
      reason: "The number that AWS recommends for databases of RDS.",
      source: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html",
      watches: { kind: "value", metric: "dms.cpu" },
      period: "5m",
      periods: 3,
      missingData: "missing",
      severities: { warning: { above: 90 } },
    },
  },
} as const satisfies ResourceSet;

/** Alarms on a task of DMS that replicates changes. */
export const dmsTask = {
  kind: "resource",
  of: "a replication task of AWS DMS",
  dimensions: {
    ReplicationInstanceIdentifier: "the identifier of the instance that runs it",
    ReplicationTaskIdentifier: "the last part of the task's ARN",
  },
  note: "A task of Terraform has the ARN of its instance, not the identifier: name both.",
  terraform: [],
  settings: { latency: { description: "How far the target may be behind, in seconds.", default: 300 } },
  alarms: {
    target_latency: {
      summary: "{resource} is far behind its source.",
      impact: "Who reads from the target sees old data.",
      reason:
        "A few minutes come with large transactions. The latency of the target has that of the source in it. AWS names no number.",
      source: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html",
      watches: { kind: "value", metric: "dms.target_latency" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "latency" } } },
    },
  },
} as const satisfies ResourceSet;
