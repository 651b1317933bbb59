import { isMapping, type Mapping, type Value } from "../hcl/value";
import type { PlannedInstance } from "./modules";

/** The value of a reference to a resource instance: its attributes, and the instance they belong to. */
export interface InstanceValue extends Mapping {
  readonly kind: "object";
  readonly instance: PlannedInstance;
}

export function instanceValue(instance: PlannedInstance): InstanceValue {
  return { kind: "object", entries: instance.values, instance };
}

/** Whether a value is a resource instance, rather than an object or map that the configuration writes. */
export function isInstanceValue(value: Value): value is InstanceValue {
  return isMapping(value) && "instance" in value;
}
