import { albMetrics } from "./alb";
import { apigatewayMetrics } from "./apigateway";
import { autoscalingMetrics } from "./autoscaling";
import { dynamodbMetrics } from "./dynamodb";
import { ec2Metrics } from "./ec2";
import { ecsMetrics } from "./ecs";
import { eventbridgeMetrics } from "./eventbridge";
import { lambdaMetrics } from "./lambda";
import { logsMetrics } from "./logs";
import { nlbMetrics } from "./nlb";
import { pipesMetrics } from "./pipes";
import { rdsMetrics } from "./rds";
import { schedulerMetrics } from "./scheduler";
import { snsMetrics } from "./sns";
import { sqsMetrics } from "./sqs";
import { stepfunctionsMetrics } from "./stepfunctions";

/**
 * Metrics of AWS services worth an alarm or a panel, by `service.metric`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html
 */
export const resourceMetrics = {
  ...albMetrics,
  ...apigatewayMetrics,
  ...autoscalingMetrics,
  ...dynamodbMetrics,
  ...ec2Metrics,
  ...ecsMetrics,
  ...eventbridgeMetrics,
  ...lambdaMetrics,
  ...logsMetrics,
  ...nlbMetrics,
  ...pipesMetrics,
  ...rdsMetrics,
  ...schedulerMetrics,
  ...snsMetrics,
  ...sqsMetrics,
  ...stepfunctionsMetrics,
} as const;

/** Key of a {@link resourceMetrics} entry. */
export type ResourceMetricKey = keyof typeof resourceMetrics;
