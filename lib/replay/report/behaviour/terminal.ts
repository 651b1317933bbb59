import { findingText } from "../../../base";
import { fewOfARule } from "../few-of-a-rule";
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
  type Wording,
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
      alarmItems(changes.alarms, wording, width, paint),
      paint,
    ),
    section(
      "Who is told",
      changes.receivers.flatMap((each) => item(receiverName(each.receiver, wording), receiverWords(each), width)),
      paint,
    ),
    section(`Nothing is said of ${counted(changes.notCompared.length, "alarm")}`, notCompared(changes, width), paint),
    section("New findings", newFindings(changes, width), paint),
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

/** Alarms one by one, then those that came or went and never fired, together by their severity. */
function alarmItems(alarms: readonly AlarmBehaviour[], wording: Wording, width: number, paint: Paint): string[] {
  const quiet = new Map<string, string[]>();
  const others: AlarmBehaviour[] = [];
  for (const each of alarms) {
    const one = each.alarm.is ?? each.alarm.was;
    const title = `${severityText(one?.severity, paint)}  ${alarmWords(each, wording).join("; ")}`;
    if (!isQuietNews(each)) others.push(each);
    else quiet.set(title, [...(quiet.get(title) ?? []), visible(one?.name ?? "")]);
  }
  return [
    ...others.flatMap((alarm) => item(alarmTitle(alarm, width, paint), alarmWords(alarm, wording), width)),
    ...[...quiet].flatMap(([title, names]) => item(title, [names.join(", ")], width)),
  ];
}

function severityText(severity: string | null | undefined, paint: Paint): string {
  return severityPaint(severity ?? noSeverity, paint)(visible(severity ?? noSeverity));
}

function isQuietNews({ alarm, episodes, messages }: AlarmBehaviour): boolean {
  return (
    (alarm.was === null || alarm.is === null) &&
    episodes.was.length + episodes.is.length + messages.was + messages.is === 0
  );
}

function newFindings({ findings }: BehaviourChanges, width: number): string[] {
  const { more, shown } = fewOfARule(findings.come, (finding) => finding);
  const lines = shown.flatMap((finding) => [
    `  ${finding.severity} ${finding.rule}`,
    ...findingText(finding)
      .split("\n")
      .flatMap((line) => wrap(visible(line.trim()), width - 4).map((part) => `    ${part}`)),
  ]);
  return [
    ...lines,
    ...(more.length === 0 ? [] : wrap(`and more: ${more.join(", ")}`, width - 2).map((line) => `  ${line}`)),
  ];
}

function alarmTitle({ alarm }: AlarmBehaviour, width: number, paint: Paint): string {
  const one = alarm.is ?? alarm.was;
  const name = fitName(visible(one?.name ?? ""), width - 14);
  const isRenamed = alarm.was !== null && alarm.is !== null && alarm.was.name !== alarm.is.name;
  const before = isRenamed ? `, was ${visible(alarm.was.name)}` : "";
  return `${severityText(one?.severity, paint)}  ${name}${before}`;
}

function notCompared({ notCompared: all }: BehaviourChanges, width: number): string[] {
  return byReason(all).flatMap(([why, names]) => item(visible(why), [shortList(names)], width));
}

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => visible(name));
  return `${shown.join(", ")}${names.length > 5 ? ` and ${count(names.length - 5)} more` : ""}`;
}
