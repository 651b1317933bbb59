import { readFileSync } from "node:fs";
import { CollectorSidecar } from "sightline/constructs";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";

/** What there is already. */
interface Existing {
  readonly image: string;
  readonly executionRole: { readonly arn: string; readonly name: string };
  readonly taskRole: { readonly arn: string; readonly name: string };
  readonly logGroup: { readonly name: string };
}

/** A collector in a task definition of your own. `sightline collector --env prod --tier sidecar` printed its configuration. */
export function cartTask(scope: Construct, { executionRole, image, logGroup, taskRole }: Existing): EcsTaskDefinition {
  const sidecar = new CollectorSidecar(scope, "Sidecar", {
    name: "shop-prod-cart",
    config: { text: readFileSync("sidecar.yaml", "utf8") },
    gateway: "http://collector.internal:4318",
    image:
      "otel/opentelemetry-collector-contrib@sha256:1f2c54a30e713fac6b3ae77a1ec84010c2007e29ced8ec666214fc2f6739c1cc",
    memoryMib: 256,
  });
  const { container, dependsOn, executionPolicy, taskPolicy } = sidecar.definition({ logGroup });
  const variables = sidecar.environmentFor({ service: "cart", version: "1.4.2" });
  new IamRolePolicy(scope, "MayStart", { role: executionRole.name, policy: executionPolicy });
  if (taskPolicy !== undefined) new IamRolePolicy(scope, "MayDo", { role: taskRole.name, policy: taskPolicy });
  return new EcsTaskDefinition(scope, "Task", {
    family: "shop-prod-cart",
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: "512",
    memory: "1024",
    executionRoleArn: executionRole.arn,
    taskRoleArn: taskRole.arn,
    containerDefinitions: JSON.stringify([
      {
        name: "cart",
        image,
        dependsOn,
        environment: Object.entries(variables).map(([name, value]) => ({ name, value })),
      },
      container,
    ]),
  });
}
