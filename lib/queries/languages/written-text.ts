/** The text in quotes, escapes resolved; a text without quotes, such as a variable of Grafana, as it is. */
export function unquoted(written: string): string {
  const quote = written.charAt(0);
  if (written.length < 2 || !"\"'`".includes(quote) || !written.endsWith(quote)) return written;
  const inner = written.slice(1, -1);
  return quote === "`" ? inner : inner.replaceAll(escape, resolved);
}

const escape = /\\(?:x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|([0-7]{3})|([^]))/g;
const SHORT: ReadonlyMap<string, string> = new Map([
  ["a", "\u0007"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

function resolved(_: string, two?: string, four?: string, eight?: string, octal?: string, char = ""): string {
  const hex = two ?? four ?? eight;
  const code = hex === undefined ? (octal === undefined ? undefined : parseInt(octal, 8)) : parseInt(hex, 16);
  if (code === undefined) return SHORT.get(char) ?? char;
  return code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ["ns", 1e-9],
  ["us", 1e-6],
  ["µs", 1e-6],
  ["ms", 1e-3],
  ["s", 1],
  ["m", 60],
  ["h", 3600],
  ["d", 86_400],
  ["w", 604_800],
  ["y", 31_536_000],
]);

/** Seconds of `5m`, `1h30m`, `1.5s`, or of a number without unit; undefined: something else. */
export function durationSeconds(text: string): number | undefined {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|[smhdwy]))+$/.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|[smhdwy])/g))
    sum += Number(amount) * (UNITS.get(unit ?? "") ?? 0);
  return Math.round(sum * 1e9) / 1e9;
}
