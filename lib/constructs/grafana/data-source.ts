import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import { jsonText, resourceArguments, resourceConfig } from "./arguments";
import { addressFault, formFault, nameForm, refuse, secretFault, secretHeaderFaults, uidForm } from "./faults";

/** Props of {@link GrafanaDataSource}. */
export interface GrafanaDataSourceProps extends TerraformMetaArguments {
  /** As it is shown; no other of the organization has it. */
  readonly name: string;

  /** Its plugin: `cloudwatch`, `prometheus`, `grafana-x-ray-datasource`. */
  readonly type: string;

  /**
   * At most 40 letters, digits, - and _.
   *
   * @default - Grafana makes one up
   */
  readonly uid?: string;

  /**
   * Address at which Grafana's server asks it.
   *
   * @default - none: what AWS has needs none
   */
  readonly url?: string;

  /**
   * Whether panels without a data source use it.
   *
   * @default false
   */
  readonly isDefault?: boolean;

  /**
   * Settings of the plugin. Variables of Grafana's are written as they are: `${__value.raw}`.
   *
   * @default - the plugin's
   */
  readonly jsonData?: Readonly<Record<string, unknown>>;

  /**
   * Secret settings of the plugin, as JSON in a token of Terraform's: `Fn.jsonencode({ password })`.
   *
   * @default - none
   */
  readonly secureJsonDataEncoded?: string;

  /**
   * Headers of every request, which the state keeps as secrets.
   *
   * @default - none
   */
  readonly httpHeaders?: Readonly<Record<string, string>>;

  /**
   * Who asks it: `proxy` is Grafana's server, `direct` the browser.
   *
   * @default "proxy"
   */
  readonly accessMode?: "proxy" | "direct";

  /**
   * Whether a user and a password are sent.
   *
   * @default false
   */
  readonly basicAuthEnabled?: boolean;

  /**
   * The user.
   *
   * @default - none
   */
  readonly basicAuthUsername?: string;

  /**
   * Name of a database or an index.
   *
   * @default - none
   */
  readonly databaseName?: string;
}

/**
 * The resource grafana_data_source.
 *
 * @see https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/data_source
 */
export class GrafanaDataSource extends TerraformResource {
  static readonly tfResourceType = "grafana_data_source";

  /** @throws {ConstructError} for a name, uid or address that Grafana refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: GrafanaDataSourceProps,
  ) {
    super(scope, id, resourceConfig(GrafanaDataSource.tfResourceType, props));
    refuse(this.node.path, [
      ...formFault("name", props.name, nameForm),
      ...formFault("type", props.type, nameForm),
      ...formFault("uid", props.uid, uidForm),
      ...addressFault("url", props.url),
      ...secretFault("secureJsonDataEncoded", props.secureJsonDataEncoded),
      ...secretHeaderFaults(props.httpHeaders),
    ]);
  }

  /** Its uid, as a reference to the resource. */
  get uid(): string {
    return this.getStringAttribute("uid");
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { jsonData, ...props } = this.props;
    return resourceArguments({ ...props, ...(jsonData === undefined ? {} : { jsonDataEncoded: jsonText(jsonData) }) }, [
      "httpHeaders",
    ]);
  }
}
