import { acmMetrics } from "./acm";
import { albMetrics } from "./alb";
import { aossMetrics } from "./aoss";
import { apigatewayMetrics } from "./apigateway";
import { appsyncMetrics } from "./appsync";
import { auroraMetrics } from "./aurora";
import { autoscalingMetrics } from "./autoscaling";
import { backupMetrics } from "./backup";
import { bedrockMetrics } from "./bedrock";
import { billingMetrics } from "./billing";
import { cloudfrontMetrics } from "./cloudfront";
import { codebuildMetrics } from "./codebuild";
import { cognitoMetrics } from "./cognito";
import { dmsMetrics } from "./dms";
import { docdbMetrics } from "./docdb";
import { dynamodbMetrics } from "./dynamodb";
import { ec2Metrics } from "./ec2";
import { ecsMetrics } from "./ecs";
import { efsMetrics } from "./efs";
import { eksMetrics } from "./eks";
import { elasticacheMetrics } from "./elasticache";
import { eventbridgeMetrics } from "./eventbridge";
import { firehoseMetrics } from "./firehose";
import { flinkMetrics } from "./flink";
import { glueMetrics } from "./glue";
import { kinesisMetrics } from "./kinesis";
import { lambdaMetrics } from "./lambda";
import { logsMetrics } from "./logs";
import { memorydbMetrics } from "./memorydb";
import { mskMetrics } from "./msk";
import { natMetrics } from "./nat";
import { neptuneMetrics } from "./neptune";
import { nlbMetrics } from "./nlb";
import { opensearchMetrics } from "./opensearch";
import { pipesMetrics } from "./pipes";
import { rdsMetrics } from "./rds";
import { rdsProxyMetrics } from "./rds-proxy";
import { redshiftMetrics } from "./redshift";
import { route53Metrics } from "./route53";
import { s3Metrics } from "./s3";
import { schedulerMetrics } from "./scheduler";
import { snsMetrics } from "./sns";
import { sqsMetrics } from "./sqs";
import { stepfunctionsMetrics } from "./stepfunctions";
import { syntheticsMetrics } from "./synthetics";
import { transitGatewayMetrics } from "./transit-gateway";
import { vpnMetrics } from "./vpn";
import { wafMetrics } from "./waf";

/**
 * Metrics of AWS services worth an alarm or a panel, by `service.metric`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html
 */
export const resourceMetrics = {
  ...acmMetrics,
  ...albMetrics,
  ...aossMetrics,
  ...apigatewayMetrics,
  ...appsyncMetrics,
  ...auroraMetrics,
  ...autoscalingMetrics,
  ...backupMetrics,
  ...bedrockMetrics,
  ...billingMetrics,
  ...cloudfrontMetrics,
  ...codebuildMetrics,
  ...cognitoMetrics,
  ...dmsMetrics,
  ...docdbMetrics,
  ...dynamodbMetrics,
  ...ec2Metrics,
  ...ecsMetrics,
  ...efsMetrics,
  ...eksMetrics,
  ...elasticacheMetrics,
  ...eventbridgeMetrics,
  ...firehoseMetrics,
  ...flinkMetrics,
  ...glueMetrics,
  ...kinesisMetrics,
  ...lambdaMetrics,
  ...logsMetrics,
  ...memorydbMetrics,
  ...mskMetrics,
  ...natMetrics,
  ...neptuneMetrics,
  ...nlbMetrics,
  ...opensearchMetrics,
  ...pipesMetrics,
  ...rdsMetrics,
  ...rdsProxyMetrics,
  ...redshiftMetrics,
  ...route53Metrics,
  ...s3Metrics,
  ...schedulerMetrics,
  ...snsMetrics,
  ...sqsMetrics,
  ...stepfunctionsMetrics,
  ...syntheticsMetrics,
  ...transitGatewayMetrics,
  ...vpnMetrics,
  ...wafMetrics,
} as const;

/** Key of a {@link resourceMetrics} entry. */
export type ResourceMetricKey = keyof typeof resourceMetrics;
