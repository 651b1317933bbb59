/** A function along one series: it takes each datapoint and the one before it, however many timestamps are between them. */
export function alongOf(
  name: "DIFF" | "DIFF_TIME" | "RATE" | "RUNNING_SUM",
  timestamps: Float64Array,
): (values: Float64Array) => Float64Array {
  return (values) => {
    const result = new Float64Array(values.length).fill(NaN);
    let before = -1;
    let sum = 0;
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? NaN;
      if (value !== value) continue;
      sum += value;
      if (name === "RUNNING_SUM") result[i] = sum;
      else if (before >= 0) {
        const seconds = (timestamps[i] ?? NaN) - (timestamps[before] ?? NaN);
        const difference = value - (values[before] ?? NaN);
        result[i] = name === "DIFF" ? difference : name === "DIFF_TIME" ? seconds : difference / seconds;
      }
      before = i;
    }
    return result;
  };
}

/**
 * Fills missing datapoints: with a number, with the datapoint of another series, with the last value before (`REPEAT`), or along the
 * line between the values around the gap (`LINEAR`). Where the filler has no value, the datapoint stays missing: at the beginning of a
 * series with `REPEAT`, at both its ends with `LINEAR`.
 */
export function fill(
  values: Float64Array,
  filler: number | Float64Array | "REPEAT" | "LINEAR",
  timestamps: Float64Array,
): Float64Array {
  if (filler === "LINEAR") return interpolated(values, timestamps);
  let last = NaN;
  return values.map((value, i) => {
    if (value === value) {
      last = value;
      return value;
    }
    if (filler === "REPEAT") return last;
    return typeof filler === "number" ? filler : (filler[i] ?? NaN);
  });
}

function interpolated(values: Float64Array, timestamps: Float64Array): Float64Array {
  const result = values.slice();
  let before = -1;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if (value !== value) continue;
    if (before >= 0) {
      const from = values[before] ?? NaN;
      const start = timestamps[before] ?? NaN;
      const seconds = (timestamps[i] ?? NaN) - start;
      for (let gap = before + 1; gap < i; gap++) {
        result[gap] = from + ((value - from) * ((timestamps[gap] ?? NaN) - start)) / seconds;
      }
    }
    before = i;
  }
  return result;
}
