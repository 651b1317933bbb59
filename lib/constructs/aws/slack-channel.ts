import { Construct } from "constructs";
import { ChatbotSlackChannelConfiguration } from "@cdktf/provider-aws/lib/chatbot-slack-channel-configuration";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { arnOf } from "../../aws";
import { awsAccount, type AwsAccountProps } from "./aws-account";
import { checkText } from "./checks";
import { given } from "./given";
import { policyDocument } from "./policy-document";
import type { TopicReference } from "./references";
import { secretValue, type SecretReference } from "./secret-reference";
import { checkTags, type Tags } from "./tags";

export interface SlackChannelProps extends AwsAccountProps {
  /** Name of the configuration, of its role and of the role's policy, at most 64 characters. */
  readonly name: string;

  /** ID of the Slack workspace, e.g. `T0123ABCD`. Authorize it once, by hand, in the console of Amazon Q Developer. */
  readonly team: string | SecretReference;

  /** ID of the channel, e.g. `C0123ABCD`: the end of the channel's link. Invite @Amazon Q to a private channel. */
  readonly channel: string | SecretReference;

  /** Topics whose messages are posted to the channel. */
  readonly topics: readonly TopicReference[];

  /**
   * Tags of the configuration, its role and its policy.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/**
 * A Slack channel to which Amazon Q Developer in chat applications posts alarms with their graphs. From the channel, people can
 * read CloudWatch's metrics, alarms and dashboards and nothing else: no logs, and no subscriptions, whose endpoints hold secrets.
 * AWS's CloudWatchReadOnlyAccess would let them read both.
 */
export class SlackChannel extends Construct {
  readonly resource: ChatbotSlackChannelConfiguration;

  /** @throws {ConstructError} for a name or an ID that AWS refuses */
  constructor(scope: Construct, id: string, props: SlackChannelProps) {
    super(scope, id);
    const { path } = this.node;
    const { name } = props;
    const team = this.idOf("team", props.team);
    const channel = this.idOf("channel", props.channel);
    checkText(path, "chatConfigurationName", name);
    checkText(path, "roleName", name);
    checkText(path, "slackWorkspaceId", team);
    checkText(path, "slackChannelId", channel);

    const tags = checkTags(this, props.tags);
    const { account, partition } = awsAccount(this, props);
    const configuration = arnOf({
      partition,
      service: "chatbot",
      region: "",
      account,
      resource: `chat-configuration/slack-channel/${name}`,
    });
    const role = new IamRole(
      this,
      "Role",
      given({
        name,
        assumeRolePolicy: policyDocument([
          {
            Sid: "Chat",
            Effect: "Allow",
            Principal: { Service: "chatbot.amazonaws.com" },
            Action: "sts:AssumeRole",
            // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awschatbot.html
            Condition: {
              ArnLike: { "aws:SourceArn": configuration },
              StringEquals: { "aws:SourceAccount": account },
            },
          },
        ]),
        tags,
      }),
    );
    const readOnly = new IamPolicy(
      this,
      "Policy",
      given({
        name,
        description: "What a chat channel may read of CloudWatch.",
        // https://docs.aws.amazon.com/chatbot/latest/adminguide/chatbot-iam-policies.html
        policy: policyDocument([
          {
            Sid: "ReadCloudWatch",
            Effect: "Allow",
            Action: ["cloudwatch:Describe*", "cloudwatch:Get*", "cloudwatch:List*"],
            Resource: "*",
          },
        ]),
        tags,
      }),
    );
    new IamRolePolicyAttachment(this, "ReadOnly", { role: role.name, policyArn: readOnly.arn });
    this.resource = new ChatbotSlackChannelConfiguration(
      this,
      "Resource",
      given({
        configurationName: name,
        iamRoleArn: role.arn,
        guardrailPolicyArns: [readOnly.arn],
        slackTeamId: team,
        slackChannelId: channel,
        snsTopicArns: props.topics.map((topic) => topic.arn),
        loggingLevel: "ERROR",
        tags,
      }),
    );
  }

  private idOf(what: "team" | "channel", id: string | SecretReference): string {
    return typeof id === "string" ? id : secretValue(this, what === "team" ? "Workspace" : "Channel", what, id);
  }
}
