import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

const recommendedAlarms = awsRecommends("Lambda");

/** Alarms on all Lambda functions of an account in a Region. */
export const lambdaAccount = {
  kind: "resource",
  of: "an account's Lambda functions in a Region",
  byChoice: "No resource stands for an account.",
  note: "Once for each account and Region.",
  dimensions: {},
  terraform: [],
  settings: {
    concurrency: { description: "The account's quota of concurrent executions in the Region.", default: 1000 },
  },
  alarms: {
    concurrency: {
      summary: "Lambda functions nearly use all concurrency of the account in the Region.",
      impact: "Any function of the account can be throttled, whichever uses the most.",
      reason:
        "AWS recommends 90 percent of the quota, which is 1,000 unless it was raised. The metric counts what is reserved and provisioned, too.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "lambda.account_concurrency" },
      period: "1m",
      periods: 10,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "concurrency", times: 0.9 } } },
    },
  },
} as const satisfies ResourceSet;
