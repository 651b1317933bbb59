import { findingText } from "../../../base";
import { paintOf, type Paint, severityPaint } from "../paint";
import { noSeverity } from "../severity-rank";
import { fitName, wrap } from "../text-layout";
import { duration, utcDate, utcRange } from "../times";
import { count, counted, visible } from "../visible";
import type { AlarmBehaviour } from "./alarm-behaviour";
import { type BehaviourChanges, isBehaviourAlike } from "./compare";
import {
  alarmWords,
  behaviourHeadline,
  byReason,
  incidentTitle,
  incidentWords,
  receiverName,
  receiverWords,
} from "./words";

export interface BehaviourTextOptions {
  /** ANSI colours; the text never depends on them. */
  readonly colour: boolean;
  /** Columns of the terminal, at least 40. */
  readonly width: number;
  /** First line: what is compared with what. */
  readonly title: string;
}

/** What a change does to what alarms do, for a terminal: incidents first, then alarms, then who is told. */
export function behaviourText(
  changes: BehaviourChanges,
  { colour, title, width: given }: BehaviourTextOptions,
): string {
  const paint = paintOf(colour);
  const width = Math.max(given, 40);
  const { clock, records } = changes;
  const wording = { day: utcDate(clock.from) };
  const isCalm = isBehaviourAlike(changes);
  const emphasis = isCalm ? paint.strong : (text: string) => paint.strong(paint.doubtful(text));
  const sections = [
    wrap(visible(title), width),
    [
      ...wrap(behaviourHeadline(changes), width).map(emphasis),
      ...wrap(
        `${changes.nothingReplayed.length > 0 ? "" : `${utcDate(clock.from)} ${utcRange(clock.from, clock.to)} UTC (${duration(clock.to - clock.from)}); `}records: ${count(records)} read`,
        width,
      ),
    ],
    section(
      `Incidents that change: ${count(changes.incidents.length)}, as before: ${count(changes.incidentsAlike)}`,
      changes.incidents.flatMap((incident) => item(incidentTitle(incident), incidentWords(incident, wording), width)),
      paint,
    ),
    section(
      `Alarms that change: ${count(changes.alarms.length)}, as before: ${count(changes.alarmsAlike)}`,
      changes.alarms.flatMap((alarm) => item(alarmTitle(alarm, width, paint), alarmWords(alarm, wording), width)),
      paint,
    ),
    section(
      "Who is told",
      changes.receivers.flatMap((each) => item(receiverName(each.receiver, wording), receiverWords(each), width)),
      paint,
    ),
    section(`Nothing is said of ${counted(changes.notCompared.length, "alarm")}`, notCompared(changes, width), paint),
    section(
      "New findings",
      changes.findings.come.flatMap((finding) => [
        `  ${finding.severity} ${finding.rule}`,
        ...findingText(finding)
          .split("\n")
          .flatMap((line) => wrap(visible(line.trim()), width - 4).map((part) => `    ${part}`)),
      ]),
      paint,
    ),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : [paint.strong(title), ...lines];
}

function item(title: string, words: readonly string[], width: number): string[] {
  return [`  ${title}`, ...words.flatMap((clause) => wrap(clause, width - 4).map((line) => `    ${line}`))];
}

function alarmTitle({ alarm }: AlarmBehaviour, width: number, paint: Paint): string {
  const one = alarm.is ?? alarm.was;
  const severity = one?.severity ?? noSeverity;
  const name = fitName(visible(one?.name ?? ""), width - 14);
  const isRenamed = alarm.was !== null && alarm.is !== null && alarm.was.name !== alarm.is.name;
  const before = isRenamed ? `, was ${visible(alarm.was.name)}` : "";
  return `${severityPaint(severity, paint)(visible(severity))}  ${name}${before}`;
}

function notCompared({ notCompared: all }: BehaviourChanges, width: number): string[] {
  return byReason(all).flatMap(([why, names]) => item(visible(why), [shortList(names)], width));
}

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => visible(name));
  return `${shown.join(", ")}${names.length > 5 ? ` and ${count(names.length - 5)} more` : ""}`;
}
