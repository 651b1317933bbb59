import { Construct } from "constructs";
import { ChatbotSlackChannelConfiguration } from "@cdktf/provider-aws/lib/chatbot-slack-channel-configuration";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { badName } from "../errors";
import { awsAccount, type AwsAccountProps } from "./aws-account";
import { given } from "./given";
import { policyDocument } from "./policy-document";
import type { TopicReference } from "./references";
import { secretValue, type SecretReference } from "./secret-reference";
import { checkTags, type Tags } from "./tags";
import { isKnown } from "./tokens";

export interface SlackChannelProps extends AwsAccountProps {
  /** Name of the configuration and of its role, at most 64 characters. */
  readonly name: string;

  /** Id of the Slack workspace, e.g. `T0123ABCD`. It is authorized once, by hand, in the console of Amazon Q Developer. */
  readonly workspaceId: string | SecretReference;

  /** Id of the channel, e.g. `C0123ABCD`: at the end of the channel's link. In a private channel invite @Amazon Q. */
  readonly channelId: string | SecretReference;

  /** Topics whose messages the channel shows. */
  readonly topics: readonly TopicReference[];

  /**
   * Tags of the configuration and its role.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/**
 * A Slack channel that shows alarms with their graphs, through Amazon Q Developer in chat applications. People in the channel
 * can look at CloudWatch and nothing else.
 */
export class SlackChannel extends Construct {
  readonly resource: ChatbotSlackChannelConfiguration;

  /** @throws {ConstructError} for a name or an id that AWS refuses. */
  constructor(scope: Construct, id: string, props: SlackChannelProps) {
    super(scope, id);
    const { path } = this.node;
    const { name } = props;
    const workspaceId = this.idOf("workspaceId", props.workspaceId);
    const channelId = this.idOf("channelId", props.channelId);
    if (isKnown(name) && !/^[A-Za-z0-9_-]{1,64}$/.test(name))
      throw badName(path, "name", name, "Use 1 to 64 letters, digits, _ and -.");
    if (isKnown(workspaceId) && !/^[0-9A-Z]{1,255}$/.test(workspaceId))
      throw badName(path, "workspace id", workspaceId, "Use capitals and digits, e.g. T0123ABCD.");
    if (isKnown(channelId) && !/^[A-Za-z0-9]{1,255}$/.test(channelId))
      throw badName(path, "channel id", channelId, "Use the id, not the name: C0123ABCD.");

    const tags = checkTags(this, props.tags);
    const { account, partition } = awsAccount(this, props);
    const readOnly = `arn:${partition}:iam::aws:policy/CloudWatchReadOnlyAccess`;
    const role = new IamRole(
      this,
      "Role",
      given({
        name,
        assumeRolePolicy: policyDocument({
          Sid: "Chat",
          Effect: "Allow",
          Principal: { Service: "chatbot.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": account } },
        }),
        tags,
      }),
    );
    new IamRolePolicyAttachment(this, "ReadOnly", { role: role.name, policyArn: readOnly });
    this.resource = new ChatbotSlackChannelConfiguration(
      this,
      "Resource",
      given({
        configurationName: name,
        iamRoleArn: role.arn,
        guardrailPolicyArns: [readOnly],
        slackTeamId: workspaceId,
        slackChannelId: channelId,
        snsTopicArns: props.topics.map((topic) => topic.arn),
        loggingLevel: "ERROR",
        tags,
      }),
    );
  }

  private idOf(what: "workspaceId" | "channelId", id: string | SecretReference): string {
    return typeof id === "string" ? id : secretValue(this, what === "workspaceId" ? "Workspace" : "Channel", what, id);
  }
}
