/** Written without what lib/records has: regular expressions and Date.UTC. */

/** The present of the tests. */
const NOW = Date.UTC(2026, 10, 29, 10);
const DAY = 86_400_000;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const DIRECTIVES: Readonly<Record<string, string>> = {
  Y: "(?<Y>\\d{4})",
  y: "(?<y>\\d\\d)",
  m: "(?<m>\\d\\d)",
  d: "(?<d>\\d{1,2})",
  b: "(?<b>[A-Z][a-z]{2})",
  B: "(?<b>[A-Z][a-z]{2})[a-z]*",
  a: "[A-Z][a-z]{2}",
  H: "(?<H>\\d{1,2})",
  I: "(?<I>\\d{1,2})",
  M: "(?<M>\\d\\d)",
  S: "(?<S>\\d\\d)",
  f: "(?<f>\\d+)",
  p: "(?<p>AM|PM)",
  z: "(?<z>[+-]\\d\\d:?\\d\\d)",
};

/**
 * The time of a text of this form, in milliseconds since 1970; without a year the last one that is not more than a day ahead, without a
 * date the last day on which it is not ahead. A form may end with the offset that the text does not say. `epoch` is a number since 1970.
 */
export function strptime(text: string, form: string): number {
  if (form === "epoch") return ofNumber(text);
  const offset = / ([+-]\d{4})$/.exec(form);
  const [whole, directives] = offset === null ? [text, form] : [text + offset[0], form.slice(0, offset.index) + " %z"];
  const source = directives
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/ /g, "\\s+")
    .replace(/%([A-Za-z])/g, (_, letter: string) => DIRECTIVES[letter] ?? "[");
  const found = new RegExp(`^${source}$`).exec(whole)?.groups;
  if (found === undefined) throw new Error(`${whole} is not ${directives}`);
  const { Y, y, m, b, d, H, I, M, S, f, p, z } = found;
  const hour = I === undefined ? Number(H) : (Number(I) % 12) + (p === "PM" ? 12 : 0);
  const milliseconds = Number((f ?? "0").padEnd(3, "0").slice(0, 3));
  const minutes =
    z === undefined ? 0 : (z.startsWith("-") ? -1 : 1) * (Number(z.slice(1, 3)) * 60 + Number(z.slice(-2)));
  const inYear = (year: number, month: number, day: number): number =>
    Date.UTC(year, month, day, hour, Number(M), Number(S ?? 0), milliseconds) - minutes * 60_000;
  if (d === undefined) {
    const today = inYear(2026, 10, 29);
    return today <= NOW ? today : today - DAY;
  }
  const month = b === undefined ? Number(m) - 1 : MONTHS.indexOf(b);
  if (Y !== undefined || y !== undefined)
    return inYear(Y === undefined ? 2000 + Number(y) : Number(Y), month, Number(d));
  const thisYear = inYear(2026, month, Number(d));
  return thisYear <= NOW + DAY ? thisYear : inYear(2025, month, Number(d));
}

function ofNumber(text: string): number {
  const [whole = "", fraction = ""] = text.split(".");
  if (whole.length === 10) return Number(whole) * 1000 + Number(fraction.padEnd(3, "0").slice(0, 3));
  return Number(whole.slice(0, 13));
}
