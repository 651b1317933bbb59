/**
 * How many times more processor time a task takes for the larger input than for the smaller one. Other processes take none of it,
 * and a slow machine makes both slower. Each is measured three times, alternately; the minimum counts.
 *
 * With 16 times the input, the result of a task with linear work is about 16, and with quadratic work about 256: leave a wide margin
 * to both.
 */
export async function growth(small: () => unknown, large: () => unknown): Promise<number> {
  const least = { small: Infinity, large: Infinity };
  for (let round = 0; round < 3; round++) {
    least.small = Math.min(least.small, await processorTime(small));
    least.large = Math.min(least.large, await processorTime(large));
  }
  return least.large / least.small;
}

/** Microseconds of processor time. */
async function processorTime(task: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await task();
  const { user, system } = process.cpuUsage(before);
  // A task too short to be measured is not infinitely shorter than another.
  return Math.max(user + system, 1000);
}
