import type { Instances } from "./instances";
import type { UnreadPart } from "../unread-part";
import type { GivenStates } from "../states/given-states";
import type { ModuleSource } from "./source";

/** What all modules of a run share. */
export interface World {
  /** The module whose documents are in a folder. */
  readonly module: (folder: string) => ModuleSource | undefined;
  readonly workspace: string;
  /** Region and account of the command line. */
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** Of providers of the root module with an alias, by their key. */
  readonly accounts: Readonly<Record<string, string>>;
  /** The stack that is evaluated. */
  readonly stack: string;
  /** What its addresses begin with: several stacks may have a resource of the same address. */
  readonly prefix: string;
  readonly states: GivenStates;
  readonly unread: (part: UnreadPart) => void;
  readonly instances: Instances;
}
