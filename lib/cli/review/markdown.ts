import { count, counted, markdownCode, shorten, visibleLines } from "../../base";
import { plainText } from "../../dashboards/diff";
import {
  behaviourItems,
  behaviourHeadline,
  type Block,
  fitted,
  folded,
  isBehaviourAlike,
  row,
  table,
} from "../../replay/report";
import { alike, changeText, commonChanges } from "../against/changes-text";
import {
  comparedScenarioBlocks,
  isDifferent,
  MOST_COMMENT_BYTES,
  scenarioCounts,
} from "../replay/compared-scenarios-report";
import { newFindingsOf } from "./new-findings";
import { prose } from "./prose";
import { lossesOf, otherResourceBlocks, resourceBlocks } from "./resource-blocks";
import type { Review } from "./review";

/**
 * The review as a comment on a pull request: what changes in a few lines, everything else folded. All text from outside is escaped, so
 * that it neither changes the text around it nor mentions anybody.
 */
export function reviewMarkdown(review: Review): string {
  const head = [`### Alarms: what this changes since ${markdownCode(review.base)}`, bullets(review)].join("\n\n");
  const blocks = [
    ...alarms(review),
    ...dashboards(review),
    ...comparedScenarioBlocks(review.scenarios),
    ...logs(review),
    ...resourceBlocks(review),
    ...findings(review),
    ...otherChanges(review),
    ...otherResourceBlocks(review),
    ...problems(review),
    ...notCompared(review),
    ...queries(review),
  ];
  return `${[head, ...fitted(blocks, MOST_COMMENT_BYTES - Buffer.byteLength(head) - 1)].filter((text) => text !== "").join("\n\n")}\n`;
}

/** Whether there is something to review. */
export function isUnchanged({ dashboards, findings: ownOnes, grafana, logs, scenarios, stacks }: Review): boolean {
  return (
    dashboards.length === 0 &&
    (logs === null || isBehaviourAlike(logs.changes)) &&
    !scenarios.some(isDifferent) &&
    ownOnes.length === 0 &&
    grafana.every(
      ({ resources: { added, changed, destroyed } }) => added.length + changed.length + destroyed.length === 0,
    ) &&
    stacks.every(
      ({ changes, findings: found, resources: { added, changed, destroyed } }) =>
        changes !== null &&
        added.length + changed.length + changes.changes.length + destroyed.length + found.length === 0,
    )
  );
}

function bullets(review: Review): string {
  const { dashboards: boards, logs: replayed, scenarios: all, stacks } = review;
  if (isUnchanged(review)) return "Nothing changes: neither alarms nor dashboards, nor what scenarios do.";
  const changed = commonChanges(stacks).filter(({ each }) => each.what === "alarm");
  const lost = lossesOf(review);
  const found = newFindingsOf(review);
  const fresh = stacks.filter(({ changes }) => changes === null);
  const lines = [
    ...(changed.length === 0 ? [] : [counted(changed.length, "alarm change")]),
    ...(boards.length === 0
      ? []
      : [`${counted(boards.length, "dashboard")} ${boards.length === 1 ? "changes" : "change"}`]),
    ...scenarioCounts(all, (text) => `**${text}**`),
    ...(replayed === null ? [] : [`On the recorded logs: ${behaviourHeadline(replayed.changes)}`]),
    ...(lost.length === 0 ? [] : [`**${counted(lost.length, "resource")} would be destroyed or replaced**`]),
    ...(found.length === 0 ? [] : [counted(found.length, "new finding")]),
    ...(fresh.length === 0
      ? []
      : [`New, so not compared: ${fresh.map(({ stack }) => markdownCode(stack)).join(", ")}`]),
  ];
  return (lines.length === 0 ? ["Only resources and settings change that alarms and dashboards do not show"] : lines)
    .map((each) => `- ${each}`)
    .join("\n");
}

function alarms({ stacks }: Review): Block[] {
  const rows = commonChanges(stacks)
    .filter(({ each }) => each.what === "alarm")
    .map(({ each, where }) => `- ${prose(`${where}${changeText(each)}`)}`);
  return folded(`Alarms: ${counted(rows.length, "change")}`, "changes of alarms", "", rows);
}

function otherChanges({ stacks }: Review): Block[] {
  const rows = commonChanges(stacks)
    .filter(({ each }) => each.what !== "alarm")
    .map(({ each, where }) => `- ${prose(`${where}${changeText(each)}`)}`);
  return folded(`Log groups, metric filters, topics: ${counted(rows.length, "change")}`, "other changes", "", rows);
}

function dashboards({ dashboards: all }: Review): Block[] {
  const rows = commonDashboards(all).flatMap(({ files, kind, sentences }) =>
    kind === "changed"
      ? [`- ${markdownCode(files)}`, ...sentences.map((each) => `  - ${prose(each)}`)]
      : [`- ${kind}: ${markdownCode(files)}`],
  );
  return folded(`Dashboards: ${counted(all.length, "change")}`, "lines about dashboards", "", rows);
}

/** Dashboards, once where several environments have the same change: `dashboards/{staging,prod}/orders.json`. */
function commonDashboards(all: Review["dashboards"]) {
  const parts = all.map(({ file, kind, sentences }) => {
    const [folder = "", environment = "", ...rest] = file.split(/[\\/]/);
    const name = rest.join("/");
    const each = { folder, name, kind, sentences: sentences.map(({ words }) => plainText(words)) };
    return { stack: file, environment: name === "" ? undefined : environment, each: [each] };
  });
  const common = alike(parts, (each, without) => ({ ...each, sentences: each.sentences.map(without) }));
  return common.map(({ each: { folder, kind, name, sentences }, stacks }) => {
    const [file = "", ...others] = stacks;
    if (others.length === 0) return { files: file, kind, sentences };
    const environments = parts.flatMap(({ environment, stack }) => (stacks.includes(stack) ? [environment] : []));
    return { files: `${folder}/{${environments.join(",")}}/${name}`, kind, sentences };
  });
}

function logs({ logs: replayed }: Review): Block[] {
  if (replayed === null) return [];
  const title = `Recorded logs, replayed in ${prose(replayed.stack)}: ${behaviourHeadline(replayed.changes)}`;
  return folded(title, "incidents and alarms", "", behaviourItems(replayed.changes));
}

function findings(review: Review): Block[] {
  const rows = newFindingsOf(review).map(({ each: { at, fix, message, rule, severity }, where }) =>
    row([severity, `${markdownCode(rule)}<br>${prose(`${where}${at}`)}`, prose(message), prose(fix)]),
  );
  return folded(`New findings: ${rows.length}`, "new findings", table(["Severity", "Rule", "What", "To fix it"]), rows);
}

function problems({ problems: all }: Review): Block[] {
  const rows = all.map((each) => `- ${prose(each)}`);
  return folded(`Not read: ${rows.length}`, "what was not read", "", rows);
}

function notCompared({ notCompared: all }: Review): Block[] {
  const rows = all.map((each) => `- ${prose(each)}`);
  return folded(`Not compared: ${rows.length}`, "what was not compared", "", rows);
}

function queries({ queries: { leftOut, queries: all, without } }: Review): Block[] {
  const rows = [
    ...all.map(
      ({ alarms: entries, characters, environment, link, question, service, text }) =>
        `- ${prose(`${service}: ${entries.join(", ")}`)}${question === null ? "" : `, ${markdownCode(question)}`}: ${link === null ? `of ${prose(environment)}, too long for a link` : `[in the console of ${prose(environment)}](<${link}>)`}${cutText(characters)}\n\n${fenced(shorten(text, LONGEST_QUERY))}`,
    ),
    ...(without.length === 0 ? [] : [`- without a query: ${prose(without.join(", "))}`]),
  ];
  const more = leftOut === 0 ? "" : `, and ${leftOut} more: sightline query`;
  return folded(`Queries to look at: ${all.length}${more}`, "queries", "", rows);
}

const LONGEST_QUERY = 2000;

function cutText(characters: number): string {
  return characters > LONGEST_QUERY ? `; cut here, \`--json\` has all ${count(characters)} characters` : "";
}

/** A text from outside as a block of code in a list, which nothing in it ends. */
function fenced(text: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2);
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${visibleLines(text).replaceAll("\r\n", "\n")}\n${fence}`.replaceAll(/^/gm, "  ");
}
