import type { SelectorStep } from "../../../pattern";
import { quoted } from "../ottl-text";

/** Where the fields of a line are, in a log record whose body is a JSON object as a map. */
const root = "log.body";

/** The path in OTTL of what steps lead to: `log.body["http"]["route"]`. */
export function pathOf(steps: readonly SelectorStep[]): string {
  return root + steps.map(keyOf).join("");
}

/** Conditions under which the path can be read: in OTTL, to read a key of what is not a map is an error, and so is an index beyond the end. */
export function there(steps: readonly SelectorStep[]): readonly string[] {
  return steps.flatMap((step, index) => {
    const before = pathOf(steps.slice(0, index));
    if (step.kind === "index") return [`IsList(${before})`, `Len(${before}) > ${step.index}`];
    // The body itself is a map: other records were dropped.
    return index === 0 ? [] : [`IsMap(${before})`];
  });
}

function keyOf(step: SelectorStep): string {
  if (step.kind === "each") throw new TypeError("a wildcard is not part of a path");
  return step.kind === "key" ? `[${quoted(step.name)}]` : `[${step.index}]`;
}
