import * as fs from "node:fs";
import { resolve } from "node:path";
import { findFiles } from "../../../records";
import { checkedOut, pathsAt, revisionOf } from "../../against/git";
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
  if (fs.existsSync(resolve(io.cwd, diff))) return readBoards([diff], undefined, io);
  const revision = revisionOf(diff, `--diff ${diff}:`, io);
  const paths = pathsAt(revision, namedBoards(dashboards, env), io);
  const hasGlob = paths.some((path) => !fs.existsSync(resolve(io.cwd, path)));
  return checkedOut(revision, hasGlob ? undefined : paths, io, (there) => {
    const present = paths.filter((path) => findFiles([path], there.cwd, fs).files.length > 0);
    return Promise.resolve(present.length === 0 ? [] : readBoards(present, undefined, there));
  });
}
