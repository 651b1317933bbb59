import { printYaml } from "../yaml";
import { commentsOf } from "./comments";
import type { Inferred } from "./inferred";

/** The contract as a part of a configuration in YAML: an entry of `contracts`. */
export function inferredYaml(inferred: Inferred): string {
  const { name, ...definition } = inferred.definition;
  const above = ["contracts", name];
  return printYaml(
    { contracts: { [name]: definition } },
    commentsOf(inferred).map(({ path, text }) => ({ path: [...above, ...path], text: text === "" ? " " : text })),
  );
}
