import { visible } from "./visible";

/**
 * A text from outside as a code span: neither its marks nor its mentions, references or addresses mean anything there. Backticks
 * and bars, which end a span or a table's cell, are spelled as entities within `<code>`, where GitHub links nothing either.
 */
export function code(text: string): string {
  const shown = visible(text);
  if (shown.trim() === "") return "` `";
  return /^[^`|\\]+$/.test(shown) && !/^ | $/.test(shown) ? `\`${shown}\`` : `<code>${entities(shown)}</code>`;
}

/**
 * A text from outside as prose, within a line: every mark that starts something is an entity. A character without width keeps
 * `@name` and `#12` from becoming links to people and issues, which GitHub makes after it has read entities.
 */
export function prose(text: string): string {
  return entities(visible(text)).replaceAll(/&#(64|35);/g, "&#$1;&#8203;");
}

// What starts a mark of CommonMark, of GitHub's extensions (tables, strikethrough, mathematics) or HTML, and addresses.
function entities(text: string): string {
  return text.replaceAll(/[#$&*<>@[\\\]_`|~]|:(?=\/\/)|(?<=www)\./gi, (mark) => `&#${mark.charCodeAt(0)};`);
}
