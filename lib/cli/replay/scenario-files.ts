import { readdirSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { line } from "../../base";
import { readScenario, readScenarioText, type Scenario, ScenarioError } from "../../replay/scenarios";
import { UsageError } from "../command";
import { MOST_SETTINGS, readText, whyUnreadable } from "../read-text";
import { isScenarioName } from "./scenario-names";

export interface ReadScenarios {
  readonly scenarios: readonly Scenario[];
  /** Why the others cannot be run. */
  readonly problems: readonly string[];
}

/** A folder's scenarios are its files `scenario.yaml` and `*.scenario.yaml`, and those of the folders below it. */
export function scenarioFiles(given: string, cwd: string, option = "--scenarios"): string[] {
  const path = resolve(cwd, given);
  const found = unlessUnreadable(`${option} ${given}`, () =>
    statSync(path).isDirectory() ? below(path).map((file) => join(given, relative(path, file))) : [given],
  );
  if (found.length === 0)
    throw new UsageError(
      line`${option} ${given}: there is no scenario.yaml or *.scenario.yaml in this folder or below it`,
    );
  return found;
}

/** @throws UsageError for an error of the file system */
function unlessUnreadable<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(line`${what}: ${whyUnreadable(error)}`);
  }
}

function below(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : below(join(folder, entry.name));
    return isScenarioName(entry.name) ? [join(folder, entry.name)] : [];
  });
}

export function readScenarios(files: Iterable<string>, given: readonly string[], cwd: string): ReadScenarios {
  const problems: string[] = [];
  const scenarios: Scenario[] = [];
  for (const file of files) {
    try {
      const { value, lineAt } = readScenarioText(
        unlessUnreadable(file, () => readText(file, cwd, { most: MOST_SETTINGS, isFound: !given.includes(file) })),
        file,
      );
      scenarios.push(readScenario(value, file, lineAt));
    } catch (error) {
      if (!(error instanceof ScenarioError || error instanceof UsageError)) throw error;
      problems.push(error.message);
    }
  }
  return { scenarios, problems };
}
