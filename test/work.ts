/**
 * How many times more a task works on the larger input than on the smaller one, counted in processor time of this process: a busy
 * machine makes both slower, and a share of it none. Each is measured three times, in turns; the least counts.
 *
 * A task on 16 times the input that works in proportion to it answers about 16, one that compares each with each about 256: leave a
 * wide margin to both.
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
