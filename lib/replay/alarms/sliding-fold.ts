/**
 * Combines every run of `width` neighbours of a column: element i of the result is made of `column[i]` to `column[i + width - 1]`.
 * NaN stands for nothing and is passed over; a run of nothing gives NaN. Beyond the column's end there is nothing.
 *
 * In blocks of the width, each run is the end of one block and the beginning of the next: three combinations per element whatever the
 * width, and, unlike adding what comes and subtracting what goes, without a rounding error that grows along the column.
 */
export function slidingFold(
  column: Float64Array,
  width: number,
  combine: (a: number, b: number) => number,
): Float64Array {
  if (width === 1) return column;
  const { length } = column;
  const result = new Float64Array(length).fill(NaN);
  if (width === 0) return result;
  const ends = new Float64Array(width);
  for (let block = 0; block < length; block += width) {
    let end = NaN;
    for (let i = width - 1; i >= 0; i--) {
      const value = block + i < length ? (column[block + i] ?? NaN) : NaN;
      if (value === value) end = end === end ? combine(value, end) : value;
      ends[i] = end;
    }
    let beginning = NaN;
    for (let i = 0; i < width && block + i < length; i++) {
      const before = ends[i] ?? NaN;
      result[block + i] = before !== before ? beginning : beginning !== beginning ? before : combine(before, beginning);
      const next = block + width + i;
      const value = next < length ? (column[next] ?? NaN) : NaN;
      if (value === value) beginning = beginning === beginning ? combine(beginning, value) : value;
    }
  }
  return result;
}
