const SHOWN = 80;

/**
 * The beginning of a text, quoted, for a message: `"{\"a\":1"`, with `...` where it is cut. Control characters are escaped.
 * The result does not keep the text in memory.
 */
export function excerpt(text: string): string {
  const head = text.slice(0, SHOWN);
  return JSON.stringify(head.replace(/[\ud800-\udbff]$/, "")) + (text.length > SHOWN ? "..." : "");
}
