/**
 * A member of the shortened event that has one of a few values. The database gives the value's index, and combines the indexes of
 * many members as the digits of one number, which is cheaper to compare than texts.
 */
export interface Digit {
  readonly key: string;
  /** JSON texts; undefined: the event has no such member. */
  readonly values: readonly (string | undefined)[];
  /** SQL expression of the value's index; never NULL. */
  readonly sql: string;
}

/** Digits that are combined in one column. */
export interface Code {
  readonly column: string;
  readonly digits: readonly Digit[];
}

/** JavaScript numbers are exact for integers below this. */
const MOST = 2 ** 53;

export function codesOf(digits: readonly Digit[]): Code[] {
  const codes: { column: string; digits: Digit[]; size: number }[] = [];
  for (const digit of digits) {
    const last = codes.at(-1);
    if (last !== undefined && last.size * digit.values.length < MOST) {
      last.digits.push(digit);
      last.size *= digit.values.length;
    } else codes.push({ column: `c${codes.length}`, digits: [digit], size: digit.values.length });
  }
  return codes.map(({ column, digits: own }) => ({ column, digits: own }));
}

/** SQL of the number. */
export function codeSql({ digits }: Code): string {
  return digits.reduce(
    (sum, { sql, values }, index) => (index === 0 ? `(${sql})::BIGINT` : `(${sum}) * ${values.length} + (${sql})`),
    "0",
  );
}

/** The members that a number encodes, as JSON text without braces: `,"k0":"error","k1":503`. */
export function decode({ digits }: Code, code: number): string {
  let rest = code;
  let text = "";
  for (let at = digits.length - 1; at >= 0; at--) {
    const { key = "", values = [] } = digits[at] ?? {};
    const value = values[rest % values.length];
    rest = Math.floor(rest / values.length);
    if (value !== undefined) text += `,"${key}":${value}`;
  }
  return text;
}
