import { checkedEvent, isTimestamp, typeNames, wrongLevel } from "./check-roles";
import { textChecker } from "./check-text";
import type { LineProblem } from "./line-problem";
import { append, didYouMean, valueAt } from "../base";
import { alwaysRequired, type Contract, type Field, fieldAt, fieldIn, keysOf } from "./model";

/**
 * Compiles a contract into a check of log lines: of parsed JSON, by the same rules as its JSON Schema (`logLineSchema`), reported field by
 * field; of text, where the contract's lines are text.
 *
 * Under conventions of one's own a line may have more fields than the contract: it says what is read of lines that others write.
 */
export function lineChecker(contract: Contract): (line: unknown) => LineProblem[] {
  const { text } = contract.line;
  return text === undefined ? jsonChecker(contract) : textChecker(contract, text);
}

function jsonChecker(contract: Contract): (line: unknown) => LineProblem[] {
  const names = Object.keys(contract.fields);
  const rules: LineRules = {
    contract,
    groups: new Set(names.flatMap(groupsAround)),
    required: alwaysRequired(contract.line).filter((name) => Object.hasOwn(contract.fields, name)),
    roles: new Map(
      [contract.line.event, contract.line.level].flatMap((name) => (name === undefined ? [] : [[name, keysOf(name)]])),
    ),
    alike: new Map(names.map((name) => [withoutStyle(name), name])),
  };
  return (line) => {
    if (!isObject(line)) return [{ kind: "not-an-object", field: "", message: "the line is not a JSON object" }];
    const checked: Checked = { found: new Map(), others: [], problems: [] };
    checkFields(line, "", rules, checked);
    for (const other of checked.others) checkOther(other, rules, checked);
    checkEvent(line, rules, checked);
    return checked.problems;
  };
}

interface LineRules {
  readonly contract: Contract;
  /** Paths of objects that hold fields. */
  readonly groups: ReadonlySet<string>;
  /** Fields that every line has. */
  readonly required: readonly string[];
  /** Keys of the fields of the event and the level. */
  readonly roles: ReadonlyMap<string, readonly string[]>;
  /** Names of fields, by what is left of them without case, `_`, `-` and dots. */
  readonly alike: ReadonlyMap<string, string>;
}

/** What the check of one line has found so far. */
interface Checked {
  /** Values of the fields and groups in the line, by path. */
  readonly found: Map<string, unknown>;
  /** What is not a field. */
  readonly others: Other[];
  readonly problems: LineProblem[];
}

interface Other {
  readonly path: string;
  readonly key: string;
  readonly value: unknown;
}

function groupsAround(name: string): readonly string[] {
  const keys = keysOf(name);
  return keys.slice(1).map((_, index) => fieldAt(keys.slice(0, index + 1)));
}

function withoutStyle(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{Nd}]/gu, "");
}

function checkFields(
  value: Readonly<Record<string, unknown>>,
  above: string,
  rules: LineRules,
  checked: Checked,
): void {
  const { fields } = rules.contract;
  for (const [key, child] of Object.entries(value)) {
    const path = fieldIn(above, key);
    const field = Object.hasOwn(fields, path) ? fields[path] : undefined;
    if (field !== undefined) {
      checked.found.set(path, child);
      const problem = mayBeNull(path, child, rules) ? undefined : wrongValue(path, field, child);
      if (problem !== undefined) checked.problems.push(problem);
    } else if (rules.groups.has(path)) {
      checked.found.set(path, child);
      if (isObject(child)) checkFields(child, path, rules, checked);
      else if (!mayBeNull(path, child, rules))
        checked.problems.push({
          kind: "wrong-type",
          field: path,
          message: `${path} holds fields and must be an object`,
        });
    } else {
      checked.others.push({ path, key, value: child });
    }
  }
}

/** Libraries write null for what has no value: under conventions of one's own that is accepted, but for what every line has. */
function mayBeNull(path: string, value: unknown, { contract, required }: LineRules): boolean {
  return value === null && contract.conventions === "own" && !required.includes(path);
}

/** Something in the line that is not a field: unknown; under conventions of one's own, only where it is a field in another style. */
function checkOther(other: Other, { alike, contract }: LineRules, { found, problems }: Checked): void {
  const { conventions, fields, name } = contract;
  if (conventions === "own") {
    for (const { meant, path } of inOtherStyle(other, alike))
      if (!found.has(meant))
        problems.push({
          kind: "unknown-field",
          field: path,
          message: `${path} is not a field of the contract ${name}, which has ${meant}`,
        });
    return;
  }
  const { key, path } = other;
  const hint = key.includes(".")
    ? " A dot in a path leads into an object: nest the objects, or declare conventions of your own."
    : didYouMean(path, Object.keys(fields));
  problems.push({
    kind: "unknown-field",
    field: path,
    message: `${path} is not a field of the contract ${name}.${hint}`,
  });
}

/** Declared fields that the value or something in it seems to be: `log.level` for `['log.level']`. */
function inOtherStyle(
  { path, value }: Pick<Other, "path" | "value">,
  alike: ReadonlyMap<string, string>,
): readonly { readonly path: string; readonly meant: string }[] {
  const plain = withoutStyle(path);
  const meant = alike.get(plain);
  if (meant !== undefined) return [{ path, meant }];
  if (!isObject(value) || ![...alike.keys()].some((name) => name.startsWith(plain))) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    inOtherStyle({ path: fieldIn(path, key), value: child }, alike),
  );
}

function checkEvent(line: object, { contract, required, roles }: LineRules, { found, problems }: Checked): void {
  const valueOf = (field: string): unknown => valueAt(line, roles.get(field) ?? []);
  const { event, problems: ofName } = checkedEvent(contract, valueOf);
  append(problems, ofName);
  append(problems, wrongLevel(contract, { event, valueOf }));
  const of = event === undefined ? "every line" : `every line of the event ${event.name}`;
  for (const path of new Set([...required, ...(event?.definition.required ?? [])]))
    if (!found.has(path))
      problems.push({ kind: "missing-field", field: path, message: `${path} is missing: ${of} has it` });
}

function wrongValue(path: string, field: Field, value: unknown): LineProblem | undefined {
  if (!hasType(field, value))
    return {
      kind: "wrong-type",
      field: path,
      message: `${path} must be ${typeNames[field.type]}, not ${typeOf(value)}`,
    };
  if (field.values !== undefined && !field.values.includes(value as string))
    return { kind: "unknown-value", field: path, message: `${path} is not one of ${field.values.join(", ")}` };
  return undefined;
}

function hasType({ type }: Field, value: unknown): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "number":
      return typeof value === "number";
    case "integer":
      return typeof value === "number" && Number.isInteger(value);
    case "boolean":
      return typeof value === "boolean";
    case "timestamp":
      return typeof value === "string" && isTimestamp(value);
    case "string[]":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : `a ${typeof value}`;
}
