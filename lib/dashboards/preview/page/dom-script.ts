/** Elements of the page: texts come in through `textContent` only, so nothing from outside becomes HTML. Part of the page's script. */
export const domScript = String.raw`
  const el = (name, attributes, ...children) => {
    const node = document.createElement(name);
    return fill(node, attributes, children);
  };
  const SVG = "http://www.w3.org/2000/svg";
  const svg = (name, attributes, ...children) => fill(document.createElementNS(SVG, name), attributes, children);
  const fill = (node, attributes, children) => {
    for (const [key, value] of Object.entries(attributes ?? {})) {
      if (value === undefined || value === false || value === null) continue;
      if (key === "style") for (const [property, text] of Object.entries(value)) node.style.setProperty(property, text);
      else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else node.setAttribute(key, value === true ? "" : value);
    }
    for (const child of children.flat()) if (child !== undefined && child !== null && child !== "") node.append(child);
    return node;
  };
  const icons = {
    info: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm0 1.4a5.1 5.1 0 1 1 0 10.2A5.1 5.1 0 0 1 8 2.900Zm-.7 4.300h1.400v4.200H7.300Zm0-2.400h1.400v1.400H7.300Z",
    table: "M2 2.500h12v11H2Zm1.300 1.300v2h9.400v-2Zm0 3.200v2h4v-2Zm5.300 0v2h4.100v-2Zm-5.300 3.200v2h4v-2Zm5.300 0v2h4.100v-2Z",
    chart: "M2 2h1.400v10.600H14V14H2Zm3 5.500h1.800V11H5Zm3-3.500h1.800v7H8Zm3 2h1.800v5H11Z",
    bell: "M8 1.500a4.300 4.300 0 0 0-4.300 4.300v2.600L2.500 10.800v1h11v-1l-1.200-2.400V5.800A4.300 4.300 0 0 0 8 1.500ZM6.400 12.600a1.600 1.600 0 0 0 3.200 0Z",
    link: "M6.200 3H3v10h10V9.800h-1.300v1.900H4.300V4.300h1.900Zm2 0v1.300h2.500L6.300 8.700l.9.900 4.400-4.400v2.500H13V3Z",
    chevron: "m4 6 4 4 4-4",
    sun: "M8 4.700a3.300 3.300 0 1 0 0 6.600 3.300 3.300 0 0 0 0-6.600ZM7.400 1h1.200v2.200H7.400Zm0 11.800h1.200V15H7.400ZM1 7.400h2.200v1.200H1Zm11.800 0H15v1.200h-2.200Z",
  };
  const icon = (name) => svg("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", name === "chevron" ? { d: icons[name], class: "stroke" } : { d: icons[name] }));
  const clock = (seconds) => new Date(seconds * 1000).toISOString().slice(11, 16);
  const moment = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
  // What a panel draws at most of one kind: series, values, rows of a heat map, columns. Tables and logs have more rows.
  const MOST = 60;
  const more = (left, noun) => (left > 0 ? el("p", { class: "more" }, "and " + left.toLocaleString("en-US") + " more" + (noun ? " " + noun + (left === 1 || noun.endsWith("s") ? "" : "s") : "")) : undefined);
  let ids = 0;
  const newId = () => "n" + ++ids;
`;
