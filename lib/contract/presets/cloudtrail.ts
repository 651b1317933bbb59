import { defineContract } from "../define";
import { oneOf } from "../predicate";
import { lazily } from "./lazily";

/** A count of calls by their names, as the benchmark has them. */
function calls(description: string, names: readonly [string, ...string[]]) {
  return { description, where: oneOf("eventName", ...names), default: 0 } as const;
}

/** The same, of one service. */
function callsOf(source: string, description: string, names: readonly string[]) {
  const any = names.map((name) => `$.eventName = "${name}"`).join(" || ");
  return { description, where: `{ $.eventSource = "${source}.amazonaws.com" && (${any}) }`, default: 0 } as const;
}

/**
 * Events of CloudTrail as it writes them into a log group. The signals are those of the CIS AWS Foundations Benchmark, section "Monitoring", with its
 * patterns; a sign-in that does not say whether a second factor was used counts as one without.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
export const cloudtrail = lazily(() =>
  defineContract({
    name: "cloudtrail",
    conventions: "own",
    line: { timestamp: "eventTime", message: "eventName", event: "eventName" },
    fields: {
      eventVersion: { type: "string", description: "Version of the form." },
      eventTime: { type: "timestamp", description: "When the request was answered." },
      eventName: { type: "string", description: "The API call." },
      eventSource: { type: "string", description: "The service: iam.amazonaws.com.", bounded: true },
      eventType: { type: "string", description: "What it was: AwsApiCall, AwsConsoleSignIn.", bounded: true },
      eventCategory: { type: "string", description: "Management, Data, Insight.", bounded: true },
      awsRegion: { type: "string", description: "Region of the call.", bounded: true },
      recipientAccountId: { type: "string", description: "Account that got the event.", bounded: true },
      eventID: { type: "string", description: "Identifies the event." },
      requestID: { type: "string", description: "Identifies the request." },
      readOnly: { type: "boolean", description: "Whether the call changes nothing." },
      sourceIPAddress: { type: "string", description: "Address of the caller, or a service's name.", pii: true },
      userAgent: { type: "string", description: "The caller's program.", pii: true },
      errorCode: { type: "string", description: "Why the call failed.", bounded: true },
      errorMessage: { type: "string", description: "Why, in words." },
      "userIdentity.type": {
        type: "string",
        description: "Kind of caller: Root, IAMUser, AssumedRole.",
        bounded: true,
      },
      "userIdentity.principalId": { type: "string", description: "Id of the caller.", pii: true },
      "userIdentity.arn": { type: "string", description: "ARN of the caller.", pii: true },
      "userIdentity.accountId": { type: "string", description: "Account of the caller.", bounded: true },
      "userIdentity.userName": { type: "string", description: "Name of the caller.", pii: true },
      "userIdentity.invokedBy": { type: "string", description: "Service that called for somebody." },
      "additionalEventData.MFAUsed": { type: "string", description: "Whether a second factor was used: Yes, No." },
      "responseElements.ConsoleLogin": { type: "string", description: "Whether a sign-in worked: Success, Failure." },
    },
    signals: {
      unauthorized_calls: {
        description: "Calls that were refused for lack of permission (CIS 4.1).",
        where:
          '{ ($.errorCode = "*UnauthorizedOperation" || $.errorCode = "AccessDenied*") && ($.sourceIPAddress NOT EXISTS || $.sourceIPAddress != "delivery.logs.amazonaws.com") && $.eventName = * && $.eventName != "HeadBucket" }',
        default: 0,
      },
      signins_without_mfa: {
        description: "Sign-ins of IAM users to the console without a second factor (CIS 4.2).",
        where:
          '{ $.eventName = "ConsoleLogin" && ($.additionalEventData.MFAUsed NOT EXISTS || $.additionalEventData.MFAUsed != "Yes") && $.userIdentity.type = "IAMUser" && $.responseElements.ConsoleLogin = "Success" }',
        default: 0,
      },
      root_use: {
        description: "Uses of the root user (CIS 4.3).",
        where:
          '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && ($.eventType NOT EXISTS || $.eventType != "AwsServiceEvent") }',
        default: 0,
      },
      iam_policy_changes: callsOf("iam", "Changes of IAM policies (CIS 4.4).", [
        "DeleteGroupPolicy",
        "DeleteRolePolicy",
        "DeleteUserPolicy",
        "PutGroupPolicy",
        "PutRolePolicy",
        "PutUserPolicy",
        "CreatePolicy",
        "DeletePolicy",
        "CreatePolicyVersion",
        "DeletePolicyVersion",
        "AttachRolePolicy",
        "DetachRolePolicy",
        "AttachUserPolicy",
        "DetachUserPolicy",
        "AttachGroupPolicy",
        "DetachGroupPolicy",
      ]),
      cloudtrail_changes: calls("Changes of CloudTrail itself (CIS 4.5).", [
        "CreateTrail",
        "UpdateTrail",
        "DeleteTrail",
        "StartLogging",
        "StopLogging",
      ]),
      failed_signins: {
        description: "Sign-ins to the console that failed (CIS 4.6).",
        where: '{ $.eventName = "ConsoleLogin" && $.errorMessage = "Failed authentication" }',
        default: 0,
      },
      kms_keys_disabled: callsOf("kms", "Keys of KMS that were disabled or scheduled for deletion (CIS 4.7).", [
        "DisableKey",
        "ScheduleKeyDeletion",
      ]),
      s3_policy_changes: callsOf("s3", "Changes of policies of buckets (CIS 4.8).", [
        "PutBucketAcl",
        "PutBucketPolicy",
        "PutBucketCors",
        "PutBucketLifecycle",
        "PutBucketReplication",
        "DeleteBucketPolicy",
        "DeleteBucketCors",
        "DeleteBucketLifecycle",
        "DeleteBucketReplication",
      ]),
      config_changes: callsOf("config", "Changes of AWS Config (CIS 4.9).", [
        "StopConfigurationRecorder",
        "DeleteDeliveryChannel",
        "PutDeliveryChannel",
        "PutConfigurationRecorder",
      ]),
      security_group_changes: calls("Changes of security groups (CIS 4.10).", [
        "AuthorizeSecurityGroupIngress",
        "AuthorizeSecurityGroupEgress",
        "RevokeSecurityGroupIngress",
        "RevokeSecurityGroupEgress",
        "CreateSecurityGroup",
        "DeleteSecurityGroup",
      ]),
      nacl_changes: calls("Changes of network ACLs (CIS 4.11).", [
        "CreateNetworkAcl",
        "CreateNetworkAclEntry",
        "DeleteNetworkAcl",
        "DeleteNetworkAclEntry",
        "ReplaceNetworkAclEntry",
        "ReplaceNetworkAclAssociation",
      ]),
      gateway_changes: calls("Changes of gateways of networks (CIS 4.12).", [
        "CreateCustomerGateway",
        "DeleteCustomerGateway",
        "AttachInternetGateway",
        "CreateInternetGateway",
        "DeleteInternetGateway",
        "DetachInternetGateway",
      ]),
      route_table_changes: callsOf("ec2", "Changes of route tables (CIS 4.13).", [
        "CreateRoute",
        "CreateRouteTable",
        "ReplaceRoute",
        "ReplaceRouteTableAssociation",
        "DeleteRouteTable",
        "DeleteRoute",
        "DisassociateRouteTable",
      ]),
      vpc_changes: calls("Changes of VPCs and their peerings (CIS 4.14).", [
        "CreateVpc",
        "DeleteVpc",
        "ModifyVpcAttribute",
        "AcceptVpcPeeringConnection",
        "CreateVpcPeeringConnection",
        "DeleteVpcPeeringConnection",
        "RejectVpcPeeringConnection",
        "AttachClassicLinkVpc",
        "DetachClassicLinkVpc",
        "DisableVpcClassicLink",
        "EnableVpcClassicLink",
      ]),
      organizations_changes: callsOf("organizations", "Changes of the organization (CIS 4.15).", [
        "AcceptHandshake",
        "AttachPolicy",
        "CreateAccount",
        "CreateOrganizationalUnit",
        "CreatePolicy",
        "DeclineHandshake",
        "DeleteOrganization",
        "DeleteOrganizationalUnit",
        "DeletePolicy",
        "DetachPolicy",
        "DisablePolicyType",
        "EnablePolicyType",
        "InviteAccountToOrganization",
        "LeaveOrganization",
        "MoveAccount",
        "RemoveAccountFromOrganization",
        "UpdatePolicy",
        "UpdateOrganizationalUnit",
      ]),
    },
  }),
);
