/** Adds items to the end of a list. `list.push(...items)` puts each item on the stack and fails above some 100,000. */
export function append<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}

/** The least of the numbers, or Infinity of none; of any number of them, unlike `Math.min(...numbers)`. */
export function least(numbers: Iterable<number>): number {
  let least = Infinity;
  for (const number of numbers) least = Math.min(least, number);
  return least;
}

/** The greatest of the numbers, or -Infinity of none; of any number of them, unlike `Math.max(...numbers)`. */
export function greatest(numbers: Iterable<number>): number {
  let greatest = -Infinity;
  for (const number of numbers) greatest = Math.max(greatest, number);
  return greatest;
}
