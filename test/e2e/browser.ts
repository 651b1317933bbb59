import { existsSync } from "node:fs";

/** The browser that pages are tested in; undefined if there is none. */
export const executable = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path !== undefined && existsSync(path));

/** Runs in a page: how many texts it has, and those of too little contrast. WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export const contrasts = `(() => {
  const parse = (text) => {
    const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const luminance = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    const layers = [];
    for (let node = element; node; node = node.parentElement) layers.push(parse(getComputedStyle(node).backgroundColor));
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  let checked = 0;
  const poor = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const element = text.parentElement;
    if (text.textContent.trim() === "" || element.closest("script, noscript, title, output") || element.getClientRects().length === 0) continue;
    const style = getComputedStyle(element);
    const below = ground(element);
    const colour = over(parse(element.closest("svg") ? style.fill : style.color), below);
    const [low, high] = [luminance(colour), luminance(below)].sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    checked++;
    if (ratio < 4.5) poor.add(element.tagName + "." + element.getAttribute("class") + " " + ratio.toFixed(2) + " " + text.textContent.trim().slice(0, 30));
  }
  return { checked, poor: [...poor] };
})()`;
