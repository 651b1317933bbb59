import { posix } from "node:path";
import { escapeRegExp } from "../../../base";
import type { StackAlarm } from "./alarms";
import type { ComparedDashboard } from "./compared";

/** What `sightline dashboards --diff` has to say. */
export interface DiffOutcome {
  /** What is compared with: a revision, a file or a folder. */
  readonly since: string;
  /** The folder of the dashboards, or a file. */
  readonly given: string;
  readonly dashboards: readonly ComparedDashboard[];
  /** Undefined: alarms are not compared. */
  readonly alarms: readonly StackAlarm[] | undefined;
  /** Those of them that stand beside no panel. */
  readonly alone: readonly StackAlarm[];
  readonly unread: readonly { readonly path: string; readonly why: string }[];
}

/** Dashboards whose files have one name, in folders for environments, and that change alike. */
export interface AlikeDashboards {
  readonly first: ComparedDashboard;
  readonly paths: readonly string[];
}

export function alikeDashboards(dashboards: readonly ComparedDashboard[]): AlikeDashboards[] {
  const groups = new Map<string, { first: ComparedDashboard; common: string; paths: string[] }>();
  for (const one of dashboards) {
    const { panels, path, sentences, state, title, was } = one;
    // Titles name the environment, as the folder does.
    const common = title.replace(wordOf(posix.basename(posix.dirname(path))), "{environment}");
    const key = JSON.stringify([posix.basename(path), was, state, common, panels, sentences]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { first: one, common, paths: [path] });
    else known.paths.push(path);
  }
  return [...groups.values()].map(({ common, first, paths }) => ({
    first: paths.length === 1 ? first : { ...first, title: common },
    paths,
  }));
}

function wordOf(name: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])${escapeRegExp(name)}(?![A-Za-z0-9])`, "g");
}

/** `dashboards/{dev,prod}/payments.json` */
export function pathsText(given: string, paths: readonly string[]): string {
  const [first = ""] = paths;
  const file = posix.basename(first);
  const folders = paths.map((path) => posix.dirname(path));
  return posix.join(given, paths.length === 1 ? first : `{${folders.join(",")}}/${file}`);
}
