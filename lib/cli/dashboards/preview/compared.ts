import { isRecord, valueAt } from "../../../base";
import { dashboardChanges, paired, panelPairs, plainText, sentencesOf } from "../../../dashboards/diff";
import type { ChangeModel, ComparedModel } from "../../../dashboards/preview";
import type { Panel } from "../../../dashboards/read";
import type { ReadBoard } from "./read-dashboards";

/** Two versions of a dashboard; one of both is undefined where it is new, or gone. */
export interface BoardPair {
  readonly before?: ReadBoard | undefined;
  readonly after?: ReadBoard | undefined;
}

/** Pairs dashboards by their file, else by uid, else by title; two alone are a pair in any case. */
export function boardPairs(before: readonly ReadBoard[], after: readonly ReadBoard[]): readonly BoardPair[] {
  if (before.length === 1 && after.length === 1) return [{ before: before[0], after: after[0] }];
  const pairs = paired(before, after, [
    ({ path }) => path,
    ({ dashboard: { uid } }) => (uid === "" ? undefined : uid),
    ({ dashboard: { title } }) => (title === "" ? undefined : title),
  ]);
  return pairs.map(({ is, was }) => ({ before: was, after: is }));
}

/** What differs, panel by panel, with the indexes of both, and what is said of the dashboard itself. */
export function comparison(before: ReadBoard, after: ReadBoard): Pick<ComparedModel, "changes" | "words"> {
  const changes = panelPairs(before.dashboard, after.dashboard).flatMap(({ is, was }): ChangeModel[] => {
    const indexes = {
      ...(was === undefined ? {} : { before: before.dashboard.panels.indexOf(was) }),
      ...(is === undefined ? {} : { after: after.dashboard.panels.indexOf(is) }),
    };
    if (was === undefined || is === undefined)
      return [{ kind: was === undefined ? "added" : "removed", ...indexes, words: [] }];
    if (!isSame(before, was, after, is)) {
      const words = panelWords(before, was, after, is);
      if (words.length > 0) return [{ kind: "changed", ...indexes, words }];
    }
    const [from, to] = [was.grid, is.grid];
    if (from?.x === to?.x && from?.w === to?.w && from?.h === to?.h) return [];
    return [{ kind: "moved", ...indexes, words: [] }];
  });
  const own = dashboardChanges(before, after).filter(
    (change) => change.kind !== "layout" && !("what" in change && change.what === "panel"),
  );
  return { changes, words: sentencesOf(own).map(({ words }) => plainText(words)) };
}

/** Whether only the place and the number of a panel differ: comparing it in words costs as much as the whole dashboard. */
function isSame(before: ReadBoard, was: Panel, after: ReadBoard, is: Panel): boolean {
  return textOf(before, was) === textOf(after, is);
}

function textOf({ json }: ReadBoard, { at }: Panel): string {
  const value = valueAt(json, at);
  return JSON.stringify(isRecord(value) ? { ...value, gridPos: undefined, id: undefined } : value);
}

function panelWords(before: ReadBoard, was: Panel, after: ReadBoard, is: Panel): readonly string[] {
  const only = ({ dashboard, json }: ReadBoard, panel: Panel) => ({
    dashboard: { ...dashboard, panels: [panel] },
    json,
  });
  const changes = dashboardChanges(only(before, was), only(after, is));
  const ofPanel = changes.filter((change) => change.kind === "changed" && change.what === "panel");
  return sentencesOf(ofPanel).map(({ words }) => plainText(words));
}
