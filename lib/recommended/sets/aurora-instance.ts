import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";
import { databaseAlarms } from "./database-alarms";
import { databaseSettings, settingsOfClass } from "./database-settings";

const source = awsRecommends("RDS");

/** Alarms on an instance of a cluster of Aurora. */
export const auroraInstance = {
  kind: "resource",
  of: "an instance of Amazon Aurora",
  dimensions: { DBInstanceIdentifier: "the instance's identifier" },
  terraform: [
    {
      type: "aws_rds_cluster_instance",
      dimensions: { DBInstanceIdentifier: { attribute: "identifier" } },
      settings: settingsOfClass,
    },
  ],
  settings: {
    ...databaseSettings,
    local_storage: { description: "The instance's local storage, in bytes: it follows from the instance's class." },
  },
  alarms: {
    cpu: databaseAlarms.cpu,
    memory: {
      summary: "{resource} has hardly any memory left.",
      impact: "The database cancels queries, or is killed and restarts.",
      reason: "AWS recommends about 5 percent for Aurora, which gives most of the memory to its cache.",
      source,
      watches: { kind: "value", metric: "rds.free_memory", statistic: "Average" },
      period: "5m",
      periods: 3,
      missingData: "missing",
      severities: { warning: { below: { setting: "memory", times: 0.05 } } },
    },
    connections: databaseAlarms.connections,
    load: databaseAlarms.load,
    local_storage: {
      summary: "{resource} runs out of local storage.",
      impact: "Queries that need temporary tables or sort on disk fail.",
      reason:
        "Tables are not here, but temporary files and logs are. AWS recommends 10 to 20 percent of the storage, whose size depends on the class, so it has to be given.",
      source,
      watches: { kind: "value", metric: "aurora.free_local_storage" },
      period: "5m",
      periods: 2,
      missingData: "missing",
      severities: { warning: { below: { setting: "local_storage", times: 0.1 } } },
    },
    cache_hits: {
      summary: "Queries on {resource} rarely find their data in memory.",
      impact: "They wait for storage, and each read of it costs.",
      reason: "AWS recommends 80 percent: below, what is in use is larger than the cache.",
      source,
      watches: { kind: "value", metric: "aurora.buffer_cache_hits" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { below: 80 } },
    },
    history_list: {
      summary: "{resource} keeps very many old versions of rows.",
      impact: "Queries and shutdowns become slow.",
      reason:
        "AWS recommends a million: mostly a transaction that is open for hours holds them. Only Aurora MySQL has the metric.",
      source,
      watches: { kind: "value", metric: "aurora.history_list_length", statistic: "Average" },
      period: "5m",
      periods: 1,
      missingData: "notBreaching",
      severities: { warning: { above: 1_000_000 } },
    },
    transaction_ids: databaseAlarms.transaction_ids,
  },
} as const satisfies ResourceSet;
