import type { PlannedModule } from "./modules";
import type { ConfiguredCall, ConfiguredResource } from "./shape";

/** Where an expression of a plan's configuration stands. */
export interface Standpoint {
  readonly module: PlannedModule;
  /** The block whose `each` and `count` it sees. */
  readonly block: ConfiguredResource | ConfiguredCall | undefined;
  readonly key: string | number | undefined;
}
