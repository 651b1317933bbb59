import { existsSync, readdirSync, statSync } from "node:fs";
import { join, posix, relative, resolve, sep } from "node:path";
import { pathText, readJson } from "../../../base";
import type { DashboardDocument } from "../../../dashboards/diff";
import { MOST_DASHBOARD_BYTES, readDashboard } from "../../../dashboards/read";
import type { Io } from "../../command";
import { readText, whyUnreadable } from "../../read-text";

/** A dashboard in a file. */
export interface DashboardFile extends DashboardDocument {
  /** Below what was given; empty: that file itself. */
  readonly path: string;
}

/** The dashboards of a file or folder. */
export interface DashboardFiles {
  readonly files: readonly DashboardFile[];
  /** What is no dashboard, or cannot be read, and why. */
  readonly unread: readonly { readonly path: string; readonly why: string }[];
}

const MOST_FILES = 5000;

/** Reads a dashboard's file, or all `*.json` below a folder; of what does not exist, nothing. */
export function readDashboardFiles(given: string, { cwd }: Pick<Io, "cwd">): DashboardFiles {
  const root = resolve(cwd, given);
  if (!existsSync(root)) return { files: [], unread: [] };
  const paths = statSync(root).isDirectory() ? filesBelow(root) : [""];
  const files: DashboardFile[] = [];
  const unread: { path: string; why: string }[] = [];
  for (const path of paths.slice(0, MOST_FILES)) {
    const read = readFile(join(root, path), path);
    if ("why" in read) unread.push(read);
    else files.push(read);
  }
  if (paths.length > MOST_FILES)
    unread.push({ path: "", why: `only ${MOST_FILES.toLocaleString("en-US")} of its files are read` });
  return { files, unread };
}

function readFile(file: string, path: string): DashboardFile | { readonly path: string; readonly why: string } {
  let text: string;
  try {
    text = readText(file, "/", { most: MOST_DASHBOARD_BYTES, isFound: path !== "" });
  } catch (error) {
    return { path, why: whyUnreadable(error) };
  }
  const read = readJson(text.replace(/^\ufeff/, ""));
  if (read === undefined) return { path, why: "it is not JSON" };
  const { dashboard, problems } = readDashboard(read.value);
  if (dashboard !== undefined) return { path, dashboard, json: read.value };
  return {
    path,
    why: problems.map(({ at, message }) => (at.length === 0 ? message : `${pathText(at)}: ${message}`)).join("; "),
  };
}

/** Relative paths of all `*.json` below a folder, sorted; links to folders are not followed. */
function filesBelow(root: string): string[] {
  const found: string[] = [];
  const open = [root];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop())
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== "node_modules" && entry.name !== ".git") open.push(path);
      } else if (entry.name.endsWith(".json") && entry.isFile())
        found.push(relative(root, path).split(sep).join(posix.sep));
    }
  return found.sort();
}
