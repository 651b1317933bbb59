import { type Contract, lineChecker } from "../contract";
import type { Inferred, InferredDefinition, PlaceOfLine } from "./inferred";

/** Least share of the lines that fit a preset that is extended. */
const LEAST_SHARE = 0.95;

/** Fields of a preset that lines have, so that it says something of them. */
const LEAST_FIELDS = 3;

/** Lines after which presets that few lines fit are given up. */
const TRIAL_LINES = 1000;

interface Candidate {
  readonly contract: Contract;
  readonly check: (line: unknown) => readonly unknown[];
  fitting: number;
  lines: number;
  firstOther: PlaceOfLine | undefined;
}

/** Which of some contracts lines fit already. */
export class PresetFit {
  #candidates: Candidate[];
  #lines = 0;

  constructor(presets: readonly Contract[]) {
    this.#candidates = presets.map((contract) => ({
      contract,
      check: lineChecker(contract),
      fitting: 0,
      lines: 0,
      firstOther: undefined,
    }));
  }

  /** @param line a parsed line of JSON, or a text */
  add(line: unknown, place: PlaceOfLine): void {
    if (this.#candidates.length === 0) return;
    for (const candidate of this.#candidates) {
      const isText = candidate.contract.line.text !== undefined;
      if (isText !== (typeof line === "string")) continue;
      candidate.lines++;
      if (candidate.check(line).length === 0) candidate.fitting++;
      else candidate.firstOther ??= place;
    }
    if (++this.#lines === TRIAL_LINES)
      this.#candidates = this.#candidates.filter(
        ({ fitting, lines }) => lines > 0 && fitting >= lines * LEAST_SHARE * 0.9,
      );
  }

  /**
   * The one that says most of the lines, of those that almost all lines fit.
   *
   * @param paths what the lines have: a contract of which they have hardly a field says nothing of them
   */
  best(lines: number, paths: readonly string[]): Candidate | undefined {
    const known = (contract: Contract): number => paths.filter((path) => Object.hasOwn(contract.fields, path)).length;
    const isSaying = ({ contract }: Candidate): boolean =>
      contract.line.text === undefined ? known(contract) >= LEAST_FIELDS : hasTypedParts(contract);
    return this.#candidates
      .filter((each) => each.lines > 0 && each.fitting >= lines * LEAST_SHARE && isSaying(each))
      .toSorted((a, b) => known(b.contract) - known(a.contract) || b.fitting - a.fitting)[0];
  }

  /** What the preset does not say of the lines. */
  extended(found: Inferred, { contract, firstOther, fitting, lines }: Candidate): Inferred {
    const { definition } = found;
    const { event, levels: _levels, text: _text, ...roles } = definition.line ?? {};
    const own = <T>(table: Readonly<Record<string, T>> | undefined, known: object): Readonly<Record<string, T>> =>
      Object.fromEntries(Object.entries(table ?? {}).filter(([name]) => !Object.hasOwn(known, name)));
    const fields = own(definition.fields, contract.fields);
    const newRoles = Object.entries({ ...roles, ...(event === undefined ? {} : { event }) }).filter(
      ([role]) => contract.line[role as keyof typeof roles] === undefined,
    );
    // Events are those of the field that names them here and there.
    const events =
      contract.line.event === undefined || contract.line.event === event ? own(definition.events, contract.events) : {};
    const signals = own(definition.signals, contract.signals);
    const extended: InferredDefinition = {
      name: definition.name,
      extends: contract.name,
      ...(newRoles.length === 0 ? {} : { line: Object.fromEntries(newRoles) }),
      ...filled("fields", fields),
      ...filled("events", events),
      ...filled("signals", signals),
    };
    const others = lines - fitting;
    return {
      ...found,
      definition: extended,
      rest: [
        ...found.rest,
        ...(firstOther === undefined ? [] : [{ kind: "preset" as const, lines: others, first: firstOther }]),
      ],
    };
  }
}

function filled<T>(name: string, table: Readonly<Record<string, T>>): object {
  return Object.keys(table).length === 0 ? {} : { [name]: table };
}

/** Text of enough words has the parts of any pattern: some of them have to be numbers. */
function hasTypedParts({ fields }: Contract): boolean {
  return Object.values(fields).filter(({ type }) => type !== "string").length >= 2;
}
