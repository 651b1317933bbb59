import { own, placeText } from "../../base";
import type { ReplayResult } from "..";
import { notEvaluatedText } from "../reasons";
import { afterLog, isAfterLog } from "./incidents";
import { code, prose } from "./markdown-escape";
import { firedFor } from "./states";
import {
  channelColumns,
  clauseNote,
  findingCounts,
  headline,
  noSeverity,
  recordCounts,
  summaryOf,
  worstClauses,
  type Summary,
} from "./summary";
import { utcDate, utcRange, utcStamp, utcTimeOn } from "./times";
import { toldOf, toldText } from "./told";
import { clip, count } from "./visible";

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
    fired(summary),
    findings(summary),
    reasons(summary),
    unmatched(result, summary),
    notEvaluated(result),
    reach(result),
  ];
  return `${[head, ...fitted(blocks.flat(), maxBytes - bytes(head) - 1)].join("\n\n")}\n`;
}

/** Part of the report whose rows may be left out. */
interface Block {
  /** Name of its rows, for the line that counts those left out: `alarms that fired`. */
  readonly rowsAre: string;
  readonly before: string;
  /** One line each. */
  readonly rows: readonly string[];
  readonly after: string;
}

// Longest text in a cell: even if every character of it becomes an entity, there is room for other cells.
const longest = 300;

// Bytes of the longest line that counts the rows left out.
const roomForNote = 100;

/** As many rows as the bytes allow, block after block; a block without room for a row is only named. */
function fitted(blocks: readonly Block[], room: number): string[] {
  const texts: string[] = [];
  // Each block may need a line that counts the rows left out.
  let left = room - blocks.length * roomForNote;
  for (const { after, before, rows, rowsAre } of blocks) {
    left -= bytes(before) + bytes(after) + 4;
    const shown: string[] = [];
    for (const row of rows) {
      if (left < bytes(row) + 1) break;
      left -= bytes(row) + 1;
      shown.push(row);
    }
    const missing = rows.length - shown.length;
    const note = missing === 0 ? "" : `_Left out here: ${count(missing)} of ${count(rows.length)} ${rowsAre}._`;
    if (shown.length === 0) {
      left += bytes(before) + bytes(after) + 4;
      texts.push(note);
    } else texts.push(`${before}${shown.join("\n")}${note === "" ? "" : `\n\n${note}`}${after}`);
  }
  return texts;
}

function facts(result: ReplayResult, summary: Summary): string {
  const { clock } = summary;
  const records = recordCounts(result).map(
    ([what, number], index) => `${count(number)} ${index === 0 ? "records read" : what}`,
  );
  const when = summary.isNothing ? "" : `${utcDate(clock.from)} ${utcRange(clock.from, clock.to)} UTC, `;
  return `${when}${records.join(", ")}.`;
}

function fired({ fired: all }: Summary): Block[] {
  const rows = all.map(({ alarm, episodes }, index) => {
    const { from } = episodes[0];
    const before = all[index - 1]?.episodes[0].from;
    const told = toldText(
      toldOf(
        episodes.flatMap(({ notified }) => notified),
        alarm.toldThrough,
      ),
      short,
    );
    return row([
      before === undefined ? utcStamp(from) : utcTimeOn(utcDate(before), from),
      prose(alarm.severity ?? noSeverity),
      short(alarm.name),
      firedFor(episodes),
      told,
    ]);
  });
  return block("alarms that fired", table(["First fired (UTC)", "Severity", "Alarm", "In ALARM", "Told"]), rows);
}

function reasons({ fired: all }: Summary): Block[] {
  const rows = all.map((fired) => {
    const [{ alarm, from, reason }] = fired.episodes;
    const note = isAfterLog(fired) ? ` _It fired ${afterLog}._` : "";
    return `- ${utcStamp(from)} ${short(alarm.name)}: ${prose(clip(reason, longest))}${note}`;
  });
  return folded("Why they fired", "reasons why they fired", "", rows);
}

function findings({ findings: all }: Summary): Block[] {
  const rows = all.map(({ at, fix, message, rule, severity }) =>
    row([
      severity,
      [code(rule), ...(at.kind === "whole" ? [] : [short(placeText(at))])].join("<br>"),
      prose(clip(message, longest)),
      prose(clip(fix, longest)),
    ]),
  );
  return folded(`Findings: ${findingCounts(all)}`, "findings", table(["Severity", "Rule", "What", "To fix it"]), rows);
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

function notEvaluated({ notEvaluated: all }: ReplayResult): Block[] {
  const rows = all.map(({ address, name, reason }) =>
    row([short(name === "" ? address : name), prose(clip(notEvaluatedText(reason), longest))]),
  );
  return folded(`Not evaluated: ${count(all.length)}`, "alarms that were not evaluated", table(["What", "Why"]), rows);
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

function block(rowsAre: string, before: string, rows: readonly string[], after = ""): Block[] {
  return rows.length === 0 ? [] : [{ rowsAre, before, rows, after }];
}

// GitHub reads Markdown within HTML only after a blank line.
function folded(title: string, rowsAre: string, before: string, rows: readonly string[]): Block[] {
  return block(rowsAre, `<details>\n<summary>${title}</summary>\n\n${before}`, rows, "\n\n</details>");
}

function table(head: readonly string[]): string {
  return `${row(head)}\n${row(head.map(() => "---"))}\n`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function short(text: string): string {
  return code(clip(text, longest));
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
