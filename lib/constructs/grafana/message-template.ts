import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import { resourceArguments, resourceConfig } from "./arguments";
import { formFault, nameForm, refuse } from "./faults";

/** Props of {@link GrafanaMessageTemplate}. */
export interface GrafanaMessageTemplateProps extends TerraformMetaArguments {
  /** As it is shown. */
  readonly name: string;

  /** Templates of Go: `{{ define "title" }}...{{ end }}`. */
  readonly template: string;

  /**
   * Whether it can be changed in Grafana.
   *
   * @default false
   */
  readonly disableProvenance?: boolean;
}

/**
 * The resource grafana_message_template.
 *
 * @see https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/message_template
 */
export class GrafanaMessageTemplate extends TerraformResource {
  static readonly tfResourceType = "grafana_message_template";

  /** @throws {ConstructError} for a blank name or template */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: GrafanaMessageTemplateProps,
  ) {
    super(scope, id, resourceConfig(GrafanaMessageTemplate.tfResourceType, props));
    refuse(this.node.path, [
      ...formFault("name", props.name, nameForm),
      ...formFault("template", props.template, { ...nameForm, noun: "a template" }),
    ]);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return resourceArguments(this.props);
  }
}
