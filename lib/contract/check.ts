import { didYouMean, type Path } from "../base";
import { checkRedaction } from "./check-redaction";
import { type ContractFinding, type ContractRuleId, contractRules } from "./rules";
import { checkSignals } from "./check-signals";
import {
  type ContractDefinition,
  eventNameShape,
  type EventTable,
  fieldNamePartShape,
  type FieldTable,
  levels,
} from "./model";

/**
 * Everything wrong in a contract's definition, all at once: what the compiler refuses in TypeScript, for contracts that
 * come from YAML, and what no compiler can see (patterns given as text, names, AWS's limits).
 *
 * Paths start at the definition. An empty list means that {@link resolveContract} can take it.
 */
export function checkContract(definition: ContractDefinition): readonly ContractFinding[] {
  const own = definition.fields ?? {};
  const fields = { ...definition.extends?.fields, ...own };
  const events = { ...definition.extends?.events, ...definition.events };
  return [
    ...checkFields(own, fields),
    ...checkEvents(definition.events ?? {}, fields),
    ...checkSignals(definition, fields, events),
    ...checkRedaction(definition.redaction),
  ];
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
