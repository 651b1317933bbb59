import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";

/** Arguments of the resource aws_cloudwatch_alarm_mute_rule. */
export interface CloudwatchAlarmMuteRuleConfig extends TerraformMetaArguments {
  readonly name: string;
  readonly description?: string;

  /** RFC 3339, whole minutes. */
  readonly startDate?: string;

  /** RFC 3339, whole minutes. */
  readonly expireDate?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly rule: {
    readonly schedule: { readonly expression: string; readonly duration: string; readonly timezone?: string };
  };
  readonly muteTargets?: { readonly alarmNames: readonly string[] };
}

/**
 * The Terraform resource aws_cloudwatch_alarm_mute_rule, which our version of the provider bindings does not have yet.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudwatch_alarm_mute_rule
 */
export class CloudwatchAlarmMuteRule extends TerraformResource {
  static readonly tfResourceType = "aws_cloudwatch_alarm_mute_rule";

  private readonly config: CloudwatchAlarmMuteRuleConfig;

  constructor(scope: Construct, id: string, config: CloudwatchAlarmMuteRuleConfig) {
    super(scope, id, {
      terraformResourceType: CloudwatchAlarmMuteRule.tfResourceType,
      terraformGeneratorMetadata: { providerName: "aws" },
      ...config,
    });
    this.config = config;
  }

  get arn(): string {
    return this.getStringAttribute("arn");
  }

  get name(): string {
    return this.getStringAttribute("name");
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { description, expireDate, muteTargets, name, rule, startDate, tags } = this.config;
    return {
      name,
      description,
      start_date: startDate,
      expire_date: expireDate,
      tags,
      rule: [{ schedule: [rule.schedule] }],
      mute_targets: muteTargets === undefined ? undefined : [{ alarm_names: muteTargets.alarmNames }],
    };
  }
}
