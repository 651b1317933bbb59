import { isAbsolute, relative, resolve } from "node:path";
import { App, LocalBackend, Manifest, S3Backend, type TerraformStack } from "cdktf";
import type { EnvironmentPlan } from "../config";
import { literal } from "../constructs";

/** Defines where Terraform keeps the state of the stack. */
export function defineBackend(stack: TerraformStack, { backend }: Pick<EnvironmentPlan, "backend">): void {
  switch (backend.type) {
    case "local":
      new LocalBackend(stack, { path: literal(besideTheProject(stack, backend.path)) });
      return;
    case "s3":
      new S3Backend(stack, {
        bucket: backend.bucket,
        key: literal(backend.key),
        region: backend.region,
        encrypt: backend.encrypt,
        ...(backend.kmsKey === undefined ? {} : { kmsKeyId: literal(backend.kmsKey) }),
        ...(backend.allowedAccounts.length === 0 ? {} : { allowedAccountIds: [...backend.allowedAccounts] }),
      });
      // A lock file next to the state (Terraform 1.10), which cdktf's types lack; the DynamoDB lock is deprecated.
      if (backend.lock) stack.addOverride("terraform.backend.s3.use_lockfile", true);
      return;
  }
}

// Terraform resolves the path from the stack's folder in cdktf.out, which anyone may delete: the state belongs to the project.
function besideTheProject(stack: TerraformStack, path: string): string {
  if (isAbsolute(path)) return path;
  return relative(resolve(App.of(stack).outdir, Manifest.stacksFolder, stack.node.id), resolve(path));
}
