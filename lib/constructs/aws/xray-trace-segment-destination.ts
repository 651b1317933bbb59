import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";

/** Arguments of the resource aws_xray_trace_segment_destination. */
export interface XrayTraceSegmentDestinationConfig extends TerraformMetaArguments {
  /** Where X-Ray keeps spans: `CloudWatchLogs` with Transaction Search, `XRay` without. */
  readonly destination: "CloudWatchLogs" | "XRay";
}

/**
 * The Terraform resource aws_xray_trace_segment_destination, which the provider bindings do not have yet. There is one for each
 * account and Region; removing it changes nothing there.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/xray_trace_segment_destination
 */
export class XrayTraceSegmentDestination extends TerraformResource {
  static readonly tfResourceType = "aws_xray_trace_segment_destination";

  private readonly config: XrayTraceSegmentDestinationConfig;

  constructor(scope: Construct, id: string, config: XrayTraceSegmentDestinationConfig) {
    super(scope, id, {
      terraformResourceType: XrayTraceSegmentDestination.tfResourceType,
      terraformGeneratorMetadata: { providerName: "aws" },
      ...config,
    });
    this.config = config;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { destination: this.config.destination };
  }
}
