/**
 * Combines every run of `width` consecutive elements of a column: element i of the result combines `column[i]` to
 * `column[i + width - 1]`, as far as the column goes. NaN is skipped; a run of NaN gives NaN.
 *
 * The column is divided into blocks of `width` elements, so that each run is the end of one block and the beginning of the next. That
 * takes three combinations per element, whatever the width. Unlike a sum to which the next element is added and from which the oldest
 * is subtracted, it has no rounding error that grows along the column.
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
