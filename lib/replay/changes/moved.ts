import type { Moved, Template } from "../../terraform";

/** What is deployed, at the addresses that `moved` blocks give it. */
export function asMoved(deployed: Template, moved: readonly Moved[]): Template {
  if (moved.length === 0) return deployed;
  const at = <Each extends { readonly address: string }>(list: readonly Each[]): readonly Each[] =>
    list.map((each) => ({ ...each, address: addressNow(each.address, moved) }));
  return {
    ...deployed,
    logGroups: at(deployed.logGroups),
    metricFilters: at(deployed.metricFilters),
    metricAlarms: at(deployed.metricAlarms),
    compositeAlarms: at(deployed.compositeAlarms),
    muteRules: at(deployed.muteRules),
    topics: at(deployed.topics),
    subscriptions: at(deployed.subscriptions),
    keys: at(deployed.keys),
  };
}

/**
 * Moves may follow each other, and a move of a module, or of a resource with instances, moves all in it; a plan says of each resource
 * where it ends.
 */
function addressNow(address: string, moved: readonly Moved[]): string {
  const end = moved.find(({ from, isPlanned }) => isPlanned && from === address);
  if (end !== undefined) return end.to;
  // As many steps as there are blocks: a circle, which Terraform refuses, ends.
  return moved.reduce((now) => {
    const move = moved.find(
      ({ from, isPlanned }) => !isPlanned && (now === from || now.startsWith(`${from}.`) || now.startsWith(`${from}[`)),
    );
    return move === undefined ? now : move.to + now.slice(move.from.length);
  }, address);
}
