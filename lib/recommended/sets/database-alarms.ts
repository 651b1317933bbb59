import type { RecommendedAlarm } from "../set";
import { awsRecommends } from "../sources";

const source = awsRecommends("RDS");

/** Alarms that database instances of RDS and Aurora share. */
export const databaseAlarms = {
  cpu: {
    summary: "{resource} has no CPU to spare.",
    impact: "Queries wait for each other, and answers become slow.",
    reason:
      "AWS recommends 90 percent. Peaks do no harm, so it has to last for a quarter of an hour; without data the instance itself may be gone.",
    source,
    watches: { kind: "value", metric: "rds.cpu" },
    period: "5m",
    periods: 3,
    missingData: "breaching",
    severities: { warning: { above: 90 } },
  },
  connections: {
    summary: "{resource} accepts hardly any more connections.",
    impact: "Beyond its limit the database refuses connections, and what needs one fails.",
    reason:
      "AWS recommends 90 to 95 percent of the limit. The limit follows from the parameter group, which mostly computes it from the memory, so it has to be given.",
    source,
    watches: { kind: "value", metric: "rds.connections" },
    period: "5m",
    periods: 2,
    missingData: "notBreaching",
    severities: {
      warning: { above: { setting: "max_connections", times: 0.9 } },
      critical: { above: { setting: "max_connections", times: 0.95 } },
    },
  },
  load: {
    summary: "More sessions want to work on {resource} than it has vCPUs.",
    impact: "Queries queue for CPU, disk or locks.",
    reason:
      "AWS recommends the number of vCPUs as limit of the load. It sees waits for locks and disks, too, which the CPU does not show. Needs Performance Insights; without, the alarm stays quiet.",
    source,
    watches: { kind: "value", metric: "rds.db_load" },
    period: "5m",
    periods: 3,
    missingData: "notBreaching",
    severities: { warning: { above: { setting: "vcpus" } } },
  },
  transaction_ids: {
    summary: "Vacuuming of {resource} does not keep up.",
    impact: "After two billion transactions PostgreSQL refuses to write, until it is vacuumed for hours.",
    reason:
      "AWS recommends one billion, five times what autovacuum keeps to by default: it leaves time. Only PostgreSQL has the metric; on other engines the alarm stays quiet.",
    source,
    watches: { kind: "value", metric: "rds.transaction_ids" },
    period: "5m",
    periods: 1,
    missingData: "notBreaching",
    severities: { warning: { above: 1_000_000_000 }, critical: { above: 1_500_000_000 } },
  },
} as const satisfies Readonly<Record<string, RecommendedAlarm>>;
