import type { TerraformResource } from "cdktf";
import { own } from "../base";
import type { EnvironmentPlan } from "../config";
import { ImportBlock, literal, type ServiceObservability } from "../constructs";

/** Writes an `import` block for each resource that exists already: its child `Import`. */
export function takeOver(
  { imports, services: plans }: EnvironmentPlan,
  services: Readonly<Record<string, ServiceObservability>>,
): void {
  for (const { alarm, name, service, severity } of imports?.alarms ?? [])
    imported(own(own(services, service)?.alarms ?? {}, alarm)?.[severity], () => literal(name));
  for (const { service, signal } of imports?.filters ?? []) {
    const logGroup = plans.find((plan) => plan.name === service)?.logGroup?.name;
    const { ByDimension, Total } = own(own(services, service)?.metrics ?? {}, signal)?.filters ?? {};
    for (const filter of [Total, ByDimension])
      imported(filter, ({ nameInput }) => `${logGroup ?? ""}:${nameInput ?? ""}`);
  }
}

function imported<Resource extends TerraformResource>(
  resource: Resource | undefined,
  idOf: (resource: Resource) => string,
): void {
  if (resource !== undefined) new ImportBlock(resource, "Import", resource, idOf(resource));
}
