/** Log groups that a service of AWS makes itself, by how their names begin. */
export interface VendedLogGroups {
  readonly prefix: string;

  /** The service, as AWS calls it. */
  readonly by: string;

  /** When it makes them. */
  readonly when: string;
  readonly source: string;
}

/**
 * Log groups that AWS makes under names of its own, if they are not there yet. What somebody must make before AWS writes to it is left
 * out, whatever its name: groups for access logs of API Gateway, `/aws/vendedlogs/`, `/aws/states/`.
 */
export const vendedLogGroups: readonly [VendedLogGroups, ...VendedLogGroups[]] = [
  {
    prefix: "/aws/lambda/",
    by: "AWS Lambda",
    when: "when the function is first invoked",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html",
  },
  {
    prefix: "/aws/batch/job",
    by: "AWS Batch",
    when: "with the first job",
    source: "https://docs.aws.amazon.com/batch/latest/userguide/using_awslogs.html",
  },
  {
    prefix: "/aws/codebuild/",
    by: "AWS CodeBuild",
    when: "with the project's first build",
    source: "https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html",
  },
  {
    prefix: "/aws/rds/",
    by: "Amazon RDS",
    when: "when the database first exports its logs",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html",
  },
  {
    prefix: "RDSOSMetrics",
    by: "Amazon RDS",
    when: "with Enhanced Monitoring",
    source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.CloudWatchLogs.html",
  },
  {
    prefix: "/aws/eks/",
    by: "Amazon EKS",
    when: "when the cluster's control plane first logs",
    source: "https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html",
  },
  {
    prefix: "/aws/ecs/containerinsights/",
    by: "Container Insights",
    when: "when it is enabled",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference.html",
  },
  {
    prefix: "/aws/containerinsights/",
    by: "Container Insights",
    when: "when it is enabled",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference.html",
  },
  {
    prefix: "API-Gateway-Execution-Logs_",
    by: "Amazon API Gateway",
    when: "when execution logging is enabled for the stage",
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-execution-logging.html",
  },
];

/** Who makes a log group of this name; undefined if nobody but the team does. */
export function vendedLogGroup(name: string): VendedLogGroups | undefined {
  return vendedLogGroups.find(({ prefix }) => name.startsWith(prefix));
}
