import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import { resourceArguments, resourceConfig } from "./arguments";
import { formFault, nameForm, refuse, wordFault } from "./faults";

const roles = ["Viewer", "Editor", "Admin", "None"] as const;

/** Props of {@link GrafanaServiceAccount}. */
export interface GrafanaServiceAccountProps extends TerraformMetaArguments {
  /** As it is shown. */
  readonly name: string;

  /** What it may do. */
  readonly role: (typeof roles)[number];

  /**
   * Whether its tokens are refused.
   *
   * @default false
   */
  readonly isDisabled?: boolean;
}

/**
 * The resource grafana_service_account.
 *
 * @see https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/service_account
 */
export class GrafanaServiceAccount extends TerraformResource {
  static readonly tfResourceType = "grafana_service_account";

  /** @throws {ConstructError} for a blank name, or a role that Grafana does not have */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: GrafanaServiceAccountProps,
  ) {
    super(scope, id, resourceConfig(GrafanaServiceAccount.tfResourceType, props));
    refuse(this.node.path, [...formFault("name", props.name, nameForm), ...wordFault("role", props.role, roles)]);
  }

  /** Its id, as a reference to the resource. */
  get serviceAccountId(): string {
    return this.getStringAttribute("id");
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return resourceArguments(this.props);
  }
}
