import { didYouMean, type Path } from "../base";
import { checkRedaction } from "./check-redaction";
import { type ContractFinding, type ContractRuleId, contractRules } from "./rules";
import { checkSignals } from "./check-signals";
import {
  type Contract,
  type ContractDefinition,
  eventNameShape,
  type EventTable,
  fieldAt,
  fieldNamePartShape,
  type FieldTable,
  isSelectable,
  keysOf,
  levels,
  type Line,
  lineRoles,
  ownEventNameShape,
  type SignalDefinition,
} from "./model";
import { PatternError } from "../pattern";
import { checkLineDefinition } from "./check-line-definition";
import { conventionsOf, fieldsOfLine, lineOf } from "./line";
import { type ContractReport, type FaultyParts, nothingFaulty, reportOf, type Scope } from "./report";
import { resolveContract } from "./resolve";
import { signalPattern } from "./signal-pattern";

/**
 * Everything wrong in a contract's definition, all at once: what the compiler refuses in TypeScript, for contracts that
 * come from YAML, and what no compiler can see (patterns given as text, names, AWS's limits).
 *
 * Paths start at the definition. An empty list means that {@link resolveContract} can take it.
 */
export function checkContract(definition: ContractDefinition): readonly ContractFinding[] {
  return inspectContract(definition).findings;
}

/**
 * The findings on a contract's definition, and what of it can be used nevertheless. What has an error is left out of the check of
 * what uses it, also where it is inherited: one mistake is one finding.
 *
 * @param unread names of the definition's parts that could not be read as they are written: they are not in it, or only partly
 */
export function inspectContract(definition: ContractDefinition, unread: FaultyParts = nothingFaulty): ContractReport {
  const base = reportOf(definition.extends);
  const inherited: Contract | undefined = base?.sound ?? definition.extends;
  const own = readable(definition, unread);
  const under = without(base?.faulty ?? nothingFaulty, own);

  // Who writes `line` means their own, which is what a finding says.
  const conventions = own.line === undefined ? conventionsOf(own, inherited) : "own";
  const line = lineOf({ ...own, conventions }, inherited);
  const fields = fieldsOfLine({ ...inherited?.fields, ...own.fields }, conventions, line);
  const fieldFindings = checkFields(definition.fields ?? {}, fields, { conventions, line });
  const declared = union(under.fields, unread.fields, named(fieldFindings));
  const lineFindings = checkLineDefinition(own, inherited, { fields, faultyFields: declared, unread: unread.line });
  const events = { ...inherited?.events, ...own.events };
  const lineFaults = union(under.line, unread.line, faultsOfLine(lineFindings));
  const scope = {
    fields,
    events,
    conventions,
    line,
    faulty: {
      fields: union(declared, named(lineFindings.filter(({ at }) => at.path[0] === "fields"))),
      events: union(under.events, unread.events),
      signals: unread.signals,
      line: lineFaults.has("conventions")
        ? new Set(["conventions", "text", "where", "levels", ...lineRoles])
        : lineFaults,
    },
  } satisfies Scope;
  const eventFindings = checkEvents(definition.events ?? {}, scope);
  const known: Scope = {
    ...scope,
    faulty: { ...scope.faulty, events: union(scope.faulty.events, named(eventFindings)) },
  };
  const signals = definition.signals ?? {};
  const signalFindings = checkSignals(signals, inherited?.signals ?? {}, known);
  const unwritable = new Set(
    Object.entries(signals).flatMap(([name, signal]) => (isWritable(signal, line) ? [] : [name])),
  );
  const faulty = {
    ...known.faulty,
    signals: union(under.signals, unread.signals, named(signalFindings), unwritable),
  };
  return {
    name: definition.name,
    findings: [
      ...lineFindings,
      ...fieldFindings,
      ...eventFindings,
      ...signalFindings,
      ...checkRedaction(definition.redaction),
    ],
    base,
    faulty,
    sound: soundPart(
      { ...own, conventions, ...(inherited === undefined ? {} : { extends: inherited }) },
      faulty.signals,
    ),
  };
}

/** The definition with something in place of what is not in it: it exists, and that is all that is known. */
function readable(definition: ContractDefinition, unread: FaultyParts): ContractDefinition {
  const stand = <Part>(names: ReadonlySet<string>, part: Part) =>
    Object.fromEntries([...names].map((name): [string, Part] => [name, part]));
  return {
    ...definition,
    // Who says it means their own: the others need not be said.
    ...(unread.line.size > 0 && definition.extends === undefined ? { conventions: "own" as const } : {}),
    fields: { ...stand(unread.fields, { type: "string", description: "" } as const), ...definition.fields },
    events: { ...stand(unread.events, { level: "info", description: "" } as const), ...definition.events },
  };
}

/** The parts of `line` that errors are about; `conventions` where they are about all of it. */
function faultsOfLine(findings: readonly ContractFinding[]): ReadonlySet<string> {
  return new Set(
    findings.flatMap(({ at: { path } }) => {
      const [part, key] = path;
      return part === "fields" ? [] : part === "line" && key !== undefined ? [String(key)] : ["conventions"];
    }),
  );
}

function isWritable(signal: SignalDefinition, line: Line): boolean {
  try {
    return !("unwritable" in signalPattern(signal, line));
  } catch (error) {
    if (error instanceof PatternError) return false;
    throw error;
  }
}

/** The inherited faults that the contract does not define anew. */
function without(faulty: FaultyParts, own: ContractDefinition): FaultyParts {
  const rest = (names: ReadonlySet<string>, table: object = {}) =>
    new Set([...names].filter((name) => !Object.hasOwn(table, name)));
  return {
    fields: rest(faulty.fields, own.fields),
    events: rest(faulty.events, own.events),
    signals: rest(faulty.signals, own.signals),
    line: rest(faulty.line, own.line),
  };
}

/** The fields, events or signals that errors are about. */
function named(findings: readonly ContractFinding[]): ReadonlySet<string> {
  return new Set(findings.filter(({ severity }) => severity === "error").map(({ at: { path } }) => String(path[1])));
}

function union(...sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap((each) => [...each]));
}

function soundPart(definition: ContractDefinition, faulty: ReadonlySet<string>): Contract {
  const signals = Object.entries(definition.signals ?? {}).filter(([name]) => !faulty.has(name));
  const contract = resolveContract({ ...definition, signals: Object.fromEntries(signals) });
  const kept = Object.entries(contract.signals).filter(([name]) => !faulty.has(name));
  return { ...contract, signals: Object.fromEntries(kept) };
}

function checkFields(
  own: FieldTable,
  all: FieldTable,
  { conventions, line }: Pick<Scope, "conventions" | "line">,
): ContractFinding[] {
  const findings: ContractFinding[] = [];
  const error = (path: Path, message: string, fix?: string): void => {
    findings.push(contractRules.finding("field-name", { kind: "config", path: ["fields", ...path] }, { message, fix }));
  };
  const groups = new Map<string, string>();
  for (const name of Object.keys(all)) {
    const keys = keysOf(name);
    for (let length = 1; length < keys.length; length++) groups.set(fieldAt(keys.slice(0, length)), name);
  }
  for (const [name, field] of Object.entries(own)) {
    if (conventions === "standard") {
      const odd = name.split(".").find((part) => !fieldNamePartShape.test(part));
      if (odd !== undefined) error([name], `"${name}" is not a field name: "${odd}" is not snake_case`);
    } else if (line.text === undefined && !isSelectable(name)) {
      error([name], `"${name}" is not a field name as a filter pattern writes it`, selectableFix(name));
    }
    const inside = groups.get(name);
    if (inside !== undefined) {
      error(
        [name],
        `"${name}" cannot be both a value and an object: "${inside}" is inside it`,
        conventions === "standard"
          ? `Rename one of them, e.g. "${name}.value".`
          : "Leave one of them out: a filter pattern reads only values.",
      );
    }
    if (field.values?.length === 0)
      error([name, "values"], `"${name}" has an empty list of values`, "List the values, or leave `values` out.");
    if (field.pii === true && field.bounded === true) {
      error(
        [name, "bounded"],
        `"${name}" is personal data and cannot be a dimension`,
        "Leave `bounded` out: metrics are kept for 15 months and cannot be redacted.",
      );
    }
  }
  return findings;
}

function selectableFix(name: string): string {
  const meant = fieldAt(keysOf(name));
  return isSelectable(meant)
    ? `Write ${meant}; a dot outside of brackets leads into an object.`
    : "Write keys with dots between them; a key with other characters than letters, digits, _ and - stands in ['...'].";
}

function checkEvents(own: EventTable, scope: Scope): ContractFinding[] {
  const { conventions, faulty, fields, line } = scope;
  const findings: ContractFinding[] = [];
  const error = (rule: ContractRuleId, path: Path, message: string, fix?: string): void => {
    findings.push(contractRules.finding(rule, { kind: "config", path: ["events", ...path] }, { message, fix }));
  };
  for (const [name, event] of Object.entries(own)) {
    const shape = conventions === "standard" ? eventNameShape : ownEventNameShape;
    if (!shape.test(name))
      error(
        "event-name",
        [name],
        `"${name}" is not an event name`,
        conventions === "standard" ? undefined : "Write it in one line as in the log, without * and blanks around it.",
      );
    if (!Object.hasOwn(levels, event.level)) {
      error(
        "event-level",
        [name, "level"],
        `"${event.level}" is not a level.${didYouMean(event.level, Object.keys(levels))}`,
        `Use one of ${Object.keys(levels).join(", ")}.`,
      );
    } else if (line.level !== undefined && line.levels[event.level].length === 0 && !faulty.line.has("levels")) {
      error(
        "event-level",
        [name, "level"],
        `\`line.levels\` says that lines are never ${event.level}`,
        "Use a level that lines have, or say how they spell this one.",
      );
    }
    const required = event.required ?? [];
    for (const list of ["required", "optional"] as const) {
      for (const [index, field] of (event[list] ?? []).entries()) {
        if (!Object.hasOwn(fields, field)) {
          error(
            "event-field",
            [name, list, index],
            `the contract has no field "${field}".${didYouMean(field, Object.keys(fields))}`,
            "Declare the field under `fields`, or name an existing one.",
          );
        } else if (list === "optional" && required.includes(field)) {
          error(
            "event-field",
            [name, list, index],
            `"${field}" is both required and optional`,
            "Take it out of one of the lists.",
          );
        }
      }
    }
  }
  return findings;
}
