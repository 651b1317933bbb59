import { changesBetween } from "../../replay";
import type { Template } from "../../terraform";
import type { Io } from "../command";
import type { SynthesizedStack } from "../project";
import { templateFrom } from "../replay/templates";
import { changesText, lossesText, type StackChanges } from "./changes-text";
import { stacksBefore } from "./stacks-before";

/** What an apply of each stack would change. @throws UsageError for what cannot be compared with */
export async function stacksSince(given: string, stacks: readonly SynthesizedStack[], io: Io): Promise<StackChanges[]> {
  const before = await stacksBefore(
    given,
    stacks.map(({ name }) => name),
    io,
  );
  return stacks.map((stack) => {
    const template = templateFrom([stack], io, {});
    const was = before(stack.name);
    const changes = was === undefined ? null : changesBetween(was, template);
    return { stack: stack.name, environment: environmentOf(template), changes };
  });
}

/** The changes, and below them what would be lost. */
export function sinceText(given: string, stacks: readonly StackChanges[]): string {
  const losses = stacks.map(({ changes, ...stack }) => ({ ...stack, findings: changes?.findings ?? [] }));
  return `${changesText(given, stacks)}${lossesText(losses)}`;
}

/** From the tags that all resources of a stack have. */
function environmentOf({ logGroups, metricAlarms }: Template): string | undefined {
  return [...logGroups, ...metricAlarms].map(({ tags }) => tags.environment).find((name) => name !== undefined);
}
