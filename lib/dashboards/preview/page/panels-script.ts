/** The bodies of panels, by their type. Part of the page's script. */
export const panelsScript = String.raw`
  const empty = (text, reasons) => el("div", { class: "empty" }, el("p", {}, text), ...(reasons ?? []).map((reason) => el("p", { class: "why" }, reason)));
  const mapped = (value, display) => {
    for (const mapping of display.mappings ?? []) {
      const isIt = mapping.value !== undefined ? mapping.value === String(value) : typeof value === "number" && (mapping.from === undefined || value >= mapping.from) && (mapping.to === undefined || value <= mapping.to);
      if (isIt) return mapping;
    }
    return undefined;
  };
  const shownValue = (value, display) => mapped(value, display)?.text ?? format(value, display.unit, display.decimals);
  const colourOfValue = (value, display, least) => {
    const name = mapped(value, display)?.color ?? display.color ?? (typeof value === "number" ? stepAt(display, value)?.color : undefined);
    return name === undefined || name === "transparent" ? undefined : colourOf(name, least);
  };
  // One value for each series, or for each number of a table's rows.
  const reducedOf = (panel, frames) => frames.flatMap((frame) => {
    const display = displayOfFrame(panel, frame);
    if (frame.kind === "series") return [{ label: nameOfFrame(panel, frame), value: calcOf(panel.options.calcs[0])[1](frame.values), display, values: frame.values }];
    if (frame.kind !== "table") return [];
    const texts = frame.columns.flatMap(({ kind }, at) => (kind === "text" ? [at] : []));
    const numbers = frame.columns.flatMap(({ kind }, at) => (kind === "number" ? [at] : []));
    return frame.rows.flatMap((row) => numbers.map((at) => ({
      label: [...texts.map((text) => row[text]), ...(numbers.length > 1 || texts.length === 0 ? [frame.columns[at].name] : [])].join(" "),
      value: row[at], display, values: [],
    })));
  });

  const spark = (values, colour) => {
    const points = values.map((value, at) => [at, value]).filter(([, value]) => value !== null);
    if (points.length < 2) return undefined;
    const most = points.reduce((all, [, value]) => Math.max(all, value), -Infinity);
    const least = points.reduce((all, [, value]) => Math.min(all, value), Math.min(0, most));
    const x = (at) => ((at / (values.length - 1)) * 100).toFixed(2);
    const y = (value) => (98 - ((value - least) / (most - least || 1)) * 92).toFixed(2);
    const line = points.map(([at, value], index) => (index === 0 ? "M" : "L") + x(at) + " " + y(value)).join("");
    return svg("svg", { class: "spark", viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("path", { d: line + "L" + x(points.at(-1)[0]) + " 100L" + x(points[0][0]) + " 100Z", fill: clear(colour, 0.16) }),
      svg("path", { d: line, fill: "none", stroke: colour, "stroke-width": "1.5", "vector-effect": "non-scaling-stroke" }));
  };

  const stat = (host, panel, frames) => {
    const values = reducedOf(panel, frames);
    const all = values.slice(0, MOST);
    if (all.length === 0) return false;
    const isBackground = /background/.test(panel.options.colorMode ?? "");
    host.append(el("div", { class: "stats" + (all.length > 1 ? " many" : "") }, ...all.map(({ display, label, value, values }) => {
      const colour = panel.options.colorMode === "none" ? undefined : colourOfValue(value, display, isBackground ? 3 : 4.5);
      const text = shownValue(value, display);
      const node = el("div", { class: "stat" + (isBackground && colour ? " filled" : "") },
        ...(all.length > 1 ? [el("span", { class: "stat-name" }, label)] : []),
        el("span", { class: "stat-value" }, text));
      if (panel.options.graphMode !== "none" && values.length > 1) {
        const line = spark(values, isBackground && colour ? inkOn(colour) : (colour ?? seriesColour(2)));
        if (line) node.prepend(line);
      }
      if (colour && isBackground) {
        node.style.background = colour;
        node.style.color = inkOn(colour);
      } else if (colour) node.style.color = colour;
      node.style.setProperty("--length", String(Math.max(text.length, 4)));
      return node;
    })), more(values.length - all.length, "value") ?? "");
    return true;
  };

  const gauge = (host, panel, frames) => {
    const values = reducedOf(panel, frames);
    const all = values.slice(0, MOST);
    if (all.length === 0) return false;
    const arc = (from, to, radius) => {
      const at = (share) => [100 + radius * Math.cos(Math.PI * (1 - share)), 100 - radius * Math.sin(Math.PI * (1 - share))].map((part) => part.toFixed(2));
      return "M" + at(from).join(" ") + "A" + radius + " " + radius + " 0 0 1 " + at(to).join(" ");
    };
    host.append(el("div", { class: "gauges" }, ...all.map(({ display, label, value }) => {
      const least = display.min ?? 0;
      const most = display.max ?? Math.max(100, ...thresholdValues(display).map((step) => step.value ?? 0));
      const share = typeof value === "number" ? Math.min(Math.max((value - least) / (most - least || 1), 0), 1) : 0;
      const colour = colourOfValue(value, display, 3) ?? seriesColour(0);
      const steps = thresholdValues(display);
      const rim = steps.map((step, index) => {
        const from = step.value === null ? 0 : Math.min(Math.max((step.value - least) / (most - least || 1), 0), 1);
        const next = steps[index + 1];
        const to = next === undefined ? 1 : Math.min(Math.max((next.value - least) / (most - least || 1), 0), 1);
        return to <= from || step.color === "transparent" ? undefined : svg("path", { d: arc(from, to, 94), fill: "none", stroke: colourOf(step.color), "stroke-width": "4" });
      });
      return el("div", { class: "gauge" },
        svg("svg", { viewBox: "0 0 200 112", "aria-hidden": "true" }, svg("path", { d: arc(0, 1, 78), class: "gauge-track", fill: "none", "stroke-width": "22" }),
          share > 0 ? svg("path", { d: arc(0, share, 78), fill: "none", stroke: colour, "stroke-width": "22" }) : undefined, ...rim),
        el("span", { class: "gauge-value", style: { color: colourOfValue(value, display, 4.5) ?? "inherit" } }, shownValue(value, display)),
        all.length > 1 ? el("span", { class: "gauge-name" }, label) : undefined);
    })), more(values.length - all.length, "value") ?? "");
    return true;
  };

  const bars = (host, panel, frames) => {
    const all = reducedOf(panel, frames).filter(({ value }) => typeof value === "number");
    if (all.length === 0) return false;
    const rows = panel.type === "bargauge" ? all : [...all].sort((a, b) => b.value - a.value);
    const most = rows.reduce((most, { display, value }) => Math.max(most, display.max ?? value), 0) || 1;
    host.append(el("div", { class: "bars", tabindex: rows.length > 8 ? "0" : undefined, role: "group", "aria-label": "Bars" }, ...rows.slice(0, MOST).map(({ display, label, value }, index) => {
      const colour = colourOfValue(value, display, 3) ?? seriesColour(panel.type === "bargauge" ? 0 : index);
      return el("div", { class: "bar" }, el("span", { class: "bar-name", title: label }, label), el("span", { class: "bar-track" }, el("i", { style: { width: Math.max((value / most) * 100, 0.5) + "%", background: colour } })),
        el("b", {}, shownValue(value, display)));
    })), more(rows.length - MOST, "bar") ?? "");
    return true;
  };

  const MOST_ROWS = 200;
  const cell = (value, kind, display) => (value === null || value === undefined ? "" : kind === "time" ? moment(value / 1000) : kind === "number" ? shownValue(value, display) : String(value));
  const tableOf = (columns, rows, display, left, leftColumns) => el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Table" },
    el("table", { class: "grid-table" },
      el("thead", {}, el("tr", {}, ...columns.map(({ display: own, kind, name }) => el("th", { scope: "col", class: kind === "number" ? "number" : undefined }, own?.name ?? name)))),
      el("tbody", {}, ...rows.slice(0, MOST_ROWS).map((row) => el("tr", {}, ...row.map((value, at) => {
        const { kind } = columns[at];
        const each = { ...display, ...columns[at].display };
        const node = el("td", { class: kind === "number" ? "number" : undefined }, cell(value, kind, each));
        const colour = kind === "number" && each.mappings ? mapped(value, each)?.color : undefined;
        if (colour) node.style.color = colourOf(colour, 4.5);
        return node;
      })))),
    ),
    more(left + Math.max(rows.length - MOST_ROWS, 0), "row"), more(leftColumns, "column"));
  // Series as rows of times: for the table panel, and for those who cannot see a chart.
  const seriesTable = (panel, series) => {
    const shown = series.slice(0, MOST);
    const data = aligned(shown);
    const columns = [{ name: "Time (UTC)", kind: "time" }, ...shown.map((frame) => ({ name: nameOfFrame(panel, frame), kind: "number", display: displayOfFrame(panel, frame) }))];
    const rows = data[0].map((at, row) => [at * 1000, ...data.slice(1).map((column) => column[row] ?? null)]).filter((row) => row.slice(1).some((value) => value !== null));
    return tableOf(columns, rows, panel.display, 0, series.length - shown.length);
  };
  const table = (host, panel, frames) => {
    const tables = frames.filter(({ kind }) => kind === "table");
    for (const { columns, left, rows } of tables) host.append(tableOf(columns.slice(0, MOST), rows.map((row) => row.slice(0, MOST)), panel.display, left, columns.length - MOST));
    const series = seriesOf(frames);
    if (series.length > 0) host.append(seriesTable(panel, series));
    const lines = frames.filter(({ kind }) => kind === "lines");
    return (lines.length > 0 && logs(host, panel, lines)) || tables.length + series.length > 0;
  };

  const levels = { debug: "blue", info: "green", warn: "yellow", warning: "yellow", error: "red", fatal: "purple", critical: "purple" };
  const logs = (host, panel, frames) => {
    const lines = frames.filter(({ kind }) => kind === "lines");
    const rows = lines.flatMap(({ rows }) => rows);
    if (lines.length === 0) return table === undefined ? false : frames.length > 0 && table(host, panel, frames);
    const left = lines.reduce((sum, frame) => sum + frame.left, 0);
    host.append(el("div", { class: "scroll logs", tabindex: "0", role: "group", "aria-label": "Log lines" }, ...rows.map(({ at, level, text }) => {
      const node = el("details", { class: "line" }, el("summary", {}, el("i", { style: { background: colourOf(levels[String(level).toLowerCase()] ?? "grey") } }), el("time", {}, moment(at / 1000).slice(5)), el("code", {}, text)));
      node.addEventListener("toggle", () => {
        if (node.open && node.children.length === 1) node.append(fieldsOf(text));
      });
      return node;
    }), rows.length === 0 ? el("p", { class: "faint" }, "No line matches.") : undefined,
      more(left, "line")));
    return true;
  };
  const fieldsOf = (text) => {
    let value;
    try { value = JSON.parse(text); } catch { value = undefined; }
    if (value === null || typeof value !== "object") return el("pre", {}, text);
    const rows = [];
    const visit = (each, name, depth) => {
      if (each !== null && typeof each === "object" && depth < 8) for (const [key, inner] of Object.entries(each)) visit(inner, name === "" ? key : name + "." + key, depth + 1);
      else rows.push(el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, typeof each === "object" ? JSON.stringify(each) : String(each))));
    };
    visit(value, "", 0);
    return el("div", {}, el("table", { class: "fields" }, el("tbody", {}, ...rows.slice(0, MOST_ROWS))), more(rows.length - MOST_ROWS, "field"));
  };

  const states = (host, panel, frames) => {
    const series = seriesOf(frames);
    if (series.length === 0) return false;
    const span = model.to - model.from || 1;
    host.append(el("div", { class: "states" }, ...series.slice(0, MOST).map((frame) => {
      const display = displayOfFrame(panel, frame);
      const track = el("span", { class: "state-track" });
      let from = 0;
      for (let at = 1; at <= frame.values.length; at++) {
        const same = at < frame.values.length && colourOfValue(frame.values[at], display) === colourOfValue(frame.values[from], display) && shownValue(frame.values[at], display) === shownValue(frame.values[from], display);
        if (same) continue;
        const value = frame.values[from];
        if (value !== null) {
          const colour = colourOfValue(value, display) ?? seriesColour(0);
          const left = ((frame.start + from * frame.step - model.from) / span) * 100;
          const width = (((at - from) * frame.step) / span) * 100;
          const text = shownValue(value, display);
          track.append(el("i", { title: text + " " + clock(frame.start + from * frame.step) + "–" + clock(frame.start + at * frame.step), style: { left: left + "%", width: width + "%", background: colour, color: inkOn(colour) } }, width > 6 ? text : ""));
        }
        from = at;
      }
      return el("div", { class: "state" }, el("span", { class: "state-name", title: nameOfFrame(panel, frame) }, nameOfFrame(panel, frame)), track);
    }), el("div", { class: "state axis", "aria-hidden": "true" }, el("span", {}), el("span", { class: "state-ends" }, el("span", {}, clock(model.from)), el("span", {}, clock((model.from + model.to) / 2)), el("span", {}, clock(model.to))))), more(series.length - MOST, "series") ?? "");
    return true;
  };

  // Rows of cells: a series is a row, or, of one series alone, a range of its values.
  const heatmap = (host, panel, frames, context) => {
    const series = seriesOf(frames);
    if (series.length === 0) return false;
    const columns = 60;
    const span = model.to - model.from || 1;
    const column = (at) => Math.min(columns - 1, Math.max(0, Math.floor(((at - model.from) / span) * columns)));
    const single = series.length === 1 ? series[0] : undefined;
    const present = single ? single.values.filter((value) => value !== null) : [];
    const most = present.reduce((all, value) => Math.max(all, value), 0) || 1;
    const rows = single ? 10 : Math.min(series.length, MOST);
    const cells = Array.from({ length: rows }, () => new Array(columns).fill(0));
    (single ? [single] : series.slice(0, rows)).forEach((frame, index) => frame.values.forEach((value, at) => {
      if (value === null) return;
      const x = column(frame.start + at * frame.step);
      if (single) cells[Math.min(rows - 1, Math.floor((value / most) * rows))][x]++;
      else cells[index][x] += value;
    }));
    const top = cells.flat().reduce((all, value) => Math.max(all, value), 0) || 1;
    const label = (row) => (single ? format(((row + 1) / rows) * most, panel.display.unit, panel.display.decimals) : nameOfFrame(panel, series[row]));
    host.append(el("div", { class: "heat", role: "img", "aria-label": "Heat map of " + context.title + "; the data button shows its values as a table" }, ...cells.map((row, at) => el("div", { class: "heat-row" }, el("span", { title: label(at) }, label(at)),
      el("span", { class: "heat-cells" }, ...row.map((value, x) => el("i", { title: value === 0 ? undefined : format(value, single ? undefined : panel.display.unit) + " at " + clock(model.from + (x / columns) * span), style: value === 0 ? {} : { background: clear(seriesColour(3), 0.12 + 0.88 * Math.sqrt(value / top)) } }))))).reverse(),
      el("div", { class: "state axis", "aria-hidden": "true" }, el("span", {}), el("span", { class: "state-ends" }, el("span", {}, clock(model.from)), el("span", {}, clock((model.from + model.to) / 2)), el("span", {}, clock(model.to))))), more(series.length - MOST, "series") ?? "");
    return true;
  };

  // A little Markdown: headings, lists, code, bold, links of the web. Everything is made of text nodes.
  const inline = (text) => {
    const parts = [];
    for (const piece of text.split(/(\x60[^\x60]+\x60|\*\*[^*]+\*\*|\*[^*\s][^*]*\*|\[[^\]]*\]\([^)\s]*\))/)) {
      if (/^\x60.*\x60$/.test(piece)) parts.push(el("code", {}, piece.slice(1, -1)));
      else if (/^\*\*.*\*\*$/.test(piece)) parts.push(el("strong", {}, piece.slice(2, -2)));
      else if (/^\*[^*]+\*$/.test(piece)) parts.push(el("em", {}, piece.slice(1, -1)));
      else {
        const link = /^\[([^\]]*)\]\(([^)\s]*)\)$/.exec(piece);
        if (link && /^https?:\/\//i.test(link[2])) parts.push(el("a", { href: link[2], rel: "noreferrer noopener" }, link[1] || link[2]));
        else if (piece !== "") parts.push(link ? link[1] : piece);
      }
    }
    return parts;
  };
  const markdown = (text) => {
    const blocks = [];
    let list;
    let code;
    for (const line of text.slice(0, 20000).split(/\r?\n/)) {
      if (/^\x60\x60\x60/.test(line)) {
        if (code) code = undefined;
        else blocks.push((code = el("pre", {})));
        continue;
      }
      if (code) { code.append(line + "\n"); continue; }
      const heading = /^(#{1,6})\s+(.*)$/.exec(line);
      const item = /^\s*(?:[-*+]|\d+\.)\s+(.*)$/.exec(line);
      if (!item) list = undefined;
      if (heading) blocks.push(el("p", { class: "md-h" + heading[1].length, role: "heading", "aria-level": String(Math.min(heading[1].length + 3, 6)) }, ...inline(heading[2])));
      else if (item) {
        if (!list) blocks.push((list = el("ul", {})));
        list.append(el("li", {}, ...inline(item[1])));
      } else if (line.trim() !== "") blocks.push(el("p", {}, ...inline(line)));
    }
    return el("div", { class: "markdown", tabindex: "0", role: "group", "aria-label": "Text" }, ...blocks);
  };

  const bodies = { timeseries: undefined, stat, gauge, bargauge: bars, barchart: bars, piechart: bars, histogram: bars, table, logs, heatmap, "state-timeline": states };
`;
