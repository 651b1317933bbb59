import type { Columns } from "./columns";
import type { ValueScale } from "./scale";

/**
 * The line of a series as the path of an SVG whose width is the number of columns; heights are whole numbers. The line enters each
 * column at its lowest or highest value, whichever is nearer, and leaves it at the other. It has a gap where datapoints are missing.
 */
export function seriesPath({ high, low }: Columns, scale: ValueScale, height: number): string {
  const place = (value: number): number => Math.round((1 - (value - scale.from) / (scale.to - scale.from)) * height);
  let text = "";
  let at = NaN;
  let run = 0;
  const go = (to: number): void => {
    if (to === at) return;
    if (run > 0) text += `h${run}`;
    run = 0;
    text += `v${to - at}`;
    at = to;
  };
  for (let column = 0; column < low.length; column++) {
    const lowest = low[column] ?? NaN;
    if (Number.isNaN(lowest)) {
      if (run > 0) text += `h${run}`;
      [run, at] = [0, NaN];
      continue;
    }
    const ends = [place(lowest), place(high[column] ?? lowest)] as const;
    if (Number.isNaN(at)) {
      at = ends[0];
      text += `M${column} ${at}`;
    }
    const isLowFirst = Math.abs(ends[0] - at) <= Math.abs(ends[1] - at);
    go(isLowFirst ? ends[0] : ends[1]);
    go(isLowFirst ? ends[1] : ends[0]);
    run++;
  }
  return run > 0 ? `${text}h${run}` : text;
}

/** The values to show under the pointer: `column:value` or `column:lowest~highest` where they change, `column:` where one is missing. */
export function readings({ high, low }: Columns): string {
  const parts: string[] = [];
  let before: string | undefined;
  for (let column = 0; column < low.length; column++) {
    const lowest = low[column] ?? NaN;
    const highest = high[column] ?? NaN;
    const text = Number.isNaN(lowest) ? "" : lowest === highest ? short(lowest) : `${short(lowest)}~${short(highest)}`;
    if (text !== before) parts.push(`${column}:${text}`);
    before = text;
  }
  return parts.join(" ");
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
