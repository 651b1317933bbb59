import { limits } from "../../aws";
import type { Digit } from "./digit";
import { isNumber } from "./places";

/**
 * The shortened event holds only the kind of a metric value; the database adds up the numbers. Each kind is represented by a value
 * that the sampler treats the same: 0 for a number, 1e200 for one that is out of range.
 */
export interface MetricValue {
  /** Column of the number; NULL for anything else. */
  readonly column: string;
  readonly number: string;
  readonly kind: Digit;
  readonly helper: readonly [name: string, sql: string];
}

/** A string that reads as a number, with an exponent of up to nine digits. */
const NUMERIC = '^"[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,9})?"$';

/** @param node SQL expression of JSON text */
export function metricValue(index: number, node: string): MetricValue {
  const name = `w${index}`;
  const isInRange = `abs(${name}) <= ${limits.metricValue.most}`;
  return {
    column: `v${index}`,
    number: `CASE WHEN ${isInRange} THEN ${name} END`,
    kind: {
      key: `v${index}`,
      values: [undefined, "0", "1e200", "null", "[]", '"x"', '"1"'],
      // 4: booleans, objects and arrays, none of which is a value.
      sql:
        `CASE WHEN ${node} IS NULL THEN 0 WHEN ${name} IS NOT NULL THEN CASE WHEN ${isInRange} THEN 1 ELSE 2 END ` +
        `WHEN ${node} = 'null' THEN 3 WHEN NOT starts_with(${node}, '"') THEN 4 WHEN regexp_matches(${node}, '${NUMERIC}') THEN 6 ELSE 5 END`,
    },
    helper: [name, `CASE WHEN ${isNumber(node)} THEN TRY_CAST(${node} AS DOUBLE) END`],
  };
}
