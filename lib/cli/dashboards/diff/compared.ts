import { dashboardChanges, type DashboardChange, paired, type Sentence, sentencesOf } from "../../../dashboards/diff";
import type { DashboardFile } from "./files";

/** A dashboard that is new, gone or changed. */
export interface ComparedDashboard {
  readonly state: "new" | "gone" | "changed";
  readonly path: string;
  /** If it was in another file. */
  readonly was?: string;
  readonly title: string;
  readonly panels: number;
  readonly changes: readonly DashboardChange[];
  readonly sentences: readonly Sentence[];
}

/** Pairs dashboards by their path, else by uid, else by title; those that do not change are left out. */
export function comparedDashboards(
  before: readonly DashboardFile[],
  after: readonly DashboardFile[],
): ComparedDashboard[] {
  const pairs = paired(before, after, [
    ({ path }) => path,
    ({ dashboard: { uid } }) => (uid === "" ? undefined : uid),
    ({ dashboard: { title } }) => (title === "" ? undefined : title),
  ]);
  return pairs.flatMap(({ is, was }): ComparedDashboard[] => {
    const one = is ?? was;
    if (one === undefined) return [];
    const { dashboard, path } = one;
    const about = { path, title: dashboard.title ?? "", panels: dashboard.panels.length };
    if (is === undefined || was === undefined)
      return [{ state: is === undefined ? "gone" : "new", ...about, changes: [], sentences: [] }];
    const changes = dashboardChanges(was, is);
    const moved = was.path === is.path ? {} : { was: was.path };
    if (changes.length === 0 && was.path === is.path) return [];
    return [{ state: "changed", ...moved, ...about, changes, sentences: sentencesOf(changes) }];
  });
}
