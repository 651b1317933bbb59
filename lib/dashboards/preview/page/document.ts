import { createHash } from "node:crypto";
import type { PageModel } from "../model";
import { calcsScript } from "./calcs-script";
import { chartScript } from "./chart-script";
import { coloursScript } from "./colours-script";
import { domScript } from "./dom-script";
import { layoutScript } from "./layout-script";
import { pageScript } from "./page-script";
import { panelsScript } from "./panels-script";
import { styles } from "./styles";
import { unitsScript } from "./units-script";

/** uPlot as its package has it: the script that declares `uPlot`, and its styles. */
export interface ChartLibrary {
  readonly script: string;
  readonly styles: string;
}

/**
 * The page as one HTML file. It sends no requests: its content security policy allows only its own style and scripts, by their hashes.
 * What it shows is data in it, which its script reads as JSON and writes as text.
 */
export function previewPage(model: PageModel, library: ChartLibrary): string {
  const script = `"use strict";(() => {${[unitsScript, calcsScript, coloursScript, domScript, chartScript, panelsScript, layoutScript, pageScript].join("")}})();`;
  const css = library.styles + styles;
  const policy = [
    "default-src 'none'",
    `style-src '${hash(css)}'`,
    `script-src '${hash(library.script)}' '${hash(script)}'`,
    "img-src data:",
    ...(model.isServed ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  // No whitespace around style and script, because their hashes cover every character between the tags.
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>Sightline preview</title><style>${css}</style></head>
<body><noscript>This page draws its dashboards with its own script: allow JavaScript to see them. It sends no requests.</noscript>
<script type="application/json" id="model">${inScript(JSON.stringify(model))}</script>
<script>${library.script}</script><script>${script}</script></body></html>
`;
}

/** JSON that cannot end the element that it stands in, and is the same JSON. */
export function inScript(json: string): string {
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
