import { createHash } from "node:crypto";
import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import type { Construct } from "constructs";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Permission } from "../../aws";
import { allowed, policyDocument } from "./policy-document";

/**
 * What a role may do, as a policy inside of it. Its name holds a hash of what it says, and it is replaced by one that is made first: while a
 * service goes over to a new revision, and goes back from one that fails, its role may do what both need.
 *
 * @returns undefined for a role that may do nothing
 */
export function rolePermissions(
  scope: Construct,
  id: string,
  role: IamRole,
  permissions: readonly Permission[],
): IamRolePolicy | undefined {
  if (permissions.length === 0) return undefined;
  const policy = policyDocument(allowed(permissions));
  return new IamRolePolicy(scope, id, {
    name: `permissions-${hashOf(scope, policy)}`,
    role: role.name,
    policy,
    lifecycle: { createBeforeDestroy: true },
  });
}

// Tokens are numbered in the order in which they are made; what they stand for is the same at each synthesis.
function hashOf(scope: Construct, text: string): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  const resolved: unknown = Tokenization.resolve(text, { scope, resolver, preparing: true });
  return createHash("sha256").update(String(resolved)).digest("hex").slice(0, 8);
}
