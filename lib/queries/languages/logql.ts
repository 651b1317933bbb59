import { parser } from "@grafana/lezer-logql";

import type { LogqlFacts } from "./facts";
import type { Misplaced } from "./mistake";
import { insideOf, quotedParts, type Quoting } from "./quoted";
import { readSyntax } from "./read-syntax";
import type { Replacement } from "./substitute";
import type { UsedVariable } from "./variables";

const quoting: Quoting = { escaped: "\"'", raw: "`", comment: "#" };

export function parseLogql(
  text: string,
  variables: readonly UsedVariable[],
): { readonly facts: LogqlFacts; readonly mistakes: readonly Misplaced[] } {
  const { mistakes } = readSyntax(text, variables, { parser, quoting, patches: patches(text) });
  const facts = {
    calls: [],
    streams: [],
    lineFilters: [],
    labelFilters: [],
    parsers: [],
    unwraps: [],
    groupings: [],
    ranges: [],
  };
  return { facts, mistakes };
}

/** The grammar lacks `approx_topk`, and `offset` after the range of an unwrapped field. */
function patches(text: string): readonly Replacement[] {
  const isQuoted = insideOf(quotedParts(text, quoting));
  return [...text.matchAll(/\bapprox_topk\b|(?<=\]\s{0,20})offset\s+-?\w+/g)].flatMap((found) => {
    if (isQuoted(found.index)) return [];
    const span = { start: found.index, end: found.index + found[0].length };
    return [{ span, text: found[0] === "approx_topk" ? "topk" : " ", isVariable: false }];
  });
}
