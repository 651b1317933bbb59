import type { ReportClock } from "../states";
import { tickLabel, timeTicks } from "../times";
import { markup, type Markup } from "./markup";
import { percent } from "./scale";

/** The position of a drawing, in pixels, and how many ticks its time axis has room for. */
export interface AxisPlace {
  readonly top: number;
  readonly height: number;
  readonly ticks: number;
}

/** Lines at whole steps of UTC, and their labels below the drawing. On a phone the style leaves out every other label. */
export function timeAxis(window: ReportClock, { height, ticks, top }: AxisPlace): Markup {
  const marks = timeTicks(window.from, window.to, ticks).map((at, index) => {
    const x = percent(at, window);
    const kind = `tick${anchor(at, window)}${ticks > 5 && index % 2 === 1 ? " odd" : ""}`;
    return markup`<line class="grid" x1="${x}" x2="${x}" y1="${top}" y2="${top + height}"/>
<text class="${kind}" x="${x}" y="${top + height + 16}">${tickLabel(at)}</text>`;
  });
  return markup`${marks}`;
}

// A label that is centred on an end of the axis would not fit into the chart.
function anchor(at: number, { from, to }: ReportClock): string {
  const share = (at - from) / Math.max(to - from, 1);
  return share < 0.05 ? " start" : share > 0.95 ? " end" : "";
}
