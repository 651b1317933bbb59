/** How many datapoints one text may have: a typo such as `0x1000000000` is reported and not expanded. */
const mostValues = 1_000_000;

const number = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const item = new RegExp(`^(?:_(?:x(\\d+))?|(${number})(?:([+-])(${number.replace("[+-]?", "")}))?(?:x(\\d+))?)$`);

/** Datapoints, one for each period; null where there is none. Or what is wrong with the text. */
export type Notation = { readonly values: readonly (number | null)[] } | { readonly problem: string };

/**
 * Reads the notation of promtool's rule tests (https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/,
 * section series): items with blanks between them, each of which is one of
 *
 * - `a`: one value,
 * - `_`: no datapoint in this period,
 * - `axn`: a, and a again n times; `0x3` is `0 0 0 0`,
 * - `a+bxn`, `a-bxn`: a, and n further values, each greater or smaller by b; `1+2x3` is `1 3 5 7`,
 * - `_xn`: n periods without a datapoint.
 *
 * `stale` exists only in Prometheus and is rejected: CloudWatch has only missing datapoints.
 */
export function parseNotation(text: string): Notation {
  const values: (number | null)[] = [];
  for (const word of text.split(/\s+/).filter((each) => each !== "")) {
    const parts = item.exec(word);
    if (parts === null) return { problem: `"${word}" is not one of a, axn, a+bxn, a-bxn, _ and _xn` };
    const [, gap, first, sign = "+", step, times] = parts;
    if (step !== undefined && times === undefined)
      return { problem: `"${word}" does not say how often: write ${word}x5` };
    const count = first === undefined ? Number(gap ?? 1) : Number(times ?? 0) + 1;
    if (values.length + count > mostValues) return { problem: `"${word}" makes more than ${mostValues} datapoints` };
    const each = step === undefined ? 0 : Number(sign + step);
    for (let i = 0; i < count; i++) values.push(first === undefined ? null : Number(first) + i * each);
  }
  return values.length === 0 ? { problem: "no datapoint at all" } : { values };
}
