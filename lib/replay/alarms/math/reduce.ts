export type Reduction = "AVG" | "MIN" | "MAX" | "SUM" | "STDDEV" | "DATAPOINT_COUNT";

/**
 * Reduces one series to a number.
 *
 * `AVG` counts missing datapoints as 0, dividing by the number of timestamps. That is why AWS recommends
 * `SUM(m1) / DATAPOINT_COUNT(m1)` for sparse metrics. `MIN`, `MAX` and `STDDEV` of no datapoints are NaN.
 */
export function reduceAlong(name: Reduction, values: Float64Array): number {
  return reduce(name, values, values.length);
}

/** Reduces several series to one, timestamp by timestamp; a datapoint is missing if all of them lack it. */
export function reduceAcross(name: Reduction, of: readonly Float64Array[], length: number): Float64Array {
  const result = new Float64Array(length);
  const column = new Float64Array(of.length);
  for (let i = 0; i < length; i++) {
    let some = false;
    for (let k = 0; k < of.length; k++) {
      const value = of[k]?.[i] ?? NaN;
      column[k] = value;
      if (value === value) some = true;
    }
    result[i] = some ? reduce(name, column, of.length) : NaN;
  }
  return result;
}

function reduce(name: Reduction, values: Float64Array, slots: number): number {
  let count = 0;
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (value !== value) continue;
    count++;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  switch (name) {
    case "AVG":
      return sum / slots;
    case "SUM":
      return sum;
    case "DATAPOINT_COUNT":
      return count;
    case "MIN":
      return count === 0 ? NaN : min;
    case "MAX":
      return count === 0 ? NaN : max;
    case "STDDEV": {
      const mean = sum / count;
      let squares = 0;
      for (const value of values) if (value === value) squares += (value - mean) ** 2;
      return Math.sqrt(squares / count);
    }
  }
}
