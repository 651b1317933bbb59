import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { line } from "../../base";
import { MOST_DASHBOARD_BYTES } from "../../dashboards/read";
import type { Io } from "../command";
import { readText, whyUnreadable } from "../read-text";

/** Where a project commits its dashboards: `dashboards/<environment>/<name>.json`. */
export const DASHBOARDS = "dashboards";

/** The JSON below `dashboards/`. */
export interface DashboardFiles {
  /** Texts by path, from the folder of the call, sorted; undefined: the file cannot be read. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** What cannot be read, and why, in sentences. */
  readonly problems: readonly string[];
}

/** Reads the JSON below `dashboards/`; nothing where there is no such folder. Links to folders are not followed. */
export function dashboardFiles({ cwd }: Pick<Io, "cwd">): DashboardFiles {
  const texts = new Map<string, string | undefined>();
  const problems: string[] = [];
  const attempt = (path: string, read: () => void): void => {
    try {
      read();
    } catch (error) {
      problems.push(line`${path}: ${whyUnreadable(error)}`);
    }
  };
  attempt(DASHBOARDS, () => {
    for (const path of jsonBelow(cwd)) {
      texts.set(path, undefined);
      attempt(path, () => texts.set(path, readText(path, cwd, { isFound: true, most: MOST_DASHBOARD_BYTES })));
    }
  });
  return { texts, problems };
}

function jsonBelow(cwd: string): string[] {
  try {
    return readdirSync(join(cwd, DASHBOARDS), { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && entry.name.endsWith(".json"))
      .map((entry) => relative(cwd, join(entry.parentPath, entry.name)))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
