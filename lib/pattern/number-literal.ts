import type { Path } from "../base";

const LITERAL = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * The number at `path` as it is written in a JSON text, which `JSON.parse` does not keep. If a key is repeated, the
 * last one counts, as in `JSON.parse`. Undefined when there is no number at `path`.
 *
 * @param text valid JSON; this is not checked again
 */
export function numberLiteral(text: string, path: Path): string | undefined {
  let at = skipBlanks(text, 0);
  for (const step of path) {
    const found: number = typeof step === "string" ? memberAt(text, at, step) : elementAt(text, at, step);
    if (found < 0) return undefined;
    at = found;
  }
  LITERAL.lastIndex = at;
  return LITERAL.exec(text)?.[0];
}

function memberAt(text: string, object: number, name: string): number {
  if (text.charCodeAt(object) !== OPEN_BRACE) return -1;
  let found = -1;
  let at = skipBlanks(text, object + 1);
  while (text.charCodeAt(at) === QUOTE) {
    const keyEnd = skipString(text, at);
    const isNamed = isKey(text, at, keyEnd, name);
    at = skipBlanks(text, keyEnd);
    at = skipBlanks(text, at + 1); // the colon
    if (isNamed) found = at;
    at = skipBlanks(text, skipValue(text, at));
    if (text.charCodeAt(at) === COMMA) at = skipBlanks(text, at + 1);
  }
  return found;
}

function elementAt(text: string, array: number, index: number): number {
  if (text.charCodeAt(array) !== OPEN_BRACKET) return -1;
  let at = skipBlanks(text, array + 1);
  for (let i = 0; i < index; i++) {
    at = skipBlanks(text, skipValue(text, at));
    if (text.charCodeAt(at) !== COMMA) return -1;
    at = skipBlanks(text, at + 1);
  }
  return at;
}

function isKey(text: string, start: number, end: number, name: string): boolean {
  if (text.startsWith(name, start + 1) && start + name.length + 2 === end) return true;
  const written = text.slice(start, end);
  return written.includes("\\") && JSON.parse(written) === name;
}

function skipValue(text: string, start: number): number {
  let at = start;
  let depth = 0;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = skipString(text, at) - 1;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth++;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      if (depth === 0) return at;
      depth--;
    } else if (code === COMMA && depth === 0) {
      return at;
    }
  }
  return at;
}

/** The offset after the string that begins at `start`. */
function skipString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at + 1;
  }
  return text.length;
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (BLANKS.has(text.charCodeAt(at))) at++;
  return at;
}

const BLANKS: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
