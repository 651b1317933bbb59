import { type Path, pathText } from "../base";
import type { EffectiveEnvironment } from "./merge";

/**
 * Where a setting of an environment is written: in itself, or in an environment that it extends. One that is written nowhere would be
 * written in itself.
 *
 * @param path from the environment: `["collector", "gateway", "memory"]`
 */
export function writtenAt({ name, origins }: Pick<EffectiveEnvironment, "name" | "origins">, path: Path): Path {
  const text = pathText(path);
  const origin = [...origins].find(
    ([known]) => known === text || known.startsWith(`${text}.`) || known.startsWith(`${text}[`),
  )?.[1];
  return ["environments", origin?.kind === "environment" ? origin.name : name, ...path];
}
