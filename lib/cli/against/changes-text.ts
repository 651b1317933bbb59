import { line } from "../../base";
import type { Change, TemplateChanges } from "../../replay";

/** The changes of a stack; null where there was nothing to compare it with. */
export interface StackChanges {
  readonly stack: string;
  readonly environment: string | undefined;
  readonly changes: TemplateChanges | null;
}

/** What an apply would change, a line for each change, once for all stacks that change alike. */
export function changesText(given: string, stacks: readonly StackChanges[]): string {
  const groups = new Map<string, { readonly change: Change; readonly alike: Change; readonly stacks: Set<string> }>();
  for (const { changes, environment, stack } of stacks) {
    for (const change of changes?.changes ?? []) {
      const alike = withoutEnvironment(change, environment);
      const key = JSON.stringify(alike);
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { change, alike, stacks: new Set([stack]) });
      else known.stacks.add(stack);
    }
  }
  const lines = [...groups.values()].map(({ alike, change, stacks: of }) => {
    const where = stacks.length === 1 ? "" : `${of.size === stacks.length ? "all" : [...of].join(", ")}: `;
    return line`  ${where}${changeText(of.size === 1 ? change : alike)}`;
  });
  const missing = stacks.flatMap(({ changes, stack }) => (changes === null ? [stack] : []));
  return `${[
    line`Since ${given}:`,
    ...(lines.length === 0 ? ["  nothing changes"] : lines),
    ...(missing.length === 0 ? [] : [line`  nothing to compare with: ${missing.join(", ")}`]),
  ].join("\n")}\n`;
}

/** `orders-errors critical: above 25 -> 30`, `new metric filter shop/prod/orders Errors`. */
function changeText({ details, kind, subject, what }: Change): string {
  const thing = what === "alarm" ? subject : `${what} ${subject}`;
  const words = details.join("; ");
  switch (kind) {
    case "changed":
      return `${thing}: ${words}`;
    case "new":
      return `new: ${what} ${subject}`;
    case "gone":
      return `gone: ${what} ${subject}${words === "" ? "" : `, ${words}`}`;
    case "replaced":
      return `replaced: ${what} ${subject}${words === "" ? "" : `, ${words}`}`;
  }
}

function withoutEnvironment(change: Change, environment: string | undefined): Change {
  if (environment === undefined) return change;
  // Names have dashes where the environment has underscores; any stack may have any tag.
  const name = environment.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&").replaceAll("_", "[_-]");
  const word = new RegExp(`(?<![A-Za-z0-9])${name}(?![A-Za-z0-9])`, "g");
  const without = (text: string): string => text.replace(word, "{environment}");
  return { ...change, subject: without(change.subject), details: change.details.map(without) };
}
