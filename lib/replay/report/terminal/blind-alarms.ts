import type { ReplayResult } from "../..";
import { groupTitle, notEvaluatedGroups } from "../not-evaluated";
import type { Summary } from "../summary";
import { wrap } from "../text-layout";
import { count, counted, visible } from "../visible";
import { withoutDataGroups } from "../without-data";
import { andMore } from "./filters";
import { namesText } from "./names";
import { indented, type View } from "./view";

const most = 10;

/** How many alarms stayed quiet, and the causes of those that never had a datapoint. */
export function quietText(summary: Summary, { width }: View): string[] {
  const groups = withoutDataGroups(summary.calm);
  const blind = groups.reduce((sum, { names }) => sum + names.length, 0);
  // Where nothing else happened, the first line says it already.
  const isSaid = blind === 0 && summary.fired.length === 0;
  if (summary.calm.length === 0 || isSaid) return [];
  const all = summary.calm.length;
  return [
    ...wrap(`Did not fire: ${counted(all, "alarm")}${blind === 0 ? "" : withoutText(blind, all)}`, width),
    ...groups
      .slice(0, most)
      .flatMap(({ names, why }) => [...indented(visible(why), 2, width), ...indented(namesText(names), 4, width)]),
    ...andMore(groups.length - most),
  ];
}

function withoutText(blind: number, all: number): string {
  if (blind < all) return `, of these ${count(blind)} without a datapoint`;
  return all === 1 ? ", without a datapoint" : ", all without a datapoint";
}

/** What was not evaluated, by the kind of reason. */
export function notEvaluatedText(result: ReplayResult, { width }: View): string[] {
  if (result.notEvaluated.length === 0) return [];
  return [
    `Not evaluated: ${count(result.notEvaluated.length)}`,
    ...notEvaluatedGroups(result).flatMap((group) => [
      ...indented(groupTitle(group), 2, width),
      ...group.items
        .slice(0, most)
        .flatMap(({ names, why }) => [...indented(visible(why), 4, width), ...indented(namesText(names), 6, width)]),
      ...andMore(group.items.length - most, 4),
    ]),
  ];
}
