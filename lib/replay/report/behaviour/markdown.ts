import { markdownCode as code, markdownProse as prose, placeText } from "../../../base";
import { type Block, block, bytes, fitted, folded, longest, namesText, row, short, table } from "../markdown-blocks";
import type { MarkdownOptions } from "../markdown";
import { noSeverity } from "../severity-rank";
import { duration, utcDate, utcRange } from "../times";
import { clip, count, counted } from "../visible";
import type { AlarmBehaviour } from "./alarm-behaviour";
import { type BehaviourChanges, isOfOneReplay } from "./compare";
import {
  alarmWords,
  behaviourHeadline,
  byReason,
  incidentTitle,
  incidentWords,
  receiverName,
  receiverWords,
  type Wording,
} from "./words";

/**
 * What a change does to what alarms do, for a comment on a pull request: incidents first, the rest folded. All text from outside is
 * escaped, so that it neither changes the text around it nor mentions anybody.
 *
 * @throws RangeError for less than 2,000 bytes
 */
export function behaviourMarkdown(
  changes: BehaviourChanges,
  { maxBytes = 65_000, title = "Replay" }: MarkdownOptions = {},
): string {
  if (!(maxBytes >= 2000)) throw new RangeError(`maxBytes is ${maxBytes}; a report needs 2,000 or more`);
  const head = [`### ${prose(clip(title, 100))}`, `**${behaviourHeadline(changes)}.** ${facts(changes)}`].join("\n\n");
  return `${[head, ...fitted(behaviourBlocks(changes), maxBytes - bytes(head) - 1)].join("\n\n")}\n`;
}

/** What changes, block after block. */
function behaviourBlocks(changes: BehaviourChanges): Block[] {
  const wording: Wording = { day: utcDate(changes.clock.from), foreign: short };
  return [
    ...block(
      "incidents that change",
      table(["Incident (UTC)", "What changes"]),
      changes.incidents.map((incident) => row([incidentTitle(incident), clauses(incidentWords(incident, wording))])),
    ),
    ...folded(
      `Alarms that change: ${count(changes.alarms.length)}, as before: ${count(changes.alarmsAlike)}`,
      "alarms that change",
      table(["Severity", "Alarm", "What changes"]),
      changes.alarms.map((alarm) => row([...alarmCells(alarm), clauses(alarmWords(alarm, wording))])),
    ),
    ...folded(
      `Who is told more or less: ${counted(changes.receivers.length, "receiver")}`,
      "receivers",
      table(["Receiver", "What changes"]),
      changes.receivers.map((each) => row([receiverName(each.receiver, wording), clauses(receiverWords(each))])),
    ),
    ...notCompared(changes),
    ...folded(
      `New findings: ${count(changes.findings.come.length)}`,
      "new findings",
      table(["Severity", "Rule", "What", "To fix it"]),
      changes.findings.come.map(({ at, fix, message, rule, severity }) =>
        row([
          severity,
          [code(rule), ...(at.kind === "whole" ? [] : [short(placeText(at))])].join("<br>"),
          prose(clip(message, longest)),
          prose(clip(fix, longest)),
        ]),
      ),
    ),
  ];
}

/** Incidents and alarms that change, and alarms that only one of the replays could evaluate, as items of a list. */
export function behaviourItems(changes: BehaviourChanges): string[] {
  const wording: Wording = { day: utcDate(changes.clock.from), foreign: short };
  return [
    ...changes.incidents.map((each) => `- ${incidentTitle(each)} UTC: ${incidentWords(each, wording).join("; ")}`),
    ...changes.alarms.map((each) => `- ${alarmCells(each).join(" ")}: ${alarmWords(each, wording).join("; ")}`),
    ...byReason(changes.notCompared.filter(isOfOneReplay)).map(
      ([why, names]) => `- ${namesText(names)}: ${prose(clip(why, longest))}`,
    ),
  ];
}

function facts({ clock, incidentsAlike, nothingReplayed, records }: BehaviourChanges): string {
  const when =
    nothingReplayed.length > 0
      ? ""
      : `${utcDate(clock.from)} ${utcRange(clock.from, clock.to)} UTC (${duration(clock.to - clock.from)}), `;
  const alike = incidentsAlike === 0 ? "" : `, ${counted(incidentsAlike, "incident")} as before`;
  return `${when}${counted(records, "record")}${alike}.`;
}

function alarmCells({ alarm }: AlarmBehaviour): string[] {
  const one = alarm.is ?? alarm.was;
  const isRenamed = alarm.was !== null && alarm.is !== null && alarm.was.name !== alarm.is.name;
  const name = short(one?.name ?? "");
  return [prose(one?.severity ?? noSeverity), isRenamed ? `${name}<br>was ${short(alarm.was.name)}` : name];
}

function notCompared({ notCompared: all }: BehaviourChanges): Block[] {
  const rows = byReason(all).map(([why, names]) => row([prose(clip(why, longest)), namesText(names)]));
  const title = `Nothing is said of ${counted(all.length, "alarm")}`;
  return folded(title, "reasons why nothing is said", table(["Why", "Alarms"]), rows);
}

function clauses(words: readonly string[]): string {
  return words.join("<br>");
}
