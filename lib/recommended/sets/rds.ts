import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";
import { databaseAlarms } from "./database-alarms";
import { databaseSettings, settingsOfClass } from "./database-settings";

const source = awsRecommends("RDS");

/** Alarms on a database instance of RDS. */
export const rds = {
  kind: "resource",
  of: "a database instance of Amazon RDS",
  dimensions: { DBInstanceIdentifier: "the instance's identifier" },
  terraform: [
    {
      type: "aws_db_instance",
      dimensions: { DBInstanceIdentifier: { attribute: "identifier" } },
      settings: { ...settingsOfClass, storage: { argument: "allocated_storage", times: 2 ** 30 } },
    },
  ],
  settings: {
    ...databaseSettings,
    storage: { description: "The instance's allocated storage, in bytes." },
    io_latency: { description: "How long a read or a write of the disk may take, in seconds.", default: 0.02 },
    replica_lag: { description: "How far a read replica may be behind, in seconds.", default: 60 },
  },
  alarms: {
    cpu: databaseAlarms.cpu,
    free_storage: {
      summary: "{resource} runs out of storage.",
      impact: "Without storage the database stops, and every request that needs it fails.",
      reason:
        "AWS recommends 10 percent of the allocated storage; at 5 percent somebody has to act before the instance stops. Storage that grows by itself may stop at its upper limit, or not be allowed to grow again for six hours.",
      source,
      watches: { kind: "value", metric: "rds.free_storage" },
      period: "5m",
      periods: 2,
      missingData: "missing",
      severities: {
        warning: { below: { setting: "storage", times: 0.1 } },
        critical: { below: { setting: "storage", times: 0.05 } },
      },
    },
    memory: {
      summary: "{resource} has hardly any memory left.",
      impact: "The database swaps, which makes it slow, or is killed and restarts.",
      reason:
        "A database takes most of the memory for its cache on purpose, so little is left in normal times, too; below a tenth for a quarter of an hour, connections and sorts eat into what the operating system needs.",
      source,
      watches: { kind: "value", metric: "rds.free_memory", statistic: "Average" },
      period: "5m",
      periods: 3,
      missingData: "missing",
      severities: { warning: { below: { setting: "memory", times: 0.1 } } },
    },
    read_latency: {
      summary: "Reads from the disk of {resource} are slow.",
      impact: "Queries whose data is not in memory wait.",
      reason: "AWS calls more than 20 milliseconds likely a cause for investigation; SSDs take one to three.",
      source,
      watches: { kind: "value", metric: "rds.read_latency" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "io_latency" } } },
    },
    write_latency: {
      summary: "Writes to the disk of {resource} are slow.",
      impact: "Every commit waits for the disk.",
      reason: "AWS calls more than 20 milliseconds likely a cause for investigation; SSDs take one to three.",
      source,
      watches: { kind: "value", metric: "rds.write_latency" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "io_latency" } } },
    },
    connections: databaseAlarms.connections,
    load: databaseAlarms.load,
    replica_lag: {
      summary: "{resource} is far behind the database that it replicates.",
      impact: "Who reads from the replica sees old data, and a failover to it loses what it has not got.",
      reason:
        "AWS recommends no more than 60 seconds. Only replicas have the metric; on other instances the alarm stays quiet.",
      source,
      watches: { kind: "value", metric: "rds.replica_lag" },
      period: "5m",
      periods: 2,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "replica_lag" } } },
    },
    burst_balance: {
      summary: "The disk of {resource} has nearly used up its burst credits.",
      impact: "Without credits the disk falls back to three operations a second for each GiB.",
      reason:
        "Only storage of type gp2 has credits. At 20 percent a burst can go on for a few minutes: time to stop what causes it, or to change to gp3.",
      source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html",
      watches: { kind: "value", metric: "rds.burst_balance" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { below: 20 } },
    },
    ebs_byte_balance: {
      summary: "{resource} has nearly used up its burst credits for throughput to its disks.",
      impact: "Without credits the instance falls back to its baseline, which is often a fraction.",
      reason: "AWS calls a balance below 10 percent poor. Only smaller classes burst; on others the alarm stays quiet.",
      source,
      watches: { kind: "value", metric: "rds.ebs_byte_balance" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { below: 10 } },
    },
    ebs_io_balance: {
      summary: "{resource} has nearly used up its burst credits for I/O to its disks.",
      impact: "Without credits the instance falls back to its baseline, which is often a fraction.",
      reason: "AWS calls a balance below 10 percent poor. Only smaller classes burst; on others the alarm stays quiet.",
      source,
      watches: { kind: "value", metric: "rds.ebs_io_balance" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { below: 10 } },
    },
    transaction_ids: databaseAlarms.transaction_ids,
  },
} as const satisfies ResourceSet;
