import { acmMetrics } from "./acm";
import { albMetrics } from "./alb";
import { apigatewayMetrics } from "./apigateway";
import { auroraMetrics } from "./aurora";
import { autoscalingMetrics } from "./autoscaling";
import { cloudfrontMetrics } from "./cloudfront";
import { dynamodbMetrics } from "./dynamodb";
import { ec2Metrics } from "./ec2";
import { ecsMetrics } from "./ecs";
import { efsMetrics } from "./efs";
import { elasticacheMetrics } from "./elasticache";
import { eventbridgeMetrics } from "./eventbridge";
import { firehoseMetrics } from "./firehose";
import { kinesisMetrics } from "./kinesis";
import { lambdaMetrics } from "./lambda";
import { logsMetrics } from "./logs";
import { natMetrics } from "./nat";
import { nlbMetrics } from "./nlb";
import { pipesMetrics } from "./pipes";
import { rdsMetrics } from "./rds";
import { rdsProxyMetrics } from "./rds-proxy";
import { s3Metrics } from "./s3";
import { schedulerMetrics } from "./scheduler";
import { snsMetrics } from "./sns";
import { sqsMetrics } from "./sqs";
import { stepfunctionsMetrics } from "./stepfunctions";
import { syntheticsMetrics } from "./synthetics";

/**
 * Metrics of AWS services worth an alarm or a panel, by `service.metric`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html
 */
export const resourceMetrics = {
  ...acmMetrics,
  ...albMetrics,
  ...apigatewayMetrics,
  ...auroraMetrics,
  ...autoscalingMetrics,
  ...cloudfrontMetrics,
  ...dynamodbMetrics,
  ...ec2Metrics,
  ...ecsMetrics,
  ...efsMetrics,
  ...elasticacheMetrics,
  ...eventbridgeMetrics,
  ...firehoseMetrics,
  ...kinesisMetrics,
  ...lambdaMetrics,
  ...logsMetrics,
  ...natMetrics,
  ...nlbMetrics,
  ...pipesMetrics,
  ...rdsMetrics,
  ...rdsProxyMetrics,
  ...s3Metrics,
  ...schedulerMetrics,
  ...snsMetrics,
  ...sqsMetrics,
  ...stepfunctionsMetrics,
  ...syntheticsMetrics,
} as const;

/** Key of a {@link resourceMetrics} entry. */
export type ResourceMetricKey = keyof typeof resourceMetrics;
