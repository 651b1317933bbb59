import { excessOf, textFault, textFaultClause } from "../aws";
import { append, didYouMean, listed, own } from "../base";
import {
  alwaysRequired,
  dimensionOf,
  type EventDefinition,
  type Field,
  type FieldTable,
  isBounded,
  type SignalDefinition,
} from "./model";
import type { Scope } from "./report";
import { eventsOf } from "./signal-pattern";
import type { ContractProblem } from "./rules";

/** What is wrong with the field that a signal measures. Paths start at the signal. */
export function checkValue(signal: SignalDefinition, scope: Scope): ContractProblem[] {
  const name = signal.value;
  if (name === undefined || scope.faulty.fields.has(name)) return [];
  const { fields } = scope;
  const path = ["value"];
  const field = own(fields, name);
  if (field === undefined)
    return [
      {
        rule: "signal-field",
        path,
        message: unknownField(name, fields),
        fix: "Measure a field that is declared under `fields`.",
      },
    ];
  const wrongType: ContractProblem[] =
    field.type === "number" || field.type === "integer"
      ? []
      : [
          {
            rule: "signal-value",
            path,
            message: `"${name}" is a ${field.type}, not a number: CloudWatch would publish nothing`,
            fix: "Measure a field of type number or integer, or leave `value` out to count lines.",
          },
        ];
  return [...wrongType, ...notCarried(signal, scope, name).map((problem) => ({ ...problem, path }))];
}

/** What is wrong with a signal's dimensions. Paths start at the signal. */
export function checkDimensions(signal: SignalDefinition, scope: Scope): ContractProblem[] {
  const dimensions: readonly string[] = signal.dimensions ?? [];
  if (dimensions.length === 0) return [];
  const problems: ContractProblem[] = [];
  const excess = excessOf("dimensionsOfFilter", dimensions.length);
  if (excess !== undefined)
    problems.push({
      rule: "signal-dimensions",
      path: ["dimensions"],
      message: `${excess.count} dimensions, ${excess.most} are allowed`,
      fix: "Make two signals, or drop a dimension.",
    });
  if (signal.default !== undefined)
    problems.push({
      rule: "signal-default",
      path: ["default"],
      message: "a default value and dimensions exclude each other: AWS refuses the filter",
      fix: "Leave `default` out, or move it to a second signal without dimensions.",
    });
  for (const [index, name] of dimensions.entries()) {
    const path = ["dimensions", index];
    if (dimensions.indexOf(name) !== index)
      problems.push({
        rule: "signal-dimensions",
        path,
        message: `"${name}" is listed twice`,
        fix: "Name each dimension once.",
      });
    else
      append(
        problems,
        dimensionProblems(name, signal, scope).map((problem) => ({ ...problem, path })),
      );
  }
  return problems;
}

type Unplaced = Omit<ContractProblem, "path">;

function dimensionProblems(name: string, signal: SignalDefinition, scope: Scope): readonly Unplaced[] {
  const { faulty, fields } = scope;
  if (faulty.fields.has(name)) return [];
  const field = own(fields, name);
  if (field === undefined)
    return [
      {
        rule: "signal-field",
        message: unknownField(name, fields),
        fix: "Use a field that is declared under `fields`.",
      },
    ];
  if (!isBounded(field))
    return [
      {
        rule: "signal-dimension-unbounded",
        message: `"${name}" is ${unboundedReason(field)}`,
        fix: fixUnbounded(field, fields),
      },
    ];
  const others = (signal.dimensions ?? []).filter((other) => other !== name);
  return [...nameProblems(name, field, { fields, others }), ...notCarried(signal, scope, name)];
}

/** What is wrong with the name that a dimension gets from its field. */
function nameProblems(
  name: string,
  field: Field,
  { fields, others }: { readonly fields: FieldTable; readonly others: readonly string[] },
): readonly Unplaced[] {
  const dimension = dimensionOf(name, field);
  const fix = `Give the field a name for its dimension: \`dimension: "..."\`.`;
  const fault = textFault("dimensionName", dimension);
  if (fault !== undefined)
    return [{ rule: "signal-dimensions", message: `the dimension name "${dimension}" ${textFaultClause(fault)}`, fix }];
  const same = others.find((other) => dimensionOf(other, own(fields, other)) === dimension);
  if (same === undefined) return [];
  return [
    { rule: "signal-dimensions", message: `"${name}" and "${same}" would both be the dimension ${dimension}`, fix },
  ];
}

function notCarried(signal: SignalDefinition, scope: Scope, field: string): Unplaced[] {
  return without(signal, scope, field).map((event) => ({
    rule: "signal-field",
    message: `event "${event}" does not carry "${field}"`,
    fix: "Add the field to the event, or leave the event out of `on`.",
  }));
}

// The signal's events that do not carry a field. Fields that every line has are carried by all of them.
function without(signal: SignalDefinition, { conventions, events, faulty, line }: Scope, field: string): string[] {
  const always = [...alwaysRequired(line), line.event, line.service];
  if (always.includes(field) || line.text !== undefined) return [];
  if (conventions === "standard" ? everyLine.has(field) || field.startsWith("service.") : !isOfEvents(field, events))
    return [];
  return eventsOf(signal).filter((name) => {
    const event = own(events, name);
    if (event === undefined || faulty.events.has(name)) return false;
    return !carries(event, field);
  });
}

function carries({ optional, required }: EventDefinition, field: string): boolean {
  return required?.includes(field) === true || optional?.includes(field) === true;
}

/** Whether a field belongs to events: under conventions of one's own, any line may have one that no event names. */
function isOfEvents(field: string, events: Scope["events"]): boolean {
  return Object.values(events).some((event) => carries(event, field));
}

const everyLine = new Set(["trace_id", "span_id", "trace_flags", "request_id", "correlation_id", "tenant_id"]);

function unknownField(name: string, fields: FieldTable): string {
  return `the contract has no field "${name}".${didYouMean(name, Object.keys(fields))}`;
}

function unboundedReason(field: Field): string {
  if (field.pii === true) return "personal data, and metrics cannot be redacted";
  if (field.type === "boolean") return "a boolean, which CloudWatch does not accept as a dimension";
  return "not bounded: each of its values would be a metric that you pay for";
}

function fixUnbounded(field: Field, fields: FieldTable): string {
  const bounded = Object.entries(fields).flatMap(([name, each]) => (isBounded(each) ? [name] : []));
  const others = `Bounded fields are ${listed(bounded)}.`;
  return field.pii === true || field.type === "boolean"
    ? others
    : `Give the field \`values\` or \`bounded: true\` if it has few values. ${others}`;
}
