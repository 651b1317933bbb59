/**
 * Charts over time, by uPlot: thresholds, alarms, a crosshair that all charts share, values for pointer and arrow keys. Part of the
 * page's script.
 */
export const chartScript = String.raw`
  const displayOfFrame = (panel, frame) => ({ ...panel.display, ...frame.display });
  const nameOfFrame = (panel, frame) => displayOfFrame(panel, frame).name ?? frame.name;
  const seriesOf = (frames) => frames.filter((frame) => frame.kind === "series");

  // Series of other steps and starts, over one list of times.
  const aligned = (series) => {
    const [first] = series;
    const isSame = series.every((one) => one.start === first.start && one.step === first.step && one.values.length === first.values.length);
    if (isSame) return [first.values.map((_, at) => first.start + at * first.step), ...series.map(({ values }) => values)];
    const times = [...new Set(series.flatMap(({ start, step, values }) => values.map((_, at) => start + at * step)))].sort((a, b) => a - b);
    const places = new Map(times.map((time, at) => [time, at]));
    return [times, ...series.map(({ start, step, values }) => {
      const column = new Array(times.length).fill(undefined);
      values.forEach((value, at) => { column[places.get(start + at * step)] = value; });
      return column;
    })];
  };

  // Each series on top of those before it, in groups of the same direction.
  const stacked = (columns, series) => {
    const sums = new Map();
    const totals = columns[0] ? columns[0].map((_, at) => columns.reduce((all, column) => all + Math.abs(column[at] ?? 0), 0)) : [];
    return columns.map((column, index) => {
      const { stack } = series[index];
      if (stack === undefined) return column;
      const below = sums.get(stack) ?? new Array(column.length).fill(0);
      const result = column.map((value, at) => below[at] + (stack === "percent" ? (totals[at] > 0 ? ((value ?? 0) / totals[at]) * 100 : 0) : (value ?? 0)));
      sums.set(stack, result);
      return result;
    });
  };

  const tickText = (seconds, step) => {
    const text = new Date(seconds * 1000).toISOString();
    if (step >= 86400 || text.slice(11, 19) === "00:00:00") return text.slice(5, 10);
    return step >= 60 ? text.slice(11, 16) : text.slice(11, 19);
  };

  const thresholdValues = (display) => {
    const { steps = [], mode } = display.thresholds ?? {};
    const span = (display.max ?? 100) - (display.min ?? 0);
    return steps.map(({ color, value }) => ({ color, value: value === null ? null : mode === "percentage" ? (display.min ?? 0) + (value / 100) * span : value }));
  };
  const stepAt = (display, value) => thresholdValues(display).filter((step) => step.value === null || value >= step.value).at(-1);

  // Near enough to the pointer to be meant, in seconds.
  const eventsNear = (events, at, reach) => events.filter((event) => Math.abs(event.at - at) <= reach);
  const drawChart = (host, panel, series, context) => {
    const shown = series.map((frame, index) => ({ frame, index, ...displayOfFrame(panel, frame) }));
    const named = shown.map((one) => ({ ...one, stack: one.stack === "none" ? undefined : one.stack, label: nameOfFrame(panel, one.frame), stroke: one.color === undefined ? seriesColour(one.index) : colourOf(one.color) }));
    // What stands on others is drawn before them, so that it covers none.
    const order = named.map((_, index) => index);
    if (named.some(({ draw, stack }) => draw === "bars" && stack !== undefined)) order.reverse();
    const place = (index) => order.indexOf(index) + 1;
    const raw = aligned(named.map(({ frame }) => frame));
    const sums = stacked(raw.slice(1), named);
    const data = [raw[0], ...order.map((index) => sums[index])];
    const style = getComputedStyle(document.documentElement);
    const ink = style.getPropertyValue("--faint").trim();
    const rule = style.getPropertyValue("--grid").trim();
    const font = "11px " + style.getPropertyValue("--font").trim();
    const thresholds = panel.display.thresholds;
    const drawn = thresholds === undefined || thresholds.style === undefined || thresholds.style === "off" ? [] : thresholdValues(panel.display);
    const alarms = panel.alarms.map((index) => model.alarms[index]);
    const isArea = /area/.test(thresholds?.style ?? "");
    const isLine = /line|dashed/.test(thresholds?.style ?? "");

    const onRight = named.map(({ isOnRight, unit }) => isOnRight === true);
    const axisOf = (index) => (onRight[index] ? "y2" : "y");
    const displayOfAxis = (scale) => named.find((_, index) => axisOf(index) === scale) ?? panel.display;
    const range = (scale) => (u, low, high) => {
      const display = displayOfAxis(scale);
      let least = low ?? 0;
      let most = high ?? 1;
      if (scale === "y") for (const { value } of drawn) if (value !== null && value > most && value <= Math.max(most, 0) * 4) most = value;
      if (least > 0) least = 0;
      if (most === least) most = least + 1;
      const room = (most - least) * 0.06;
      return [display.min ?? (least < 0 ? least - room : least), display.max ?? (most > 0 ? most + room : most)];
    };
    const axis = (scale) => ({
      scale, side: scale === "y" ? 3 : 1, stroke: ink, font, gap: 6, ticks: { show: false }, grid: { show: scale === "y", stroke: rule, width: 1 },
      space: 34,
      values: (u, splits) => {
        const display = displayOfAxis(scale);
        // 7.50 is 7.5: a scale has no digits that say nothing.
        return splits.map((value) => format(value, display.stack === "percent" ? "percent" : display.unit).replace(/\.(\d*?)0+(?!\d)/, (_, digits) => (digits === "" ? "" : "." + digits)));
      },
      size: (u, texts) => {
        if (!texts) return 40;
        u.ctx.font = u.axes[1].font[0];
        return Math.ceil(texts.reduce((most, text) => Math.max(most, u.ctx.measureText(text).width), 0) / devicePixelRatio) + 12;
      },
    });
    const bars = uPlot.paths.bars({ size: [0.72, 48], align: 1 });
    const stepped = uPlot.paths.stepped({ align: 1 });
    const gradient = (one) => clear(one.stroke, Math.min((one.fill ?? 0) / 100, 0.9));
    const bands = [];
    named.forEach(({ fill: opacity, stack, draw }, index) => {
      const before = named.findLastIndex((other, at) => at < index && other.stack !== undefined && other.stack === stack);
      if (stack !== undefined && before >= 0 && draw !== "bars" && (opacity ?? 0) > 0) bands.push({ series: [place(index), place(before)] });
    });

    // Several alarms at one time are shaded once, so that the lines stay readable.
    const shaded = [];
    for (const [from, to] of alarms.flatMap(({ spans }) => spans).sort((a, b) => a[0] - b[0])) {
      const last = shaded.at(-1);
      if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
      else shaded.push([from, to]);
    }

    const below = (u) => {
      const { ctx, bbox } = u;
      const x = (seconds) => Math.min(Math.max(u.valToPos(seconds, "x", true), bbox.left), bbox.left + bbox.width);
      ctx.save();
      for (const [from, to] of shaded) {
        const left = x(from);
        const width = Math.max(x(to) - left, 2);
        if (to < u.scales.x.min || from > u.scales.x.max) continue;
        ctx.fillStyle = style.getPropertyValue("--alarm-wash").trim();
        ctx.fillRect(left, bbox.top, width, bbox.height);
        ctx.fillStyle = style.getPropertyValue("--alarm").trim();
        ctx.fillRect(left, bbox.top, width, Math.round(3 * devicePixelRatio));
      }
      if (isArea) drawn.forEach(({ color, value }, index) => {
        const y = (at) => Math.min(Math.max(u.valToPos(at, "y", true), bbox.top), bbox.top + bbox.height);
        const bottom = value === null ? bbox.top + bbox.height : y(value);
        const next = drawn[index + 1];
        const top = next === undefined ? bbox.top : y(next.value);
        if (color === "transparent") return;
        ctx.fillStyle = clear(colourOf(color), 0.1);
        ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
      });
      ctx.restore();
    };
    const above = (u) => {
      const { ctx, bbox } = u;
      ctx.save();
      const mark = 3 * devicePixelRatio;
      for (const { at, color } of context.events) {
        if (at < u.scales.x.min || at > u.scales.x.max) continue;
        const x = Math.round(u.valToPos(at, "x", true)) + 0.5;
        const bottom = bbox.top + bbox.height;
        ctx.strokeStyle = clear(colourOf(color), 0.35);
        ctx.fillStyle = colourOf(color);
        ctx.lineWidth = devicePixelRatio;
        ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
        ctx.beginPath();
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bottom);
        ctx.stroke();
        ctx.beginPath();
        ctx.moveTo(x, bottom);
        ctx.lineTo(x - mark, bottom + mark);
        ctx.lineTo(x + mark, bottom + mark);
        ctx.fill();
      }
      if (!isLine) return ctx.restore();
      for (const { color, value } of drawn) {
        if (value === null || value < u.scales.y.min || value > u.scales.y.max || color === "transparent") continue;
        const y = Math.round(u.valToPos(value, "y", true)) + 0.5;
        ctx.strokeStyle = colourOf(color);
        ctx.lineWidth = 1.5 * devicePixelRatio;
        ctx.setLineDash(/dashed/.test(thresholds.style) ? [8 * devicePixelRatio, 6 * devicePixelRatio] : []);
        ctx.beginPath();
        ctx.moveTo(bbox.left, y);
        ctx.lineTo(bbox.left + bbox.width, y);
        ctx.stroke();
      }
      ctx.restore();
    };

    const plot = el("div", { class: "plot", tabindex: "0", role: "group", "aria-label": "Chart of " + context.title + ". Arrow keys move through its values; the data button shows them as a table." });
    host.append(plot);
    const tip = el("output", { class: "tip", hidden: true });
    plot.append(tip);
    const size = () => ({ width: Math.max(plot.clientWidth, 60), height: Math.max(plot.clientHeight, 50) });
    let isReading = false;
    const read = (u) => {
      const { idx, left } = u.cursor;
      if (!isReading || idx === null || idx === undefined || left < 0) {
        tip.hidden = true;
        return;
      }
      const rows = named.flatMap((one, index) => {
        if (!u.series[place(index)].show) return [];
        const value = raw[index + 1][idx];
        return value === undefined ? [] : [el("span", { class: "tip-row" }, el("i", { style: { background: one.stroke } }), el("span", {}, one.label), el("b", {}, format(value, one.unit, one.decimals)))];
      });
      const at = raw[0][idx];
      const loud = alarms.filter(({ spans }) => spans.some(([from, to]) => at >= from && at < to)).map(({ name }) => el("span", { class: "tip-alarm" }, "ALARM " + name));
      const most = 12;
      const marked = eventsNear(context.events, at, Math.max((u.scales.x.max - u.scales.x.min) * 5 / Math.max(u.over.clientWidth, 1), (raw[0][1] ?? at) - raw[0][0]) / 2 + 0.5);
      loud.push(...marked.slice(0, 5).map(({ name, text }) => el("span", { class: "tip-event" }, name + ": " + text)), more(marked.length - 5, "mark") ?? "");
      tip.replaceChildren(el("span", { class: "tip-time" }, moment(at) + " UTC"), ...rows.slice(0, most), more(rows.length - most) ?? "", ...loud);
      tip.hidden = false;
      const x = left + u.over.offsetLeft;
      const isLeft = x > plot.clientWidth / 2;
      tip.style.left = isLeft ? "" : x + 14 + "px";
      tip.style.right = isLeft ? plot.clientWidth - x + 14 + "px" : "";
      tip.style.top = Math.max(2, Math.min((u.cursor.top > 0 ? u.cursor.top : 10) - 10, plot.clientHeight - tip.offsetHeight - 4)) + "px";
    };
    const u = new uPlot(
      {
        ...size(), padding: [8, onRight.includes(true) ? 4 : 18, 0, 2], legend: { show: false }, bands,
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
        cursor: { sync: { key: "sightline", setSeries: false }, y: false, points: { size: 7, width: 2 }, drag: { x: true, y: false, setScale: true }, focus: { prox: -1 } },
        scales: { x: { time: true, range: (_, low, high) => (low === null || low === raw[0][0] && high === raw[0].at(-1) ? [model.from, model.to] : [low, high]) }, y: { range: range("y") }, ...(onRight.includes(true) ? { y2: { range: range("y2") } } : {}) },
        axes: [
          { stroke: ink, font, size: 26, gap: 4, space: 64, ticks: { show: false }, grid: { stroke: rule, width: 1 }, values: (_, splits, __, ___, step) => splits.map((at) => tickText(at, step)) },
          axis("y"),
          ...(onRight.includes(true) ? [axis("y2")] : []),
        ],
        series: [
          {},
          ...order.map((index) => [named[index], index]).map(([one, index]) => ({
            label: one.label, scale: axisOf(index), stroke: one.stroke, show: one.isHidden !== true,
            width: one.draw === "points" ? 0 : (one.draw === "bars" ? 0 : (one.width ?? 1.5)),
            fill: one.draw === "bars" ? mixed(one.stroke, ground(), Math.max((one.fill ?? 60) / 100, 0.45)) : (one.fill ?? 0) > 0 ? gradient(one) : undefined,
            paths: one.draw === "bars" ? bars : one.isStepped ? stepped : undefined,
            points: one.draw === "points" ? { show: true, size: 5, fill: one.stroke } : one.draw === "bars" ? { show: false } : { size: 4, fill: one.stroke, ...(one.frame.values.filter((value) => value !== null).length <= 1 ? { show: true } : {}) },
            spanGaps: one.spanNulls === true,
          })),
        ],
        hooks: { drawClear: [below], draw: [above], setCursor: [read] },
      },
      // Undefined: another series has a time there, and the line goes on; null: there is no value.
      data,
      plot,
    );
    u.over.addEventListener("pointerenter", () => { isReading = true; });
    u.over.addEventListener("pointerleave", () => { isReading = false; tip.hidden = true; });
    plot.addEventListener("keydown", (event) => {
      const last = raw[0].length - 1;
      const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -last, End: last }[event.key];
      if (event.key === "Escape") {
        isReading = false;
        tip.hidden = true;
        u.setCursor({ left: -10, top: -10 });
        return;
      }
      if (by === undefined) return;
      event.preventDefault();
      isReading = true;
      const now = u.cursor.idx ?? (by > 0 ? -1 : last + 1);
      const next = Math.min(Math.max(now + by, 0), last);
      u.setCursor({ left: u.valToPos(raw[0][next], "x"), top: u.over.clientHeight / 3 });
    });
    plot.addEventListener("blur", () => { isReading = false; tip.hidden = true; u.setCursor({ left: -10, top: -10 }); });
    const watch = new ResizeObserver(() => { if (plot.isConnected) u.setSize(size()); });
    watch.observe(plot);
    context.onDestroy(() => { watch.disconnect(); u.destroy(); });
    return { named, raw, toggle: (index) => { u.setSeries(place(index), { show: !u.series[place(index)].show }); return u.series[place(index)].show; } };
  };

  const drawLegend = (host, panel, { named, raw, toggle }) => {
    if (!panel.legend.isShown) return;
    const { calcs: wanted, isTable } = panel.legend;
    const button = (one, index) => {
      const node = el("button", { type: "button", class: "series", "aria-pressed": one.isHidden === true ? "false" : "true", title: "Show or hide " + one.label },
        el("i", { style: { background: one.stroke } }), el("span", {}, one.label));
      node.addEventListener("click", () => node.setAttribute("aria-pressed", String(toggle(index))));
      return node;
    };
    const values = (one, index) => wanted.map((name) => {
      const [, reduce] = calcOf(name);
      return format(reduce([...raw[index + 1]].filter((value) => value !== undefined)), unitOfCalc(name, one.unit), one.decimals);
    });
    if (isTable) {
      host.append(el("div", { class: "legend table", tabindex: named.length > 6 ? "0" : undefined, role: "group", "aria-label": "Legend" }, el("table", {},
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Name"), ...wanted.map((name) => el("th", { scope: "col", class: "number" }, calcOf(name)[0])))),
        el("tbody", {}, ...named.map((one, index) => el("tr", {}, el("td", {}, button(one, index)), ...values(one, index).map((text) => el("td", { class: "number" }, text))))))));
      return;
    }
    host.append(el("ul", { class: "legend list", "aria-label": "Legend" }, ...named.map((one, index) => el("li", {}, button(one, index),
      ...values(one, index).map((text, at) => el("span", { class: "calc" }, calcOf(wanted[at])[0] + ": " + text))))));
  };
`;
