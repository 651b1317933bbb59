import { durationText, resourceMetrics, type ResourceMetricKey, unitOfMetric } from "../../aws";
import { alarmDefaults } from "../../contract";
import type { Metric } from "./metric";
import type { LogGroupReference } from "./references";

interface NamedQueue {
  readonly name: string;
}
interface EcsServiceReference {
  readonly cluster: { readonly name: string };
  readonly service: { readonly name: string };
}
interface NamedFunction {
  readonly functionName: string;
}
interface LoadBalancerReference {
  readonly arnSuffix: string;
}
interface TargetGroupReference {
  readonly loadBalancer: LoadBalancerReference;
  readonly targetGroup: { readonly arnSuffix: string };
}
interface DatabaseReference {
  readonly identifier: string;
}
interface TableReference {
  readonly name: string;
}

/** The dimensions of a metric in the catalogue, with their values. */
export type DimensionsOf<Key extends ResourceMetricKey> = Readonly<
  Record<(typeof resourceMetrics)[Key]["dimensions"][number], string>
>;

/** A metric of an AWS service, by its key in the catalogue: `resourceMetric("sqs.visible_messages", { QueueName: queue.name })`. */
export function resourceMetric<Key extends ResourceMetricKey>(key: Key, dimensions: DimensionsOf<Key>): Metric {
  const { namespace, metricName, statistic } = resourceMetrics[key];
  const unit = unitOfMetric(namespace, metricName);
  return {
    namespace,
    name: metricName,
    dimensions,
    statistic,
    period: durationText(alarmDefaults.periodSeconds * 1000),
    ...(unit === undefined ? {} : { unit }),
  };
}

/**
 * Metrics of AWS services, as functions of the resource that they belong to. Pass the resource itself (`SqsQueue`, `EcsService`, a
 * data source), so that names are references to it.
 */
export const awsMetrics = {
  sqs: {
    visibleMessages: (queue: NamedQueue) => resourceMetric("sqs.visible_messages", { QueueName: queue.name }),
    ageOfOldestMessage: (queue: NamedQueue) => resourceMetric("sqs.age_of_oldest_message", { QueueName: queue.name }),
    /** Messages in a dead-letter queue. */
    deadLetters: (deadLetterQueue: NamedQueue) =>
      resourceMetric("sqs.visible_messages", { QueueName: deadLetterQueue.name }),
  },
  ecs: {
    cpu: (of: EcsServiceReference) => resourceMetric("ecs.cpu", ecsService(of)),
    memory: (of: EcsServiceReference) => resourceMetric("ecs.memory", ecsService(of)),
    /** Needs Container Insights on the cluster. */
    runningTasks: (of: EcsServiceReference) => resourceMetric("ecs.running_tasks", ecsService(of)),
  },
  lambda: {
    errors: (of: NamedFunction) => resourceMetric("lambda.errors", { FunctionName: of.functionName }),
    invocations: (of: NamedFunction) => resourceMetric("lambda.invocations", { FunctionName: of.functionName }),
    throttles: (of: NamedFunction) => resourceMetric("lambda.throttles", { FunctionName: of.functionName }),
    duration: (of: NamedFunction) => resourceMetric("lambda.duration", { FunctionName: of.functionName }),
    concurrentExecutions: (of: NamedFunction) =>
      resourceMetric("lambda.concurrent_executions", { FunctionName: of.functionName }),
  },
  alb: {
    serverErrors: (loadBalancer: LoadBalancerReference) =>
      resourceMetric("alb.5xx", { LoadBalancer: loadBalancer.arnSuffix }),
    clientErrors: (loadBalancer: LoadBalancerReference) =>
      resourceMetric("alb.4xx", { LoadBalancer: loadBalancer.arnSuffix }),
    /** Requests of all target groups. */
    allRequests: (loadBalancer: LoadBalancerReference) =>
      resourceMetric("alb.all_requests", { LoadBalancer: loadBalancer.arnSuffix }),
    requests: (of: TargetGroupReference) => resourceMetric("alb.requests", targetGroup(of)),
    targetSuccesses: (of: TargetGroupReference) => resourceMetric("alb.target_2xx", targetGroup(of)),
    targetClientErrors: (of: TargetGroupReference) => resourceMetric("alb.target_4xx", targetGroup(of)),
    targetServerErrors: (of: TargetGroupReference) => resourceMetric("alb.target_5xx", targetGroup(of)),
    latency: (of: TargetGroupReference) => resourceMetric("alb.latency", targetGroup(of)),
    unhealthyHosts: (of: TargetGroupReference) => resourceMetric("alb.unhealthy_hosts", targetGroup(of)),
  },
  rds: {
    cpu: (instance: DatabaseReference) => resourceMetric("rds.cpu", { DBInstanceIdentifier: instance.identifier }),
    connections: (instance: DatabaseReference) =>
      resourceMetric("rds.connections", { DBInstanceIdentifier: instance.identifier }),
    freeStorage: (instance: DatabaseReference) =>
      resourceMetric("rds.free_storage", { DBInstanceIdentifier: instance.identifier }),
  },
  dynamodb: {
    readThrottles: (table: TableReference) => resourceMetric("dynamodb.read_throttles", { TableName: table.name }),
    writeThrottles: (table: TableReference) => resourceMetric("dynamodb.write_throttles", { TableName: table.name }),
    /** @param operation as the API names it: `GetItem`, `Query`, `PutItem` */
    systemErrors: (table: TableReference, operation: string) =>
      resourceMetric("dynamodb.system_errors", { TableName: table.name, Operation: operation }),
    latency: (table: TableReference, operation: string) =>
      resourceMetric("dynamodb.latency", { TableName: table.name, Operation: operation }),
  },
  apigateway: {
    restServerErrors: (api: { readonly name: string }, stage: { readonly stageName: string }) =>
      resourceMetric("apigateway.rest_5xx", { ApiName: api.name, Stage: stage.stageName }),
    httpServerErrors: (api: { readonly id: string }, stage: { readonly name: string }) =>
      resourceMetric("apigateway.http_5xx", { ApiId: api.id, Stage: stage.name }),
  },
  sns: {
    failedNotifications: (topic: { readonly name: string }) =>
      resourceMetric("sns.failed_notifications", { TopicName: topic.name }),
  },
  logs: {
    incomingEvents: (logGroup: LogGroupReference) =>
      resourceMetric("logs.incoming_events", { LogGroupName: logGroup.name }),
    incomingBytes: (logGroup: LogGroupReference) =>
      resourceMetric("logs.incoming_bytes", { LogGroupName: logGroup.name }),
  },
} as const;

function ecsService({ cluster, service }: EcsServiceReference): { ClusterName: string; ServiceName: string } {
  return { ClusterName: cluster.name, ServiceName: service.name };
}

function targetGroup(of: TargetGroupReference): { LoadBalancer: string; TargetGroup: string } {
  return { LoadBalancer: of.loadBalancer.arnSuffix, TargetGroup: of.targetGroup.arnSuffix };
}
