import { parser } from "@prometheus-io/lezer-promql";

import type { PromqlFacts } from "./facts";
import type { Misplaced } from "./mistake";
import { readSyntax } from "./read-syntax";
import type { UsedVariable } from "./variables";

export function parsePromql(
  text: string,
  variables: readonly UsedVariable[],
): { readonly facts: PromqlFacts; readonly mistakes: readonly Misplaced[] } {
  const { mistakes } = readSyntax(text, variables, {
    parser,
    quoting: { escaped: "\"'", raw: "`", comment: "#" },
    patches: [],
  });
  return { facts: { calls: [], selectors: [], groupings: [] }, mistakes };
}
