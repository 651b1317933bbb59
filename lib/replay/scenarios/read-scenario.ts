import { type FilePlace, type Finding, type Path, type ShapeFinding, shapeFindings, valueAt } from "../../base";
import { contradictions } from "./contradictions";
import { type ScenarioRuleId, scenarioRules } from "./rules";
import { type Scenario, ScenarioError } from "./scenario";
import { type ScenarioOrigin, originSchema, type ParsedScenario, scenarioSchema, type ScenarioShape } from "./schema";

/**
 * A scenario from the value of its YAML (or JSON) file.
 *
 * @param where the file, for messages, and for the scenario's name where it has none
 * @param lineAt the line of a part of the value, counted from 1, if the value was read from a text
 * @throws ScenarioError with everything that is wrong with it
 */
export function readScenario(
  value: unknown,
  where: string,
  lineAt: (path: Path) => number | undefined = () => undefined,
): Scenario {
  const schema = scenarioSchema(originOf(value));
  const parsed = schema.safeParse(value);
  const shape = parsed.success ? [] : shapeFindings(parsed.error.issues, value);
  const sound = parsed.success ? { to: undefined, ...parsed.data } : soundParts(schema.shape, value);
  const findings = [...shape, ...contradictions(sound)].map((finding) => {
    const line = lineAt(finding.path);
    const place: FilePlace = { kind: "file", file: where, ...(line === undefined ? {} : { line }), path: finding.path };
    return scenarioFinding(finding, place);
  });
  if (!parsed.success || findings.length > 0) throw new ScenarioError(findings);
  return scenarioOf(parsed.data, where);
}

// The whole schema reports what is wrong with them.
function originOf(value: unknown): ScenarioOrigin {
  return {
    start: originSchema.start.safeParse(valueAt(value, ["start"])).data ?? 0,
    seed: originSchema.seed.safeParse(valueAt(value, ["seed"])).data ?? 1,
  };
}

// So that one mistake does not hide another, the keys that are valid by themselves are still compared.
function soundParts(shape: ScenarioShape, value: unknown): Partial<ParsedScenario> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  const parts = Object.entries(shape).flatMap(([key, schema]) => {
    const part = schema.safeParse(valueAt(value, [key]));
    return part.success ? [[key, part.data] as const] : [];
  });
  return Object.fromEntries(parts);
}

function scenarioFinding(
  { kind, path, message, fix }: ShapeFinding,
  place: FilePlace,
): Finding<ScenarioRuleId, FilePlace> {
  return scenarioRules.finding(ruleOf(kind, path), place, { message, fix });
}

function ruleOf(kind: ShapeFinding["kind"], [key]: Path): ScenarioRuleId {
  switch (kind) {
    case "unknown-key":
      return "scenario-unknown-key";
    case "missing-key":
      return "scenario-missing-key";
    case "wrong-name":
    case "wrong-value":
      return "scenario-wrong-value";
    case "empty":
      return key === "expect" ? "scenario-without-expectation" : "scenario-without-logs";
  }
}

function scenarioOf(parsed: ParsedScenario, file: string): Scenario {
  const { name = file, description, template, start, from, to, delay, seed, no_logs, logs, metrics, expect } = parsed;
  return {
    file,
    name,
    description,
    template,
    start,
    from,
    to,
    delay: delay === undefined ? undefined : delay / 1000,
    seed,
    noLogs: no_logs,
    logs,
    metrics,
    expectations: expect,
  };
}
