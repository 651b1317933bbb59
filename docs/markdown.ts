/** Text in a cell of a table. */
export function cell(text: string): string {
  return prose(text).replaceAll("|", "\\|");
}

/** What stands outside of code has no marks of Markdown. */
export function prose(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replace(/[*_<>]/g, "\\$&")))
    .join("");
}
