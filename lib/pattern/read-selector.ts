import type { Span } from "../base";
import type { Selector, SelectorStep } from "./ast";
import { after, KEY, endOfMatch } from "./chars";
import { invalidCharacter, tooManyWildcardsInSelector } from "./errors";

const FIX = "Write $.name, $.name[0], $.name[*], $.name.* or, for any other key, $.['the.key'].";
const MAX_INDEX = 2147483647;

/**
 * Reads the longest selector at `start`, the offset of its `$`: `$.a.b`, `$.a[0]`, `$.a[*]`, `$.*`, `$.['a.b']`.
 *
 * `.['...']` takes any key without a single quote, anywhere in the selector. Only `$.['a.b']` by itself is recorded; whether the
 * service accepts more steps after or before it is not known.
 *
 * @throws PatternError `invalid-character` when no first step follows; `too-many-wildcards` for two wildcards
 */
export function readSelector(text: string, start: number): Selector & { readonly span: Span } {
  const first = readDotStep(text, start + 1);
  if (typeof first === "number") {
    throw invalidCharacter(text, { start, end: after(text, first) }, FIX);
  }
  const steps: SelectorStep[] = [first.step];
  let end = first.end;
  for (;;) {
    const next = readDotStep(text, end);
    const step = typeof next === "number" ? readBracketStep(text, end) : next;
    if (step === undefined) break;
    steps.push(step.step);
    end = step.end;
  }
  const span = { start, end };
  if (steps.filter((step) => step.kind === "each").length > 1) throw tooManyWildcardsInSelector(text, span);
  return { steps, span };
}

interface ReadStep {
  readonly step: SelectorStep;
  readonly end: number;
}

/** Reads `.name`, `.*` or `.['key']`; for anything else, returns the offset of the first character that does not fit. */
function readDotStep(text: string, at: number): ReadStep | number {
  if (text.charAt(at) !== ".") return at;
  const from = at + 1;
  if (text.charAt(from) === "*") return { step: { kind: "each", form: "dot" }, end: from + 1 };
  if (text.charAt(from) === "[") {
    if (text.charAt(from + 1) !== "'") return from + 1;
    const close = text.indexOf("'", from + 2);
    if (close < 0) return text.length;
    if (close === from + 2) return close;
    if (text.charAt(close + 1) !== "]") return close + 1;
    return { step: { kind: "key", name: text.slice(from + 2, close) }, end: close + 2 };
  }
  const end = endOfMatch(KEY, text, from);
  return end === from ? from : { step: { kind: "key", name: text.slice(from, end) }, end };
}

function readBracketStep(text: string, at: number): ReadStep | undefined {
  if (text.startsWith("[*]", at)) return { step: { kind: "each", form: "bracket" }, end: at + 3 };
  const found = /^\[(\d+)\]/.exec(text.slice(at, at + 64));
  const index = Number(found?.[1]);
  if (found === null || index > MAX_INDEX) return undefined;
  return { step: { kind: "index", index }, end: at + found[0].length };
}
