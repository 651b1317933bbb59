import { Construct } from "constructs";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { arnOf } from "../../aws";
import { acceptRisk } from "./accepted-risk";
import { awsAccount, type AwsAccountProps } from "./aws-account";
import { checkText } from "./checks";
import { given } from "./given";
import { denyInsecureTransport, policyDocument } from "./policy-document";
import type { KeyReference, TopicReference } from "./references";
import { checkTags, type Tags } from "./tags";

export interface AlarmTopicProps extends AwsAccountProps {
  /** Name of the topic, e.g. `shop-prod-alarms-critical`. */
  readonly name: string;

  /**
   * KMS key that encrypts messages. Its policy must admit CloudWatch, as that of `EncryptionKey` does; AWS managed keys cannot.
   *
   * @default - messages are not encrypted at rest
   */
  readonly key?: KeyReference;

  /**
   * Tags of the topic.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/** An SNS topic that only alarms of this account may publish to. */
export class AlarmTopic extends Construct implements TopicReference {
  readonly resource: SnsTopic;

  /** ARN of the topic, as a reference to the resource. */
  readonly arn: string;

  /** @throws {ConstructError} for a name that SNS refuses */
  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    checkText(this.node.path, "topicName", props.name);
    const { account, partition, region } = awsAccount(this, props);
    const alarms = arnOf({ partition, service: "cloudwatch", region, account, resource: "alarm:*" });
    this.resource = new SnsTopic(
      this,
      "Resource",
      given({
        name: props.name,
        // Receivers verify messages by their signature: 1 is SHA-1, which is broken.
        // https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html
        signatureVersion: 2,
        kmsMasterKeyId: props.key?.arn,
        tags: checkTags(this, props.tags),
      }),
    );
    if (props.key === undefined)
      acceptRisk(this.resource, { CKV_AWS_26: "Messages are not encrypted at rest, as configured." });
    this.arn = this.resource.arn;
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
    new SnsTopicPolicy(this, "Policy", {
      arn: this.arn,
      policy: policyDocument([
        {
          Sid: "AlarmsOfThisAccount",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: this.arn,
          Condition: {
            ArnLike: { "aws:SourceArn": alarms },
            StringEquals: { "aws:SourceAccount": account },
          },
        },
        denyInsecureTransport("sns:Publish", this.arn),
      ]),
    });
  }

  /** Name of the topic, as a reference to the resource. */
  get name(): string {
    return this.resource.name;
  }
}
