import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/**
 * A map that all constructs of a stack share, by its name. It is an entry in the metadata of the stack's node, and lives as long as
 * the stack.
 *
 * @param name `sightline:...`; every user of a name gives the map the same types
 */
export function stackMap<Key, Value>(scope: Construct, name: string): Map<Key, Value> {
  const { node } = TerraformStack.of(scope);
  const entry = node.metadata.find(({ type }) => type === name);
  if (entry !== undefined) return entry.data as Map<Key, Value>;
  const map = new Map<Key, Value>();
  node.addMetadata(name, map);
  return map;
}
