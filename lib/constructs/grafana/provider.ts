import { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { resourceArguments } from "./arguments";
import { addressFault, refuse, secretFault } from "./faults";

/** Props of {@link GrafanaProvider}. */
export interface GrafanaProviderProps {
  /** Address of Grafana, with its path if it has one. */
  readonly url: string;

  /** Token of a service account, as a token of Terraform's: a sensitive variable, or what is read from a store of secrets. */
  readonly auth: string;

  /**
   * Version constraint of the provider.
   *
   * @default "~> 4.27"
   */
  readonly version?: string;

  /** @default - the only provider of the kind needs none */
  readonly alias?: string;

  /**
   * Certificates of the authority that signed Grafana's, as PEM or a path.
   *
   * @default - those of the machine
   */
  readonly caCert?: string;

  /**
   * Id of the organization.
   *
   * @default - that of the token
   */
  readonly orgId?: number;

  /**
   * How often a request is sent again that failed.
   *
   * @default - the provider's, 3
   */
  readonly retries?: number;

  /**
   * Whether only a hash of each dashboard stands in the state.
   *
   * @default false
   */
  readonly storeDashboardSha256?: boolean;
}

/**
 * Terraform's provider grafana/grafana, for which there are no bindings of cdktf's.
 *
 * @see https://registry.terraform.io/providers/grafana/grafana/latest/docs
 */
export class GrafanaProvider extends TerraformProvider {
  private name: string | undefined;

  private readonly props: Omit<GrafanaProviderProps, "version" | "alias">;

  /** @throws {ConstructError} for an address that is none, or a token that is written in the code */
  constructor(scope: Construct, id: string, { alias, version = "~> 4.27", ...props }: GrafanaProviderProps) {
    super(scope, id, {
      terraformResourceType: "grafana",
      terraformProviderSource: "grafana/grafana",
      terraformGeneratorMetadata: { providerName: "grafana", providerVersionConstraint: version },
    });
    refuse(this.node.path, [...addressFault("url", props.url), ...secretFault("auth", props.auth)]);
    this.props = props;
    this.name = alias;
  }

  override get alias(): string | undefined {
    return this.name;
  }

  override set alias(name: string | undefined) {
    this.name = name;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return resourceArguments(this.props);
  }
}
