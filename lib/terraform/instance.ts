import type { Value } from "./hcl/value";
import type { ProviderPlace } from "./place";

/** One resource or data source as it would be applied: what every kind of document is turned into. */
export interface Instance {
  /** With modules and instance keys. */
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly place: ProviderPlace;
  /** Its attributes, those included that AWS would make up. */
  readonly values: ReadonlyMap<string, Value>;
  /** Whether what an argument holds is a secret, or comes from outside. */
  readonly isSecret: (attribute: string) => boolean;
  /** Whether an attribute that has a value is made up, as the configuration gives none. */
  readonly isMadeUp: (attribute: string) => boolean;
}

/** `["eu"]`, `[0]`, or nothing. */
export function keyText(key: string | number | undefined): string {
  if (key === undefined) return "";
  return typeof key === "number" ? `[${key}]` : `[${JSON.stringify(key)}]`;
}
