import { metricsOf } from "./resource-metric";

export const backupMetrics = metricsOf({
  namespace: "AWS/Backup",
  source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html",
  metrics: {
    "backup.failed": {
      metricName: "NumberOfBackupJobsFailed",
      statistic: "Sum",
      dimensions: ["BackupVaultName"],
      description: "Backup jobs to the vault that failed.",
    },
    "backup.expired": {
      metricName: "NumberOfBackupJobsExpired",
      statistic: "Sum",
      dimensions: ["BackupVaultName"],
      description: "Backup jobs to the vault that did not start in time.",
    },
    "backup.completed": {
      metricName: "NumberOfBackupJobsCompleted",
      statistic: "Sum",
      dimensions: ["BackupVaultName"],
      description: "Backup jobs to the vault that were completed.",
    },
  },
});
