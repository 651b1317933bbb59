/** Says in one line what is not tested on this machine, and why; to be called beside the `skip`. */
export function saySkipped(what: string, why: string): void {
  process.stderr.write(`SKIPPED: ${what}: ${why}\n`);
}
