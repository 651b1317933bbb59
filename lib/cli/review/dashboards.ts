import { readJson } from "../../base";
import { type DashboardDocument, dashboardChanges, type Sentence, sentencesOf } from "../../dashboards/diff";
import { readDashboard } from "../../dashboards/read";
import { filesAt, type Revision, textAt } from "../against/git";
import type { Io } from "../command";
import { DASHBOARDS, type DashboardFiles } from "./dashboard-files";

/** What changes in a dashboard that is committed. */
export interface ReviewedDashboard {
  readonly file: string;
  /** Unreadable: the file is there, and is not a dashboard any more. */
  readonly kind: "new" | "gone" | "changed" | "unreadable";
  /** Only of one that changed. */
  readonly sentences: readonly Sentence[];
}

/** Dashboards of Grafana below `dashboards/` that a revision has otherwise; other JSON is left out. */
export function reviewedDashboards(revision: Revision, { texts }: DashboardFiles, io: Io): ReviewedDashboard[] {
  const before = new Set(filesAt(revision, DASHBOARDS, io).filter((file) => file.endsWith(".json")));
  return [...new Set([...before, ...texts.keys()])].sort().flatMap((file): ReviewedDashboard[] => {
    const [old, now] = [
      before.has(file) ? documentOf(textAt(revision, file, io)) : undefined,
      documentOf(texts.get(file)),
    ];
    if (old === undefined && now === undefined) return [];
    if (old === undefined) return [{ file, kind: "new", sentences: [] }];
    if (now === undefined) return [{ file, kind: texts.has(file) ? "unreadable" : "gone", sentences: [] }];
    const sentences = sentencesOf(dashboardChanges(old, now));
    return sentences.length === 0 ? [] : [{ file, kind: "changed", sentences }];
  });
}

function documentOf(text: string | undefined): DashboardDocument | undefined {
  const read = text === undefined ? undefined : readJson(text.replace(/^\ufeff/, ""));
  // Of a file that is none, `check --dashboards` says what is wrong with it.
  const dashboard = read === undefined ? undefined : readDashboard(read.value).dashboard;
  return dashboard === undefined ? undefined : { dashboard, json: read?.value };
}
