import type { Unresolved } from "../template";
import type { ModuleSource } from "./source";

/** What holds for a whole run. */
export interface World {
  /** The module whose documents stand in a folder. */
  readonly module: (folder: string) => ModuleSource | undefined;
  readonly workspace: string;
  /** Region and account of the command line. */
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly unresolved: (fact: Unresolved) => void;
}
