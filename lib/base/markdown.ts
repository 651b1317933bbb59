import { visible } from "./visible";

/**
 * A text from outside as a code span, in which Markdown, mentions, references and URLs have no effect. A text with backticks or
 * bars, which would end the span or the table's cell, becomes entities within `<code>`, where GitHub makes no links either.
 */
export function markdownCode(text: string): string {
  const shown = visible(text);
  if (shown.trim() === "") return "` `";
  return /^[^`|\\]+$/.test(shown) && !/^ | $/.test(shown) ? `\`${shown}\`` : `<code>${entities(shown)}</code>`;
}

/**
 * A text from outside as prose, within a line: every character that Markdown or HTML gives a meaning is an entity. A zero-width
 * space keeps `@name` and `#12` from becoming links to people and issues, which GitHub makes after it has read entities.
 */
export function markdownProse(text: string): string {
  return entities(visible(text)).replaceAll(/&#(64|35);/g, "&#$1;&#8203;");
}

// Characters that have a meaning in CommonMark, GitHub's extensions (tables, strikethrough, mathematics), HTML or URLs.
function entities(text: string): string {
  return text.replaceAll(/[#$&*<>@[\\\]_`|~]|:(?=\/\/)|(?<=www)\./gi, (mark) => `&#${mark.charCodeAt(0)};`);
}
