import { createHash } from "node:crypto";
import type { Markup } from "./markup";
import { script } from "./script";
import { styles } from "./styles";

/** A page as one file that sends no requests. Its content security policy allows only its own style and script, by their hashes. */
export function htmlDocument(title: string, body: Markup): string {
  const policy = `default-src 'none'; style-src '${hash(styles)}'; script-src '${hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  // No whitespace around style and script, because their hashes cover every character between the tags.
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title><style>${styles}</style></head>
<body>${body.html}<script>${script}</script></body></html>
`;
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
