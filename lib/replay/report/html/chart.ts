import type { AlarmChart, AlarmResult } from "../..";
import { axisQuantity, comparisonText, quantity } from "../comparison";
import { spansOf, type ReportClock, type StateSpan } from "../states";
import { utcRange, utcStamp } from "../times";
import { columnsOf, pointsOf, type Columns } from "./columns";
import { markup, none, type Markup } from "./markup";
import { readings, seriesPath } from "./series-path";
import { timeAxis } from "./time-axis";
import { percent, percentOf, valueScale, type ValueScale } from "./scale";

// In pixels. The width follows the page.
const top = 18;
const plotHeight = 120;
const bottom = 22;
const height = top + plotHeight + bottom;

/** What a chart shows of an alarm. */
export interface ChartView {
  readonly clock: ReportClock;
  /** The part of the clock that is drawn. */
  readonly window: ReportClock;
  /** Maximum number; with more minutes than that, each column is drawn from its lowest to its highest value. */
  readonly columns: number;
  readonly caption: string;
}

/**
 * An alarm's metric: its line, with gaps where datapoints are missing; the threshold; the times in ALARM, shaded. Horizontal
 * positions are percentages of the width, so that the chart follows the page while its text keeps its size.
 */
export function alarmChart(alarm: AlarmResult, chart: AlarmChart, view: ChartView): Markup {
  const { caption, clock, window } = view;
  const columns = columnsOf(pointsOf(chart), window, view.columns);
  const range = rangeOf(columns, chart.threshold);
  const label = chart.label + (chart.unit === null || chart.unit === "None" ? "" : `, ${chart.unit}`);
  const head = markup`<figcaption><strong>${label}</strong> <span class="faint">${caption}</span></figcaption>`;
  if (!columns.low.some((low) => !Number.isNaN(low))) {
    const range = `from ${utcStamp(window.from)} to ${utcStamp(window.to)} UTC`;
    return markup`<figure class="chart">${head}<p class="no-data">No datapoint ${range}.</p></figure>`;
  }

  const scale = valueScale(range.low, range.high);
  const spans = spansOf(alarm, clock).filter(({ from, to }) => to > window.from && from < window.to);
  const labels = scale.ticks.map(
    (tick) => markup`<text x="100%" y="${y(tick, scale) + 4}">${axisQuantity(tick)}</text>`,
  );
  const lines = scale.ticks.map((tick) => {
    const at = y(tick, scale);
    return markup`<line class="grid" x1="0" x2="100%" y1="${at}" y2="${at}"/>`;
  });
  const note = columns.isMerged
    ? markup`<p class="chart-note">${columns.low.length} columns, each from its lowest to its highest value.</p>`
    : none;
  return markup`<figure class="chart">${head}
<div class="axes"><svg class="y" height="${height}" aria-hidden="true">${labels}</svg>
<svg class="plot" role="img" height="${height}" width="100%" aria-label="${describe(chart, spans, range, window)}"
 data-from="${window.from}" data-to="${window.to}" data-columns="${columns.low.length}" data-values="${readings(columns)}">
${timeAxis(window, { top, height: plotHeight, ticks: 5 })}${lines}
${spans.map((span) => shade(span, window))}
<svg y="${top}" width="100%" height="${plotHeight}" viewBox="0 0 ${columns.low.length} ${plotHeight * 4}"
 preserveAspectRatio="none"><path class="series" d="${seriesPath(columns, scale, plotHeight * 4)}"/></svg>
${chart.threshold === null ? none : threshold(chart.threshold, chart.comparison, scale)}
</svg></div>${note}</figure>`;
}

function shade({ from, state, to }: StateSpan, window: ReportClock): Markup {
  if (state === "OK") return none;
  const place = markup`x="${percent(Math.max(from, window.from), window)}" width="${percentOf(from, to, window)}"`;
  return markup`<g class="${state === "ALARM" ? "alarm" : "unknown"}">
<rect class="wash" ${place} y="${top}" height="${plotHeight}"/><rect class="edge" ${place} y="${top - 5}" height="5"/>
<title>${state} ${utcRange(from, to)}</title></g>`;
}

function threshold(value: number, comparison: string, scale: ValueScale): Markup {
  const at = y(value, scale);
  // Above the line, unless it would not fit into the chart.
  const label = at < top + 12 ? at + 13 : at - 5;
  return markup`<line class="threshold" x1="0" x2="100%" y1="${at}" y2="${at}"/>
<text class="threshold-label" x="100%" y="${label}">ALARM ${comparisonText(comparison, value)}</text>`;
}

function describe(
  chart: AlarmChart,
  spans: readonly StateSpan[],
  range: { low: number; high: number },
  window: ReportClock,
): string {
  const alarms = spans
    .filter(({ state }) => state === "ALARM")
    .map(({ from, to }) => utcRange(Math.max(from, window.from), Math.min(to, window.to)));
  const fired =
    alarms.length === 0
      ? "never in ALARM"
      : `in ALARM ${alarms.slice(0, 5).join(", ")}${alarms.length > 5 ? " and more" : ""}`;
  const limit = chart.threshold === null ? "" : `, ALARM ${comparisonText(chart.comparison, chart.threshold)}`;
  return `${chart.label}, ${utcStamp(window.from)} to ${utcStamp(window.to)} UTC: values and threshold from ${quantity(range.low)} to ${quantity(range.high)}${limit}; ${fired}`;
}

function rangeOf({ high, low }: Columns, limit: number | null): { low: number; high: number } {
  let lowest = limit ?? Infinity;
  let highest = limit ?? -Infinity;
  for (const value of low) if (value < lowest) lowest = value;
  for (const value of high) if (value > highest) highest = value;
  return { low: lowest, high: highest };
}

function y(value: number, { from, to }: ValueScale): number {
  return Math.round((top + (1 - (value - from) / (to - from)) * plotHeight) * 4) / 4;
}
