import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import { resourceArguments, resourceConfig } from "./arguments";
import { formFault, refuse, uidForm } from "./faults";

/** Props of {@link GrafanaDashboardV2}. */
export interface GrafanaDashboardV2Props extends TerraformMetaArguments {
  /** Which dashboard it is, and where. */
  readonly metadata: { readonly uid: string; readonly folderUid?: string };

  /** What it is: `json` is the object below `spec` of its file, as text. */
  readonly spec: { readonly json: string; readonly title?: string; readonly tags?: readonly string[] };

  /**
   * How it is managed.
   *
   * @default - the provider's: no changes in Grafana
   */
  readonly options?: {
    /** Whether it may be changed in Grafana. */
    readonly allowUiUpdates?: boolean;
    readonly managerIdentity?: string;

    /** Whether one with the same uid is replaced that Terraform does not know. */
    readonly overwrite?: boolean;
  };
}

/**
 * The resource grafana_apps_dashboard_dashboard_v2, for dashboards in the schema v2, which Grafana 13 and later have.
 *
 * @see https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/apps_dashboard_dashboard_v2
 */
export class GrafanaDashboardV2 extends TerraformResource {
  static readonly tfResourceType = "grafana_apps_dashboard_dashboard_v2";

  /** @throws {ConstructError} for uids that Grafana refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: GrafanaDashboardV2Props,
  ) {
    super(scope, id, resourceConfig(GrafanaDashboardV2.tfResourceType, props));
    refuse(this.node.path, [
      ...formFault("metadata.uid", props.metadata.uid, uidForm),
      ...formFault("metadata.folderUid", props.metadata.folderUid, uidForm),
    ]);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return resourceArguments(this.props);
  }
}
