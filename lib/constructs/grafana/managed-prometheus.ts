import { Construct } from "constructs";
import { PrometheusWorkspace } from "@cdktf/provider-aws/lib/prometheus-workspace";
import { checkTags, type Tags } from "../aws/tags";
import { formFault, nameForm, refuse } from "./faults";

/** Props of {@link ManagedPrometheus}. */
export interface ManagedPrometheusProps {
  /** Name of the workspace, for people. */
  readonly name: string;

  /**
   * Encrypts what is stored.
   *
   * @default - a key of AWS's
   */
  readonly key?: { readonly arn: string };

  /** @default - only the provider's default tags */
  readonly tags?: Tags;
}

/**
 * A workspace of Amazon Managed Service for Prometheus: `telemetry.metrics: { type: amp, workspace }` sends to it. Metrics are lost with
 * it, so Terraform does not destroy it.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-manage-ingest-query.html
 */
export class ManagedPrometheus extends Construct {
  /** Id of the workspace: `ws-...`. */
  readonly workspaceId: string;

  readonly arn: string;

  /** @throws {ConstructError} for a name that is blank, or tags that AWS refuses */
  constructor(scope: Construct, id: string, { key, name, tags }: ManagedPrometheusProps) {
    super(scope, id);
    refuse(this.node.path, formFault("name", name, nameForm));
    const checked = checkTags(this, tags);
    const workspace = new PrometheusWorkspace(this, "Workspace", {
      alias: name,
      ...(key === undefined ? {} : { kmsKeyArn: key.arn }),
      ...(checked === undefined ? {} : { tags: checked }),
      lifecycle: { preventDestroy: true },
    });
    this.workspaceId = workspace.id;
    this.arn = workspace.arn;
  }
}
