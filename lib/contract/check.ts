import { didYouMean, type Path } from "../base";
import { checkRedaction } from "./check-redaction";
import { type ContractFinding, type ContractRuleId, contractRules } from "./rules";
import { checkSignals } from "./check-signals";
import {
  type Contract,
  type ContractDefinition,
  eventNameShape,
  type EventTable,
  fieldNamePartShape,
  type FieldTable,
  levels,
} from "./model";
import { type ContractReport, type FaultyParts, nothingFaulty, reportOf, type Scope } from "./report";
import { resolveContract } from "./resolve";

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

  const fields = { ...inherited?.fields, ...own.fields };
  const fieldFindings = checkFields(definition.fields ?? {}, fields);
  const faultyFields = union(under.fields, unread.fields, named(fieldFindings));
  const events = { ...inherited?.events, ...own.events };
  const eventFindings = checkEvents(definition.events ?? {}, fields);
  const faultyEvents = union(under.events, unread.events, named(eventFindings));

  const scope: Scope = {
    fields,
    events,
    faulty: { fields: faultyFields, events: faultyEvents, signals: unread.signals },
  };
  const signalFindings = checkSignals(definition.signals ?? {}, inherited?.signals ?? {}, scope);
  const faulty = { ...scope.faulty, signals: union(under.signals, unread.signals, named(signalFindings)) };
  return {
    name: definition.name,
    findings: [...fieldFindings, ...eventFindings, ...signalFindings, ...checkRedaction(definition.redaction)],
    base,
    faulty,
    sound: soundPart({ ...own, ...(inherited === undefined ? {} : { extends: inherited }) }, faulty.signals),
  };
}

/** The definition with something in place of the fields and events that are not in it: they exist, and that is all that is known. */
function readable(definition: ContractDefinition, unread: FaultyParts): ContractDefinition {
  const stand = <Part>(names: ReadonlySet<string>, part: Part) =>
    Object.fromEntries([...names].map((name): [string, Part] => [name, part]));
  return {
    ...definition,
    fields: { ...stand(unread.fields, { type: "string", description: "" } as const), ...definition.fields },
    events: { ...stand(unread.events, { level: "info", description: "" } as const), ...definition.events },
  };
}

/** The inherited faults that the contract does not define anew. */
function without(faulty: FaultyParts, own: ContractDefinition): FaultyParts {
  const rest = (names: ReadonlySet<string>, table: object = {}) =>
    new Set([...names].filter((name) => !Object.hasOwn(table, name)));
  return {
    fields: rest(faulty.fields, own.fields),
    events: rest(faulty.events, own.events),
    signals: rest(faulty.signals, own.signals),
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

function checkFields(own: FieldTable, all: FieldTable): ContractFinding[] {
  const findings: ContractFinding[] = [];
  const error = (path: Path, message: string, fix?: string): void => {
    findings.push(contractRules.finding("field-name", { kind: "config", path: ["fields", ...path] }, { message, fix }));
  };
  const groups = new Map<string, string>();
  for (const name of Object.keys(all)) {
    for (let dot = name.indexOf("."); dot >= 0; dot = name.indexOf(".", dot + 1)) groups.set(name.slice(0, dot), name);
  }
  for (const [name, field] of Object.entries(own)) {
    const odd = name.split(".").find((part) => !fieldNamePartShape.test(part));
    if (odd !== undefined) {
      error([name], `"${name}" is not a field name: "${odd}" is not snake_case`);
    }
    const inside = groups.get(name);
    if (inside !== undefined) {
      error(
        [name],
        `"${name}" cannot be both a value and an object: "${inside}" is inside it`,
        `Rename one of them, e.g. "${name}.value".`,
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

function checkEvents(own: EventTable, fields: FieldTable): ContractFinding[] {
  const findings: ContractFinding[] = [];
  const error = (rule: ContractRuleId, path: Path, message: string, fix?: string): void => {
    findings.push(contractRules.finding(rule, { kind: "config", path: ["events", ...path] }, { message, fix }));
  };
  for (const [name, event] of Object.entries(own)) {
    if (!eventNameShape.test(name)) error("event-name", [name], `"${name}" is not an event name`);
    if (!Object.hasOwn(levels, event.level)) {
      error(
        "event-level",
        [name, "level"],
        `"${event.level}" is not a level.${didYouMean(event.level, Object.keys(levels))}`,
        `Use one of ${Object.keys(levels).join(", ")}.`,
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
