import { acceptedLine } from "./accepted";
import { markdownCode as code, markdownProse as prose, own, placeText } from "../../base";
import type { ReplayResult } from "..";
import { undocumentedText } from "../reasons";
import { othersText } from "./faults";
import { afterLog, isAfterLog } from "./incidents";
import { type Block, block, bytes, fitted, folded, longest, namesText, row, short, table } from "./markdown-blocks";
import { groupTitle, notEvaluatedGroups } from "./not-evaluated";
import { noSeverity, severityRank } from "./severity-rank";
import { firedFor } from "./states";
import {
  channelColumns,
  clauseNote,
  faultCounts,
  headline,
  recordCounts,
  summaryOf,
  worstClauses,
  type Summary,
} from "./summary";
import { utcDate, utcRange, utcStamp } from "./times";
import { toldOfText } from "./told-rows";
import { toldOf, toldText } from "./told";
import { restingOn } from "./undocumented";
import { clip, count, counted } from "./visible";
import { whyText } from "./why";
import { withoutDataGroups } from "./without-data";

export interface MarkdownOptions {
  /**
   * Heading of the comment.
   *
   * @default "Replay"
   */
  readonly title?: string;
  /**
   * Maximum size of the text, in bytes of UTF-8; 2,000 or more. Rows that do not fit are left out, and the text counts them.
   *
   * @default 65000: GitHub refuses comments of more than 65,536 characters
   */
  readonly maxBytes?: number;
}

/**
 * The report for a comment on a pull request: a summary, the alarms that fired, and everything else folded. All text from
 * outside is escaped, so that it neither changes the text around it nor mentions anybody.
 *
 * @throws RangeError for less than 2,000 bytes
 */
export function markdownReport(
  result: ReplayResult,
  { maxBytes = 65_000, title = "Replay" }: MarkdownOptions = {},
): string {
  if (!(maxBytes >= 2000)) throw new RangeError(`maxBytes is ${maxBytes}; a report needs 2,000 or more`);
  const summary = summaryOf(result);
  const head = [`### ${prose(clip(title, 40))}`, `**${headline(summary)}.** ${facts(result, summary)}`].join("\n\n");
  const blocks = [
    told(summary),
    fired(summary),
    findings(summary),
    accepted(result),
    reasons(summary),
    withoutData(summary),
    filters(result),
    unmatched(result, summary),
    notEvaluated(result),
    undocumented(result),
    reach(result),
  ];
  return `${[head, ...fitted(blocks.flat(), maxBytes - bytes(head) - 1)].join("\n\n")}\n`;
}

// The threshold is behind the first three datapoints.
const longestReason = 400;

function facts(result: ReplayResult, summary: Summary): string {
  const { clock } = summary;
  const records = recordCounts(result).map(([what, number], index) =>
    index === 0 ? `${counted(number, "record")} ${what}` : `${count(number)} ${what}`,
  );
  const when =
    summary.nothing === "nothing-to-replay" ? "" : `${utcDate(clock.from)} ${utcRange(clock.from, clock.to)} UTC, `;
  return `${when}${records.join(", ")}.`;
}

function told({ told: all }: Summary): Block[] {
  const rows = all.map(({ alarm, first, times, told: heard }) =>
    row([
      utcStamp(first),
      prose(alarm.severity ?? noSeverity),
      short(alarm.name),
      toldOfText(alarm, times),
      toldText(heard, short),
    ]),
  );
  const head = table(["First told (UTC)", "Severity", "Alarm", "Of", "Who was told"]);
  return block("alarms that told someone", head, rows);
}

function fired({ fired: inTime }: Summary): Block[] {
  // Rows at the end may be left out.
  const all = inTime.toSorted((a, b) => severityRank(a.alarm.severity) - severityRank(b.alarm.severity));
  const rows = all.map(({ alarm, episodes }) => {
    const { from } = episodes[0];
    const told = toldText(
      toldOf(
        episodes.flatMap(({ notified }) => notified),
        alarm.toldThrough,
      ),
      short,
    );
    return row([utcStamp(from), prose(alarm.severity ?? noSeverity), short(alarm.name), firedFor(episodes), told]);
  });
  const head = table(["First fired (UTC)", "Severity", "Alarm", "In ALARM", "Told"]);
  return folded(`Alarms that fired: ${count(all.length)}`, "alarms that fired", head, rows);
}

function reasons({ fired: all }: Summary): Block[] {
  const rows = all.map((fired) => {
    const [{ alarm, from, reason, undocumented: readings }] = fired.episodes;
    const rests =
      readings.length === 0
        ? ""
        : ` _It rests on ${readings.map(undocumentedText).join("; and on ")}, which AWS does not document._`;
    const note = isAfterLog(fired) ? ` _It fired ${afterLog}._` : "";
    return `- ${utcStamp(from)} ${short(alarm.name)}: ${prose(clip(whyText(reason), longestReason))}${note}${rests}`;
  });
  return folded("Why they fired", "reasons why they fired", "", rows);
}

function findings({ faults: all }: Summary): Block[] {
  const rows = all.map((fault) => {
    const { at, fix, message, rule, severity } = fault.finding;
    const others = othersText(fault, namesText);
    return row([
      severity,
      [code(rule), ...(at.kind === "whole" ? [] : [short(placeText(at))])].join("<br>"),
      [prose(clip(message, longest)), ...(others === undefined ? [] : [others])].join("<br>"),
      prose(clip(fix, longest)),
    ]);
  });
  return folded(`Findings: ${faultCounts(all)}`, "findings", table(["Severity", "Rule", "What", "To fix it"]), rows);
}

function accepted({ accepted: all = [] }: ReplayResult): Block[] {
  const rows = all.map((one) => `- ${prose(clip(acceptedLine(one), longest))}`);
  return folded(`Accepted: ${count(all.length)}`, "findings that were accepted", "", rows);
}

function withoutData({ calm }: Summary): Block[] {
  const groups = withoutDataGroups(calm);
  const alarms = groups.reduce((sum, { names }) => sum + names.length, 0);
  const rows = groups.map(({ names, why }) => row([prose(clip(why, longest)), namesText(names)]));
  const title = `Never had a datapoint: ${counted(alarms, "alarm")}`;
  return folded(title, "causes of missing datapoints", table(["Why", "Alarms"]), rows);
}

function filters({ filters: all }: ReplayResult): Block[] {
  const matched = all.filter((filter) => filter.matched > 0).toSorted((a, b) => b.matched - a.matched);
  const rows = matched.map((filter) =>
    row([`${short(filter.name)} of ${short(filter.logGroup)}`, count(filter.matched), count(filter.events)]),
  );
  const title = `Filters that matched: ${count(matched.length)} of ${count(all.length)}`;
  return folded(title, "filters that matched", table(["Filter", "Matched", "Events"]), rows);
}

function unmatched({ filters }: ReplayResult, { unmatched: all }: Summary): Block[] {
  const rows = all.map((filter) => {
    const clauses = worstClauses(filter).map(
      (clause) => `${short(clause.clause)} failed by ${count(clause.failed)}${clauseNote(clause, short)}`,
    );
    const example = filter.nearestMiss?.example;
    if (example != null) clauses.push(`nearest: ${short(example.line)}`);
    return row([
      `${short(filter.name)} of ${short(filter.logGroup)}`,
      short(filter.pattern),
      count(filter.events),
      clauses.join("<br>"),
    ]);
  });
  const title = `Filters that never matched: ${count(all.length)} of ${count(filters.length)}`;
  return folded(title, "filters that never matched", table(["Filter", "Pattern", "Events", "Nearest miss"]), rows);
}

function notEvaluated(result: ReplayResult): Block[] {
  const groups = notEvaluatedGroups(result);
  const rows = groups.flatMap((group) => [
    row([`**${prose(groupTitle(group))}.**`, ""]),
    ...group.items.map(({ names, why }) => row([prose(clip(why, longest)), namesText(names)])),
  ]);
  const title = `Not evaluated: ${count(result.notEvaluated.length)}`;
  return folded(title, "reasons why something was not evaluated", table(["Why", "What"]), rows);
}

function undocumented(result: ReplayResult): Block[] {
  const { readings, transitions } = restingOn(result);
  const rows = readings.map(([reading, number]) => row([prose(undocumentedText(reading)), count(number)]));
  const title = `${counted(transitions, "transition")} ${transitions === 1 ? "rests" : "rest"} on what AWS does not document`;
  return folded(title, "readings", table(["What", "Transitions"]), rows);
}

function reach(result: ReplayResult): Block[] {
  const kinds = channelColumns(result.reach);
  const rows = result.reach.map(({ alarms, channels, nobody, severity }) =>
    row([
      prose(severity),
      ...[alarms, ...kinds.map((kind) => own(channels, kind) ?? 0)].map((number) =>
        number === 0 ? "-" : count(number),
      ),
      nobody === 0 ? "-" : `**${count(nobody)}**`,
    ]),
  );
  const head = table(["Severity", "Alarms", ...kinds.map(prose), "Nobody"]);
  return folded("How many alarms reach which channels", "severities of the matrix", head, rows);
}
