import { albMetrics } from "./alb";
import { apigatewayMetrics } from "./apigateway";
import { dynamodbMetrics } from "./dynamodb";
import { ecsMetrics } from "./ecs";
import { lambdaMetrics } from "./lambda";
import { logsMetrics } from "./logs";
import { rdsMetrics } from "./rds";
import { snsMetrics } from "./sns";
import { sqsMetrics } from "./sqs";

/**
 * Metrics of AWS services worth an alarm or a panel, by `service.metric`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html
 */
export const resourceMetrics = {
  ...albMetrics,
  ...apigatewayMetrics,
  ...dynamodbMetrics,
  ...ecsMetrics,
  ...lambdaMetrics,
  ...logsMetrics,
  ...rdsMetrics,
  ...snsMetrics,
  ...sqsMetrics,
} as const;

/** Key of a {@link resourceMetrics} entry. */
export type ResourceMetricKey = keyof typeof resourceMetrics;
