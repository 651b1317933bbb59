import type { Path } from "../../base";
import { readYaml, YamlError, type YamlText } from "../../yaml";
import { scenarioRules } from "./rules";
import { ScenarioError } from "./scenario";

/** What the text of a scenario's file says. */
export interface ScenarioText {
  readonly value: unknown;
  /** The line of a part of the value, counted from 1, or of the nearest part around it that exists. */
  readonly lineAt: (path: Path) => number | undefined;
}

/**
 * Reads a scenario's file: YAML 1.2, of which JSON is a part.
 *
 * @throws {ScenarioError} with the first mistake: later ones often follow from it
 */
export function readScenarioText(text: string, file: string): ScenarioText {
  const unreadable = (message: string, fix: string, line?: number): ScenarioError => {
    const at = { kind: "file", file, ...(line === undefined ? {} : { line }) } as const;
    return new ScenarioError([scenarioRules.finding("scenario-unreadable", at, { message, fix })]);
  };
  if (text.includes("\0")) throw unreadable("the file is not text: it contains NUL bytes", "Name a YAML or JSON file.");
  let read: YamlText;
  try {
    read = readYaml(text);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw unreadable(error.message, error.fix, error.at.line);
  }
  const { place, value } = read;
  return { value, lineAt: (path) => (path.length === 0 ? undefined : place(path, "key").line) };
}
