/**
 * A text that is not longer than `most` characters: what is left out stands in the middle, by its number of characters, so that the
 * beginning and the end of a sentence remain.
 */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = text.slice(0, Math.ceil((most * 2) / 3)).replace(/[\ud800-\udbff]$/, "");
  const tail = text.slice(text.length - Math.floor(most / 3)).replace(/^[\udc00-\udfff]/, "");
  const left = text.length - head.length - tail.length;
  return `${head}... (${left.toLocaleString("en-US")} characters left out) ...${tail}`;
}
