import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Prepares a run of tests. What they leave in the temporary folder (cdktf's `Testing` leaves a folder for every app) is removed
 * after the run, and test files can read whether all of their tests run.
 */
export default function prepareRun({ testNamePattern }: { readonly testNamePattern?: string }): void {
  process.env.TEST_NAME_PATTERN = testNamePattern ?? "";
  const folder = mkdtempSync(join(tmpdir(), "sightline-tests-"));
  process.env.TMPDIR = folder;
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
}
