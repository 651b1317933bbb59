import type { Redaction } from "../../contract";
import { keyLinePatterns, mask } from "../redaction-patterns";
import { type AlloyBlock, argument, block } from "./syntax";

/** Stages that remove values from a line before anything else reads it. Each expression has one group: what is replaced. */
export function redactionStages({ keys, shapes }: Redaction): readonly AlloyBlock[] {
  const named = keyLinePatterns(keys).map(({ by, expression, why }) => replace(`(?i)${expression}`, by, why));
  const valued = shapes.flatMap(({ description, pattern }) =>
    pattern === undefined ? [] : [replace(`(${pattern})`, mask, description)],
  );
  return [...named, ...valued];
}

function replace(expression: string, by: string, why: string): AlloyBlock {
  return block("stage.replace", undefined, [argument("expression", expression), argument("replace", by)], why);
}
