import { visible } from "../visible";

/** HTML that is safe to show: only {@link markup} makes it, and it escapes every text that it is given. */
export interface Markup {
  readonly html: string;
}

type Part = Markup | string | number | readonly Part[];

/** A template for HTML: `markup\`<td>${name}</td>\``. Texts and numbers are escaped, markup and lists of it are taken as they are. */
export function markup(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let html = texts[0] ?? "";
  for (const [index, part] of parts.entries()) html += htmlOf(part) + (texts[index + 1] ?? "");
  return { html };
}

export const none: Markup = { html: "" };

/** A text from outside within a sentence: its direction, such as right to left, does not affect the text around it. */
export function foreign(text: string): Markup {
  return markup`<bdi>${text}</bdi>`;
}

/** Escaped for content and for attributes in double quotes; control characters and invisible ones are written as escapes. */
function escaped(text: string): string {
  return visible(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

function htmlOf(part: Part): string {
  if (typeof part === "string") return escaped(part);
  if (typeof part === "number") return String(part);
  return "html" in part ? part.html : part.map(htmlOf).join("");
}
