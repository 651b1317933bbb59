/**
 * Where panels stand, of what is chosen: rows and panels that are repeated once for each value, on Grafana's grid of 24 columns. Part of
 * the page's script.
 *
 * @see https://grafana.com/docs/grafana/latest/visualizations/panels-visualizations/configure-panel-options/#configure-repeating-panels
 */
export const layoutScript = String.raw`
  // Values that one panel or row is repeated for, and panels of a dashboard that are drawn; what is more is counted.
  const MOST_REPEATS = 40;
  const MOST_DRAWN = 400;
  const COLUMNS = 24;

  const optionText = ({ text, values }) => text ?? values.join(", ");
  // The options that a variable has with what is chosen of those that it needs.
  const offeredOf = (variable, indexOf) => {
    if (variable.offered === undefined) return variable.options.map((_, index) => index);
    const key = variable.needs.map(indexOf).join(".");
    return Object.hasOwn(variable.offered, key) ? variable.offered[key] : [];
  };
  // The option that is chosen: by its text, as dashboards share variables by name; else the first that there is. -1: none is known.
  const choosing = (dashboard, chosen) => {
    const known = new Map();
    const indexOf = (name) => {
      if (known.has(name)) return known.get(name);
      const variable = dashboard.variables.find((each) => each.name === name);
      if (variable === undefined) return -1;
      known.set(name, -1);
      const offered = offeredOf(variable, indexOf);
      const index = offered.find((at) => optionText(variable.options[at]) === chosen.get(name)) ?? offered[0] ?? -1;
      known.set(name, index);
      return index;
    };
    return indexOf;
  };

  // What a repeat goes through: for each value of what is chosen its own option, and how many more there are.
  const repeatsOf = (name, dashboard, indexOf, scope) => {
    const variable = dashboard.variables.find((each) => each.name === name);
    const chosen = variable?.options[indexOf(name)];
    // What stands in a repeat has one value of its variable.
    if (chosen === undefined || Object.hasOwn(scope, name)) return { indexes: [undefined], left: 0 };
    const alone = new Map(variable.options.flatMap(({ isAll, values }, at) => (isAll !== true && values.length === 1 ? [[values[0], at]] : [])));
    const indexes = [...new Set(chosen.values.flatMap((value) => (alone.has(value) ? [alone.get(value)] : [])))];
    if (indexes.length === 0) return { indexes: [undefined], left: 0 };
    return { indexes: indexes.slice(0, MOST_REPEATS), left: new Set(chosen.values).size - Math.min(indexes.length, MOST_REPEATS) };
  };
  const scopesOf = (name, dashboard, indexOf, scope) => {
    if (name === undefined) return { scopes: [scope], left: 0 };
    const { indexes, left } = repeatsOf(name, dashboard, indexOf, scope);
    return { left, scopes: indexes.map((index) => (index === undefined ? scope : { ...scope, [name]: index })) };
  };

  // Places from the top on: as in Grafana, what stands lower moves up as far as others let it, and none covers another; what has no
  // place follows from left to right.
  const placed = (grids) => {
    const [width, height, lowest] = [8, 8, Number.MAX_SAFE_INTEGER];
    let next = 0;
    const wanted = grids.map((grid) => {
      if (grid !== undefined) return grid;
      const x = next;
      next = (next + width) % COLUMNS;
      return { x, y: lowest, w: width, h: height };
    });
    const compared = (a, b) => a.y - b.y || (a.y === lowest ? 0 : a.x - b.x);
    const order = wanted.map((_, index) => index).sort((a, b) => compared(wanted[a], wanted[b]) || a - b);
    const bottoms = new Array(COLUMNS).fill(0);
    const places = [...wanted];
    for (const index of order) {
      const grid = wanted[index];
      const y = bottoms.slice(grid.x, grid.x + grid.w).reduce((most, bottom) => Math.max(most, bottom), 0);
      bottoms.fill(y + grid.h, grid.x, grid.x + grid.w);
      places[index] = { ...grid, y };
    }
    return places;
  };

  // A panel, or the panels that it is repeated as, in the columns of one place.
  const blocksOf = (panel, at, scopes) => {
    const cells = scopes.map((scope) => ({ at, scope }));
    const { grid, repeat } = panel;
    if (repeat === undefined) return [{ cells, columns: 1, grid }];
    if (grid === undefined) return cells.map((cell) => ({ cells: [cell], columns: 1, grid }));
    const columns = repeat.isDown ? 1 : Math.min(cells.length, repeat.maxPerRow);
    const h = Math.ceil(cells.length / columns) * grid.h;
    return [{ cells, columns, grid: repeat.isDown ? { ...grid, h } : { x: 0, y: grid.y, w: COLUMNS, h } }];
  };

  // The sections of a dashboard with the places in them, and what is repeated more often than it is drawn.
  const layoutOf = (dashboard, indexOf) => {
    let room = MOST_DRAWN;
    const left = [];
    const sections = [];
    const more = (title, variable, count) => { if (count > 0) left.push({ title, variable, count }); };
    const fillIn = (section, scope, extra) => {
      const blocks = dashboard.panels.flatMap((panel, at) => {
        if (panel.section !== section) return [];
        const { left: count, scopes } = scopesOf(panel.repeat?.variable, dashboard, indexOf, scope);
        const drawn = scopes.slice(0, Math.max(room, 0));
        room -= drawn.length;
        more(panel.title, panel.repeat?.variable, count + scopes.length - drawn.length);
        return drawn.length === 0 ? [] : blocksOf(panel, at, drawn);
      });
      const places = placed(blocks.map(({ grid }) => grid));
      sections.push({ section, scope, ...extra, blocks: blocks.map((block, at) => ({ ...block, grid: places[at] })) });
    };
    const visit = (parent, scope) => dashboard.sections.forEach((section, index) => {
      if (section.parent !== parent) return;
      const { left: count, scopes } = scopesOf(section.repeat, dashboard, indexOf, scope);
      const drawn = scopes.filter((each) => {
        if (room <= 0 || sections.length >= MOST_DRAWN) return false;
        fillIn(index, each, { title: section.title, isCollapsed: section.isCollapsed });
        visit(index, each);
        return true;
      });
      more(section.title, section.repeat, count + scopes.length - drawn.length);
    });
    fillIn(-1, {}, { title: "", isCollapsed: false });
    visit(undefined, {});
    return { sections, left };
  };
`;
