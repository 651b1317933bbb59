import { Fn } from "cdktf";
import { Construct } from "constructs";
import { SsmAssociation } from "@cdktf/provider-aws/lib/ssm-association";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { limits, type Permission } from "../../aws";
import { agentTextTooLarge, badValue } from "../errors";
import { acceptRisk } from "./accepted-risk";
import { checkText } from "./checks";
import { checkTags, type Tags } from "./tags";
import { isKnown, literal } from "./tokens";

/** Instances that take the configuration. */
export interface AgentInstances {
  /** Tags of the instances, each with the values of which they have one: `{ Service: ["checkout"] }`. */
  readonly tags: Readonly<Record<string, readonly string[]>>;

  /** @default "ec2" */
  readonly mode?: "ec2" | "onPremise";
}

/** Props of {@link CloudwatchAgentConfiguration}. */
export interface CloudwatchAgentConfigurationProps {
  /** Name of the parameter, beginning with `AmazonCloudWatch-`: the managed policy of agents lets them read no other. */
  readonly name: string;

  /** The agent's configuration, as `cloudwatchAgentConfiguration` writes it. It may have tokens. At most 8 KiB. */
  readonly text: string;

  /**
   * Instances that are told to take it, now and whenever it changes. They need the agents of Systems Manager and of CloudWatch.
   *
   * @default - none: they read the parameter when they start
   */
  readonly instances?: AgentInstances;

  /**
   * Tags of the parameter.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/**
 * The configuration of CloudWatch agents, in a parameter of Systems Manager.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Agent-on-EC2-Instance-fleet.html
 */
export class CloudwatchAgentConfiguration extends Construct {
  readonly resource: SsmParameter;

  /** Name of the parameter, as a reference to the resource: an agent reads it with `-c ssm:NAME`. */
  readonly parameterName: string;

  /** What the role of an instance needs to read it. What the agent then does, `cloudwatchAgentPermissions` says. */
  readonly permissions: readonly Permission[];

  /** @throws {ConstructError} for a name that agents may not read, and a text that no parameter holds */
  constructor(scope: Construct, id: string, props: CloudwatchAgentConfigurationProps) {
    super(scope, id);
    const { path } = this.node;
    const { instances, name, text } = props;
    checkText(path, "agentParameterName", name);
    if (isKnown(name) && !name.startsWith("AmazonCloudWatch-"))
      throw badValue(path, "name", name, "Begin it with AmazonCloudWatch-: agents may read no other parameters.");
    const bytes = Buffer.byteLength(text);
    // What tokens stand for is usually longer than the tokens: Systems Manager chooses then.
    const isSized = isKnown(text.replaceAll(/\$\{aws:[A-Za-z]+\}/g, ""));
    if (isSized && bytes > limits.advancedParameter.most) throw agentTextTooLarge(path, bytes);
    const tags = checkTags(this, props.tags);
    this.resource = new SsmParameter(this, "Resource", {
      name,
      description: "Configuration of CloudWatch agents",
      type: "String",
      tier: isSized ? (bytes > limits.standardParameter.most ? "Advanced" : "Standard") : "Intelligent-Tiering",
      // Not secret, so plans show what changes.
      insecureValue: literal(text),
      ...(tags === undefined ? {} : { tags }),
    });
    acceptRisk(this.resource, { CKV2_AWS_34: "It holds no secrets, and agents read it without a key." });
    this.parameterName = this.resource.name;
    this.permissions = [{ actions: ["ssm:GetParameter"], resources: [this.resource.arn] }];
    if (instances !== undefined) this.configure(instances, name);
  }

  private configure({ mode = "ec2", tags }: AgentInstances, name: string): void {
    const targets = Object.entries(tags);
    if (targets.length === 0 || targets.length > 5)
      throw badValue(this.node.path, "number of tags", targets.length, "Name 1 to 5 tags of the instances.");
    if (isKnown(name)) checkText(this.node.path, "associationName", `${name}-01234567`);
    const hash: string = Fn.substr(Fn.sha256(this.resource.insecureValue), 0, 8);
    new SsmAssociation(this, "Association", {
      name: "AmazonCloudWatch-ManageAgent",
      // Another name makes State Manager run it again: instances take a new configuration at once.
      associationName: `${name}-${hash}`,
      targets: targets.map(([tag, values]) => ({ key: `tag:${tag}`, values: [...values] })),
      parameters: {
        action: "configure",
        mode,
        optionalConfigurationSource: "ssm",
        optionalConfigurationLocation: this.resource.name,
        optionalRestart: "yes",
      },
    });
  }
}
