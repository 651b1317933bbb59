/** A field of a space-delimited event. */
export interface SplitField {
  /** Without the delimiters. */
  readonly value: string;
  /** Where it begins in the event, its opening delimiter included. */
  readonly start: number;
}

/**
 * Splits an event into fields. Fields are separated by runs of white space. A field that begins with `"` or `[` ends at the
 * next `"` or `]`, even without white space after it (`"b"c` is two fields), and both delimiters are removed. Without
 * a closing delimiter the opening one is an ordinary character.
 *
 * Blanks and tabs are recorded as separators; that line breaks separate fields too is assumed.
 */
export function split(text: string): SplitField[] {
  const fields: SplitField[] = [];
  // Where the last closing delimiter is, so that a line full of opening delimiters is not searched to its end for each of them.
  const lastQuote = text.lastIndexOf('"');
  const lastBracket = text.lastIndexOf("]");
  let at = 0;
  for (;;) {
    while (at < text.length && isSpace(text.charCodeAt(at))) at++;
    if (at >= text.length) return fields;
    const start = at;
    const open = text.charCodeAt(at);
    const close = open === QUOTE && lastQuote > at ? '"' : open === BRACKET && lastBracket > at ? "]" : undefined;
    if (close === undefined) {
      while (at < text.length && !isSpace(text.charCodeAt(at))) at++;
      fields.push({ value: text.slice(start, at), start });
    } else {
      const end = text.indexOf(close, at + 1);
      fields.push({ value: text.slice(start + 1, end), start });
      at = end + 1;
    }
  }
}

const QUOTE = 0x22;
const BRACKET = 0x5b;

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}
