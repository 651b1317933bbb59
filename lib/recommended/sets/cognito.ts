import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

/** Alarms on a client of a user pool. */
export const cognito = {
  kind: "resource",
  of: "a client of a user pool of Amazon Cognito",
  dimensions: { UserPool: "the pool's id", UserPoolClient: "the client's id" },
  terraform: [
    {
      type: "aws_cognito_user_pool_client",
      dimensions: { UserPool: { attribute: "user_pool_id" }, UserPoolClient: { attribute: "id" } },
    },
  ],
  alarms: {
    sign_in_throttles: {
      summary: "Sign-ins through {resource} are refused for lack of quota.",
      impact: "Users cannot sign in.",
      reason:
        "AWS recommends zero: a pool with enough quota refuses none over several periods. Peaks that clients repeat do not count, so it has to last for a quarter of an hour.",
      source: awsRecommends("Cognito"),
      watches: { kind: "value", metric: "cognito.sign_in_throttles" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    sign_up_throttles: {
      summary: "Sign-ups through {resource} are refused for lack of quota.",
      impact: "New users cannot sign up.",
      reason:
        "AWS recommends zero: a pool with enough quota refuses none over several periods. Peaks that clients repeat do not count, so it has to last for a quarter of an hour.",
      source: awsRecommends("Cognito"),
      watches: { kind: "value", metric: "cognito.sign_up_throttles" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    token_refresh_throttles: {
      summary: "Refreshes of tokens through {resource} are refused for lack of quota.",
      impact: "Users are signed out.",
      reason:
        "AWS recommends zero: a pool with enough quota refuses none over several periods. Peaks that clients repeat do not count, so it has to last for a quarter of an hour.",
      source: awsRecommends("Cognito"),
      watches: { kind: "value", metric: "cognito.token_refresh_throttles" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;
