import type { Construct } from "constructs";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { arnOf } from "../../aws";
import type { AwsAccount } from "./aws-account";
import { checkText } from "./checks";
import { policyDocument } from "./policy-document";
import { shortName } from "./short-name";

/** Where connections in a VPC are logged. */
export interface FlowLogs {
  /** Log group of the connections: `ServiceLogGroup`, `CloudwatchLogGroup`. */
  readonly logGroup: { readonly arn: string };

  /**
   * Which connections are logged: `rejected` shows what security groups refuse, `all` costs by every connection.
   *
   * @default "rejected"
   */
  readonly traffic?: "rejected" | "all";
}

interface FlowLogPlace {
  readonly name: string;
  readonly vpcId: string;
  readonly tags: Record<string, string>;
  readonly account: AwsAccount;
}

/** Flow logs of a VPC, with the role that writes them. */
export function defineFlowLogs(
  scope: Construct,
  { logGroup, traffic = "rejected" }: FlowLogs,
  { account: { account, partition, region }, name, tags, vpcId }: FlowLogPlace,
): void {
  const namePrefix = `${shortName(name, 28)}-flow-`;
  checkText(scope.node.path, "roleName", namePrefix, "beginning of the role's name");
  const role = new IamRole(scope, "FlowLogsRole", {
    namePrefix,
    description: `Writes the flow logs of ${name}`,
    assumeRolePolicy: policyDocument([
      {
        Sid: "FlowLogs",
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        // Not a flow log of somebody else's account.
        Condition: {
          StringEquals: { "aws:SourceAccount": account },
          ArnLike: {
            "aws:SourceArn": arnOf({ partition, service: "ec2", region, account, resource: "vpc-flow-log/*" }),
          },
        },
      },
    ]),
    tags,
  });
  const policy = new IamRolePolicy(scope, "FlowLogsPolicy", {
    name: "write-flow-logs",
    role: role.id,
    policy: policyDocument([
      {
        Sid: "WriteFlowLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
        Resource: `${logGroup.arn}:*`,
      },
    ]),
  });
  new FlowLog(scope, "FlowLogs", {
    vpcId,
    trafficType: traffic === "all" ? "ALL" : "REJECT",
    logDestinationType: "cloud-watch-logs",
    logDestination: logGroup.arn,
    iamRoleArn: role.arn,
    tags,
    dependsOn: [policy],
  });
}
