import type { RecommendedSet } from "./set";
import { acm } from "./sets/acm";
import { alb, albTargetGroup } from "./sets/alb";
import { apigatewayHttp, apigatewayRest, apigatewayWebsocket } from "./sets/apigateway";
import { aurora } from "./sets/aurora";
import { auroraInstance } from "./sets/aurora-instance";
import { autoscaling } from "./sets/autoscaling";
import { cloudfront } from "./sets/cloudfront";
import { dynamodb, dynamodbAccount } from "./sets/dynamodb";
import { ec2, ec2Burstable } from "./sets/ec2";
import { ecs, ecsTasks } from "./sets/ecs";
import { efs, efsElastic } from "./sets/efs";
import { elasticache } from "./sets/elasticache";
import { eventbridge, eventbridgeBus } from "./sets/eventbridge";
import { firehose, firehoseHttp } from "./sets/firehose";
import { kinesis } from "./sets/kinesis";
import { lambda } from "./sets/lambda";
import { lambdaAccount } from "./sets/lambda-account";
import { lambdaAsync } from "./sets/lambda-async";
import { lambdaStream } from "./sets/lambda-stream";
import { logsEmf } from "./sets/logs";
import { memcached } from "./sets/memcached";
import { nat } from "./sets/nat";
import { nlb, nlbTargetGroup } from "./sets/nlb";
import { pipes } from "./sets/pipes";
import { rds } from "./sets/rds";
import { rdsProxy } from "./sets/rds-proxy";
import { s3, s3Replication } from "./sets/s3";
import { scheduler } from "./sets/scheduler";
import { sns } from "./sets/sns";
import { sqs, sqsDeadLetter } from "./sets/sqs";
import { stepfunctions } from "./sets/stepfunctions";
import { synthetics } from "./sets/synthetics";

/** All sets of recommended alarms, by name. */
export const recommendedSets = {
  acm,
  alb,
  alb_target_group: albTargetGroup,
  apigateway_http: apigatewayHttp,
  apigateway_rest: apigatewayRest,
  apigateway_websocket: apigatewayWebsocket,
  aurora,
  aurora_instance: auroraInstance,
  autoscaling,
  cloudfront,
  dynamodb,
  dynamodb_account: dynamodbAccount,
  ec2,
  ec2_burstable: ec2Burstable,
  ecs,
  ecs_tasks: ecsTasks,
  efs,
  efs_elastic: efsElastic,
  elasticache,
  eventbridge,
  eventbridge_bus: eventbridgeBus,
  firehose,
  firehose_http: firehoseHttp,
  kinesis,
  lambda,
  lambda_account: lambdaAccount,
  lambda_async: lambdaAsync,
  lambda_stream: lambdaStream,
  logs_emf: logsEmf,
  memcached,
  nat,
  nlb,
  nlb_target_group: nlbTargetGroup,
  pipes,
  rds,
  rds_proxy: rdsProxy,
  s3,
  s3_replication: s3Replication,
  scheduler,
  sns,
  sqs,
  sqs_dead_letter: sqsDeadLetter,
  stepfunctions,
  synthetics,
} as const;

export type RecommendedSets = typeof recommendedSets;

/** Name of a set of recommended alarms. */
export type RecommendedSetName = keyof RecommendedSets;

/** A set by its name. */
export function recommendedSet(name: RecommendedSetName): RecommendedSet {
  return recommendedSets[name];
}
