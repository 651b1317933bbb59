import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { line } from "../../base";
import { type Io, UsageError } from "../command";
import { templateFrom } from "../replay/templates";
import { type Before, beforeOf } from "./before";
import { isRepository, revisionOf } from "./git";
import { stacksAt } from "./revision-templates";

/**
 * What stacks of the project are compared with: a file or folder, see {@link beforeOf}; else a revision, see {@link stacksAt}.
 *
 * @throws UsageError for what cannot be compared with
 */
export async function stacksBefore(given: string, stacks: readonly string[], io: Io): Promise<Before> {
  if (existsSync(resolve(io.cwd, given)) || !isRepository(io)) return beforeOf(given, stacks, io);
  const revision = revisionOf(given, line`--against ${given}: there is no such file or folder, and`, io);
  const found = await stacksAt(revision, stacks, io);
  if (found.length === 0)
    throw new UsageError(
      line`--against ${given}: the revision has none of ${stacks.join(", ")}: no golden of one, and no project that synthesizes one`,
    );
  const templates = new Map(found.map((stack) => [stack.name, templateFrom([stack], io, {})]));
  return (stack) => templates.get(stack);
}
