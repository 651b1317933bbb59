import { Construct } from "constructs";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { type LogGroupClassName, logGroupClassNames } from "../../aws";
import { acceptRisk, type CheckovRule } from "./accepted-risk";
import { checkText } from "./checks";
import { given } from "./given";
import { definePolicies, type LogGroupPolicies, type PolicyTarget } from "./log-group-policies";
import type { KeyReference } from "./references";
import { retention } from "./retention";
import { checkTags, type Tags } from "./tags";
import { isKnownNumber } from "./tokens";

export interface ServiceLogGroupProps extends LogGroupPolicies {
  /** Name of the log group, e.g. `/app/prod/checkout`. */
  readonly name: string;

  /** Days to keep log events, a number that CloudWatch Logs supports (1, 3, 5, 7, 14, 30 ...), or "never" to never delete them. */
  readonly retentionDays: number | "never";

  /**
   * Class of the log group. `infrequentAccess` costs half and has no metric filters, subscriptions, field indexes, live tail or
   * anomaly detection. The class of an existing log group cannot be changed.
   *
   * @default - the argument is left out, which is `standard` for a new log group
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
   */
  readonly class?: LogGroupClassName;

  /**
   * KMS key that encrypts log events. Its policy must admit CloudWatch Logs, as that of `EncryptionKey` does.
   *
   * @default - log events are encrypted with a key of AWS
   */
  readonly key?: KeyReference;

  /**
   * Whether the log group and its events are kept when the construct is removed: Terraform then removes it from its state only.
   *
   * @default false
   */
  readonly retainOnDelete?: boolean;

  /**
   * Whether AWS refuses to delete the log group. Needs the AWS provider 6.25.0 or later.
   *
   * @default - the argument is left out
   */
  readonly deletionProtection?: boolean;

  /**
   * Tags of the log group and its anomaly detector.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/** The log group of a service, with retention, encryption, masking, field indexes and anomaly detection. */
export class ServiceLogGroup extends Construct implements PolicyTarget {
  readonly resource: CloudwatchLogGroup;

  /** Name of the log group, as a reference to the resource. */
  readonly name: string;

  /** Class of the log group, as CloudWatch calls it. */
  readonly logGroupClassInput: string | undefined;

  /** @throws {ConstructError} for what CloudWatch Logs refuses, and for features that the class lacks */
  constructor(scope: Construct, id: string, props: ServiceLogGroupProps) {
    super(scope, id);
    checkText(this.node.path, "logGroupName", props.name);
    this.logGroupClassInput = props.class === undefined ? undefined : logGroupClassNames[props.class];
    this.resource = new CloudwatchLogGroup(
      this,
      "Resource",
      given({
        name: props.name,
        // Terraform writes 0 for events that are never deleted.
        retentionInDays: retention(this, props.retentionDays),
        logGroupClass: this.logGroupClassInput,
        kmsKeyId: props.key?.arn,
        skipDestroy: props.retainOnDelete === true ? true : undefined,
        deletionProtectionEnabled: props.deletionProtection,
        tags: checkTags(this, props.tags),
      }),
    );
    acceptRisk(this.resource, risks(props));
    this.name = this.resource.name;
    definePolicies(this, props, this);
  }

  /** ARN of the log group, as a reference to the resource. */
  get arn(): string {
    return this.resource.arn;
  }
}

function risks({ key, retentionDays }: ServiceLogGroupProps): Partial<Record<CheckovRule, string>> {
  return given({
    CKV_AWS_338:
      retentionDays !== "never" && isKnownNumber(retentionDays) && retentionDays < 365
        ? `Events are kept for ${retentionDays} days, as configured.`
        : undefined,
    CKV_AWS_158: key === undefined ? "Encrypted with a key of AWS, as configured." : undefined,
  });
}
