import { printYaml } from "../yaml";
import type { Adoption } from "./parts";

/** The configuration as YAML, with comments that say where each entry is from. */
export function adoptedYaml({ comments, configuration }: Adoption): string {
  return printYaml(configuration, comments);
}
