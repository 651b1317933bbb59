import { greatest, valueAt } from "../base";
import { type Contract, eventChecker, isOfLambda, keysOf, type LineProblem, partReader } from "../contract";
import type { LogEvent } from "../pattern";
import { timeReader } from "../records";
import type { PlaceOfLine } from "./inferred";

/** Least share of the lines that fit a preset, so that it is theirs. */
const LEAST_SHARE = 0.95;

/** Shares that differ by less are the same: a line or two of another program are among any. */
const SAME_SHARE = 0.01;

/** Fields of a preset that lines have, so that it says something of them. */
const LEAST_FIELDS = 3;

/** Lines after which presets that few lines fit are given up. */
const TRIAL_LINES = 1000;

/** How lines fit a contract. */
export interface Fit {
  readonly contract: Contract;
  /** Lines that the contract describes. */
  readonly described: number;
  /** Those of them that fit. */
  readonly fitting: number;
  /** The first that does not. */
  readonly firstOther: PlaceOfLine | undefined;
}

interface Candidate extends Fit {
  readonly check: (event: LogEvent) => readonly LineProblem[] | undefined;
  /** Whether what should be the time of a fitting line is one. */
  readonly isTimed: (event: LogEvent) => boolean;
  /** Declared fields that no line has had, with their keys. */
  readonly unseen: Map<string, readonly string[]>;
  described: number;
  fitting: number;
  firstOther: PlaceOfLine | undefined;
}

/** Which of some contracts lines fit already. Memory does not grow with the lines. */
export class PresetFit {
  #candidates: Candidate[];
  #lines = 0;
  /** Lines of the two forms, but for those of Lambda itself. */
  readonly #forms = { json: 0, text: 0 };

  constructor(presets: readonly Contract[]) {
    this.#candidates = presets.map((contract) => ({
      contract,
      check: eventChecker(contract),
      isTimed: timeChecker(contract),
      unseen: new Map(Object.keys(contract.fields).map((name) => [name, keysOf(name)])),
      described: 0,
      fitting: 0,
      firstOther: undefined,
    }));
  }

  add(event: LogEvent, place: PlaceOfLine): void {
    if (this.#candidates.length === 0) return;
    const form = event.json === null ? "text" : "json";
    if (!isOfLambda(event)) this.#forms[form]++;
    for (const candidate of this.#candidates) {
      // Lines of the other form are not the program's.
      if (formOf(candidate.contract) !== form) continue;
      const problems = candidate.check(event);
      if (problems === undefined) continue;
      candidate.described++;
      if (problems.length > 0 || !candidate.isTimed(event)) {
        candidate.firstOther ??= place;
        continue;
      }
      candidate.fitting++;
      see(event, candidate);
    }
    if (++this.#lines === TRIAL_LINES)
      this.#candidates = this.#candidates.filter(
        ({ described, fitting }) => described === 0 || fitting >= described * LEAST_SHARE * 0.9,
      );
  }

  /**
   * The contract that says most of the lines, of those that almost all lines fit. Undefined where none does, and where two say as much: neither is
   * known to be theirs.
   */
  best(): Fit | undefined {
    const { json, text } = this.#forms;
    const major = json >= text ? "json" : "text";
    const fits = this.#candidates.filter(
      (each) => isFitting(each) && (formOf(each.contract) === major || each.contract.line.where !== undefined),
    );
    const most = greatest(fits.map(({ described }) => described));
    return first(fits.filter(({ described }) => described * 2 >= most));
  }

  /**
   * The same, for a contract that extends it: it is about these lines, and has a field that not every library has, which is more than a time, a level and
   * a message.
   *
   * @param lines how many lines of the form there are
   */
  extendable(form: "json" | "text", lines: number): Fit | undefined {
    const found = first(
      this.#candidates.filter(
        (each) => formOf(each.contract) === form && isFitting(each) && each.fitting >= lines * LEAST_SHARE,
      ),
    );
    return found !== undefined && (form === "text" || hasOwnField(found)) ? found : undefined;
  }
}

function formOf({ line }: Contract): "json" | "text" {
  return line.text === undefined ? "json" : "text";
}

/** Any text has the parts of an access log, if it has as many: a time shows that they are in their places. */
function timeChecker(contract: Contract): Candidate["isTimed"] {
  const { text, timestamp } = contract.line;
  if (text === undefined || timestamp === undefined) return () => true;
  const read = partReader(contract);
  const times = timeReader();
  return (event) => {
    const part = read(event, timestamp);
    return typeof part === "string" && times.whole(part) !== undefined;
  };
}

function see({ json }: LogEvent, { unseen }: Candidate): void {
  // The parts of text are all there.
  if (json === null) return;
  for (const [name, keys] of unseen) if ((valueAt(json, keys) ?? null) !== null) unseen.delete(name);
}

/** How many of the fields that the contract declares lines have. */
function seenFields({ contract, unseen }: Candidate): number {
  const names = Object.keys(contract.fields).length;
  return formOf(contract) === "text" ? names : names - unseen.size;
}

function isFitting(candidate: Candidate): boolean {
  const { contract, described, fitting } = candidate;
  if (described === 0 || fitting < described * LEAST_SHARE) return false;
  return formOf(contract) === "text" ? hasTypedParts(contract) : seenFields(candidate) >= LEAST_FIELDS;
}

/** Text of enough words has the parts of any pattern: some of them have to be numbers. */
function hasTypedParts({ fields }: Contract): boolean {
  return Object.values(fields).filter(({ type }) => type !== "string").length >= 2;
}

function hasOwnField({ contract: { fields, line }, unseen }: Candidate): boolean {
  const roles = new Set([line.timestamp, line.level, line.message, line.event]);
  return Object.keys(fields).some((name) => !roles.has(name) && !unseen.has(name));
}

/** The first by what is said of the lines, then by how many fit; undefined if it is not alone. */
function first(fits: readonly Candidate[]): Candidate | undefined {
  const share = ({ described, fitting }: Fit): number => fitting / described;
  const most = greatest(fits.map(share));
  const [one, other] = fits
    .filter((each) => share(each) > most - SAME_SHARE)
    .toSorted((a, b) => seenFields(b) - seenFields(a) || share(b) - share(a));
  const isAlone =
    one !== undefined && (other === undefined || seenFields(one) > seenFields(other) || share(one) > share(other));
  return isAlone ? one : undefined;
}
