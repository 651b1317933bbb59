import { basename } from "node:path";
import { line } from "../../base";
import { UsageError } from "../command";

// The same shape as in the schema of a configuration.
const shape = /^(?=.{1,32}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/**
 * The name of a project: what `--name` says, or else that of its folder.
 *
 * @throws UsageError if it cannot be one
 */
export function projectName(option: unknown, folder: string): string {
  const name = typeof option === "string" ? option : basename(folder);
  if (shape.test(name)) return name;
  const near = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 32)
    .replace(/-+$/, "");
  const say = shape.test(near) ? near : "shop";
  throw new UsageError(
    line`"${name}" is not a project name: use kebab-case, at most 32 characters. ${
      option === undefined ? `Give another name than the folder's: --name ${say}` : `For example: --name ${say}`
    }`,
  );
}
