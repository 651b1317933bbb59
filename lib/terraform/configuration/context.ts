import type { Scope } from "../hcl/evaluate";
import type { Places } from "./providers";
import type { Secrets } from "./secrets";
import type { ModuleSource } from "./source";
import type { World } from "./world";

/** What the blocks of an opened module share. */
export interface ModuleContext {
  readonly source: ModuleSource;
  /** `""` for the root, or `module.alarms["eu"]`. */
  readonly address: string;
  /** Folders of the modules that call it, from the root. */
  readonly above: readonly string[];
  readonly scope: Scope;
  readonly places: () => Places;
  readonly secrets: Secrets;
  readonly world: World;
}

/** The address of something in a module. */
export function addressIn({ address }: Pick<ModuleContext, "address">, text: string): string {
  return address === "" ? text : `${address}.${text}`;
}
