import type { LineSet, RecommendedAlarm } from "../set";

const controls = "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html";

/** What an alarm says, and the number of Security Hub's control, or another page. */
type Said = { readonly reason: string; readonly summary: string } & (
  { readonly anchor: number } | { readonly page: string }
);

function events(
  signal: string,
  { reason, summary, ...page }: Said,
  severities: RecommendedAlarm["severities"] = { warning: { atLeast: 1 } },
): RecommendedAlarm {
  return {
    summary,
    reason,
    source: "page" in page ? page.page : `${controls}#cloudwatch-${page.anchor}`,
    watches: { kind: "value", signal },
    period: "5m",
    missingData: "notBreaching",
    severities,
  };
}

/** Alarms of the CIS AWS Foundations Benchmark on CloudTrail's events. */
export const cloudtrail = {
  kind: "lines",
  of: "events of CloudTrail",
  alarms: {
    root_use: events(
      "root_use",
      {
        anchor: 1,
        summary: "The root user was used.",
        reason: "It has every right and no limit; hardly any task needs it, so each use is worth a look.",
      },
      { critical: { atLeast: 1 } },
    ),
    unauthorized_calls: events(
      "unauthorized_calls",
      {
        anchor: 2,
        summary: "Calls are refused for lack of permission.",
        reason:
          "The benchmark asks for an alarm on any. Programs that try what they may not do make a few all day; ten in five minutes is a broken role, or somebody who tries doors.",
      },
      { warning: { atLeast: 10 } },
    ),
    signins_without_mfa: events("signins_without_mfa", {
      anchor: 3,
      summary: "Somebody signed in to the console without a second factor.",
      reason: "A stolen password is all that it takes. It counts users of IAM, whose second factor AWS itself sees.",
    }),
    iam_policy_changes: events("iam_policy_changes", {
      anchor: 4,
      summary: "IAM policies were changed.",
      reason: "Who may do what was changed: by a deployment that you know of, or not.",
    }),
    cloudtrail_changes: events(
      "cloudtrail_changes",
      {
        anchor: 5,
        summary: "CloudTrail itself was changed.",
        reason: "Who wants to leave no trace turns it off first.",
      },
      { critical: { atLeast: 1 } },
    ),
    failed_signins: events(
      "failed_signins",
      {
        anchor: 6,
        summary: "Sign-ins to the console fail.",
        reason: "People mistype passwords; five failures in five minutes look like guessing.",
      },
      { warning: { atLeast: 5 } },
    ),
    kms_keys_disabled: events(
      "kms_keys_disabled",
      {
        anchor: 7,
        summary: "A key of KMS was disabled or is to be deleted.",
        reason: "What it encrypts cannot be read any more; for deletion there are days in which to cancel.",
      },
      { critical: { atLeast: 1 } },
    ),
    s3_policy_changes: events("s3_policy_changes", {
      anchor: 8,
      summary: "Policies of buckets were changed.",
      reason: "A bucket may have become public, or its copies may have stopped.",
    }),
    config_changes: events("config_changes", {
      anchor: 9,
      summary: "AWS Config was changed.",
      reason: "Without its recorder nobody knows what was changed and when.",
    }),
    security_group_changes: events("security_group_changes", {
      anchor: 10,
      summary: "Security groups were changed.",
      reason: "A port may have been opened to the world, outside of a reviewed change.",
    }),
    nacl_changes: events("nacl_changes", {
      anchor: 11,
      summary: "Network ACLs were changed.",
      reason: "They seldom change, and decide what reaches whole subnets.",
    }),
    gateway_changes: events("gateway_changes", {
      anchor: 12,
      summary: "Gateways of networks were changed.",
      reason: "An internet gateway opens a network; one that is gone cuts it off.",
    }),
    route_table_changes: events("route_table_changes", {
      anchor: 13,
      summary: "Route tables were changed.",
      reason: "Traffic may take another way, past a firewall or nowhere.",
    }),
    vpc_changes: events("vpc_changes", {
      anchor: 14,
      summary: "VPCs or their peerings were changed.",
      reason: "A peering joins networks that were apart on purpose.",
    }),
    organizations_changes: events("organizations_changes", {
      page: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_cloudtrail-integration.html",
      summary: "The organization was changed.",
      reason: "Accounts and service control policies decide what all others may do; they seldom change.",
    }),
  },
} as const satisfies LineSet;
