import { alb, albTargetGroup } from "./sets/alb";
import { apigatewayHttp, apigatewayRest, apigatewayWebsocket } from "./sets/apigateway";
import { autoscaling } from "./sets/autoscaling";
import { dynamodb, dynamodbAccount } from "./sets/dynamodb";
import { ec2, ec2Burstable } from "./sets/ec2";
import { ecs, ecsTasks } from "./sets/ecs";
import { eventbridge, eventbridgeBus } from "./sets/eventbridge";
import { lambda } from "./sets/lambda";
import { lambdaAccount } from "./sets/lambda-account";
import { lambdaAsync } from "./sets/lambda-async";
import { lambdaStream } from "./sets/lambda-stream";
import { logsEmf } from "./sets/logs";
import { nlb, nlbTargetGroup } from "./sets/nlb";
import { pipes } from "./sets/pipes";
import { scheduler } from "./sets/scheduler";
import { sns } from "./sets/sns";
import { sqs, sqsDeadLetter } from "./sets/sqs";
import { stepfunctions } from "./sets/stepfunctions";

/** All sets of recommended alarms, by name. */
export const recommendedSets = {
  alb,
  alb_target_group: albTargetGroup,
  apigateway_http: apigatewayHttp,
  apigateway_rest: apigatewayRest,
  apigateway_websocket: apigatewayWebsocket,
  autoscaling,
  dynamodb,
  dynamodb_account: dynamodbAccount,
  ec2,
  ec2_burstable: ec2Burstable,
  ecs,
  ecs_tasks: ecsTasks,
  eventbridge,
  eventbridge_bus: eventbridgeBus,
  lambda,
  lambda_account: lambdaAccount,
  lambda_async: lambdaAsync,
  lambda_stream: lambdaStream,
  logs_emf: logsEmf,
  nlb,
  nlb_target_group: nlbTargetGroup,
  pipes,
  scheduler,
  sns,
  sqs,
  sqs_dead_letter: sqsDeadLetter,
  stepfunctions,
} as const;

/** Name of a set of recommended alarms. */
export type RecommendedSetName = keyof typeof recommendedSets;
