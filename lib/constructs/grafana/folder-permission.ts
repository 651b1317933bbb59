import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import { resourceArguments, resourceConfig } from "./arguments";
import { refuse, wordFault } from "./faults";

const permissions = ["View", "Edit", "Admin"] as const;
const roles = ["Viewer", "Editor"] as const;

/** What a role, a team or a user may do: exactly one of the three. */
export interface FolderPermission {
  readonly permission: (typeof permissions)[number];

  /** Everybody with the role. */
  readonly role?: (typeof roles)[number];

  /** Id of a team. */
  readonly teamId?: string;

  /** Id of a user, or of a service account. */
  readonly userId?: string;
}

/** Props of {@link GrafanaFolderPermission}. */
export interface GrafanaFolderPermissionProps extends TerraformMetaArguments {
  /** The folder. */
  readonly folderUid: string;

  /** All permissions of the folder: any other is removed. Administrators keep theirs. */
  readonly permissions: readonly FolderPermission[];
}

/**
 * The resource grafana_folder_permission.
 *
 * @see https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/folder_permission
 */
export class GrafanaFolderPermission extends TerraformResource {
  static readonly tfResourceType = "grafana_folder_permission";

  /** @throws {ConstructError} for a permission of nobody, or of several at once */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: GrafanaFolderPermissionProps,
  ) {
    super(scope, id, resourceConfig(GrafanaFolderPermission.tfResourceType, props));
    refuse(
      this.node.path,
      props.permissions.flatMap(({ permission, role, teamId, userId }, index) => {
        const at = `permissions[${index}]`;
        const whose = [role, teamId, userId].filter((each) => each !== undefined);
        return [
          ...wordFault(`${at}.permission`, permission, permissions),
          ...wordFault(`${at}.role`, role, roles),
          ...(whose.length === 1
            ? []
            : [{ property: at, message: `is of ${whose.length} parties`, fix: "Give role, teamId or userId." }]),
        ];
      }),
    );
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return resourceArguments(this.props);
  }
}
