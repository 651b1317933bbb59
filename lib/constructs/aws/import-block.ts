import { TerraformElement, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";

/**
 * Takes a resource that exists already into the state: an `import` block of Terraform 1.5. `importFrom` of cdktf writes the same, and
 * makes synthesis fail where no terraform is installed.
 *
 * @see https://developer.hashicorp.com/terraform/language/import
 */
export class ImportBlock extends TerraformElement {
  private readonly block: { readonly to: string; readonly id: string };

  /** @param resourceId what the provider imports it by; must be known at synthesis */
  constructor(scope: Construct, id: string, resource: TerraformResource, resourceId: string) {
    super(scope, id);
    this.block = { to: `${resource.terraformResourceType}.${resource.friendlyUniqueId}`, id: resourceId };
  }

  override toTerraform(): unknown {
    return { import: [this.block] };
  }
}
