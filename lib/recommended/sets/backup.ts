import type { ResourceSet } from "../set";

/** Alarms on a vault of backups. */
export const backup = {
  kind: "resource",
  of: "a vault of AWS Backup",
  dimensions: { BackupVaultName: "the vault's name" },
  terraform: [{ type: "aws_backup_vault", dimensions: { BackupVaultName: { attribute: "name" } } }],
  alarms: {
    failed: {
      summary: "Backups to {resource} fail.",
      impact: "The last good backup gets older.",
      reason: "None is normal, and nothing else says it. An hour, because jobs run once a day.",
      source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html",
      watches: { kind: "value", metric: "backup.failed" },
      period: "1h",
      periods: 1,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    expired: {
      summary: "Backups to {resource} did not start in time.",
      impact: "The last good backup gets older.",
      reason: "A job that cannot start within its window is given up. None is normal.",
      source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html",
      watches: { kind: "value", metric: "backup.expired" },
      period: "1h",
      periods: 1,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;
