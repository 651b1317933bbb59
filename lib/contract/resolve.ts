import { own } from "../base";
import { parse, type Condition, type Pattern } from "../pattern";
import { eq, joinConditions } from "./predicate";
import type { Contract, ContractDefinition, FieldTable, Predicate, Redaction, Signal, SignalDefinition } from "./model";

/** Merges a checked definition and what it extends into a contract. Only for definitions in which `checkContract` finds no error. */
export function resolveContract(definition: ContractDefinition): Contract {
  const base = definition.extends;
  const fields = { ...base?.fields, ...definition.fields };
  const signals = Object.entries(definition.signals ?? {}).map(([name, signal]): [string, Signal] => [
    name,
    resolveSignal(name, signal, fields),
  ]);
  return {
    name: definition.name,
    fields,
    events: { ...base?.events, ...definition.events },
    signals: { ...base?.signals, ...Object.fromEntries(signals) },
    redaction: mergeRedaction(base?.redaction, definition.redaction),
  };
}

/** The events that a signal counts, as a list. */
export function eventsOf(signal: SignalDefinition): readonly string[] {
  if (signal.on === undefined) return [];
  return typeof signal.on === "string" ? [signal.on] : signal.on;
}

/**
 * The pattern of a signal.
 *
 * @throws PatternError if its `where` is text that does not parse
 */
function patternOf(signal: SignalDefinition): Pattern {
  const parts: Condition[] = [];
  const events = eventsOf(signal).map((event) => eq("event", event).condition);
  const [first] = events;
  if (first !== undefined) parts.push(events.length === 1 ? first : joinConditions("any", events));
  if (signal.where !== undefined) {
    const pattern = wherePattern(signal.where);
    // Terms and space-delimited patterns cannot be joined with `on`; the check has refused that already.
    if (pattern.kind !== "json") return pattern;
    parts.push(pattern.where);
  }
  return { kind: "json", where: joinConditions("all", parts) };
}

/** `payment_failures` is `PaymentFailures`. */
export function metricName(signal: string): string {
  return signal
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

function wherePattern(where: string | Predicate): Pattern {
  return typeof where === "string" ? parse(where) : { kind: "json", where: where.condition };
}

/** @throws PatternError if its `where` is text that does not parse */
export function resolveSignal(name: string, signal: SignalDefinition, fields: FieldTable): Signal {
  const dimensions = signal.dimensions ?? [];
  const measured = signal.value === undefined ? undefined : own(fields, signal.value);
  return {
    name,
    description: signal.description,
    on: eventsOf(signal),
    pattern: patternOf(signal),
    unit: signal.unit ?? (signal.value === undefined ? "Count" : (measured?.unit ?? "None")),
    metric: signal.metric ?? metricName(name),
    dimensions,
    total: dimensions.length === 0 || signal.total === true,
    ...(signal.value === undefined ? {} : { value: signal.value }),
    ...(signal.default === undefined ? {} : { default: signal.default }),
  };
}

function mergeRedaction(base: Redaction | undefined, own: Partial<Redaction> | undefined): Redaction {
  const shapes = new Map([...(base?.shapes ?? []), ...(own?.shapes ?? [])].map((shape) => [shape.name, shape]));
  return { keys: [...new Set([...(base?.keys ?? []), ...(own?.keys ?? [])])], shapes: [...shapes.values()] };
}
