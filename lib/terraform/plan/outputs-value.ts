import { isMapping, object, type Mapping, type Value } from "../hcl/value";
import type { PlannedModule } from "./modules";

/** The outputs of a module, without those that a plan does not show. */
export interface OutputsValue extends Mapping {
  readonly kind: "object";
  readonly module: PlannedModule;
}

export function outputsValue(module: PlannedModule, shown: readonly (readonly [string, Value])[]): OutputsValue {
  return { kind: "object", entries: object(shown).entries, module };
}

export function isOutputsValue(value: Value): value is OutputsValue {
  return isMapping(value) && "module" in value;
}
