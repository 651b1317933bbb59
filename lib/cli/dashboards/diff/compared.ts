import {
  dashboardChanges,
  type DashboardChange,
  isOfAlarms,
  paired,
  panelAlarms,
  type Sentence,
  sentencesOf,
} from "../../../dashboards/diff";
import type { StackAlarm } from "./alarms";
import type { DashboardFile } from "./files";

/** A dashboard that is new, gone or changed, or that shows an alarm that changed: that one is the same. */
export interface ComparedDashboard {
  readonly state: "new" | "gone" | "changed" | "same";
  readonly path: string;
  /** If it was in another file. */
  readonly was?: string;
  readonly title: string;
  readonly panels: number;
  readonly changes: readonly DashboardChange[];
  readonly sentences: readonly Sentence[];
}

/**
 * Pairs dashboards by their path, else by uid, else by title; those that do not change are left out, unless they show an alarm that does.
 *
 * @returns `alone`: the alarms that no panel shows of a dashboard that is in both
 */
export function comparedDashboards(
  before: readonly DashboardFile[],
  after: readonly DashboardFile[],
  alarms: readonly StackAlarm[],
): {
  readonly dashboards: readonly ComparedDashboard[];
  readonly alone: readonly StackAlarm[];
} {
  const pairs = paired(before, after, [
    ({ path }) => path,
    ({ dashboard: { uid } }) => (uid === "" ? undefined : uid),
    ({ dashboard: { title } }) => (title === "" ? undefined : title),
  ]);
  const inBoth = pairs.flatMap(({ is, was }) => (is === undefined || was === undefined ? [] : is.dashboard));
  const { alone, beside } = panelAlarms(alarms, inBoth);
  const dashboards = pairs.flatMap(({ is, was }): ComparedDashboard[] => {
    const one = is ?? was;
    if (one === undefined) return [];
    const { dashboard, path } = one;
    const about = { path, title: dashboard.title ?? "", panels: dashboard.panels.length };
    if (is === undefined || was === undefined)
      return [{ state: is === undefined ? "gone" : "new", ...about, changes: [], sentences: [] }];
    const changes = dashboardChanges(was, is, beside);
    const moved = was.path === is.path ? {} : { was: was.path };
    if (changes.length === 0 && was.path === is.path) return [];
    const isSame = was.path === is.path && changes.every(isOfAlarms);
    return [{ state: isSame ? "same" : "changed", ...moved, ...about, changes, sentences: sentencesOf(changes) }];
  });
  return { dashboards, alone };
}
