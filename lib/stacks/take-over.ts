import type { TerraformResource } from "cdktf";
import { own } from "../base";
import type { EnvironmentPlan } from "../config";
import { ImportBlock, type ServiceObservability } from "../constructs";

/** Writes an `import` block beside each resource that exists already: `<resource>Import`. */
export function takeOver(
  { imports, services: plans }: EnvironmentPlan,
  services: Readonly<Record<string, ServiceObservability>>,
): void {
  for (const { alarm, name, service, severity } of imports?.alarms ?? [])
    beside(own(own(services, service)?.alarms ?? {}, alarm)?.[severity], () => name);
  for (const { service, signal } of imports?.filters ?? []) {
    const logGroup = plans.find((plan) => plan.name === service)?.logGroup.name;
    const { ByDimension, Total } = own(own(services, service)?.metrics ?? {}, signal)?.filters ?? {};
    for (const filter of [Total, ByDimension])
      beside(filter, ({ nameInput }) => `${logGroup ?? ""}:${nameInput ?? ""}`);
  }
}

function beside<Resource extends TerraformResource>(
  resource: Resource | undefined,
  idOf: (resource: Resource) => string,
): void {
  const scope = resource?.node.scope;
  if (resource !== undefined && scope !== undefined)
    new ImportBlock(scope, `${resource.node.id}Import`, resource, idOf(resource));
}
