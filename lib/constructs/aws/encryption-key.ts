import { Construct } from "constructs";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { badName, badValue } from "../errors";
import { awsAccount, type AwsAccount, type AwsAccountProps } from "./aws-account";
import { given } from "./given";
import { policyDocument, type PolicyStatement } from "./policy-document";
import type { KeyReference } from "./references";
import { checkTags, type Tags } from "./tags";
import { isKnown, isKnownNumber } from "./tokens";

/** What may use the key: log groups, alarms that publish to encrypted topics, topics that deliver to encrypted queues. */
export type KeyUse = "logs" | "alarms" | "queues";

export interface EncryptionKeyProps extends AwsAccountProps {
  /** What the key is for, in a sentence. */
  readonly description: string;

  /**
   * Name of the key without `alias/`, e.g. `shop-prod-observability`.
   *
   * @default - no alias
   */
  readonly alias?: string;

  /**
   * What AWS services may use the key for, each only in this account.
   *
   * @default - ["logs", "alarms", "queues"]
   */
  readonly uses?: readonly KeyUse[];

  /**
   * Days for which a deleted key can be brought back, 7 to 30.
   *
   * @default 30
   */
  readonly deletionWindowDays?: number;

  /**
   * True if Terraform shall refuse to destroy the key: for one that encrypts log groups which are retained, because without it
   * nobody can read them any more.
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

/** A customer-managed, yearly rotated KMS key that log groups, alarms and topics can use. */
export class EncryptionKey extends Construct implements KeyReference {
  readonly resource: KmsKey;
  readonly arn: string;

  /** @throws {ConstructError} for an alias or a deletion window that KMS refuses. */
  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const { path } = this.node;
    const { alias, deletionWindowDays = 30, uses = ["logs", "alarms", "queues"] } = props;
    if (isKnownNumber(deletionWindowDays) && !(deletionWindowDays >= 7 && deletionWindowDays <= 30)) {
      throw badValue(path, "deletionWindowDays", deletionWindowDays, "Use 7 to 30 days.");
    }
    if (
      alias !== undefined &&
      isKnown(alias) &&
      (!/^[A-Za-z0-9/_-]{1,250}$/.test(alias) || /^(alias|aws)\//.test(alias))
    ) {
      throw badName(path, "alias", alias, "Use 1 to 250 letters, digits and / _ -, without alias/ or aws/ in front.");
    }
    const account = awsAccount(this, props);
    this.resource = new KmsKey(
      this,
      "Resource",
      given({
        description: props.description,
        enableKeyRotation: true,
        deletionWindowInDays: deletionWindowDays,
        policy: policyDocument(administration(account), ...uses.flatMap((use) => statementsFor[use](account))),
        tags: checkTags(this, props.tags),
        lifecycle: props.preventDestroy === true ? { preventDestroy: true } : undefined,
      }),
    );
    this.arn = this.resource.arn;
    if (alias !== undefined) new KmsAlias(this, "Alias", { name: `alias/${alias}`, targetKeyId: this.resource.keyId });
  }
}

// IAM policies of the account decide about people; without this nobody could manage the key.
function administration({ account, partition }: AwsAccount): PolicyStatement {
  return {
    Sid: "AccountAdministration",
    Effect: "Allow",
    Principal: { AWS: `arn:${partition}:iam::${account}:root` },
    Action: "kms:*",
    Resource: "*",
  };
}

const logActions = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"];

const statementsFor: Readonly<Record<KeyUse, (account: AwsAccount) => readonly PolicyStatement[]>> = {
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html; an anomaly detector encrypts its results
  // a second time, in a context of another name: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/LogsAnomalyDetection-KMS.html
  logs: ({ account, partition, region }) => {
    const arns = `arn:${partition}:logs:${region}:${account}`;
    const service = {
      Effect: "Allow",
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: logActions,
      Resource: "*",
    } as const;
    return [
      { Sid: "LogGroups", ...service, Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": `${arns}:*` } } },
      {
        Sid: "LogAnomalyDetectors",
        ...service,
        Condition: { ArnLike: { "kms:EncryptionContext:aws-crypto-ec:aws:logs:arn": `${arns}:anomaly-detector:*` } },
      },
    ];
  },
  // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html; the key of AWS, alias/aws/sns, cannot admit alarms.
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
      Condition: { ArnLike: { "aws:SourceArn": `arn:${partition}:sns:${region}:${account}:*` } },
    },
  ],
};
