/** Prints in one line what is not tested on this machine, and why. Call it next to the `skip`. */
export function saySkipped(what: string, why: string): void {
  process.stderr.write(`SKIPPED: ${what}: ${why}\n`);
}
