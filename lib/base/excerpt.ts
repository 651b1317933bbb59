const SHOWN = 80;

/**
 * The beginning of a text, quoted, for a message: `"{\"a\":1"`, with `...` where it is cut. Control characters are escaped, and who an address names
 * before its host, with a password maybe, is not shown: `"https://...@example.com"`. The result does not keep the text in memory.
 */
export function excerpt(text: string): string {
  const isAddress = text.slice(0, SHOWN).includes("://");
  const told = isAddress ? text.slice(0, LONGEST).replaceAll(beforeHost, "://...@") : text;
  if (told.length <= SHOWN) return JSON.stringify(told);
  return `${JSON.stringify(told.slice(0, SHOWN).replace(/[\ud800-\udbff]$/, ""))}...`;
}

/** Tokens that are passwords are long, too. */
const LONGEST = 8192;
const beforeHost = /:\/\/[^\s/@]+@/g;
