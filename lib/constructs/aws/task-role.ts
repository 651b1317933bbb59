import type { Construct } from "constructs";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { arnOf } from "../../aws";
import type { AwsAccount } from "./aws-account";
import { checkText } from "./checks";
import { given } from "./given";
import { policyDocument } from "./policy-document";
import { checkTags, type Tags } from "./tags";

/** What a role of tasks needs. */
export interface TaskRoleProps {
  /** Name of the role. */
  readonly name: string;

  /** Where its tasks run: others of ECS cannot take it. */
  readonly account: AwsAccount;

  /** Undefined: only the provider's default tags */
  readonly tags: Tags | undefined;
}

/** A role that tasks of ECS in this account take, or ECS for them. */
export function taskRole(scope: Construct, id: string, { account: place, name, tags }: TaskRoleProps): IamRole {
  checkText(scope.node.path, "roleName", name);
  const { account, partition, region } = place;
  return new IamRole(
    scope,
    id,
    given({
      name,
      assumeRolePolicy: policyDocument([
        {
          Sid: "Tasks",
          Effect: "Allow",
          Principal: { Service: "ecs-tasks.amazonaws.com" },
          Action: "sts:AssumeRole",
          // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
          Condition: {
            ArnLike: { "aws:SourceArn": arnOf({ partition, service: "ecs", region, account, resource: "*" }) },
            StringEquals: { "aws:SourceAccount": account },
          },
        },
      ]),
      tags: checkTags(scope, tags),
    }),
  );
}
