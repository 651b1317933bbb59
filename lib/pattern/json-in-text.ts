/** Places of a text at which JSON is looked for: its message may have other braces. */
const MOST_PLACES = 8;

/**
 * Whether a JSON object stands after other text in an event: `2026-11-21T10:00:00Z INFO {"level":"error"}`. CloudWatch reads such an
 * event as text, and no JSON pattern matches it.
 */
export function hasJsonAfterText(text: string): boolean {
  const first = text.search(/\S/);
  let place = text.indexOf("{", first + 1);
  for (let tried = 0; place >= 0 && tried < MOST_PLACES; tried++) {
    const end = endOfObject(text, place);
    if (end < 0) return false;
    if (isObject(text.slice(place, end))) return true;
    place = text.indexOf("{", place + 1);
  }
  return false;
}

/** The offset after the brace that closes the one at `start`, by braces and strings alone; -1 where none does. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b) depth++;
    else if (code === 0x7d && --depth === 0) return at + 1;
  }
  return -1;
}

function isObject(text: string): boolean {
  // An object without members is as likely a placeholder.
  if (/^\{\s*\}$/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Braces of another notation.
    return false;
  }
}
