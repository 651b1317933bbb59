import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";

/** Arguments of the resource aws_cloudwatch_alarm_mute_rule. */
export interface CloudwatchAlarmMuteRuleConfig extends TerraformMetaArguments {
  /** Name of the rule. */
  readonly name: string;

  /** Description of the rule. */
  readonly description?: string;

  /** Time before which nothing is muted, in RFC 3339 with whole minutes. */
  readonly startDate?: string;

  /** Time from which on nothing is muted, in RFC 3339 with whole minutes. */
  readonly expireDate?: string;

  /** Tags of the rule. */
  readonly tags?: Readonly<Record<string, string>>;

  /** When alarms are muted: a cron or at expression, and a duration in ISO 8601. */
  readonly rule: {
    readonly schedule: { readonly expression: string; readonly duration: string; readonly timezone?: string };
  };

  /** The alarms that are muted. */
  readonly muteTargets?: { readonly alarmNames: readonly string[] };
}

/**
 * The Terraform resource aws_cloudwatch_alarm_mute_rule, which the provider bindings do not have yet.
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

  /** ARN of the rule, as a reference to the resource. */
  get arn(): string {
    return this.getStringAttribute("arn");
  }

  /** Name of the rule, as a reference to the resource. */
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
