import * as fs from "node:fs";
import { basename, join, relative } from "node:path";
import { line, pathText } from "../../../base";
import { type Dashboard, MOST_DASHBOARD_BYTES, readDashboard } from "../../../dashboards/read";
import { findFiles } from "../../../records";
import { type Io, UsageError } from "../../command";
import { readText, whyUnreadable } from "../../read-text";

/** A dashboard of a file. */
export interface ReadBoard {
  /** As shown to people. */
  readonly file: string;

  /** Below what was named. */
  readonly path: string;
  readonly dashboard: Dashboard;
  readonly json: unknown;
}

/**
 * The dashboards that are named, or those of the environment below `dashboards`.
 *
 * @throws UsageError with everything that is wrong: files that are not there, and those that are named and hold no dashboard
 */
export function readBoards(given: readonly string[], env: string | undefined, io: Io): readonly ReadBoard[] {
  const named = namedBoards(given, env);
  const { files, problems } = findFiles(named, io.cwd, fs);
  const wrong = problems.map(
    ({ error, name, reason }) =>
      line`${name}: ${reason === "unreadable" ? whyUnreadable(error) : "no dashboards are there"}${given.length === 0 ? "; write them first: sightline dashboards" : ""}`,
  );
  const boards: ReadBoard[] = [];
  for (const { name } of files) {
    if (!name.endsWith(".json") && !given.includes(name)) continue;
    const folder = named.find((each) => name.startsWith(`${each.replace(/\/+$/, "")}/`));
    const board = boardOf(name, folder === undefined ? basename(name) : relative(folder, name), io);
    if (typeof board === "string") wrong.push(board);
    else boards.push(board);
  }
  if (wrong.length > 0) throw new UsageError(wrong.join("\n"));
  if (boards.length === 0) throw new UsageError(line`${named.join(", ")}: there is no *.json`);
  return boards;
}

/** What is read: what is named, else the dashboards of the environment. */
export function namedBoards(given: readonly string[], env: string | undefined): readonly string[] {
  return given.length > 0 ? given : [env === undefined ? "dashboards" : join("dashboards", env)];
}

function boardOf(file: string, path: string, io: Io): ReadBoard | string {
  let text: string;
  try {
    text = readText(file, io.cwd, { most: MOST_DASHBOARD_BYTES });
  } catch (error) {
    return line`${file}: ${whyUnreadable(error)}`;
  }
  return boardIn(file, path, text);
}

/** The dashboard that a text holds, or why it holds none. */
function boardIn(file: string, path: string, text: string): ReadBoard | string {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    // What a shell makes of `--logs *.gz`: only the first file is the option's.
    if (/\.(?:gz|ndjson|jsonl|log)$/.test(file))
      return line`${file}: it is not a dashboard; logs are named by --logs, each file by its own, or all by a folder or a quoted glob`;
    return line`${file}: it is not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  const { dashboard, problems } = readDashboard(json);
  if (dashboard !== undefined) return { file, path, dashboard, json };
  const [problem] = problems;
  return line`${file}: ${problem === undefined ? "it is not a dashboard" : `${problem.at.length === 0 ? "" : `${pathText(problem.at)}: `}${problem.message}. ${problem.fix}`}`;
}
