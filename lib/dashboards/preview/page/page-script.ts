/** The page: dashboards, variables, rows, panels, two versions beside each other. The last part of the page's script. */
export const pageScript = String.raw`
  const model = JSON.parse(document.getElementById("model").textContent);
  const root = document.documentElement;
  const chosen = new Map();
  let destroyed = [];
  let current;

  // What is chosen, with what is fixed where a panel or row is repeated.
  const choiceOf = (dashboard, scope) => {
    const indexOf = choosing(dashboard, chosen);
    return (name) => (Object.hasOwn(scope, name) ? scope[name] : indexOf(name));
  };
  const withVariables = (text, dashboard, scope) => {
    const indexOf = choiceOf(dashboard, scope);
    return text.replace(/\$(\w+)|\[\[(\w+)(?::\w+)?\]\]|\$\{(\w+)(?:[:.][^}]*)?\}/g, (whole, a, b, c) => {
      const option = dashboard.variables.find(({ name }) => name === (a ?? b ?? c))?.options[indexOf(a ?? b ?? c)];
      return option === undefined ? whole : optionText(option);
    });
  };
  const keyOf = (panel, dashboard, scope) => panel.variables.map(choiceOf(dashboard, scope)).join(".");
  // A variable and those that offer something else when it changes.
  const changedWith = (name, dashboard) => {
    const all = new Set([name]);
    for (const each of all) for (const variable of dashboard.variables) if (variable.needs?.includes(each)) all.add(variable.name);
    return all;
  };

  const alarmRows = (alarms) => {
    const fired = alarms.filter(({ spans }) => spans.length > 0);
    if (fired.length === 0) return el("p", { class: "faint" }, alarms.length === 0 ? "No alarm was replayed: give --env or --template." : "None of " + alarms.length + " alarms fired in this time.");
    const span = model.to - model.from || 1;
    return el("div", { class: "states alarms", role: "list", "aria-label": "Alarms that fired" }, ...fired.map(({ name, severity, spans }) => el("div", { class: "state", role: "listitem" },
      el("span", { class: "state-name", title: name }, el("i", { class: "dot " + (["critical", "warning", "info"].includes(severity) ? severity : "other") }), name),
      el("span", { class: "state-track" }, ...spans.map(([from, to]) => el("i", { class: "in-alarm", title: "ALARM " + moment(from) + " to " + moment(to) + " UTC", style: { left: ((from - model.from) / span) * 100 + "%", width: Math.max(((to - from) / span) * 100, 0.3) + "%" } })),
        el("span", { class: "unseen" }, "in ALARM " + spans.slice(0, 5).map(([from, to]) => clock(from) + " to " + clock(to)).join(", ") + (spans.length > 5 ? " and " + (spans.length - 5) + " more times" : ""))))),
      el("div", { class: "state axis", "aria-hidden": "true" }, el("span", {}), el("span", { class: "state-ends" }, el("span", {}, clock(model.from)), el("span", {}, clock((model.from + model.to) / 2)), el("span", {}, clock(model.to)))));
  };

  // A button that shows something below itself.
  const popover = (name, label, content, text) => {
    const id = newId();
    const box = el("div", { class: "pop", id, hidden: true }, content);
    const button = el("button", { type: "button", class: "tool " + name, "aria-expanded": "false", "aria-controls": id, "aria-label": label, title: label }, icon(name), text ? el("span", {}, text) : undefined);
    const close = () => { box.hidden = true; button.setAttribute("aria-expanded", "false"); };
    button.addEventListener("click", () => {
      box.hidden = !box.hidden;
      button.setAttribute("aria-expanded", String(!box.hidden));
    });
    const both = el("span", { class: "popover" }, button, box);
    both.addEventListener("focusout", ({ relatedTarget }) => { if (!both.contains(relatedTarget)) close(); });
    both.addEventListener("keydown", ({ key }) => { if (key === "Escape") { close(); button.focus(); } });
    return both;
  };

  // What the page does not hold, its server computes.
  const ask = async (body, panel, dashboard, isTable, context) => {
    const key = keyOf(panel, dashboard, context.scope);
    body.replaceChildren(empty("Computing …"));
    try {
      const side = model.dashboards.includes(dashboard) ? "after" : "before";
      const response = await fetch(["", "data", dashboard.id, side, dashboard.panels.indexOf(panel), key].join("/"));
      if (!response.ok) throw new Error(await response.text());
      panel.data[key] = await response.json();
    } catch (error) {
      if (key === keyOf(panel, dashboard, context.scope)) body.replaceChildren(empty("Not computed", [String(error.message)]));
      return;
    }
    if (key === keyOf(panel, dashboard, context.scope)) drawBody(body, panel, dashboard, isTable, context);
  };

  const drawBody = (body, panel, dashboard, isTable, context) => {
    body.replaceChildren();
    if (panel.type === "text") return body.append(markdown(withVariables(panel.text ?? "", dashboard, context.scope)));
    if (panel.type === "alertlist") return body.append(alarmRows(model.alarms));
    if (panel.type === "annolist") return body.append(annotationList(dashboard));
    const key = keyOf(panel, dashboard, context.scope);
    const data = Object.hasOwn(panel.data, key) ? panel.data[key] : undefined;
    if (data === undefined && model.isServed && !key.includes("-")) return ask(body, panel, dashboard, isTable, context);
    if (data === undefined) return body.append(empty("Not computed", ["The page holds data for so many values of its variables only; choose others, or open it with --serve."]));
    const frames = data.frames;
    if (frames.length === 0) return body.append(empty("No local data", data.reasons));
    const series = seriesOf(frames);
    const hasValues = frames.some((frame) => (frame.kind === "series" ? frame.values.some((value) => value !== null) : frame.kind === "lines" || frame.rows.length > 0));
    if (!hasValues) return body.append(empty("No datapoints in this time", data.reasons));
    if (isTable) {
      if (table(body, panel, frames)) return undefined;
    } else if (Object.hasOwn(bodies, panel.type) && panel.type !== "timeseries") {
      if (bodies[panel.type](body, panel, frames, context)) return undefined;
      if (frames.some(({ kind }) => kind === "lines")) return logs(body, panel, frames);
      return table(body, panel, frames);
    }
    if (series.length === 0) return table(body, panel, frames);
    const shown = series.slice(0, MOST);
    const holder = el("div", { class: "chart" + (panel.legend.isRight ? " beside" : "") });
    body.append(holder);
    drawLegend(holder, panel, drawChart(holder, panel, shown, context));
    body.append(more(series.length - shown.length, "series") ?? "");
    return undefined;
  };

  const annotationList = ({ annotations }) => {
    const events = annotations.flatMap((annotation) => annotation.events.map((event) => ({ at: event.at, text: annotation.name + ": " + event.text }))).sort((one, other) => other.at - one.at);
    return events.length === 0 ? empty("No annotation in this time") : el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Annotations" }, eventList(events));
  };

  const panelNode = (panel, dashboard, mark, context, scope) => {
    const titleId = newId();
    const body = el("div", { class: "body" });
    let isTable = false;
    const draw = () => {
      for (const end of node.ends.splice(0)) end();
      drawBody(body, panel, dashboard, isTable, { scope, title: name(), events: eventsOf(dashboard), onDestroy: (end) => node.ends.push(end) });
    };
    const name = () => withVariables(panel.title, dashboard, scope) || "the panel";
    const toggle = panel.type === "text" ? undefined : el("button", { type: "button", class: "tool table", "aria-pressed": "false", "aria-label": "Show the data of " + name() + " as a table", title: "Data as a table" }, icon("table"));
    toggle?.addEventListener("click", () => {
      isTable = !isTable;
      toggle.setAttribute("aria-pressed", String(isTable));
      draw();
    });
    const alarms = panel.alarms.map((index) => model.alarms[index]).filter(({ spans }) => spans.length > 0);
    const reasons = [...new Set(Object.values(panel.data).flatMap((data) => (data.frames.length > 0 ? data.reasons : [])))];
    const about = [
      ...(panel.description ? [markdown(panel.description)] : []),
      ...(panel.queries.length > 0 ? [el("p", { class: "label" }, "Query"), ...panel.queries.slice(0, 8).map((query) => el("pre", {}, query)), more(panel.queries.length - 8) ?? ""] : []),
      ...[...panel.notes, ...reasons, ...(panel.left > 0 ? [panel.left + " more combinations of its variables are not computed."] : [])].map((note) => el("p", { class: "why" }, note)),
    ];
    const heading = el("header", {}, el("h3", { id: titleId }, withVariables(panel.title, dashboard, scope)),
      mark ? el("span", { class: "mark " + mark }, mark) : undefined,
      about.length > 0 ? popover("info", "About " + name(), el("div", {}, about)) : undefined,
      alarms.length > 0 ? popover("bell", alarms.length === 1 ? "1 alarm fired" : alarms.length + " alarms fired", alarmRows(alarms), String(alarms.length)) : undefined,
      ...panel.links.filter(({ url }) => url).slice(0, 3).map(({ title, url }) => el("a", { class: "tool", href: url, rel: "noreferrer noopener", title, "aria-label": title }, icon("link"))),
      el("span", { class: "gap" }), toggle);
    const node = el("section", { class: "panel" + (mark ? " is-" + mark : ""), "aria-labelledby": titleId }, heading, body);
    node.ends = [];
    node.draw = draw;
    node.isUsing = (name) => panel.variables.some((each) => changedWith(name, dashboard).has(each));
    node.retitle = () => { node.querySelector("h3").textContent = withVariables(panel.title, dashboard, scope); };
    context.nodes.push(node);
    destroyed.push(() => node.ends.splice(0).forEach((end) => end()));
    seen.observe(node);
    return node;
  };

  // Drawn when it comes near the screen: a dashboard may have hundreds of panels.
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) {
      seen.unobserve(target);
      target.isDrawn = true;
      target.draw();
    }
  }, { rootMargin: "300px" });

  const placeOn = (node, { h, w, x, y }) => {
    node.style.gridColumn = x + 1 + " / span " + w;
    node.style.gridRow = y + 1 + " / span " + h;
    node.style.setProperty("--rows", String(h));
    return node;
  };
  const blockNode = ({ cells, columns, grid }, dashboard, marks, context) => {
    const nodes = cells.map(({ at, scope }) => panelNode(dashboard.panels[at], dashboard, marks?.get(at), context, scope));
    if (nodes.length === 1) return placeOn(nodes[0], grid);
    for (const node of nodes) node.style.setProperty("--rows", String(grid.h / Math.ceil(nodes.length / columns)));
    const block = placeOn(el("div", { class: "repeat" }, ...nodes), grid);
    block.style.setProperty("--columns", String(columns));
    return block;
  };
  const leftText = ({ count, title, variable }) => count.toLocaleString("en-US") + " more of " + (title || "a panel without a title") + (variable === undefined ? "" : ", which is repeated for " + variable);

  const gridNode = (dashboard, marks, context) => {
    const { left, sections } = layoutOf(dashboard, choiceOf(dashboard, {}));
    const full = left.length === 0 ? undefined : el("p", { class: "faint full" }, "Not drawn, as the page is full: " + left.slice(0, 5).map(leftText).join("; ") + (left.length > 5 ? "; and of " + (left.length - 5) + " others" : "") + ".");
    return el("div", { class: "dashboard" }, full, ...sections.map(({ blocks, isCollapsed, scope, section, title }) => {
      const count = blocks.reduce((sum, { cells }) => sum + cells.length, 0);
      if (count === 0 && section === -1) return undefined;
      const grid = el("div", { class: "grid" }, ...blocks.map((block) => blockNode(block, dashboard, marks, context)));
      if (section === -1) return grid;
      const id = newId();
      const place = dashboard.id + JSON.stringify([section, scope]);
      grid.id = id;
      grid.hidden = context.closed.get(place) ?? isCollapsed;
      const name = el("span", {}, withVariables(title, dashboard, scope));
      context.retitles.push(() => { name.textContent = withVariables(title, dashboard, scope); });
      const button = el("button", { type: "button", class: "row", "aria-expanded": String(!grid.hidden), "aria-controls": id }, icon("chevron"), name, el("span", { class: "faint" }, "(" + count + (count === 1 ? " panel)" : " panels)")));
      button.addEventListener("click", () => {
        grid.hidden = !grid.hidden;
        context.closed.set(place, grid.hidden);
        button.setAttribute("aria-expanded", String(!grid.hidden));
      });
      return el("div", { class: "section" }, el("h2", {}, button), grid);
    }));
  };

  const variableBar = (dashboard, redraw) => {
    const shown = dashboard.variables.filter(({ isHidden }) => !isHidden);
    if (shown.length === 0) return undefined;
    const refreshed = new Map();
    return el("div", { class: "variables", role: "group", "aria-label": "Variables" }, ...shown.map((variable) => {
      const id = newId();
      const field = variable.isChosen
        ? el("select", { id })
        : el("span", { class: "fixed", id }, variable.options[0] === undefined || optionText(variable.options[0]) === "" ? "–" : optionText(variable.options[0]));
      const refresh = () => {
        const indexOf = choiceOf(dashboard, {});
        const offered = offeredOf(variable, indexOf);
        field.replaceChildren(...offered.map((at) => el("option", { value: String(at), ...(at === indexOf(variable.name) ? { selected: true } : {}) }, optionText(variable.options[at]))),
          ...(offered.length === 0 ? [el("option", { value: "" }, "not computed")] : []));
      };
      if (variable.isChosen) {
        refreshed.set(variable.name, refresh);
        refresh();
      }
      field.addEventListener("change", () => {
        if (field.value === "") return;
        chosen.set(variable.name, optionText(variable.options[Number(field.value)]));
        for (const name of changedWith(variable.name, dashboard)) if (name !== variable.name) refreshed.get(name)?.();
        redraw(variable.name);
      });
      return el("div", { class: "variable", title: variable.why }, el(variable.isChosen ? "label" : "span", { for: variable.isChosen ? id : undefined, class: "name" }, variable.label), field);
    }));
  };

  const hiddenEvents = new Set();
  const eventsOf = ({ annotations }) => annotations.flatMap(({ color, events, name }) => (hiddenEvents.has(name) ? [] : events.map((event) => ({ ...event, color, name }))));
  // What is marked on the charts, each to be switched off, and as a list for those who cannot see it.
  const annotationBar = ({ annotations }, context) => {
    const marked = annotations.filter(({ events }) => events.length > 0);
    if (marked.length === 0) return undefined;
    return el("div", { class: "variables marks", role: "group", "aria-label": "Annotations" }, ...marked.map(({ color, events, name }) => {
      const button = el("button", { type: "button", class: "series", "aria-pressed": String(!hiddenEvents.has(name)), title: "Show or hide " + name }, el("i", { style: { background: colourOf(color) } }), el("span", {}, name + " (" + events.length + ")"));
      button.addEventListener("click", () => {
        if (!hiddenEvents.delete(name)) hiddenEvents.add(name);
        button.setAttribute("aria-pressed", String(!hiddenEvents.has(name)));
        for (const node of context.nodes) if (node.isDrawn) node.draw();
      });
      return el("span", { class: "mark-group" }, button, popover("info", "What " + name + " marks", eventList(events)));
    }));
  };
  const eventList = (events) => el("div", {}, ...events.slice(0, MOST_ROWS).map(({ at, text }) => el("p", { class: "event" }, el("span", { class: "faint" }, moment(at)), " " + text)), more(events.length - MOST_ROWS, "moment"));

  const isRepeating = (name, dashboard) => {
    const all = changedWith(name, dashboard);
    return dashboard.panels.some(({ repeat }) => repeat && all.has(repeat.variable)) || dashboard.sections.some(({ repeat }) => all.has(repeat));
  };
  const redrawer = (dashboard, context) => (name) => {
    const boards = [dashboard, dashboard.compared?.before].filter((each) => each !== undefined);
    if (boards.some((each) => isRepeating(name, each))) context.rebuild();
    else {
      for (const retitle of context.retitles) retitle();
      for (const node of context.nodes) {
        node.retitle();
        if (node.isDrawn && node.isUsing(name)) node.draw();
      }
    }
    announce("Panels are drawn with another value of " + name);
  };
  const emptied = (context) => {
    clean();
    context.nodes.length = 0;
    context.retitles.length = 0;
  };

  const comparedNode = (dashboard, context) => {
    const { before, changes, isRemoved, names, words } = dashboard.compared;
    const views = el("div", { class: "view" });
    const marksOf = (side) => new Map(changes.flatMap((change) => (change[side] === undefined ? [] : [[change[side], change.kind]])));
    const holder = (title, child) => el("div", { class: "version" }, el("p", { class: "version-name" }, title), child);
    const missing = (text) => el("div", { class: "panel absent" }, el("div", { class: "body" }, empty(text)));
    const scopeOf = (at, board) => layoutOf(board, choiceOf(board, {})).sections.flatMap(({ blocks }) => blocks.flatMap(({ cells }) => cells)).find((cell) => cell.at === at)?.scope ?? {};
    const pairs = () => el("div", { class: "pairs" },
      words.length > 0 ? el("ul", { class: "words" }, ...words.map((text) => el("li", {}, text))) : undefined,
      changes.length === 0 ? el("p", { class: "faint" }, "No panel differs.") : undefined,
      ...changes.map((change) => {
        const panels = [change.before === undefined || !before ? undefined : [before.panels[change.before], before, scopeOf(change.before, before)], change.after === undefined ? undefined : [dashboard.panels[change.after], dashboard, scopeOf(change.after, dashboard)]];
        const [panel, board, scope] = panels[1] ?? panels[0] ?? [undefined, dashboard, {}];
        const height = Math.max(...panels.map((one) => one?.[0].grid?.h ?? 0), 6);
        return el("article", { class: "pair" }, el("h2", {}, el("span", { class: "mark " + change.kind }, change.kind), withVariables(panel?.title ?? "", board, scope)),
          change.words.length > 0 ? el("ul", { class: "words" }, ...change.words.map((text) => el("li", {}, text))) : undefined,
          el("div", { class: "two" }, ...panels.map((one, side) => {
            const node = one ? panelNode(one[0], one[1], undefined, context, one[2]) : missing(side === 0 ? "Not in " + names[0] : "Not in " + names[1]);
            node.style.setProperty("--rows", String(height));
            return holder(names[side], node);
          })));
      }));
    const kinds = [
      ["changes", "Changes (" + changes.length + ")", pairs],
      ["both", "Side by side", () => el("div", { class: "two whole" }, holder(names[0], before ? gridNode(before, marksOf("before"), context) : missing("Not in " + names[0])), holder(names[1], isRemoved ? missing("Not in " + names[1]) : gridNode(dashboard, marksOf("after"), context)))],
      ["after", names[1], () => (isRemoved ? missing("Not in " + names[1]) : gridNode(dashboard, marksOf("after"), context))],
      ["before", names[0], () => (before ? gridNode(before, marksOf("before"), context) : missing("Not in " + names[0]))],
    ];
    const buttons = kinds.map(([kind, text, build], index) => el("button", { type: "button", "aria-pressed": String(index === 0), onclick: () => show(index) }, text));
    const show = (index) => {
      emptied(context);
      context.rebuild = () => show(index);
      buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(at === index)));
      views.replaceChildren(kinds[index][2]());
    };
    queueMicrotask(() => show(before === undefined ? 2 : isRemoved ? 3 : changes.length === 0 && words.length === 0 ? 1 : 0));
    return [el("div", { class: "views", role: "group", "aria-label": "Versions" }, ...buttons), views];
  };

  const wholeNode = (dashboard, context) => {
    const view = el("div", {}, gridNode(dashboard, undefined, context));
    context.rebuild = () => {
      emptied(context);
      view.replaceChildren(gridNode(dashboard, undefined, context));
    };
    return view;
  };

  const clean = () => { for (const end of destroyed.splice(0)) end(); };
  const status = el("p", { class: "unseen", role: "status" });
  const announce = (text) => { status.textContent = text; };
  const main = el("main", { id: "main", tabindex: "-1" });

  const show = (dashboard) => {
    clean();
    current = dashboard;
    const context = { nodes: [], retitles: [], closed: new Map(), rebuild: () => {} };
    const fired = model.alarms.filter(({ spans }) => spans.length > 0).length;
    const redraw = redrawer(dashboard, context);
    main.replaceChildren(
      el("div", { class: "title" }, el("h1", {}, dashboard.title), ...dashboard.tags.map((tag) => el("span", { class: "tag" }, tag)),
        ...dashboard.links.map(({ title, url }) => (url ? el("a", { href: url, rel: "noreferrer noopener" }, title) : el("span", { class: "faint", title: "leads to Grafana" }, title)))),
      ...(dashboard.left > 0 ? [el("p", { class: "faint" }, dashboard.left.toLocaleString("en-US") + " more panels are not drawn: the page is full.")] : []),
      ...(dashboard.description ? [el("p", { class: "faint description" }, dashboard.description)] : []),
      ...(dashboard.notes.length > 0 ? [el("details", { class: "faint notes" }, el("summary", {}, "Not drawn as Grafana does (" + dashboard.notes.length + ")"), ...dashboard.notes.map((note) => el("p", {}, note)))] : []),
      el("div", { class: "controls" }, variableBar(dashboard, redraw), annotationBar(dashboard, context)),
      ...(model.alarms.length > 0 ? [el("details", { class: "alarm-lane" }, el("summary", {}, icon("bell"), fired === 0 ? "No alarm fired" : fired === 1 ? "1 alarm fired" : fired + " alarms fired", el("span", { class: "faint" }, " of " + model.alarms.length)), alarmRows(model.alarms))] : []),
      ...(dashboard.compared ? comparedNode(dashboard, context) : [wholeNode(dashboard, context)]),
    );
    for (const link of document.querySelectorAll("nav a")) link.toggleAttribute("aria-current", link.hash === "#" + dashboard.id);
    document.title = dashboard.title + " · Sightline preview";
  };
  const atHash = () => model.dashboards.find(({ id }) => "#" + id === location.hash) ?? model.dashboards[0];

  const themes = ["system", "light", "dark"];
  const themeButton = el("button", { type: "button", id: "theme", class: "tool" }, "Theme: system");
  let theme = 0;
  const redrawAll = () => { if (current) { clean(); show(current); } };
  themeButton.addEventListener("click", () => {
    theme = (theme + 1) % themes.length;
    if (theme === 0) delete root.dataset.theme;
    else root.dataset.theme = themes[theme];
    themeButton.textContent = "Theme: " + themes[theme];
    redrawAll();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);

  const countChanges = ({ compared }) => (compared ? compared.changes.length + compared.words.length : 0);
  document.body.append(
    el("a", { class: "skip", href: "#main", onclick: (event) => { event.preventDefault(); main.focus(); } }, "Skip to the dashboard"),
    el("header", { class: "top" }, el("span", { class: "brand" }, "Sightline", el("span", { class: "faint" }, "preview")),
      el("span", { class: "gap" }),
      el("span", { class: "time", title: "The time that the page shows" }, moment(model.from).slice(0, 16) + " – " + (moment(model.from).slice(0, 10) === moment(model.to).slice(0, 10) ? clock(model.to) : moment(model.to).slice(0, 16)) + " UTC"),
      themeButton),
    model.dashboards.length < 2 ? "" : el("nav", { "aria-label": "Dashboards" }, ...model.dashboards.map((dashboard) => el("a", { href: "#" + dashboard.id, class: dashboard.compared && countChanges(dashboard) === 0 && !dashboard.compared.isRemoved ? "same" : undefined }, el("span", {}, dashboard.title), countChanges(dashboard) > 0 ? el("span", { class: "count" }, String(countChanges(dashboard))) : undefined))),
    el("p", { class: "source" }, model.source, ...(model.notes.length > 0 ? [el("details", {}, el("summary", {}, "What to know"), el("ul", {}, ...model.notes.map((note) => el("li", {}, note))))] : [])),
    main, status);
  addEventListener("hashchange", () => {
    if (location.hash === "#main") return;
    const next = atHash();
    if (next && next !== current) show(next);
  });
  if (model.dashboards.length > 0) show(atHash());
  else main.append(el("p", { class: "empty" }, "There is no dashboard."));
`;
