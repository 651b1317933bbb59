import { Construct } from "constructs";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { badName } from "../errors";
import { awsAccount, type AwsAccountProps } from "./aws-account";
import { given } from "./given";
import { denyInsecureTransport, policyDocument } from "./policy-document";
import type { KeyReference, TopicReference } from "./references";
import { checkTags, type Tags } from "./tags";
import { isKnown } from "./tokens";

export interface AlarmTopicProps extends AwsAccountProps {
  /** Name of the topic, e.g. `shop-prod-alarms-critical`. */
  readonly name: string;

  /**
   * Key that encrypts messages. Its policy must admit CloudWatch, as `EncryptionKey` does; a key of AWS cannot.
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

/** A topic that this account's alarms, and no others, may publish to. */
export class AlarmTopic extends Construct implements TopicReference {
  readonly resource: SnsTopic;

  /** ARN, as a reference to the resource. */
  readonly arn: string;

  /** @throws {ConstructError} for a name that SNS refuses. */
  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    if (isKnown(props.name) && !/^[A-Za-z0-9_-]{1,256}$/.test(props.name)) {
      throw badName(this.node.path, "topic name", props.name, "Use 1 to 256 letters, digits, _ and -.");
    }
    const { account, partition, region } = awsAccount(this, props);
    this.resource = new SnsTopic(
      this,
      "Resource",
      given({ name: props.name, kmsMasterKeyId: props.key?.arn, tags: checkTags(this, props.tags) }),
    );
    this.arn = this.resource.arn;
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
    new SnsTopicPolicy(this, "Policy", {
      arn: this.arn,
      policy: policyDocument(
        {
          Sid: "AlarmsOfThisAccount",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: this.arn,
          Condition: {
            ArnLike: { "aws:SourceArn": `arn:${partition}:cloudwatch:${region}:${account}:alarm:*` },
            StringEquals: { "aws:SourceAccount": account },
          },
        },
        denyInsecureTransport("sns:Publish", this.arn),
      ),
    });
  }

  /** Name, as a reference to the resource. */
  get name(): string {
    return this.resource.name;
  }
}
