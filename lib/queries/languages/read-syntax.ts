import { unreadable } from "./limits";
import type { Misplaced } from "./mistake";
import type { Quoting } from "./quoted";
import { standIns } from "./stand-ins";
import { type Replacement, substitute, type Substituted } from "./substitute";
import { syntaxMistake } from "./syntax-mistake";
import { childrenFirst, type LezerParser, type SyntaxNode } from "./syntax-tree";
import type { UsedVariable } from "./variables";

/** A text as a grammar of lezer reads it. */
export interface Syntax {
  /** What the grammar read; its spans are those of `source.text`. */
  readonly nodes: readonly SyntaxNode[];
  readonly source: Substituted;

  /** At most one; in the text as it was written. */
  readonly mistakes: readonly Misplaced[];
}

export interface SyntaxOptions {
  readonly parser: LezerParser;
  readonly quoting: Quoting;

  /** What the language has and the grammar lacks, written in other words. */
  readonly patches: readonly Replacement[];

  /** Whether the grammar itself reads variables: `$x` and `${x:raw}`. */
  readonly hasVariables?: boolean;
}

const NOTHING: Substituted = { text: "", original: (span) => span, isVariable: () => false };

export function readSyntax(
  text: string,
  variables: readonly UsedVariable[],
  { parser, quoting, patches, hasVariables = false }: SyntaxOptions,
): Syntax {
  if (isOnlyVariables(text, variables)) return { nodes: [], source: NOTHING, mistakes: [] };
  const instead = hasVariables ? [] : standIns(text, variables, quoting);
  const isFree = ({ span }: Replacement): boolean =>
    instead.every((other) => other.span.end <= span.start || other.span.start >= span.end);
  const source = substitute(text, [...instead, ...patches.filter(isFree)]);
  const why = unreadable(source.text, quoting);
  if (why !== undefined) return { nodes: [], source, mistakes: [{ ...why, span: source.original(why.span) }] };
  const nodes = childrenFirst(parser.parse(source.text));
  const wrong = syntaxMistake(source.text, nodes);
  if (wrong === undefined) return { nodes, source, mistakes: [] };
  const span = source.original(wrong.span);
  // A variable may hold an operator, as in `a $or b`, which is not known here.
  if (instead.some(({ span: { start } }) => start === span.start)) return { nodes: [], source: NOTHING, mistakes: [] };
  return { nodes, source, mistakes: [{ ...wrong, span }] };
}

/** What the variables hold is not known, so nothing can be said of it. */
function isOnlyVariables(text: string, variables: readonly UsedVariable[]): boolean {
  let rest = "";
  let from = 0;
  for (const { span } of variables) {
    rest += text.slice(from, span.start);
    from = span.end;
  }
  return variables.length > 0 && (rest + text.slice(from)).trim() === "";
}
