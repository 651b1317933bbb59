import type { Unresolved } from "../template";
import type { ModuleSource } from "./source";

/** What all modules of a run share. */
export interface World {
  /** The module whose documents are in a folder. */
  readonly module: (folder: string) => ModuleSource | undefined;
  readonly workspace: string;
  /** Region and account of the command line. */
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly unresolved: (fact: Unresolved) => void;
}
