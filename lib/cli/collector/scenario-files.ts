import { readdirSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { line } from "../../base";
import { UsageError } from "../command";
import { whyUnreadable } from "../read-text";

const named = /(?:^|\.)collector-scenario\.ya?ml$/;

/** The scenarios that a file or folder means: itself; or below it `collector-scenario.yaml` and `*.collector-scenario.yaml`. */
export function collectorScenarioFiles(given: string, cwd: string): string[] {
  const path = resolve(cwd, given);
  let found: string[];
  try {
    found = statSync(path).isDirectory() ? below(path).map((file) => join(given, relative(path, file))) : [given];
  } catch (error) {
    throw new UsageError(line`${given}: ${whyUnreadable(error)}`);
  }
  if (found.length === 0)
    throw new UsageError(
      line`${given}: there is no collector-scenario.yaml or *.collector-scenario.yaml in this folder or below it`,
    );
  return found;
}

function below(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && named.test(entry.name) && !entry.parentPath.includes("node_modules"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
