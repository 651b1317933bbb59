import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import { resourceArguments, resourceConfig } from "./arguments";
import { formFault, nameForm, refuse } from "./faults";

/** Props of {@link GrafanaServiceAccountToken}. */
export interface GrafanaServiceAccountTokenProps extends TerraformMetaArguments {
  /** As it is shown. */
  readonly name: string;

  /** Id of the service account. */
  readonly serviceAccountId: string;

  /**
   * How long it is valid.
   *
   * @default - for ever
   */
  readonly secondsToLive?: number;
}

/**
 * The resource grafana_service_account_token. Terraform's state has the token: encrypt the state.
 *
 * @see https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/service_account_token
 */
export class GrafanaServiceAccountToken extends TerraformResource {
  static readonly tfResourceType = "grafana_service_account_token";

  /** @throws {ConstructError} for a blank name, or a time that is none */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: GrafanaServiceAccountTokenProps,
  ) {
    super(scope, id, resourceConfig(GrafanaServiceAccountToken.tfResourceType, props));
    const { secondsToLive } = props;
    refuse(this.node.path, [
      ...formFault("name", props.name, nameForm),
      ...(secondsToLive === undefined || (Number.isInteger(secondsToLive) && secondsToLive > 0)
        ? []
        : [{ property: "secondsToLive", message: `is ${secondsToLive}`, fix: "Use a whole number of seconds." }]),
    ]);
  }

  /** The token, as a reference to the resource. */
  get key(): string {
    return this.getStringAttribute("key");
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return resourceArguments(this.props);
  }
}
