import { own } from "../base";
import type { Pattern } from "../pattern";
import { conventionsOf, fieldsOfLine, lineOf } from "./line";
import { eventsOf, signalPattern } from "./signal-pattern";
import {
  baseRedaction,
  type Contract,
  type ContractDefinition,
  dimensionOf,
  type FieldTable,
  type Redaction,
  type Signal,
  type SignalDefinition,
} from "./model";

/** Merges a checked definition and what it extends into a contract. Only for definitions in which `checkContract` finds no error. */
export function resolveContract(definition: ContractDefinition): Contract {
  const base = definition.extends;
  const conventions = conventionsOf(definition, base);
  const line = lineOf(definition, base);
  const fields = fieldsOfLine({ ...base?.fields, ...definition.fields }, conventions, line);
  const signals = Object.entries(definition.signals ?? {}).map(([name, signal]): [string, Signal] => {
    const pattern = signalPattern(signal, line);
    if ("unwritable" in pattern) throw new Error(`signal ${name}: ${pattern.unwritable}`);
    return [name, resolveSignal(name, signal, fields, pattern)];
  });
  // Lines as they are may hold what no line may hold, too.
  const redaction = base?.redaction ?? (conventions === "own" ? baseRedaction : undefined);
  return {
    name: definition.name,
    conventions,
    line,
    fields,
    events: { ...base?.events, ...definition.events },
    signals: { ...base?.signals, ...Object.fromEntries(signals) },
    redaction: mergeRedaction(redaction, definition.redaction),
  };
}

/** `payment_failures` is `PaymentFailures`. */
export function metricName(signal: string): string {
  return signal
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

export function resolveSignal(name: string, signal: SignalDefinition, fields: FieldTable, pattern: Pattern): Signal {
  const dimensions = (signal.dimensions ?? []).map((field) => [dimensionOf(field, own(fields, field)), field] as const);
  const measured = signal.value === undefined ? undefined : own(fields, signal.value);
  return {
    name,
    description: signal.description,
    on: eventsOf(signal),
    pattern,
    unit: signal.unit ?? (signal.value === undefined ? "Count" : (measured?.unit ?? "None")),
    metric: signal.metric ?? metricName(name),
    dimensions: dimensions.map(([dimension]) => dimension),
    dimensionFields: Object.fromEntries(dimensions),
    total: dimensions.length === 0 || signal.total === true,
    ...(signal.value === undefined ? {} : { value: signal.value }),
    ...(signal.default === undefined ? {} : { default: signal.default }),
  };
}

function mergeRedaction(base: Redaction | undefined, own: Partial<Redaction> | undefined): Redaction {
  const shapes = new Map([...(base?.shapes ?? []), ...(own?.shapes ?? [])].map((shape) => [shape.name, shape]));
  return { keys: [...new Set([...(base?.keys ?? []), ...(own?.keys ?? [])])], shapes: [...shapes.values()] };
}
