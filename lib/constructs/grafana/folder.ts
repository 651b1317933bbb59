import { TerraformResource, TerraformStack, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import { resourceArguments, resourceConfig } from "./arguments";
import { formFault, type GrafanaFault, nameForm, refuse, uidForm } from "./faults";

/** Props of {@link GrafanaFolder}. */
export interface GrafanaFolderProps extends TerraformMetaArguments {
  /** As it is shown. */
  readonly title: string;

  /**
   * At most 40 letters, digits, - and _.
   *
   * @default - Grafana makes one up, which changes with each folder that is made anew
   */
  readonly uid?: string;

  /**
   * Uid of the folder that it is in.
   *
   * @default - none
   */
  readonly parentFolderUid?: string;

  /**
   * Whether a folder that still holds something is kept.
   *
   * @default - the provider's, false: what is in it is deleted
   */
  readonly preventDestroyIfNotEmpty?: boolean;
}

/**
 * The resource grafana_folder.
 *
 * @see https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/folder
 */
export class GrafanaFolder extends TerraformResource {
  static readonly tfResourceType = "grafana_folder";

  /** @throws {ConstructError} for a title or a uid that Grafana refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: GrafanaFolderProps,
  ) {
    super(scope, id, resourceConfig(GrafanaFolder.tfResourceType, props));
    refuse(this.node.path, [
      ...formFault("title", props.title, nameForm),
      ...formFault("uid", props.uid, uidForm),
      ...formFault("parentFolderUid", props.parentFolderUid, uidForm),
      ...this.circleFault(),
    ]);
  }

  /** Folders with uids that are written are followed upwards; references that go in a circle are refused by Terraform. */
  private circleFault(): readonly GrafanaFault[] {
    const { parentFolderUid, uid } = this.props;
    if (uid === undefined || parentFolderUid === undefined) return [];
    const parents = new Map<string, string>();
    for (const { props } of TerraformStack.of(this)
      .node.findAll()
      .filter((one) => one instanceof GrafanaFolder))
      if (props.uid !== undefined && props.parentFolderUid !== undefined) parents.set(props.uid, props.parentFolderUid);
    const way = [uid];
    let at: string | undefined = parentFolderUid;
    while (at !== undefined && !way.includes(at)) {
      way.push(at);
      at = parents.get(at);
    }
    // A circle of others was told of when its last folder was made.
    if (at !== uid) return [];
    const message = `puts the folder into itself: ${[...way, uid].join(" in ")}`;
    return [{ property: "parentFolderUid", message, fix: "Leave it out for the outermost of them." }];
  }

  /** Its uid, as a reference to the resource. */
  get uid(): string {
    return this.getStringAttribute("uid");
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return resourceArguments(this.props);
  }
}
