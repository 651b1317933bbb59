import { createHash } from "node:crypto";
import { TerraformStack, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsCloudwatchLogGroups } from "@cdktf/provider-aws/lib/data-aws-cloudwatch-log-groups";
import { nameNotKnown } from "../errors";
import { acceptRisk } from "./accepted-risk";
import { awsAccount, type AwsAccountProps } from "./aws-account";
import { checkText } from "./checks";
import { ImportBlock } from "./import-block";
import { definePolicies, type LogGroupPolicies, type PolicyTarget } from "./log-group-policies";
import type { KeyReference } from "./references";
import { retention } from "./retention";
import type { Tags } from "./tags";
import { isKnown } from "./tokens";

export interface ExistingLogGroupProps extends LogGroupPolicies, AwsAccountProps {
  /** Name of the log group, or a reference to the one that somebody makes in this app: `/aws/lambda/checkout`, `group.name`. */
  readonly existing: string;

  /**
   * Days to keep log events, as in `ServiceLogGroup`. The log group is then imported into the state, and nothing else of it is
   * changed. It is never deleted. Needs a name that is known at synthesis, and Terraform 1.5.
   *
   * @default - left as it is
   */
  readonly retentionDays?: number | "never";

  /**
   * KMS key that encrypts what the anomaly detector finds.
   *
   * @default - a key of AWS
   */
  readonly key?: KeyReference;

  /**
   * Tags of the anomaly detector.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/**
 * A log group that somebody else makes: AWS Lambda, another stack, another part of this app. Nothing creates or deletes it here.
 *
 * Where its name is known at synthesis, a data source looks for it, once per stack: if it is missing, planning ends with a sentence,
 * before anything is changed. Account, region and partition are only needed for anomaly detection.
 */
export class ExistingLogGroup extends Construct implements PolicyTarget {
  /** Name of the log group, as it was given. */
  readonly name: string;

  /** The data source that looks for the log group; undefined for a name that only Terraform knows. */
  readonly checkedBy: ITerraformDependable | undefined;

  /** The log group, if its retention is given. */
  readonly resource: CloudwatchLogGroup | undefined;

  private readonly account: AwsAccountProps;

  /** @throws {ConstructError} for what CloudWatch Logs refuses, and for a retention without a known name */
  constructor(scope: Construct, id: string, props: ExistingLogGroupProps) {
    super(scope, id);
    checkText(this.node.path, "logGroupName", props.existing);
    this.name = props.existing;
    this.account = props;
    this.checkedBy = isKnown(this.name) ? existence(this, this.name) : undefined;
    this.resource = props.retentionDays === undefined ? undefined : this.keep(props.retentionDays);
    definePolicies(this, props, this);
  }

  /** ARN of the log group. */
  get arn(): string {
    const { account, partition, region } = awsAccount(this, this.account);
    return `arn:${partition}:logs:${region}:${account}:log-group:${this.name}`;
  }

  // The provider has no resource for a log group's retention alone.
  private keep(days: number | "never"): CloudwatchLogGroup {
    if (!isKnown(this.name)) throw nameNotKnown(this.node.path, "retentionDays");
    // The name is part of the path: with another one, the old log group leaves the state, and the new one is imported.
    const group = new CloudwatchLogGroup(this, `Retention${hash(this.name)}`, {
      name: this.name,
      retentionInDays: retention(this, days),
      skipDestroy: true,
      lifecycle: { ignoreChanges: ["kms_key_id", "log_group_class", "tags", "tags_all"] },
      ...(this.checkedBy === undefined ? {} : { dependsOn: [this.checkedBy] }),
    });
    new ImportBlock(this, "Import", group, this.name);
    acceptRisk(group, {
      CKV_AWS_338: "Somebody else's log group, with the retention as configured.",
      CKV_AWS_158: "Somebody else's log group: its key is not decided here.",
    });
    return group;
  }
}

function existence(scope: Construct, name: string): DataAwsCloudwatchLogGroups {
  const stack = TerraformStack.of(scope);
  const id = `LogGroup${hash(name)}`;
  const there = stack.node.tryFindChild(id) as DataAwsCloudwatchLogGroups | undefined;
  return (
    there ??
    new DataAwsCloudwatchLogGroups(stack, id, {
      logGroupNamePrefix: name,
      lifecycle: {
        postcondition: [
          {
            condition: `\${contains(self.log_group_names, ${JSON.stringify(name)})}`,
            errorMessage: `There is no log group ${name} in this account and Region. Sightline only reads it, and does not make it. Deploy or run once what logs to it, then apply again; or correct its name (logs.existing).`,
          },
        ],
      },
    })
  );
}

function hash(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 8);
}
