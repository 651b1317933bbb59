import { meant, nearest } from "../../base";
import type { Misplaced } from "./mistake";
import { insideOf, quotedParts, type Quoting } from "./quoted";
import type { Substituted } from "./substitute";

/** Names before an opening parenthesis that are no functions: of what a grammar could not read. */
export function unknownFunctions(
  { text, original, isVariable }: Substituted,
  quoting: Quoting,
  isKnown: (name: string) => boolean,
  functions: readonly string[],
): readonly Misplaced[] {
  const isQuoted = insideOf(quotedParts(text, quoting));
  return [...text.matchAll(/(?<![\w:.$@])[A-Za-z_]\w{0,100}(?=\s{0,20}\()/g)].flatMap((found): Misplaced[] => {
    const [name] = found;
    const span = { start: found.index, end: found.index + name.length };
    if (isQuoted(span.start) || isKnown(name) || isVariable(span)) return [];
    const near = OLD.get(name) ?? nearest(name, functions);
    return [
      {
        kind: "unknown-function",
        span: original(span),
        message: `There is no function ${name}.${meant(near)}`.replace(/\.$/, ""),
        fix: near === undefined ? "Use a function of the language." : `Write ${near}.`,
        ...(near === undefined ? {} : { expected: [near] }),
      },
    ];
  });
}

/** Renamed in Prometheus 3. */
const OLD: ReadonlyMap<string, string> = new Map([["holt_winters", "double_exponential_smoothing"]]);
