import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import { jsonText, resourceArguments, resourceConfig } from "./arguments";
import { formFault, refuse, secretFault, secretHeaderFaults, uidForm } from "./faults";

/** Props of {@link GrafanaDataSourceConfig}. */
export interface GrafanaDataSourceConfigProps extends TerraformMetaArguments {
  /** Uid of the data source. */
  readonly uid: string;

  /** All settings of the plugin. Variables of Grafana's are written as they are. */
  readonly jsonData: Readonly<Record<string, unknown>>;

  /**
   * Secret settings of the plugin, as JSON in a token of Terraform's.
   *
   * @default - they stay as they are
   */
  readonly secureJsonDataEncoded?: string;

  /**
   * Headers of every request.
   *
   * @default - they stay as they are
   */
  readonly httpHeaders?: Readonly<Record<string, string>>;
}

/**
 * The resource grafana_data_source_config: settings of a data source apart from it, so that two can refer to each other.
 *
 * @see https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/data_source_config
 */
export class GrafanaDataSourceConfig extends TerraformResource {
  static readonly tfResourceType = "grafana_data_source_config";

  /** @throws {ConstructError} for a uid that Grafana refuses, or a secret that is written in the code */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: GrafanaDataSourceConfigProps,
  ) {
    super(scope, id, resourceConfig(GrafanaDataSourceConfig.tfResourceType, props));
    refuse(this.node.path, [
      ...formFault("uid", props.uid, uidForm),
      ...secretFault("secureJsonDataEncoded", props.secureJsonDataEncoded),
      ...secretHeaderFaults(props.httpHeaders),
    ]);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { jsonData, ...props } = this.props;
    return resourceArguments({ ...props, jsonDataEncoded: jsonText(jsonData) }, ["httpHeaders"]);
  }
}
