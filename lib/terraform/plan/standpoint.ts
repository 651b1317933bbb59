import type { PlannedModule } from "./modules";
import type { ConfiguredCall, ConfiguredResource } from "./shape";

/** Where an expression is in a plan's configuration: which variables, `each` and `count` it sees. */
export interface Standpoint {
  readonly module: PlannedModule;
  /** The block whose `each` and `count` it sees. */
  readonly block: ConfiguredResource | ConfiguredCall | undefined;
  readonly key: string | number | undefined;
}

/** Outside all blocks of a module. */
export function standingIn(module: PlannedModule): Standpoint {
  return { module, block: undefined, key: undefined };
}

/** In the block that calls a module. */
export function callerOf({ module, call, key }: NonNullable<PlannedModule["caller"]>): Standpoint {
  return { module, block: call, key };
}
