import { type FilePlace, type Finding, type Path, type ShapeFinding, shapeFindings } from "../../../base";
import { readYaml, YamlError, type YamlText } from "../../../yaml";
import { type CollectorScenarioRuleId, collectorScenarioRules } from "../rules";
import { type CollectorScenario, CollectorScenarioError } from "../scenario";
import { type ParsedScenario, scenarioSchema } from "./schema";
import { readEvents, type ReadSending, type ServiceContracts } from "./events";
import { labelProblems } from "./labels";

/**
 * Reads a scenario's file: YAML 1.2, of which JSON is a part.
 *
 * @param file its name, for messages, and for the scenario's name where it has none
 * @param contracts of the services whose events it may name; undefined: none is known
 * @throws {CollectorScenarioError} with everything that is wrong with it
 */
export function readCollectorScenario(text: string, file: string, contracts?: ServiceContracts): CollectorScenario {
  const { value, place } = yamlOf(text, file);
  const lineAt = (path: Path) => (path.length === 0 ? undefined : place(path, "key").line);
  const parsed = scenarioSchema.safeParse(value);
  const found = parsed.success ? labelProblems(parsed.data) : shapeFindings(parsed.error.issues, value);
  if (!parsed.success || found.length > 0)
    throw new CollectorScenarioError(found.map((finding) => findingOf(finding, file, lineAt(finding.path))));
  const { expect, faults, send } = readEvents(parsed.data, contracts);
  if (faults.length > 0)
    throw new CollectorScenarioError(
      faults.map(({ rule, path, message, fix }) =>
        collectorScenarioRules.finding(rule, scenarioPlace(file, path, lineAt(path)), { message, fix }),
      ),
    );
  return scenarioOf({ ...parsed.data, expect, send }, file, lineAt);
}

/** A finding at a place of a scenario's file. */
export function scenarioPlace(file: string, path: Path, line: number | undefined): FilePlace {
  return { kind: "file", file, ...(line === undefined ? {} : { line }), path };
}

function yamlOf(text: string, file: string): YamlText {
  try {
    if (text.includes("\0")) throw unreadable(file, "the file is not text: it contains NUL bytes", "Name a YAML file.");
    return readYaml(text);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw unreadable(file, error.message, error.fix, error.at.line);
  }
}

function unreadable(file: string, message: string, fix: string, line?: number): CollectorScenarioError {
  const at: FilePlace = { kind: "file", file, ...(line === undefined ? {} : { line }) };
  return new CollectorScenarioError([
    collectorScenarioRules.finding("collector-scenario-unreadable", at, { message, fix }),
  ]);
}

function findingOf(
  { kind, path, message, fix }: ShapeFinding,
  file: string,
  line: number | undefined,
): Finding<CollectorScenarioRuleId, FilePlace> {
  return collectorScenarioRules.finding(ruleOf[kind], scenarioPlace(file, path, line), { message, fix });
}

const ruleOf = {
  "unknown-key": "collector-scenario-unknown-key",
  "missing-key": "collector-scenario-missing-key",
  "wrong-name": "collector-scenario-wrong-value",
  "wrong-value": "collector-scenario-wrong-value",
  empty: "collector-scenario-empty",
} as const satisfies Record<ShapeFinding["kind"], CollectorScenarioRuleId>;

function scenarioOf(
  {
    name,
    description,
    config,
    env,
    seed,
    send,
    expect,
  }: Omit<ParsedScenario, "send"> & { readonly send: readonly ReadSending[] },
  file: string,
  lineAt: CollectorScenario["lineAt"],
): CollectorScenario {
  return {
    file,
    name: name ?? file,
    description,
    config,
    env,
    seed,
    send: send.map((each, at) => {
      const path = ["send", at];
      return each.kind === "generate"
        ? { ...each, path, to: each.to, seed: each.seed ?? seed + at }
        : { ...each, path, to: each.to };
    }) as CollectorScenario["send"],
    expectations: expect.map((each, at) => ({ ...each, path: ["expect", at] })),
    lineAt,
  };
}
