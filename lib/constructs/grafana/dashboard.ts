import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import { resourceArguments, resourceConfig } from "./arguments";
import { formFault, refuse, uidForm } from "./faults";

/** Props of {@link GrafanaDashboard}. */
export interface GrafanaDashboardProps extends TerraformMetaArguments {
  /** The dashboard's JSON, as text. */
  readonly configJson: string;

  /**
   * Uid of its folder.
   *
   * @default - the folder Dashboards, which everybody sees
   */
  readonly folder?: string;

  /**
   * What its history says of the change.
   *
   * @default - nothing
   */
  readonly message?: string;

  /**
   * Whether one with the same uid or title is replaced that Terraform does not know.
   *
   * @default false
   */
  readonly overwrite?: boolean;
}

/**
 * The resource grafana_dashboard, for dashboards in the schema v1.
 *
 * @see https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/dashboard
 */
export class GrafanaDashboard extends TerraformResource {
  static readonly tfResourceType = "grafana_dashboard";

  /** @throws {ConstructError} for a folder whose uid Grafana refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: GrafanaDashboardProps,
  ) {
    super(scope, id, resourceConfig(GrafanaDashboard.tfResourceType, props));
    refuse(this.node.path, formFault("folder", props.folder, uidForm));
  }

  /** Its address, as a reference to the resource. */
  get url(): string {
    return this.getStringAttribute("url");
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return resourceArguments(this.props);
  }
}
