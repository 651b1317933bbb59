import { acceptedText, escapeRegExp, type Finding, line, placeText } from "../../base";
import type { Change, TemplateChanges } from "../../replay";

/** The changes of a stack; null where there was nothing to compare it with. */
export interface StackChanges {
  readonly stack: string;
  readonly environment: string | undefined;
  readonly changes: TemplateChanges | null;
}

/** What an apply would change, a line for each change, once for all stacks that change alike. */
export function changesText(given: string, stacks: readonly StackChanges[]): string {
  const lines = commonChanges(stacks).map(({ each, where }) => line`  ${where}${changeText(each)}`);
  const missing = stacks.flatMap(({ changes, stack }) => (changes === null ? [stack] : []));
  return `${[
    line`Since ${given}:`,
    ...(lines.length === 0 ? ["  nothing changes"] : lines),
    ...(missing.length === 0 ? [] : [line`  nothing to compare with: ${missing.join(", ")}`]),
  ].join("\n")}\n`;
}

/** The changes, once for all stacks that change alike. */
export function commonChanges(stacks: readonly StackChanges[]): { readonly each: Change; readonly where: string }[] {
  return alike(
    stacks.map((stack) => ({ ...stack, each: stack.changes?.changes ?? [] })),
    changeIn,
  );
}

/** What is found in the changes, once for all stacks in which it is alike. */
export function lossesText(
  stacks: readonly (Pick<StackChanges, "stack" | "environment"> & { readonly findings: readonly Finding[] })[],
): string {
  const lines = alike(
    stacks.map(({ environment, findings, stack }) => ({ environment, stack, each: findings.map(shown) })),
    (finding, without) => ({
      ...finding,
      place: without(finding.place),
      message: without(finding.message),
      fix: without(finding.fix),
    }),
  ).flatMap(({ each: { accepted, fix, message, place, rule, severity }, where }) => [
    line`  ${where}${place}`,
    line`    ${severity}: ${message}  [${rule}]`,
    ...(accepted === undefined ? [] : [`    ${acceptedText(accepted, severity)}`]),
    line`    ${fix}`,
  ]);
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

function shown({ accepted, at, fix, message, rule, severity }: Finding) {
  return { accepted, fix, message, place: placeText(at), rule, severity };
}

/** What stacks have in common, each once: as it is where one stack has it, else without names of environments. */
export function alike<Each>(
  stacks: readonly (Pick<StackChanges, "stack" | "environment"> & { readonly each: readonly Each[] })[],
  inWords: (each: Each, without: (text: string) => string) => Each,
): { readonly each: Each; readonly where: string; readonly stacks: readonly string[] }[] {
  const groups = new Map<string, { readonly each: Each; readonly common: Each; readonly stacks: Set<string> }>();
  for (const { each: all, environment, stack } of stacks) {
    const without = withoutEnvironment(environment);
    for (const each of all) {
      const common = inWords(each, without);
      const key = JSON.stringify(common);
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { each, common, stacks: new Set([stack]) });
      else known.stacks.add(stack);
    }
  }
  return [...groups.values()].map(({ common, each, stacks: of }) => ({
    each: of.size === 1 ? each : common,
    stacks: [...of],
    where: stacks.length === 1 ? "" : `${of.size === stacks.length ? "all" : [...of].join(", ")}: `,
  }));
}

function changeIn(change: Change, without: (text: string) => string): Change {
  return { ...change, subject: without(change.subject), details: change.details.map(without) };
}

/** `orders-errors critical: above 25 -> 30`, `new metric filter shop/prod/orders Errors`. */
export function changeText({ details, kind, subject, what }: Change): string {
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
    case "renamed":
      return `${kind}: ${what} ${subject}${words === "" ? "" : `, ${words}`}`;
  }
}

function withoutEnvironment(environment: string | undefined): (text: string) => string {
  if (environment === undefined) return (text) => text;
  // Names have dashes where the environment has underscores; any stack may have any tag.
  const name = escapeRegExp(environment).replaceAll("_", "[_-]");
  const word = new RegExp(`(?<![A-Za-z0-9])${name}(?![A-Za-z0-9])`, "g");
  return (text) => text.replace(word, "{environment}");
}
