import {
  type ContractDefinition,
  type Field,
  fieldRead,
  type FieldType,
  filtersOf,
  inspectContract,
  type SignalDefinition,
} from "../contract";
import { own } from "../base";
import {
  type Condition,
  type DelimitedPattern,
  type Operand,
  type Pattern,
  print,
  type SlotCondition,
} from "../pattern";
import type { TakenFilter } from "./filter";
import { FreeNames, nameOf, trimmed, wordsOf } from "./names";
import type { Change, LeftReason } from "./row";

/** The contract of a log group's lines, as far as its filters tell. */
export interface AdoptedContract {
  /** As a configuration has it, without a name. */
  readonly definition: Omit<ContractDefinition, "name" | "extends">;
  readonly signals: readonly AdoptedSignal[];
  readonly left: readonly { readonly filter: TakenFilter; readonly reason: LeftReason }[];
}

export interface AdoptedSignal {
  readonly signal: string;
  readonly filter: TakenFilter;
  readonly changes: readonly Change[];
}

/**
 * A contract under conventions of the lines' own, with the fields that filters read, and a signal for each filter. Filters that a contract
 * cannot have are left.
 *
 * @param words of the project, the environment and the service, which names of filters repeat
 */
export function contractOfFilters(filters: readonly TakenFilter[], words: ReadonlySet<string>): AdoptedContract {
  const names = new FreeNames("_");
  const named = filters.map((filter) => ({ filter, signal: names.take(signalName(filter, words)) }));
  const left: { filter: TakenFilter; reason: LeftReason }[] = [];
  let kept = named;
  for (;;) {
    const definition = definitionOf(kept);
    const { findings, sound } = inspectContract({ name: "adopted", ...definition });
    const refused = findings.filter(({ severity }) => severity === "error");
    if (refused.length === 0) {
      const signals = kept.map(({ filter, signal }) => {
        const resolved = own(sound.signals, signal);
        if (resolved === undefined) throw new Error(`no signal ${signal} in a contract without findings`);
        return { signal, filter, changes: changesOf(filter, filtersOf(resolved)[0]?.pattern) };
      });
      return { definition, signals, left };
    }
    const out = new Map<string, string>();
    for (const { at, message } of refused)
      for (const signal of signalsOf(at.path, kept)) if (!out.has(signal)) out.set(signal, message);
    for (const { filter, signal } of kept) {
      const finding = out.get(signal);
      if (finding !== undefined) left.push({ filter, reason: { kind: "refused", finding } });
    }
    kept = kept.filter(({ signal }) => !out.has(signal));
  }
}

interface NamedFilter {
  readonly filter: TakenFilter;
  readonly signal: string;
}

/** The signals that a finding is about: those that read the field, if it is about a field; all, if it is about what lines are. */
function signalsOf(path: readonly (string | number)[], kept: readonly NamedFilter[]): readonly string[] {
  const [part, name] = path;
  if (part === "signals") return kept.flatMap(({ signal }) => (signal === name ? [signal] : []));
  const reading = kept.filter(({ filter }) => part !== "fields" || fieldsOf(filter).some(([field]) => field === name));
  return (reading.length === 0 ? kept : reading).map(({ signal }) => signal);
}

function signalName({ metric, name }: TakenFilter, words: ReadonlySet<string>): string {
  const own = trimmed(wordsOf(metric), words);
  return nameOf(own.length === 0 ? wordsOf(name) : own, "signal", "_");
}

function definitionOf(named: readonly NamedFilter[]): AdoptedContract["definition"] {
  const fields = new Map<string, Field>();
  for (const { filter } of named)
    for (const [field, type] of fieldsOf(filter)) {
      const known = fields.get(field);
      fields.set(field, {
        ...known,
        type: known === undefined ? type : joined(known.type, type),
        description: known?.description ?? `Read by the metric filter ${filter.name}.`,
      });
    }
  for (const { filter } of named)
    for (const [dimension, field] of Object.entries(filter.dimensions)) {
      const known = fields.get(field);
      if (known !== undefined)
        fields.set(field, { ...known, bounded: true, ...(dimension === field ? {} : { dimension }) });
    }
  const text = named.map(({ filter }) => filter.pattern).find(isDelimited);
  const isJson = named.some(({ filter }) => filter.pattern.kind === "json");
  return {
    conventions: "own",
    ...(text === undefined || isJson ? {} : { line: { text: partsOf(text) } }),
    ...(fields.size === 0 ? {} : { fields: Object.fromEntries(fields) }),
    signals: Object.fromEntries(named.map(({ filter, signal }) => [signal, signalOf(filter)])),
  };
}

function signalOf(filter: TakenFilter): SignalDefinition {
  const { defaultValue, dimensions, metric, pattern, unit, value } = filter;
  const split = Object.values(dimensions);
  return {
    description:
      value === undefined ? `Lines that match ${filter.name}.` : `${value} of lines that match ${filter.name}.`,
    where: print(pattern),
    ...(value === undefined ? {} : { value }),
    ...(unit === (value === undefined ? "Count" : undefined) ? {} : { unit }),
    metric,
    ...(split.length === 0 ? {} : { dimensions: split }),
    ...(defaultValue === undefined ? {} : { default: defaultValue }),
  } as SignalDefinition;
}

function changesOf(filter: TakenFilter, written: Pattern | undefined): readonly Change[] {
  const to = written === undefined ? "" : print(written);
  if (to === filter.filter.pattern) return [];
  const dimensions = Object.values(filter.dimensions);
  return dimensions.length > 0 && to !== print(filter.pattern)
    ? [{ argument: "pattern", to, dimensions }]
    : [{ argument: "pattern", to }];
}

/** The fields that a filter reads, with the types that its comparisons tell. */
function fieldsOf({ dimensions, pattern, value }: TakenFilter): readonly (readonly [string, FieldType])[] {
  return [
    ...fieldsIn(pattern),
    ...Object.values(dimensions).map((field) => [field, "string"] as const),
    ...(value === undefined ? [] : [[value, "number"] as const]),
  ];
}

function fieldsIn(pattern: Pattern): (readonly [string, FieldType])[] {
  if (pattern.kind === "json") return inCondition(pattern.where);
  if (pattern.kind !== "delimited") return [];
  return pattern.slots.flatMap((slot) =>
    slot.kind === "field" && slot.name !== undefined && slot.where !== undefined
      ? [[slot.name, typeOfSlot(slot.where)] as const]
      : [],
  );
}

function inCondition(condition: Condition): (readonly [string, FieldType])[] {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.of.flatMap(inCondition);
    case "compare":
    case "state": {
      const field = fieldRead(condition.selector);
      return field === undefined
        ? []
        : [[field, condition.kind === "state" ? stateType(condition.state) : typeOf(condition.value)]];
    }
  }
}

function stateType(state: string): FieldType {
  return state === "true" || state === "false" ? "boolean" : "string";
}

function typeOfSlot(condition: SlotCondition): FieldType {
  return condition.kind === "compare" ? typeOf(condition.value) : condition.of.map(typeOfSlot).reduce(joined);
}

function typeOf({ kind }: Operand): FieldType {
  return kind === "number" ? "number" : "string";
}

/** A field that one filter compares with a number and another with text: what tells more, which is not that it only has to be there. */
function joined(one: FieldType, other: FieldType): FieldType {
  return one === "string" ? other : one;
}

function isDelimited(pattern: Pattern): pattern is DelimitedPattern {
  return pattern.kind === "delimited";
}

/** The parts of a line, without conditions. */
function partsOf({ slots }: DelimitedPattern): string {
  return print({
    kind: "delimited",
    slots: slots.map((slot) =>
      slot.kind === "ellipsis"
        ? slot
        : { kind: "field" as const, ...(slot.name === undefined ? {} : { name: slot.name }) },
    ),
  });
}
