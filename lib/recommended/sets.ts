import type { RecommendedSet } from "./set";
import { accessLines } from "./sets/access-lines";
import { acm } from "./sets/acm";
import { alb, albTargetGroup } from "./sets/alb";
import { aoss } from "./sets/aoss";
import { apigatewayHttp, apigatewayRest, apigatewayWebsocket } from "./sets/apigateway";
import { appsync } from "./sets/appsync";
import { aurora } from "./sets/aurora";
import { auroraInstance } from "./sets/aurora-instance";
import { autoscaling } from "./sets/autoscaling";
import { backup } from "./sets/backup";
import { bedrock } from "./sets/bedrock";
import { billing } from "./sets/billing";
import { cloudfront } from "./sets/cloudfront";
import { codebuild } from "./sets/codebuild";
import { cognito } from "./sets/cognito";
import { dms, dmsTask } from "./sets/dms";
import { docdb } from "./sets/docdb";
import { cloudtrail } from "./sets/cloudtrail";
import { dynamodb, dynamodbAccount } from "./sets/dynamodb";
import { ec2, ec2Burstable } from "./sets/ec2";
import { ecs, ecsTasks } from "./sets/ecs";
import { efs, efsElastic } from "./sets/efs";
import { eks } from "./sets/eks";
import { elasticache } from "./sets/elasticache";
import { eventbridge, eventbridgeBus } from "./sets/eventbridge";
import { firehose, firehoseHttp } from "./sets/firehose";
import { flink } from "./sets/flink";
import { glue } from "./sets/glue";
import { kinesis } from "./sets/kinesis";
import { lambda } from "./sets/lambda";
import { lambdaAccount } from "./sets/lambda-account";
import { lambdaAsync } from "./sets/lambda-async";
import { lambdaJson, lambdaText } from "./sets/lambda-lines";
import { lambdaStream } from "./sets/lambda-stream";
import { loggers } from "./sets/loggers";
import { logsEmf } from "./sets/logs";
import { memcached } from "./sets/memcached";
import { memorydb } from "./sets/memorydb";
import { msk, mskBroker } from "./sets/msk";
import { nat } from "./sets/nat";
import { neptune } from "./sets/neptune";
import { nlb, nlbTargetGroup } from "./sets/nlb";
import { opensearch } from "./sets/opensearch";
import { pipes } from "./sets/pipes";
import { rds } from "./sets/rds";
import { rdsProxy } from "./sets/rds-proxy";
import { redshift } from "./sets/redshift";
import { route53 } from "./sets/route53";
import { s3, s3Replication } from "./sets/s3";
import { scheduler } from "./sets/scheduler";
import { sns } from "./sets/sns";
import { sqs, sqsDeadLetter } from "./sets/sqs";
import { stepfunctions } from "./sets/stepfunctions";
import { synthetics } from "./sets/synthetics";
import { vpn } from "./sets/vpn";
import { waf } from "./sets/waf";
import { vpcFlow } from "./sets/vpc-flow";

/** All sets of recommended alarms, by name. */
export const recommendedSets = {
  acm,
  alb,
  alb_target_group: albTargetGroup,
  aoss,
  apigateway_http: apigatewayHttp,
  apigateway_rest: apigatewayRest,
  apigateway_websocket: apigatewayWebsocket,
  appsync,
  aurora,
  aurora_instance: auroraInstance,
  autoscaling,
  backup,
  bedrock,
  billing,
  cloudfront,
  codebuild,
  cognito,
  dms,
  dms_task: dmsTask,
  docdb,
  dynamodb,
  dynamodb_account: dynamodbAccount,
  ec2,
  ec2_burstable: ec2Burstable,
  ecs,
  ecs_tasks: ecsTasks,
  efs,
  efs_elastic: efsElastic,
  eks,
  elasticache,
  eventbridge,
  eventbridge_bus: eventbridgeBus,
  firehose,
  firehose_http: firehoseHttp,
  flink,
  glue,
  kinesis,
  lambda,
  lambda_account: lambdaAccount,
  lambda_async: lambdaAsync,
  lambda_stream: lambdaStream,
  logs_emf: logsEmf,
  memcached,
  memorydb,
  msk,
  msk_broker: mskBroker,
  nat,
  neptune,
  nlb,
  nlb_target_group: nlbTargetGroup,
  opensearch,
  pipes,
  rds,
  rds_proxy: rdsProxy,
  redshift,
  route53,
  s3,
  s3_replication: s3Replication,
  scheduler,
  sns,
  sqs,
  sqs_dead_letter: sqsDeadLetter,
  stepfunctions,
  synthetics,
  vpn,
  waf,
  ...loggers,
  "lambda-json": lambdaJson,
  "lambda-text": lambdaText,
  ...accessLines,
  "vpc-flow": vpcFlow,
  cloudtrail,
} as const;

export type RecommendedSets = typeof recommendedSets;

/** Name of a set of recommended alarms. */
export type RecommendedSetName = keyof RecommendedSets;

/** A set by its name. */
export function recommendedSet(name: RecommendedSetName): RecommendedSet {
  return recommendedSets[name];
}
