import { join } from "node:path";
import { type DashboardDocument, dashboardChanges, type Sentence, sentencesOf } from "../../dashboards/diff";
import { readDashboard } from "../../dashboards/read";
import { filesAt, type Revision, textAt } from "../against/git";
import type { Io } from "../command";
import { readText } from "../read-text";
import { DASHBOARDS, filesBelow } from "./own-findings";

/** What changes in a dashboard that is committed. */
export interface ReviewedDashboard {
  readonly file: string;
  /** Unreadable: the file is there, and is not a dashboard any more. */
  readonly kind: "new" | "gone" | "changed" | "unreadable";
  /** Only of one that changed. */
  readonly sentences: readonly Sentence[];
}

/** Dashboards of Grafana below `dashboards/` that a revision has otherwise; other JSON is left out. */
export function reviewedDashboards(revision: Revision, io: Io): ReviewedDashboard[] {
  const was = filesAt(revision, DASHBOARDS, io).filter(isJson);
  const is = filesBelow(join(io.cwd, DASHBOARDS))
    .map((file) => join(DASHBOARDS, file))
    .filter(isJson);
  const before = new Set(was);
  const after = new Set(is);
  return [...new Set([...was, ...is])].sort().flatMap((file): ReviewedDashboard[] => {
    const [old, now] = [
      before.has(file) ? documentOf(textAt(revision, file, io)) : undefined,
      after.has(file) ? documentOf(readText(file, io.cwd, { isFound: true })) : undefined,
    ];
    if (old === undefined && now === undefined) return [];
    if (old === undefined) return [{ file, kind: "new", sentences: [] }];
    if (now === undefined) return [{ file, kind: after.has(file) ? "unreadable" : "gone", sentences: [] }];
    const sentences = sentencesOf(dashboardChanges(old, now));
    return sentences.length === 0 ? [] : [{ file, kind: "changed", sentences }];
  });
}

function isJson(file: string): boolean {
  return file.endsWith(".json");
}

function documentOf(text: string | undefined): DashboardDocument | undefined {
  if (text === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    const { dashboard } = readDashboard(json);
    return dashboard === undefined ? undefined : { dashboard, json };
  } catch (error) {
    // `check --dashboards` says what is wrong with it.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
