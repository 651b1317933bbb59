import { append, counted, line } from "../../../base";
import { plainText } from "../../../dashboards/diff";
import { paintOf } from "../../../replay/report";
import { alarmLines } from "./alarms";
import { alikeDashboards, type DiffOutcome, pathsText } from "./outcome";

/** For a terminal: a line for each change. */
export function diffText({ alarms, alone, dashboards, given, since }: DiffOutcome, colour: boolean): string {
  const paint = paintOf(colour);
  const tones = { added: paint.good, removed: paint.bad, changed: (text: string) => text };
  const lines = [line`Since ${since}:`];
  for (const { first, paths } of alikeDashboards(dashboards)) {
    const { panels, sentences, state, title, was } = first;
    const name = line`${pathsText(given, paths)}: ${title}`;
    if (state === "new") lines.push(tones.added(line`  new: ${name}, ${counted(panels, "panel")}`));
    else if (state === "gone") lines.push(tones.removed(line`  gone: ${name}, ${counted(panels, "panel")}`));
    else lines.push(paint.strong(`  ${name}${state === "same" ? " (itself the same)" : ""}`));
    if (was !== undefined) lines.push(line`    was ${pathsText(given, [was])}`);
    for (const { tone, words } of sentences) lines.push(tones[tone](`    ${plainText(words)}`));
  }
  if (dashboards.length === 0) lines.push("  no dashboard changes");
  if (alarms !== undefined) {
    const other = alone.length < alarms.length ? "other alarms" : "alarms";
    lines.push(paint.strong(`  ${other}`));
    append(
      lines,
      (alone.length === 0 ? ["nothing changes"] : alarmLines(alone)).map((each) => `    ${each}`),
    );
  }
  return `${lines.join("\n")}\n`;
}

/** What could not be compared, for standard error. */
export function unreadText({ given, unread }: Pick<DiffOutcome, "given" | "unread">): string {
  return unread.map(({ path, why }) => line`left out: ${pathsText(given, [path])}: ${why}\n`).join("");
}
