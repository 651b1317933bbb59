import { parser } from "@grafana/lezer-traceql";

import type { TraceqlFacts } from "./facts";
import type { Misplaced } from "./mistake";
import { insideOf, quotedParts, type Quoting } from "./quoted";
import { readSyntax } from "./read-syntax";
import type { Replacement } from "./substitute";
import type { UsedVariable } from "./variables";

const quoting: Quoting = { escaped: '"', raw: "`", comment: "//" };

export function parseTraceql(
  text: string,
  variables: readonly UsedVariable[],
): { readonly facts: TraceqlFacts; readonly mistakes: readonly Misplaced[] } {
  const { mistakes } = readSyntax(text, variables, {
    parser,
    quoting,
    patches: patches(text),
    hasVariables: variables.length > 0,
  });
  return { facts: { attributes: [], intrinsics: [], comparisons: [], calls: [], groupings: [] }, mistakes };
}

/** The grammar lacks `nestedSetParent`, hints of metrics queries, and numbers without a digit before the point. */
function patches(text: string): readonly Replacement[] {
  const isQuoted = insideOf(quotedParts(text, quoting));
  return [
    ...text.matchAll(/\bnestedSet(?:Parent|Left|Right)\b|\)\s*with\s*\([^()]*\)\s*$|(?<=[,(]\s{0,20})\.(?=\d)/g),
  ].flatMap((found) => {
    if (isQuoted(found.index)) return [];
    const [word] = found;
    const instead = word === "." ? "0." : word.startsWith(")") ? ")" : "duration";
    return [{ span: { start: found.index, end: found.index + word.length }, text: instead, isVariable: false }];
  });
}
