type Theme = Readonly<Record<string, string>>;

// Grafana's grounds; every text has a contrast of 4.5 or more with its background (WCAG 2.2, AA): the browser test computes it.
const light: Theme = {
  page: "#f4f5f7",
  surface: "#ffffff",
  raised: "#ffffff",
  ink: "#24292e",
  faint: "#5a626d",
  rule: "#dcdfe4",
  grid: "#e9ebee",
  field: "#ffffff",
  link: "#1455b8",
  accent: "#2a66c8",
  alarm: "#cf1f37",
  "alarm-ink": "#b3172c",
  "alarm-wash": "rgba(207, 31, 55, 0.09)",
  "mark-ground": "#fff1cc",
  "mark-ink": "#6b4a00",
  "added-ground": "#dcf3de",
  "added-ink": "#1d5c23",
  "removed-ground": "#fde3e5",
  "removed-ink": "#9c1427",
  track: "#e4e7eb",
  shadow: "0 4px 16px rgba(20, 25, 35, 0.14)",
};

const dark: Theme = {
  page: "#111217",
  surface: "#181b1f",
  raised: "#22252b",
  ink: "#d5d6e0",
  faint: "#a0a3b0",
  rule: "#2b2e35",
  grid: "#25282e",
  field: "#111217",
  link: "#8ab4ff",
  accent: "#6fa0f5",
  alarm: "#f2495c",
  "alarm-ink": "#ff8f9b",
  "alarm-wash": "rgba(242, 73, 92, 0.14)",
  "mark-ground": "#43350f",
  "mark-ink": "#ffd873",
  "added-ground": "#1b3a20",
  "added-ink": "#9be3a2",
  "removed-ground": "#47191f",
  "removed-ink": "#ffa3ad",
  track: "#2b2e35",
  shadow: "0 6px 20px rgba(0, 0, 0, 0.5)",
};

function variables(theme: Theme): string {
  return Object.entries(theme)
    .map(([name, value]) => `--${name}:${value};`)
    .join("");
}

/** The styles of the page: Grafana's grid of 24 columns, light and dark, down to the width of a phone. */
export const styles = `
:root { color-scheme: light; ${variables(light)} --font: Inter, "Helvetica Neue", Helvetica, Arial, system-ui, sans-serif; }
@media (prefers-color-scheme: dark) { :root:not([data-theme=light]) { color-scheme: dark; ${variables(dark)} } }
:root[data-theme=dark] { color-scheme: dark; ${variables(dark)} }

* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 14px/1.5 var(--font); font-variant-numeric: tabular-nums; }
h1, h2, h3, p, ul, pre, figure { margin: 0; }
ul { padding: 0; list-style: none; }
button, select { font: inherit; color: inherit; }
a { color: var(--link); text-underline-offset: 2px; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.faint { color: var(--faint); }
.gap { flex: 1; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999px; top: 8px; z-index: 9; padding: 6px 10px; background: var(--raised); }
.skip:focus { left: 12px; }
.icon { width: 14px; height: 14px; fill: currentColor; flex: none; }
.icon .stroke { fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }

.top { display: flex; align-items: center; gap: 12px; flex-wrap: wrap; padding: 7px 16px; background: var(--surface); border-bottom: 1px solid var(--rule); }
.brand { font-weight: 600; display: flex; gap: 6px; }
.brand .faint { font-weight: 400; }
nav { display: flex; flex-wrap: wrap; gap: 2px; padding: 4px 8px; background: var(--surface); border-bottom: 1px solid var(--rule); max-height: 104px; overflow: auto; }
nav a { display: flex; align-items: center; gap: 6px; padding: 4px 10px; border-radius: 4px; color: var(--faint); text-decoration: none; max-width: 28ch; }
nav a > span:first-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
nav a:hover { color: var(--ink); background: var(--page); }
nav a[aria-current] { color: var(--ink); background: var(--page); box-shadow: inset 0 -2px 0 var(--accent); }
.count { padding: 0 6px; border-radius: 9px; background: var(--mark-ground); color: var(--mark-ink); font-size: 12px; line-height: 18px; }
.time { padding: 4px 10px; border: 1px solid var(--rule); border-radius: 4px; font-size: 13px; white-space: nowrap; }
.tool { display: inline-flex; align-items: center; gap: 4px; padding: 4px; border: 0; border-radius: 3px; background: none; color: var(--faint); font-size: 12px; line-height: 14px; cursor: pointer; }
.tool:hover { color: var(--ink); background: var(--page); }
.tool.bell { color: var(--alarm-ink); }
#theme { padding: 6px 8px; font-size: 13px; }
.source { display: flex; flex-wrap: wrap; gap: 4px 14px; padding: 6px 16px 0; color: var(--faint); font-size: 12px; }
.source summary { cursor: pointer; }
.source ul { padding: 4px 0 4px 16px; list-style: disc; max-width: 100ch; }

main { display: block; padding: 4px 16px 48px; outline: none; }
.title { display: flex; align-items: baseline; gap: 6px 10px; flex-wrap: wrap; padding: 8px 0 2px; }
h1 { font-size: 20px; line-height: 28px; font-weight: 500; margin-right: 4px; overflow-wrap: anywhere; }
.tag { padding: 0 7px; border: 1px solid var(--rule); border-radius: 3px; font-size: 12px; line-height: 18px; color: var(--faint); }
.description { max-width: 110ch; }
.controls:not(:empty) { padding: 8px 0 0; }
.variables { display: flex; flex-wrap: wrap; gap: 8px; }
.variable { display: flex; font-size: 13px; min-width: 0; }
.variable .name { display: flex; align-items: center; padding: 0 8px; border: 1px solid var(--rule); border-right: 0; border-radius: 3px 0 0 3px; background: var(--surface); font-weight: 500; }
.variable select, .fixed { min-height: 30px; max-width: 42ch; padding: 0 8px; border: 1px solid var(--rule); border-radius: 0 3px 3px 0; background: var(--field); overflow: hidden; text-overflow: ellipsis; }
.fixed { display: flex; align-items: center; color: var(--faint); }
.alarm-lane { margin: 8px 0 0; border: 1px solid var(--rule); border-radius: 3px; background: var(--surface); }
.alarm-lane summary { display: flex; align-items: center; gap: 6px; padding: 5px 10px; font-size: 13px; cursor: pointer; color: var(--ink); list-style: none; }
.alarm-lane summary .icon { color: var(--alarm-ink); }
.alarm-lane .states { padding: 2px 10px 8px; }

.dashboard { padding-top: 8px; }
.grid { display: grid; grid-template-columns: repeat(24, minmax(0, 1fr)); grid-auto-rows: 30px; gap: 8px; }
.repeat { display: grid; grid-template-columns: repeat(var(--columns), minmax(0, 1fr)); grid-auto-rows: minmax(0, 1fr); gap: 8px; }
.full { padding-bottom: 4px; }
.section > h2 { font-size: inherit; }
.row { display: flex; align-items: center; gap: 6px; width: 100%; padding: 8px 2px; border: 0; background: none; font-size: 15px; font-weight: 500; text-align: left; cursor: pointer; }
.row .faint { font-size: 12px; font-weight: 400; }
.row[aria-expanded=false] .icon { transform: rotate(-90deg); }
.panel { display: flex; flex-direction: column; min-width: 0; min-height: 0; position: relative; background: var(--surface); border: 1px solid var(--rule); border-radius: 3px; }
.panel > header { display: flex; align-items: center; gap: 2px; min-height: 32px; padding: 4px 6px 2px 8px; }
.panel h3 { font-size: 14px; line-height: 20px; font-weight: 500; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; margin-right: 2px; }
.panel .table.tool { opacity: 0; position: absolute; top: 6px; right: 6px; background: var(--surface); }
.panel:hover .table.tool, .panel:focus-within .table.tool, .table.tool[aria-pressed=true] { opacity: 1; }
@media (hover: none) { .panel .table.tool { opacity: 1; } }
.panel > .body { flex: 1; min-height: 0; display: flex; flex-direction: column; padding: 0 8px 8px; }
.panel.is-changed, .panel.is-moved { border-color: #c99a00; box-shadow: 0 0 0 1px #c99a00; }
.panel.is-added { border-color: #3d9a47; box-shadow: 0 0 0 1px #3d9a47; }
.panel.is-removed { border-color: #d9475a; box-shadow: 0 0 0 1px #d9475a; }
.mark { padding: 0 6px; border-radius: 3px; font-size: 12px; line-height: 18px; font-weight: 500; background: var(--mark-ground); color: var(--mark-ink); }
.mark.added { background: var(--added-ground); color: var(--added-ink); }
.mark.removed { background: var(--removed-ground); color: var(--removed-ink); }
.popover { position: relative; display: inline-flex; }
.pop { position: absolute; z-index: 5; top: 100%; left: -8px; width: max-content; min-width: 220px; max-width: min(500px, 80vw); max-height: 320px; overflow: auto; padding: 10px 12px; background: var(--raised); border: 1px solid var(--rule); border-radius: 4px; box-shadow: var(--shadow); font-size: 13px; }
.pop p + p, .pop pre + pre, .pop div + p { margin-top: 6px; }
.pop .states { width: 460px; max-width: 70vw; }
.pop .state { grid-template-columns: minmax(80px, 62%) 1fr; }
.label { font-weight: 600; margin-top: 8px; }
pre, code { font: 12px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 6px 8px; border-radius: 3px; background: var(--page); }
.why { color: var(--faint); font-size: 12px; overflow-wrap: anywhere; }

.empty { flex: 1; display: flex; flex-direction: column; align-items: center; justify-content: safe center; gap: 4px; text-align: center; color: var(--faint); overflow: auto; padding: 4px 12px; }
.empty p:first-child { font-size: 14px; color: var(--ink); }
.empty .why { max-width: 60ch; }

.chart { flex: 1; min-height: 0; display: flex; flex-direction: column; }
.chart.beside { flex-direction: row; gap: 8px; }
.chart.beside .legend { max-width: 40%; max-height: none; flex: none; }
.plot { flex: 1; min-height: 40px; min-width: 0; position: relative; overflow: visible; }
.plot .uplot { position: absolute; inset: 0; }
.tip { position: absolute; z-index: 4; pointer-events: none; display: flex; flex-direction: column; gap: 1px; min-width: 160px; max-width: 340px; padding: 7px 9px; background: var(--raised); border: 1px solid var(--rule); border-radius: 4px; box-shadow: var(--shadow); font-size: 12px; line-height: 17px; }
.tip-time { color: var(--faint); padding-bottom: 2px; }
.tip-row { display: flex; align-items: center; gap: 7px; }
.tip-row i, .series i { width: 12px; height: 4px; border-radius: 2px; flex: none; }
.tip-row span { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.tip-row b { font-weight: 600; }
.tip-alarm { color: var(--alarm-ink); font-weight: 600; overflow-wrap: anywhere; }
.legend { font-size: 12px; line-height: 18px; overflow: auto; flex: none; }
.legend.list { display: flex; flex-wrap: wrap; gap: 0 14px; max-height: 58px; padding-top: 4px; }
.chart.beside .legend.list { flex-direction: column; flex-wrap: nowrap; }
.legend.list li { display: flex; gap: 6px; min-width: 0; max-width: 100%; }
.legend.table { max-height: 40%; padding-top: 2px; }
.legend table { width: 100%; border-collapse: collapse; }
.legend th { font-weight: 500; color: var(--link); text-align: left; padding: 0 8px 0 0; position: sticky; top: 0; background: var(--surface); }
.legend td { padding: 0 8px 0 0; border-top: 1px solid var(--grid); }
.legend th.number, .legend td.number { text-align: right; padding: 0 0 0 12px; white-space: nowrap; }
.series { display: inline-flex; align-items: center; gap: 6px; padding: 0; border: 0; background: none; font-size: 12px; line-height: 18px; cursor: pointer; text-align: left; min-width: 0; max-width: 100%; }
.series span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 46ch; }
.series[aria-pressed=false] span { text-decoration: line-through; color: var(--faint); }
.series[aria-pressed=false] i { opacity: 0.25; }
.calc { color: var(--faint); white-space: nowrap; }

.stats { flex: 1; min-height: 0; display: flex; gap: 8px; }
.stats.many { flex-wrap: wrap; overflow: auto; }
.stat { flex: 1 1 0; min-width: 0; position: relative; display: flex; flex-direction: column; align-items: center; justify-content: center; container-type: size; border-radius: 3px; overflow: hidden; }
.stats.many .stat { flex: 1 1 140px; min-height: 60px; }
.stat.filled { margin: 0; }
.stat-value { position: relative; font-weight: 500; line-height: 1.1; letter-spacing: -0.01em; white-space: nowrap; font-size: min(calc(150cqw / var(--length, 6)), 46cqh, 56px); }
.stat-name { position: relative; font-size: 13px; max-width: 100%; padding: 0 6px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--ink); }
.stat.filled .stat-name { color: inherit; }
.stat .spark { position: absolute; inset: auto 0 0 0; width: 100%; height: 42%; opacity: 0.9; }
.stat:has(.spark) .stat-value, .stat:has(.spark) .stat-name { transform: translateY(-18%); }
.gauges { flex: 1; min-height: 0; display: flex; flex-wrap: wrap; gap: 8px; justify-content: center; overflow: auto; }
.gauge { flex: 1 1 120px; min-height: 70px; min-width: 0; display: flex; flex-direction: column; align-items: center; justify-content: center; position: relative; container-type: size; }
.gauge svg { flex: 0 1 auto; min-height: 0; width: min(100cqw, 150cqh); height: min(56cqw, 84cqh); }
.gauge-track { stroke: var(--track); }
.gauge-value { font-size: clamp(13px, 20cqh, 30px); line-height: 1; font-weight: 500; margin-top: -0.9em; }
.gauge-name { font-size: 12px; color: var(--faint); }
.bars { flex: 1; min-height: 0; overflow: auto; display: flex; flex-direction: column; gap: 4px; justify-content: safe center; }
.bar { display: grid; grid-template-columns: minmax(60px, 28%) 1fr auto; align-items: center; gap: 10px; font-size: 13px; flex: 0 1 34px; min-height: 20px; }
.bar-name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bar-track { height: 100%; max-height: 26px; min-height: 12px; background: var(--track); border-radius: 2px; overflow: hidden; }
.bar-track i { display: block; height: 100%; border-radius: 2px; }
.bar b { font-weight: 500; text-align: right; min-width: 5ch; }
.notes { font-size: 12px; }
.notes summary { cursor: pointer; }
.marks { gap: 12px; padding-top: 6px; }
.mark-group { display: inline-flex; align-items: center; gap: 2px; }
.event { font-size: 13px; overflow-wrap: anywhere; }
.tip-event { color: var(--faint); }
.more { flex: none; padding-top: 2px; font-size: 12px; color: var(--faint); }
.scroll { flex: 1; min-height: 0; overflow: auto; }
.grid-table { width: 100%; border-collapse: collapse; font-size: 13px; }
.grid-table th { position: sticky; top: 0; background: var(--surface); color: var(--link); font-weight: 500; text-align: left; padding: 4px 8px; border-bottom: 1px solid var(--rule); white-space: nowrap; }
.grid-table td { padding: 4px 8px; border-bottom: 1px solid var(--grid); max-width: 60ch; overflow-wrap: anywhere; }
.grid-table .number { text-align: right; white-space: nowrap; }
.logs { font-size: 12px; }
.line summary { display: flex; gap: 8px; padding: 1px 0; cursor: pointer; list-style: none; align-items: baseline; }
.line summary:hover { background: var(--page); }
.line summary i { width: 3px; height: 14px; border-radius: 2px; flex: none; align-self: center; }
.line time { color: var(--faint); white-space: nowrap; flex: none; }
.line code { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
.fields { margin: 4px 0 8px 14px; border-collapse: collapse; }
.fields th { font-weight: 400; color: var(--faint); text-align: left; padding: 1px 16px 1px 0; vertical-align: top; }
.fields td { overflow-wrap: anywhere; font-family: ui-monospace, Menlo, Consolas, monospace; }
.states { flex: 1; min-height: 0; overflow: auto; display: flex; flex-direction: column; gap: 3px; font-size: 12px; }
.state { display: grid; grid-template-columns: minmax(80px, 26%) 1fr; gap: 10px; align-items: center; flex: 0 1 30px; min-height: 18px; }
.alarms .state { flex: none; min-height: 20px; }
.state-name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; text-align: right; }
.alarms .state-name { text-align: left; }
.state-track { position: relative; height: 100%; min-height: 14px; background: var(--track); border-radius: 2px; overflow: hidden; }
.state-track > i { position: absolute; top: 0; bottom: 0; font-style: normal; padding: 0 4px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; display: flex; align-items: center; }
.state-track > i.in-alarm { background: var(--alarm); padding: 0; }
.state.axis { flex: none; color: var(--faint); font-size: 11px; }
.state-ends { display: flex; justify-content: space-between; }
.dot { display: inline-block; width: 8px; height: 8px; border-radius: 50%; margin-right: 6px; background: #8b93a0; }
.dot.critical { background: var(--alarm); }
.dot.warning { background: #e08a00; }
.dot.info { background: var(--accent); }
.heat { flex: 1; min-height: 0; overflow: auto; display: flex; flex-direction: column; gap: 1px; font-size: 11px; }
.heat-row { flex: 1 0 8px; min-height: 8px; display: grid; grid-template-columns: minmax(48px, 12%) 1fr; gap: 8px; align-items: center; }
.heat-row > span:first-child { text-align: right; color: var(--faint); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; line-height: 1; }
.heat .axis { grid-template-columns: minmax(48px, 12%) 1fr; gap: 8px; }
.heat-cells { display: flex; gap: 1px; height: 100%; }
.heat-cells i { flex: 1; background: var(--grid); }
.markdown { flex: 1; overflow: auto; }
.markdown p + p, .markdown ul, .markdown pre { margin-top: 6px; }
.markdown ul { padding-left: 18px; list-style: disc; }
.md-h1 { font-size: 20px; font-weight: 500; } .md-h2 { font-size: 17px; font-weight: 500; } .md-h3 { font-size: 15px; font-weight: 500; } .md-h4, .md-h5, .md-h6 { font-weight: 600; }

.views { display: flex; flex-wrap: wrap; gap: 0; margin-top: 10px; }
.views button { padding: 4px 12px; border: 1px solid var(--rule); background: var(--surface); font-size: 13px; cursor: pointer; margin-left: -1px; }
.views button:first-child { border-radius: 3px 0 0 3px; margin-left: 0; }
.views button:last-child { border-radius: 0 3px 3px 0; }
.views button[aria-pressed=true] { background: var(--ink); color: var(--surface); border-color: var(--ink); }
.pairs { display: flex; flex-direction: column; gap: 22px; padding-top: 14px; }
.pair h2 { display: flex; align-items: center; gap: 8px; font-size: 16px; font-weight: 500; }
.words { padding: 4px 0 0 18px; list-style: disc; font-size: 13px; overflow-wrap: anywhere; }
.two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 16px; padding-top: 8px; }
.pair .panel { height: calc(var(--rows, 8) * 38px - 8px); }
.version-name { font-size: 12px; color: var(--faint); padding-bottom: 3px; overflow-wrap: anywhere; }
.version + .version { border-left: 1px dashed var(--rule); padding-left: 15px; }
.absent { border-style: dashed; background: none; min-height: 120px; }

@media (max-width: 760px) {
  main, .top, .source { padding-left: 10px; padding-right: 10px; }
  .grid, .repeat { display: flex; flex-direction: column; }
  .grid .panel { height: max(calc(var(--rows, 8) * 38px - 8px), 110px); }
  .two { grid-template-columns: minmax(0, 1fr); }
  .version + .version { border: 0; padding: 0; }
  .pop { max-width: 84vw; }
}
@media print {
  .tool, #theme, .views { display: none !important; }
  .panel { break-inside: avoid; }
}
`;
