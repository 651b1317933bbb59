import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";

/** Arguments of the resource aws_xray_indexing_rule. */
export interface XrayIndexingRuleConfig extends TerraformMetaArguments {
  /** X-Ray has one rule, `Default`. */
  readonly name: "Default";

  /** Which traces are indexed. */
  readonly rule: { readonly probabilistic: { readonly desiredSamplingPercentage: number } };
}

/**
 * The Terraform resource aws_xray_indexing_rule, which the provider bindings do not have yet. There is one rule for each account and
 * Region; removing it changes nothing there.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/xray_indexing_rule
 */
export class XrayIndexingRule extends TerraformResource {
  static readonly tfResourceType = "aws_xray_indexing_rule";

  private readonly config: XrayIndexingRuleConfig;

  constructor(scope: Construct, id: string, config: XrayIndexingRuleConfig) {
    super(scope, id, {
      terraformResourceType: XrayIndexingRule.tfResourceType,
      terraformGeneratorMetadata: { providerName: "aws" },
      ...config,
    });
    this.config = config;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { name, rule } = this.config;
    return {
      name,
      rule: [{ probabilistic: [{ desired_sampling_percentage: rule.probabilistic.desiredSamplingPercentage }] }],
    };
  }
}
