import { findInputs, type FoundInputs } from "../input-files";
import { isScenarioName } from "./scenario-names";

/**
 * The files of recorded logs that arguments name, see {@link findInputs}. A scenario that a folder or a glob has beside its logs is none of
 * them.
 */
export function findLogs(given: readonly string[], cwd: string): FoundInputs {
  const { files, problems } = findInputs(given, cwd);
  return { files: files.filter(({ name }) => given.includes(name) || !isScenarioName(name)), problems };
}
