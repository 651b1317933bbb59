import { excerpt, own } from "../base";

/** A part of a time that is written in digits. */
export type Field = "year" | "shortYear" | "month" | "day" | "hour" | "halfDayHour" | "minute" | "second" | "fraction";

/** What a time pattern reads, one after the other. */
export type Step =
  | { readonly kind: "text"; readonly bytes: Uint8Array }
  /** One or more blanks or tabs. */
  | { readonly kind: "blank" }
  /** At most so many bytes before the next one that is this. */
  | { readonly kind: "skip"; readonly until: number; readonly most: number }
  | {
      readonly kind: "digits";
      readonly field: Field;
      /** How many digits. */
      readonly least: number;
      readonly most: number;
      readonly from: number;
      readonly to: number;
      /** Whether a blank may stand for the first digit. */
      readonly isPadded: boolean;
    }
  | { readonly kind: "month" | "weekday" | "half" | "zone" | "zoneName" | "epoch" | "iso" };

/** A longer pattern is a mistake. */
const LONGEST = 200;

/** Bytes that `%*` skips at most, unless it begins a pattern, which then is tried at the beginning of the line alone. */
const SKIPPED = 64;

/** In messages: a pattern, and what it reads. */
export const PATTERN_EXAMPLE = "'%d.%m.%Y %H:%M:%S' for 21.11.2026 10:00:00";

/** @throws Error for what is not a time pattern */
export function stepsOf(text: string): readonly Step[] {
  const fail = (why: string): Error => new Error(`${why}: write for example ${PATTERN_EXAMPLE}`);
  if (text.length > LONGEST) throw fail(`a time pattern has at most ${LONGEST} characters`);
  const steps: Step[] = [];
  const tokens = expanded(text).match(/%[-_0^#]?.?|\s+|[^%\s]+/gsu) ?? [];
  for (const [index, token] of tokens.entries()) {
    if (/^\s/.test(token)) {
      steps.push({ kind: "blank" });
    } else if (!token.startsWith("%")) {
      steps.push({ kind: "text", bytes: Buffer.from(token) });
    } else if (token === "%") {
      throw fail("a % at the end says nothing");
    } else if (token === "%*") {
      const next = tokens[index + 1];
      if (next === undefined || next.startsWith("%"))
        throw fail(`%* skips up to the character that follows it, and ${next ?? "nothing"} does`);
      const until = /^\s/.test(next) ? 0x20 : (Buffer.from(next)[0] ?? 0);
      steps.push({ kind: "skip", until, most: text.startsWith("%*") ? Infinity : SKIPPED });
    } else {
      const step = directive(token.at(-1) ?? "");
      if (step === undefined) throw fail(`${excerpt(token)} is not a directive of a time pattern`);
      steps.push(step);
    }
  }
  if (steps.every((step) => !isTimeOfDay(step)))
    throw fail(
      `${text === "" ? "an empty text" : excerpt(text)} does not say where the hour stands (%H, %I), nor is it %s or %+`,
    );
  return steps;
}

function isTimeOfDay(step: Step): boolean {
  if (step.kind === "digits") return step.field === "hour" || step.field === "halfDayHour";
  return step.kind === "epoch" || step.kind === "iso";
}

/** Writes out the directives that stand for several. */
function expanded(text: string): string {
  const long: Readonly<Record<string, string>> = { T: "%H:%M:%S", D: "%m/%d/%y", F: "%Y-%m-%d", R: "%H:%M" };
  return text.replace(/%([%TDFR])/g, (token, letter: string) =>
    letter === "%" ? token : (own(long, letter) ?? token),
  );
}

type Digits = readonly [field: Field, least: number, most: number, from: number, to: number];

const DIGITS: ReadonlyMap<string, Digits> = new Map([
  ["Y", ["year", 4, 4, 1, 9999]],
  ["y", ["shortYear", 2, 2, 0, 99]],
  ["m", ["month", 1, 2, 1, 12]],
  ["d", ["day", 1, 2, 1, 31]],
  ["e", ["day", 1, 2, 1, 31]],
  ["H", ["hour", 1, 2, 0, 24]],
  ["k", ["hour", 1, 2, 0, 24]],
  ["I", ["halfDayHour", 1, 2, 1, 12]],
  ["l", ["halfDayHour", 1, 2, 1, 12]],
  ["M", ["minute", 1, 2, 0, 59]],
  ["S", ["second", 1, 2, 0, 60]],
  ["f", ["fraction", 1, 9, 0, Infinity]],
  ["L", ["fraction", 1, 9, 0, Infinity]],
  ["N", ["fraction", 1, 9, 0, Infinity]],
]);

/** Directives of each kind that needs no more than its name. */
const OTHERS = { month: "bBh", weekday: "aA", half: "pP", zone: "z", zoneName: "Z", epoch: "s", iso: "+", blank: "nt" };

function directive(letter: string): Step | undefined {
  if (letter === "%") return { kind: "text", bytes: Buffer.from("%") };
  const digits = DIGITS.get(letter);
  if (digits === undefined) {
    const kinds = Object.keys(OTHERS) as (keyof typeof OTHERS)[];
    const kind = kinds.find((each) => OTHERS[each].includes(letter));
    return letter === "" || kind === undefined ? undefined : { kind };
  }
  const [field, least, most, from, to] = digits;
  const isPadded = ["day", "hour", "halfDayHour"].includes(field);
  return { kind: "digits", field, least, most, from, to, isPadded };
}
