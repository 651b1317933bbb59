import type { AlarmResult, Notification, ReplayResult } from "../result";
import { paintOf, severityPaint, type Paint } from "./paint";
import { noSeverity } from "./summary";
import { fit } from "./text-layout";
import { utcDate, utcTime } from "./times";
import { toldOf, toldText } from "./told";
import { visible } from "./visible";

export interface TimelineOptions {
  /** ANSI colours. */
  readonly colour: boolean;
  /** Columns; longer lines are cut. Infinity: none is. */
  readonly width: number;
}

/**
 * Everything that happened, in order of time: a line for each transition and for what its actions did, under the day's date.
 * Alarms that were not evaluated do not appear.
 */
export function timelineText(result: ReplayResult, { colour, width }: TimelineOptions): string {
  const paint = paintOf(colour);
  const events = result.alarms.flatMap((alarm) => [
    ...alarm.transitions.map(({ at, from, reason, to }) => ({
      at: Date.parse(at),
      isConsequence: 0,
      text: `${severityOf(alarm)}${visible(alarm.name)}  ${from} -> ${to}  ${visible(reason)}`,
      paint: to === "ALARM" ? severityPaint(alarm.severity, paint) : plain,
    })),
    ...togetherByTime(alarm.notified).map(([at, notified]) => ({
      at: Date.parse(at),
      isConsequence: 1,
      text: `${visible(alarm.name)}  tells ${toldText(toldOf(notified))}`,
      paint: paint.faint,
    })),
  ]);
  if (events.length === 0) return "Nothing happened.\n";
  const lines: string[] = [];
  let date = "";
  for (const event of events.sort((a, b) => a.at - b.at || a.isConsequence - b.isConsequence)) {
    const today = utcDate(event.at);
    if (today !== date) lines.push(paint.strong(`${today} UTC`));
    date = today;
    lines.push(`  ${utcTime(event.at).padEnd(8)}  ${event.paint(fit(event.text, width - 12))}`);
  }
  return `${lines.join("\n")}\n`;
}

const plain: Paint["strong"] = (text) => text;

function severityOf({ severity }: AlarmResult): string {
  return `${visible(severity ?? noSeverity).padEnd(8)}  `;
}

function togetherByTime(notified: readonly Notification[]): [string, Notification[]][] {
  const byTime = new Map<string, Notification[]>();
  for (const notification of notified) {
    const key = notification.at;
    byTime.set(key, [...(byTime.get(key) ?? []), notification]);
  }
  return [...byTime];
}
