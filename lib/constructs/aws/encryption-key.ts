import { Construct } from "constructs";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { arnOf } from "../../aws";
import { awsAccount, type AwsAccount, type AwsAccountProps } from "./aws-account";
import { checkRange, checkText } from "./checks";
import { given } from "./given";
import { policyDocument, type PolicyStatement } from "./policy-document";
import type { KeyReference } from "./references";
import { checkTags, type Tags } from "./tags";

/** What may use the key: log groups, alarms that publish to encrypted topics, or topics that deliver to encrypted queues. */
export type KeyUse = "logs" | "alarms" | "queues";

export interface EncryptionKeyProps extends AwsAccountProps {
  /** Description of the key. */
  readonly description: string;

  /**
   * Alias of the key, without `alias/`, e.g. `shop-prod-observability`.
   *
   * @default - no alias
   */
  readonly alias?: string;

  /**
   * What AWS services of this account may use the key for.
   *
   * @default - ["logs", "alarms", "queues"]
   */
  readonly uses?: readonly KeyUse[];

  /**
   * Days during which a deletion of the key can be canceled, 7 to 30.
   *
   * @default 30
   */
  readonly deletionWindowDays?: number;

  /**
   * Whether Terraform refuses to destroy the key. Use it for a key of log groups that are retained: without the key, nobody can
   * read them.
   *
   * @default false
   */
  readonly preventDestroy?: boolean;

  /**
   * Tags of the key.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/** A customer managed KMS key for log groups, alarms and topics, rotated every year. */
export class EncryptionKey extends Construct implements KeyReference {
  readonly resource: KmsKey;

  /** ARN of the key, as a reference to the resource. */
  readonly arn: string;

  /** @throws {ConstructError} for an alias or a deletion window that KMS refuses */
  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const { path } = this.node;
    const { alias, deletionWindowDays = 30, uses = ["logs", "alarms", "queues"] } = props;
    checkRange(path, "keyDeletion", deletionWindowDays, "deletionWindowDays");
    if (alias !== undefined) checkText(path, "keyAlias", alias);
    const account = awsAccount(this, props);
    this.resource = new KmsKey(
      this,
      "Resource",
      given({
        description: props.description,
        enableKeyRotation: true,
        deletionWindowInDays: deletionWindowDays,
        policy: policyDocument([administration(account), ...uses.flatMap((use) => statementsFor[use](account))]),
        tags: checkTags(this, props.tags),
        lifecycle: props.preventDestroy === true ? { preventDestroy: true } : undefined,
      }),
    );
    this.arn = this.resource.arn;
    if (alias !== undefined) new KmsAlias(this, "Alias", { name: `alias/${alias}`, targetKeyId: this.resource.keyId });
  }
}

// With this, IAM policies of the account decide who manages the key; without it, nobody could.
function administration({ account, partition }: AwsAccount): PolicyStatement {
  return {
    Sid: "AccountAdministration",
    Effect: "Allow",
    Principal: { AWS: arnOf({ partition, service: "iam", region: "", account, resource: "root" }) },
    Action: "kms:*",
    Resource: "*",
  };
}

const logActions = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"];

const statementsFor: Readonly<Record<KeyUse, (account: AwsAccount) => readonly PolicyStatement[]>> = {
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html. An anomaly detector encrypts its results a
  // second time, with another encryption context: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/LogsAnomalyDetection-KMS.html
  logs: ({ account, partition, region }) => {
    const arn = (resource: string) => arnOf({ partition, service: "logs", region, account, resource });
    const service = {
      Effect: "Allow",
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: logActions,
      Resource: "*",
    } as const;
    return [
      { Sid: "LogGroups", ...service, Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": arn("*") } } },
      {
        Sid: "LogAnomalyDetectors",
        ...service,
        Condition: { ArnLike: { "kms:EncryptionContext:aws-crypto-ec:aws:logs:arn": arn("anomaly-detector:*") } },
      },
    ];
  },
  // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html. The policy of the AWS managed key, alias/aws/sns, does not
  // admit alarms.
  alarms: ({ account }) => [
    {
      Sid: "AlarmsToTopics",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": account } },
    },
  ],
  queues: ({ account, partition, region }) => [
    {
      Sid: "TopicsToQueues",
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: { ArnLike: { "aws:SourceArn": arnOf({ partition, service: "sns", region, account, resource: "*" }) } },
    },
  ],
};
