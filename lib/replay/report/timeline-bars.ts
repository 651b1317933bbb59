import { greatest } from "../../base";
import type { AlarmState } from "..";
import type { Fired } from "./incidents";
import type { Paint } from "./paint";
import { spansOf, type ReportClock } from "./states";
import { columnsOf, fitName, pad } from "./text-layout";
import { tickLabel, timeTicks } from "./times";
import { visible } from "./visible";

const blocks: Readonly<Record<AlarmState, string>> = { ALARM: "█", INSUFFICIENT_DATA: "░", OK: "─" };
// A column with several states shows the one that matters most.
const order: readonly AlarmState[] = ["OK", "INSUFFICIENT_DATA", "ALARM"];

/** What the blocks mean. */
export const legend = "█ ALARM  ░ INSUFFICIENT_DATA  ─ OK";

/** A line of blocks for each alarm that fired, over an axis in UTC; `width` columns wide, names cut to fit. */
export function timelineBars(fired: readonly Fired[], clock: ReportClock, width: number, paint: Paint): string[] {
  const nameColumns = Math.min(
    greatest(fired.map(({ alarm }) => columnsOf(visible(alarm.name)))),
    Math.floor(width / 2.5),
  );
  const columns = width - nameColumns - 2;
  const rows = fired.map(({ alarm }) => {
    const states = statesByColumn(spansOf(alarm, clock), clock, columns);
    return `${pad(fitName(visible(alarm.name), nameColumns), nameColumns)}  ${painted(states, paint)}`;
  });
  return [`${" ".repeat(nameColumns + 2)}${paint.faint(axis(clock, columns))}`, ...rows];
}

function statesByColumn(
  spans: readonly { state: AlarmState; from: number; to: number }[],
  clock: ReportClock,
  columns: number,
): AlarmState[] {
  const length = Math.max(clock.to - clock.from, 1);
  const states = Array.from<AlarmState>({ length: columns }).fill("OK");
  for (const { from, state, to } of spans.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))) {
    const first = Math.min(Math.floor(((from - clock.from) / length) * columns), columns - 1);
    const last = Math.max(Math.ceil(((to - clock.from) / length) * columns), first + 1);
    states.fill(state, first, last);
  }
  return states;
}

function painted(states: readonly AlarmState[], paint: Paint): string {
  let line = "";
  for (let index = 0; index < states.length;) {
    const state = states[index] ?? "OK";
    let end = index + 1;
    while (states[end] === state) end++;
    const run = blocks[state].repeat(end - index);
    line += state === "ALARM" ? paint.bad(run) : paint.faint(run);
    index = end;
  }
  return line;
}

// Labels begin at their tick; one that would not fit is left out.
function axis(clock: ReportClock, columns: number): string {
  let line = "";
  for (const at of timeTicks(clock.from, clock.to, Math.max(Math.floor(columns / 9), 1))) {
    const column = Math.floor(((at - clock.from) / Math.max(clock.to - clock.from, 1)) * columns);
    const label = tickLabel(at);
    if (column < line.length || column + label.length > columns) continue;
    line = `${line.padEnd(column)}${label} `;
  }
  return line.trimEnd();
}
