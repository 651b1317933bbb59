import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Before a run. What tests leave in the temporary folder (cdktf's `Testing` leaves a folder for every app) goes away with the run. */
export default function useTemporaryFolder(): void {
  const folder = mkdtempSync(join(tmpdir(), "sightline-tests-"));
  process.env.TMPDIR = folder;
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
}
