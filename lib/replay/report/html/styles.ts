type Theme = Readonly<Record<string, string>>;

// Every text has a contrast of 4.5 or more with its background (WCAG 2.2, AA); the browser test computes it.
const light: Theme = {
  page: "#f6f7f8",
  surface: "#ffffff",
  ink: "#1a1d21",
  faint: "#59616c",
  rule: "#dfe2e6",
  grid: "#e8eaed",
  link: "#1456b8",
  series: "#2b4a78",
  alarm: "#c8322b",
  "alarm-ink": "#b3261e",
  "alarm-wash": "rgba(200, 50, 43, 0.11)",
  ok: "#7aa58a",
  unknown: "#8b93a0",
  "doubt-ink": "#855100",
  "critical-ground": "#fde8e6",
  "warning-ground": "#fff0d1",
  "info-ground": "#e3eefc",
  "info-ink": "#114a9c",
  "other-ground": "#eceef1",
  shadow: "0 1px 2px rgba(20, 25, 35, 0.06)",
};

const dark: Theme = {
  page: "#0f1215",
  surface: "#171b20",
  ink: "#e6e9ed",
  faint: "#a1a9b4",
  rule: "#2c3239",
  grid: "#252b32",
  link: "#8fbcff",
  series: "#a9c7f5",
  alarm: "#f0655c",
  "alarm-ink": "#ff9d95",
  "alarm-wash": "rgba(240, 101, 92, 0.17)",
  ok: "#4f8565",
  unknown: "#7d8693",
  "doubt-ink": "#f3c262",
  "critical-ground": "#4a1d1b",
  "warning-ground": "#41310f",
  "info-ground": "#16304f",
  "info-ink": "#a8ccff",
  "other-ground": "#2a3037",
  shadow: "none",
};

function variables(theme: Theme): string {
  return Object.entries(theme)
    .map(([name, value]) => `--${name}:${value};`)
    .join("");
}

/** The styles of the page: light and dark, down to the width of a phone, and for print. */
export const styles = `
:root { color-scheme: light; ${variables(light)} }
@media (prefers-color-scheme: dark) { :root:not([data-theme=light]) { color-scheme: dark; ${variables(dark)} } }
:root[data-theme=dark] { color-scheme: dark; ${variables(dark)} }

* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 16px; }
body { margin: 0 auto; max-width: 1160px; padding: 0 24px 64px; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; }
h1, h2, h3, h4, p, ul, figure { margin: 0; }
ul { padding: 0; list-style: none; }
h1 { max-width: 34ch; font-size: clamp(26px, 4.2vw, 38px); line-height: 1.14; letter-spacing: -0.022em; font-weight: 680; text-wrap: balance; }
h2 { margin: 56px 0 16px; font-size: 21px; line-height: 1.25; letter-spacing: -0.012em; font-weight: 650; }
h3 { font-size: 16px; line-height: 1.4; font-weight: 620; overflow-wrap: anywhere; }
h4 { margin: 20px 0 4px; font-size: 13px; font-weight: 620; color: var(--faint); }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 2px; text-decoration-color: color-mix(in srgb, currentColor 35%, transparent); }
a:hover { text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
code { font: 0.88em/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
.faint { color: var(--faint); }
.nobody { color: var(--alarm-ink); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.shapes { position: absolute; }

header { padding-top: 28px; }
.head { display: flex; justify-content: space-between; align-items: center; min-height: 34px; margin-bottom: 20px; }
.eyebrow { font-size: 13px; font-weight: 600; color: var(--faint); overflow-wrap: anywhere; }
button { font: inherit; font-size: 13px; color: var(--ink); background: var(--surface); border: 1px solid var(--rule); border-radius: 7px; padding: 5px 11px; cursor: pointer; }
button:hover { border-color: var(--faint); }
.lead { margin-top: 8px; font-size: 18px; line-height: 1.4; color: var(--faint); }
.group { margin: 18px 0 6px; font-weight: 620; }
.clock { margin-top: 12px; }
.clock span { white-space: nowrap; }
.tiles { display: flex; flex-wrap: wrap; margin-top: 26px; gap: 10px; }
.tiles li { flex: 1 1 170px; }
.tiles a { display: block; height: 100%; padding: 13px 16px 12px; background: var(--surface); border: 1px solid var(--rule); border-radius: 10px; box-shadow: var(--shadow); color: inherit; text-decoration: none; }
.tiles a:hover { border-color: var(--faint); }
.tiles strong { display: block; font-size: 25px; line-height: 1.2; font-weight: 650; letter-spacing: -0.02em; }
.tiles span { font-size: 13px; line-height: 1.35; color: var(--faint); display: block; }
.tiles .bad strong { color: var(--alarm-ink); }
.tiles .doubt strong { color: var(--doubt-ink); }

.incident, .alarm, .quiet-list, .quiet-rows, #timeline > .timeline, section > .scroll { background: var(--surface); border: 1px solid var(--rule); border-radius: 12px; box-shadow: var(--shadow); }
.incident, article.alarm { padding: 18px 20px 12px; margin-bottom: 16px; }
.incident { border-left: 4px solid var(--alarm); }
.incident h3 { display: flex; flex-wrap: wrap; gap: 2px 12px; margin-bottom: 8px; }
.incident h3 .faint { font-weight: 450; }
.incident .scroll { border-top: 1px solid var(--rule); margin-top: 12px; }
.alarm > p.faint { margin: 2px 0 10px; font-size: 13.5px; overflow-wrap: anywhere; }
article.alarm h3 .badge { margin-right: 4px; }

.badge { display: inline-block; padding: 0 8px; border-radius: 99px; font-size: 12px; line-height: 20px; font-weight: 600; vertical-align: 1px; background: var(--other-ground); color: var(--ink); white-space: nowrap; }
.badge.critical, .badge.error { background: var(--critical-ground); color: var(--alarm-ink); }
.badge.warning { background: var(--warning-ground); color: var(--doubt-ink); }
.badge.info { background: var(--info-ground); color: var(--info-ink); }
.dot { flex: none; width: 8px; height: 8px; border: 1.5px solid var(--faint); border-radius: 2px; }
.dot.critical { background: var(--alarm); border-color: var(--alarm); }
.dot.warning { background: linear-gradient(135deg, var(--doubt-ink) 50%, transparent 50%); border-color: var(--doubt-ink); }
.dot.info { border-color: var(--link); border-radius: 50%; }

.scroll { overflow-x: auto; }
.scroll + p { margin-top: 8px; font-size: 13.5px; }
section > .scroll:has(.narrow) { width: fit-content; max-width: 100%; }
section > .scroll { padding: 4px 20px; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
table.narrow { width: auto; min-width: 300px; }
th { text-align: left; font-weight: 600; }
thead th { font-size: 12.5px; color: var(--faint); white-space: nowrap; }
td, th { padding: 8px 16px 8px 0; vertical-align: top; border-bottom: 1px solid var(--rule); }
td:last-child, th:last-child { padding-right: 0; }
tbody tr:last-child > * { border-bottom: 0; }
.number { text-align: right; }
.narrow td, .narrow th { padding-right: 24px; }
.incident table { table-layout: fixed; }
.incident th:nth-child(1) { width: 96px; }
.incident th:nth-child(2) { width: 46%; }
.incident th:nth-child(3) { width: 130px; }
td.when, td.change { white-space: nowrap; }
.incident td.when { white-space: normal; }
.change { font-size: 13px; }
td.wide { overflow-wrap: anywhere; min-width: 150px; }
td .reason { font-size: 13px; color: var(--faint); margin-top: 2px; }
td p { margin-top: 3px; }
.state-alarm { color: var(--alarm-ink); }
.plain { overflow-wrap: anywhere; }
.plain li + li { margin-top: 2px; }
.miss { margin-top: 6px; padding-left: 12px; border-left: 2px solid var(--rule); font-size: 13px; }

.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin-bottom: 12px; font-size: 13px; color: var(--faint); }
.legend li { display: flex; align-items: center; gap: 7px; }
.legend svg, .timeline svg { overflow: visible; }
.timeline { position: relative; padding: 6px 0 4px; }
#timeline > .timeline { padding: 10px 20px 12px; }
.quiet-rows { padding: 2px 20px; }
.row { display: grid; grid-template-columns: minmax(0, 300px) minmax(0, 1fr); gap: 0 20px; align-items: center; }
.row + .row:not(.axis + .row) { border-top: 1px solid var(--grid); }
.pairs .row { grid-template-columns: minmax(0, 240px) minmax(0, 1fr) minmax(0, 1fr); gap: 0 28px; }
.pairs b { display: none; font-size: 12px; font-weight: 600; color: var(--faint); }
.pairs .axis b { display: block; padding: 2px 0 6px; font-size: 13px; }
.pairs .absent { font-size: 12.5px; line-height: 26px; color: var(--faint); }
.row-name { display: flex; align-items: center; gap: 8px; min-width: 0; font-size: 13.5px; }
.row-name a, .row-name > span + span { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; overflow-wrap: anywhere; margin: 3px 0; line-height: 1.3; color: inherit; text-decoration: none; }
.row-name a:hover { text-decoration: underline; }
.row svg { display: block; }
.axis text { transform: translateY(-2px); }
.bar-alarm { fill: var(--alarm); stroke: var(--alarm); stroke-width: 1.5; }
.bar-ok { stroke: var(--ok); stroke-width: 2; }
.bar-unknown { fill: url(#hatch); stroke: var(--unknown); stroke-width: 1; }
.hatch-line { stroke: var(--unknown); stroke-width: 1.6; }
.told { fill: var(--ink); stroke: var(--surface); stroke-width: 1.5; }
.held { fill: var(--surface); stroke: var(--ink); stroke-width: 1.5; }
.log-end { stroke: var(--faint); stroke-width: 1.5; stroke-dasharray: 2 3; }
.doubtful { font-size: 13px; color: var(--doubt-ink); }
.grid { stroke: var(--grid); stroke-width: 1; shape-rendering: crispEdges; }
text { font-size: 11.5px; fill: var(--faint); }
.tick { text-anchor: middle; }
.tick.start { text-anchor: start; }
.tick.end { text-anchor: end; }
.filter { margin-bottom: 10px; font-size: 14px; }
input { font: inherit; padding: 4px 9px; border: 1px solid var(--rule); border-radius: 7px; background: var(--surface); color: var(--ink); }

.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 8px 28px; margin: 8px 0; }
.chart { min-width: 0; }
.chart figcaption { font-size: 13px; overflow-wrap: anywhere; }
.chart-note { font-size: 12px; color: var(--faint); }
.no-data { padding: 24px 0; color: var(--faint); font-size: 14px; }
.axes { position: relative; display: grid; grid-template-columns: 46px minmax(0, 1fr); }
.axes svg { display: block; overflow: visible; }
.axes .y { width: 40px; }
.y text { text-anchor: end; }
.plot svg { overflow: visible; }
.series { fill: none; stroke: var(--series); stroke-width: 1.5; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
.threshold { stroke: var(--alarm); stroke-width: 1.5; stroke-dasharray: 5 4; }
.threshold-label { text-anchor: end; fill: var(--alarm-ink); font-weight: 600; paint-order: stroke; stroke: var(--surface); stroke-width: 4px; stroke-linejoin: round; }
.alarm .wash { fill: var(--alarm-wash); }
.alarm .edge { fill: var(--alarm); }
.unknown .wash { fill: none; }
.unknown .edge { fill: url(#hatch); }
.cross { stroke: var(--ink); stroke-width: 1; opacity: 0; pointer-events: none; }
.reads .cross { opacity: 0.55; }
.reading { position: absolute; right: 0; bottom: 100%; margin-bottom: 2px; padding: 2px 8px; border-radius: 6px; background: var(--ink); color: var(--page); font-size: 12.5px; white-space: pre; opacity: 0; pointer-events: none; }
.timeline .reading { bottom: auto; top: -8px; z-index: 1; }
.reads > .reading { opacity: 1; }

summary { cursor: pointer; padding: 9px 0; overflow-wrap: anywhere; }
.quiet-rows { margin-top: 12px; }
.quiet-rows summary { font-weight: 600; font-size: 14px; }
.quiet-title { margin: 28px 0 10px; }
.quiet-list { padding: 2px 20px; }
.quiet-list > details { border: 0; border-bottom: 1px solid var(--grid); border-radius: 0; box-shadow: none; background: none; }
.quiet-list > details:last-child { border-bottom: 0; }
.quiet-list summary { font-size: 14px; }
details.many summary { font-size: 14px; padding: 4px 0; }
footer { margin-top: 56px; padding-top: 16px; border-top: 1px solid var(--rule); font-size: 13px; }

@media screen and (max-width: 720px) {
  body { padding: 0 14px 40px; }
  h2 { margin-top: 40px; }
  .tiles li { flex-basis: 130px; }
  .incident, article.alarm { padding: 14px 14px 8px; }
  #timeline > .timeline, .quiet-rows, .quiet-list, section > .scroll { padding-left: 14px; padding-right: 14px; }
  .row { grid-template-columns: minmax(0, 1fr); padding: 3px 0; }
  .row.axis > span { display: none; }
  .tick.odd { display: none; }
  .pairs .row { grid-template-columns: minmax(0, 1fr); }
  .pairs .row:not(.axis) { padding: 8px 0; }
  .pairs .row:not(.axis) > div { display: grid; grid-template-columns: 54px minmax(0, 1fr); align-items: center; }
  .pairs .row:not(.axis) b { display: block; }
  .pairs .axis b, .pairs .axis > div + div { display: none; }
  .pairs .axis > div { padding-left: 54px; }
  .stacks, .stacks tbody, .stacks tr, .stacks td { display: block; width: auto; }
  .stacks thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stacks tr { padding: 10px 0; border-bottom: 1px solid var(--rule); }
  .stacks tbody tr:last-child { border-bottom: 0; }
  .stacks td { position: relative; padding: 2px 0 2px 98px; border: 0; white-space: normal; }
  .stacks td::before { content: attr(data-label); position: absolute; left: 0; font-size: 12.5px; line-height: 22px; color: var(--faint); }
  .stacks td.number { text-align: left; }
}

@media print {
  :root, :root:not([data-theme=light]), :root[data-theme=dark] { color-scheme: light; ${variables(light)} --page: #fff; --shadow: none; }
  @page { margin: 14mm 12mm; }
  body { max-width: none; padding: 0; font-size: 10.5pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  button, .filter, .reading, .cross { display: none !important; }
  h2, h3, h4 { break-after: avoid; }
  h2 { margin-top: 26pt; }
  .incident, .chart, .row, tr, .tiles li { break-inside: avoid; }
  .scroll { overflow: visible; }
  a { color: inherit; text-decoration: none; }
  .tiles li { flex-basis: 90px; }
  .row { grid-template-columns: minmax(0, 200px) minmax(0, 1fr); }
  .pairs .row { grid-template-columns: minmax(0, 150px) minmax(0, 1fr) minmax(0, 1fr); gap: 0 16px; }
  .quiet-rows::details-content, .many::details-content { content-visibility: visible; block-size: auto; }
}
`;
