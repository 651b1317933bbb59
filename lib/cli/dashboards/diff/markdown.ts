import { counted, greatest, markdownCode, markdownProse, visible } from "../../../base";
import { type DashboardChange, isShortened, type Sentence } from "../../../dashboards/diff";
import { alarmLines } from "./alarms";
import { type AlikeDashboards, alikeDashboards, type DiffOutcome, pathsText } from "./outcome";

/** GitHub takes 65,536 characters for a comment. */
const MOST_BYTES = 60_000;
/** Sentences that are not folded. */
const SHOWN = 6;

/** For a pull request: a heading, a line for each change, the rest and whole queries folded. */
export function diffMarkdown(outcome: DiffOutcome): string {
  const { alone, dashboards, given, since, unread } = outcome;
  const all = alikeDashboards(dashboards);
  const parts = [`### Dashboards: ${countsText(dashboards)} since ${markdownCode(since)}`];
  let size = 0;
  let left = 0;
  const fits = (block: string): boolean => size + Buffer.byteLength(block) <= MOST_BYTES;
  for (const each of all) {
    const block = [true, false].map((hasQueries) => blockOf(each, given, hasQueries)).find(fits);
    if (block === undefined) left += each.paths.length;
    else {
      parts.push(block);
      size += Buffer.byteLength(block);
    }
  }
  if (left > 0) parts.push(`${counted(left, "more dashboard")} left out: a comment has at most 65,536 characters.`);
  const changes = alarmLines(alone);
  if (changes.length > 0)
    parts.push(
      `**${alone.length < (outcome.alarms?.length ?? 0) ? "Other alarms" : "Alarms"}**\n\n${changes
        .slice(0, MOST_ALARMS)
        .map((text) => `- ${markdownProse(text)}`)
        .join("\n")}`,
    );
  if (changes.length > MOST_ALARMS) parts.push(`${counted(changes.length - MOST_ALARMS, "more change")} of alarms.`);
  if (unread.length > 0)
    parts.push(
      folded(
        `${counted(unread.length, "file")} left out`,
        unread
          .slice(0, 50)
          .map(({ path, why }) => `- ${markdownCode(pathsText(given, [path]))}: ${markdownProse(why)}`),
      ),
    );
  return `${parts.join("\n\n")}\n`;
}

const MOST_ALARMS = 30;

function countsText(dashboards: DiffOutcome["dashboards"]): string {
  const texts = (["changed", "new", "gone"] as const).flatMap((state) => {
    const count = dashboards.filter((each) => each.state === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  const same = dashboards.filter(({ state }) => state === "same").length;
  if (same > 0) texts.push(`${same} unchanged with changed alarms`);
  return texts.length === 0 ? "nothing changes" : texts.join(", ");
}

function blockOf({ first, paths }: AlikeDashboards, given: string, hasQueries: boolean): string {
  const { changes, panels, sentences, state, title, was } = first;
  const file = markdownCode(pathsText(given, paths));
  const name = title === "" ? file : `**${markdownProse(title)}** (${file})`;
  if (state === "new" || state === "gone") return `${name}: ${state}, ${counted(panels, "panel")}`;
  const from = was === undefined ? [] : [`was ${markdownCode(pathsText(given, [was]))}`];
  const items = sentences.map((sentence) => `- ${sentenceMarkdown(sentence)}`);
  // One more is not worth a fold.
  const shown = items.length > SHOWN + 1 ? SHOWN : items.length;
  const queries = hasQueries ? queriesOf(changes) : [];
  return [
    `${[name, ...from].join(", ")}: ${state === "same" ? "itself the same" : counted(sentences.length, "change")}`,
    items.slice(0, shown).join("\n"),
    ...(shown < items.length ? [folded(`${items.length - shown} more`, items.slice(shown))] : []),
    ...(queries.length === 0 ? [] : [folded("whole queries", queries)]),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function sentenceMarkdown({ words }: Sentence): string {
  return words
    .map((word) => {
      if (typeof word === "string") return markdownProse(word);
      return word.kind === "query" ? markdownCode(word.text) : markdownProse(word.text);
    })
    .join("");
}

/** Both texts of each query whose words are not all of the change, and those of what comes or goes that are longer than its sentence. */
function queriesOf(changes: readonly DashboardChange[]): string[] {
  return changes.flatMap((change) => {
    if (change.kind === "added" || change.kind === "removed") {
      if (!isShortened(change)) return [];
      const texts = change.texts.join("\n");
      const [before, after] = change.kind === "added" ? ["", texts] : [texts, ""];
      return [`${markdownProse(change.name)} (${change.kind}):`, "", fenced(before, after), ""];
    }
    if (change.kind !== "changed") return [];
    return change.details.flatMap((detail) => {
      if (detail.kind !== "query" || detail.detail.kind !== "text") return [];
      const { after, before } = detail.detail;
      return [`${markdownProse(change.name)}:`, "", fenced(before, after), ""];
    });
  });
}

/** A difference, in a fence that is longer than any run of backticks in it. */
function fenced(before: string, after: string): string {
  const lines = [...linesOf(before).map((each) => `- ${each}`), ...linesOf(after).map((each) => `+ ${each}`)].join(
    "\n",
  );
  const longest = greatest([2, ...[...lines.matchAll(/`+/g)].map(([run]) => run.length)]);
  const fence = "`".repeat(longest + 1);
  return `${fence}diff\n${lines}\n${fence}`;
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.split(/\r\n|\r|\n/).map(visible);
}

function folded(summary: string, lines: readonly string[]): string {
  return [`<details><summary>${summary}</summary>`, "", ...lines, "", "</details>"].join("\n");
}
