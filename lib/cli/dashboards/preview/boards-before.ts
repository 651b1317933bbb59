import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { checkedOut, revisionOf } from "../../against/git";
import type { Io } from "../../command";
import { namedBoards, type ReadBoard, readBoards } from "./read-dashboards";
import type { PreviewSettings } from "./settings";

/**
 * The dashboards that others are compared with: of a file or folder, else the same files at a revision of git.
 *
 * @throws UsageError for what is neither, and for files that hold no dashboard
 */
export async function boardsBefore(
  diff: string,
  { dashboards, env }: Pick<PreviewSettings, "dashboards" | "env">,
  io: Io,
): Promise<readonly ReadBoard[]> {
  if (existsSync(resolve(io.cwd, diff))) return readBoards([diff], undefined, io);
  const paths = namedBoards(dashboards, env);
  return checkedOut(revisionOf(diff, `--diff ${diff}:`, io), paths, io, (there) => {
    const present = paths.filter((path) => existsSync(resolve(there.cwd, path)));
    return Promise.resolve(present.length === 0 ? [] : readBoards(present, undefined, there));
  });
}
