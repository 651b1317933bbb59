import { counted, line, markdownCode, markdownProse, placeText, shorten, visibleLines } from "../../base";
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
import type { Review, ReviewedStack } from "./review";

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
    ...resources(review),
    ...findings(review),
    ...otherChanges(review),
    ...problems(review),
    ...queries(review),
  ];
  return `${[head, ...fitted(blocks, MOST_COMMENT_BYTES - Buffer.byteLength(head) - 1)].filter((text) => text !== "").join("\n\n")}\n`;
}

/** Whether there is something to review. */
export function isUnchanged({ dashboards, logs, scenarios, stacks }: Review): boolean {
  return (
    dashboards.length === 0 &&
    (logs === null || isBehaviourAlike(logs.changes)) &&
    !scenarios.some(isDifferent) &&
    stacks.every(
      ({ added, changed, changes, destroyed, findings: found }) =>
        changes !== null &&
        added.length + changed.length + changes.changes.length + destroyed.length + found.length === 0,
    )
  );
}

function bullets(review: Review): string {
  const { dashboards: boards, logs: replayed, scenarios: all, stacks } = review;
  if (isUnchanged(review)) return "Nothing changes: neither alarms nor dashboards, nor what scenarios do.";
  const changed = commonChanges(stacks).filter(({ each }) => each.what === "alarm");
  const destroyed = commonAddresses(stacks, "destroyed");
  const found = commonFindings(stacks);
  const fresh = stacks.filter(({ changes }) => changes === null);
  const lines = [
    ...(changed.length === 0 ? [] : [counted(changed.length, "alarm change")]),
    ...(boards.length === 0
      ? []
      : [`${counted(boards.length, "dashboard")} ${boards.length === 1 ? "changes" : "change"}`]),
    ...scenarioCounts(all, (text) => `**${text}**`),
    ...(replayed === null ? [] : [`On the recorded logs: ${behaviourHeadline(replayed.changes)}`]),
    ...(destroyed.length === 0 ? [] : [`**${counted(destroyed.length, "resource")} would be destroyed or replaced**`]),
    ...(found.length === 0 ? [] : [counted(found.length, "new finding")]),
    ...(fresh.length === 0
      ? []
      : [`New, so not compared: ${fresh.map(({ stack }) => markdownCode(stack)).join(", ")}`]),
  ];
  return (lines.length === 0 ? ["Only settings change that alarms and dashboards do not show"] : lines)
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
  const rows = all.flatMap(({ file, kind, sentences }) =>
    kind === "changed"
      ? [`- ${markdownCode(file)}`, ...sentences.map(({ words }) => `  - ${prose(plainText(words))}`)]
      : [`- ${kind}: ${markdownCode(file)}`],
  );
  return folded(`Dashboards: ${counted(all.length, "change")}`, "lines about dashboards", "", rows);
}

function logs({ logs: replayed }: Review): Block[] {
  if (replayed === null) return [];
  const title = `Recorded logs, replayed in ${prose(replayed.stack)}: ${behaviourHeadline(replayed.changes)}`;
  return folded(title, "incidents and alarms", "", behaviourItems(replayed.changes));
}

function resources({ stacks }: Review): Block[] {
  const rows = commonAddresses(stacks, "destroyed").map(({ each, where }) => `- ${prose(where)}${markdownCode(each)}`);
  return folded(`Resources that the next apply destroys or replaces: ${rows.length}`, "resources", "", rows);
}

function findings({ stacks }: Review): Block[] {
  const rows = commonFindings(stacks).map(({ each: { at, fix, message, rule, severity }, where }) =>
    row([severity, `${markdownCode(rule)}<br>${prose(`${where}${at}`)}`, prose(message), prose(fix)]),
  );
  return folded(`New findings: ${rows.length}`, "new findings", table(["Severity", "Rule", "What", "To fix it"]), rows);
}

function problems({ problems: all }: Review): Block[] {
  const rows = all.map((each) => `- ${prose(each)}`);
  return folded(`Not read: ${rows.length}`, "what was not read", "", rows);
}

function queries({ queries: { leftOut, queries: all, tooLong, without } }: Review): Block[] {
  const rows = [
    ...all.map(
      ({ alarms: entries, environment, link, question, service, text }) =>
        `- ${prose(`${service}: ${entries.join(", ")}`)}${question === null ? "" : `, ${markdownCode(question)}`}: [in the console of ${prose(environment)}](<${link}>)\n\n${fenced(text)}`,
    ),
    ...(tooLong.length === 0 ? [] : [`- too long to be shown here: ${prose(tooLong.join(", "))}`]),
    ...(without.length === 0 ? [] : [`- without a query: ${prose(without.join(", "))}`]),
  ];
  const more = leftOut === 0 ? "" : `, and ${leftOut} more: sightline query`;
  return folded(`Queries to look at: ${all.length}${more}`, "queries", "", rows);
}

/** A text from outside as a block of code in a list, which nothing in it ends. */
function fenced(text: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2);
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${visibleLines(text).replaceAll("\r\n", "\n")}\n${fence}`.replaceAll(/^/gm, "  ");
}

function commonAddresses(stacks: readonly ReviewedStack[], which: "destroyed") {
  return alike(
    stacks.map((stack) => ({ ...stack, each: stack[which] })),
    (address, without) => without(address),
  );
}

function commonFindings(stacks: readonly ReviewedStack[]) {
  return alike(
    stacks.map(({ environment, findings: all, stack }) => ({
      stack,
      environment,
      each: all.map(({ at, fix, message, rule, severity }) => ({ rule, severity, at: placeText(at), message, fix })),
    })),
    ({ at, fix, message, ...finding }, without) => ({
      ...finding,
      at: without(at),
      message: without(message),
      fix: without(fix),
    }),
  );
}

const LONGEST = 400;

function prose(text: string): string {
  return markdownProse(shorten(line`${text}`, LONGEST));
}
