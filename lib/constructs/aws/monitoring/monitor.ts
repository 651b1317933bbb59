import type { Construct } from "constructs";
import type { AlarmChange } from "./alarm-change";
import type { Bindings } from "./bindings";
import { monitorResource, type Monitoring, type MonitorSettings } from "./monitoring";
import type { AlarmOf, ResourceSetName, SetsOfType } from "./resource-sets";

/** Names of the alarms that a resource can have: those of all sets for its type, or of all sets where the compiler does not know the type. */
export type AlarmOfResource<Resource> = [TypeOf<Resource>] extends [never]
  ? AlarmOf<ResourceSetName>
  : AlarmOf<SetsOfType<TypeOf<Resource>>>;

type TypeOf<Resource> = {
  [Type in keyof Bindings]: Resource extends Bindings[Type] ? Type : never;
}[keyof Bindings];

/** Changes to alarms by name, `{ errors: { above: 1 }, throttles: "off" }`, beside {@link MonitorSettings}. */
export type MonitorOptions<Resource> = MonitorSettings &
  Readonly<Partial<Record<AlarmOfResource<Resource>, AlarmChange>>>;

/**
 * Gives a resource of the bindings the alarms worth having, and queries of its logs where AWS gives it a log group. What is made stands
 * beside the resource, as `<its id>Monitoring`; the rest of the stack stays as it is.
 *
 * ```ts
 * monitor(fn, { actions: topic });
 * monitor(fn, { errors: { above: 1 }, throttles: "off", actions: topic });
 * ```
 *
 * @throws {ConstructError} for a resource of a type without a set, one that is monitored already, an alarm that its sets do not have,
 * and as `RecommendedAlarms` does
 */
export function monitor<Resource extends Construct>(
  resource: Resource,
  options?: MonitorOptions<Resource>,
): Monitoring {
  return monitorResource(resource, options ?? {});
}
