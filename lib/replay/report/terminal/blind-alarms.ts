import type { ReplayResult } from "../..";
import { groupTitle, notEvaluatedGroups } from "../not-evaluated";
import type { Summary } from "../summary";
import { wrap } from "../text-layout";
import { count, counted, visible } from "../visible";
import { withoutDataGroups } from "../without-data";
import { andMore } from "./filters";
import { indented, type View } from "./view";

const most = 10;

/** How many alarms stayed quiet, and the causes of those that never had a datapoint. */
export function quietText(summary: Summary, { width }: View): string[] {
  const groups = withoutDataGroups(summary.calm);
  const blind = groups.reduce((sum, { names }) => sum + names.length, 0);
  // Where nothing else happened, the first line says it already.
  const isSaid = blind === 0 && summary.fired.length === 0;
  if (summary.calm.length === 0 || isSaid) return [];
  const without = blind === 0 ? "" : `, of these ${count(blind)} without a datapoint`;
  return [
    ...wrap(`Did not fire: ${counted(summary.calm.length, "alarm")}${without}`, width),
    ...groups
      .slice(0, most)
      .flatMap(({ names, why }) => [...indented(visible(why), 2, width), ...indented(namesText(names), 4, width)]),
    ...andMore(groups.length - most),
  ];
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

function namesText(names: readonly string[]): string {
  const shown = names.slice(0, 8).map(visible).join(", ");
  return names.length > 8 ? `${shown} and ${count(names.length - 8)} more` : shown;
}
