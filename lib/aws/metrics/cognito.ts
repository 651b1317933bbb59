import { metricsOf } from "./resource-metric";

/** User pools of Cognito. */
export const cognitoMetrics = metricsOf({
  namespace: "AWS/Cognito",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html",
  metrics: {
    "cognito.sign_in_throttles": {
      metricName: "SignInThrottles",
      statistic: "Sum",
      dimensions: ["UserPool", "UserPoolClient"],
      description: "Sign-ins refused because a quota is used up.",
    },
    "cognito.sign_up_throttles": {
      metricName: "SignUpThrottles",
      statistic: "Sum",
      dimensions: ["UserPool", "UserPoolClient"],
      description: "Sign-ups refused because a quota is used up.",
    },
    "cognito.token_refresh_throttles": {
      metricName: "TokenRefreshThrottles",
      statistic: "Sum",
      dimensions: ["UserPool", "UserPoolClient"],
      description: "Refreshes of tokens refused because a quota is used up.",
    },
    "cognito.sign_ins": {
      metricName: "SignInSuccesses",
      statistic: "Sum",
      dimensions: ["UserPool", "UserPoolClient"],
      description: "Sign-ins that succeeded.",
    },
    "cognito.sign_ups": {
      metricName: "SignUpSuccesses",
      statistic: "Sum",
      dimensions: ["UserPool", "UserPoolClient"],
      description: "Sign-ups that succeeded.",
    },
  },
});
