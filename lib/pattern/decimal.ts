/** An exact decimal: ±0.DIGITS × 10^magnitude, without leading or trailing zeros; zero has no digits and no sign. */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly magnitude: number;
}

const SYNTAX = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
const MAX_INT = 2147483647;

/**
 * Reads a number as Java's `BigDecimal` does: exactly, `.5` and `5.` included.
 * Undefined for text that is not a number, or whose exponent or scale is out of the range of an int.
 */
export function decimal(text: string): Decimal | undefined {
  const found = SYNTAX.exec(text);
  if (found === null) return undefined;
  const whole = found[2] ?? "";
  const fraction = found[3] ?? "";
  if (whole === "" && fraction === "") return undefined;
  const exponent = Number(found[4] ?? "0");
  if (exponent < -MAX_INT - 1 || exponent > MAX_INT) return undefined;
  const scale = fraction.length - exponent;
  if (scale < -MAX_INT - 1 || scale > MAX_INT) return undefined;

  const all = whole + fraction;
  let first = 0;
  while (first < all.length && all.charCodeAt(first) === 48) first++;
  let last = all.length;
  while (last > first && all.charCodeAt(last - 1) === 48) last--;
  if (first === last) return { negative: false, digits: "", magnitude: 0 };
  return {
    negative: found[1] === "-",
    digits: all.slice(first, last),
    magnitude: whole.length - first + exponent,
  };
}

/** Below zero, zero or above zero, as `a` is less than, equal to or greater than `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const signA = sign(a);
  const signB = sign(b);
  if (signA !== signB) return signA - signB;
  if (signA === 0) return 0;
  if (a.magnitude !== b.magnitude) return a.magnitude < b.magnitude ? -signA : signA;
  if (a.digits === b.digits) return 0;
  return a.digits < b.digits ? -signA : signA;
}

/**
 * The text of a double as Java's `Double.toString` writes it, which is what the service compares
 * with strings: `1.0`, `1000.0`, `1.0E7`, `1.0E-4`, `Infinity`.
 */
export function javaDouble(value: number): string {
  const size = Math.abs(value);
  // Here JavaScript writes the same, except for the fraction of a whole number.
  if (size >= 1e-3 && size < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value);
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  if (value === 0) return `${sign}0.0`;
  const { digits, exponent } = shortest(size);
  return `${sign}${digits.charAt(0)}.${digits.slice(1) || "0"}E${exponent}`;
}

function sign(value: Decimal): number {
  if (value.digits === "") return 0;
  return value.negative ? -1 : 1;
}

function shortest(value: number): { digits: string; exponent: number } {
  let text = value.toExponential();
  // Where one digit is enough, Java writes the two digits nearest to the value: 4.9E-324, not 5E-324.
  if (text.charAt(1) === "e") {
    const two = value.toExponential(1);
    if (Number(two) === value) text = two;
  }
  const [mantissa = "", exponent = "0"] = text.split("e");
  const digits = mantissa.replace(".", "").replace(/0+$/, "");
  return { digits, exponent: Number(exponent) };
}
