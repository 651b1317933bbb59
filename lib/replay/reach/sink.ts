import type { FindingSeverity } from "../../base";
import type { Subscription } from "../../terraform";
import type { Way } from "./access";
import type { Passes } from "./filter-policy";
import type { ReachRuleId } from "./rules";

/** Where what is found on the way of one alarm's action goes. */
export interface Sink {
  /** @see Gathered */
  readonly add: (
    rule: ReachRuleId,
    at: { readonly address: string },
    message: string,
    fix: string,
    severity?: FindingSeverity,
  ) => void;
  readonly filters: FilterResults;
}

/** What filter policies make of the messages of alarms, gathered by subscription. */
export type FilterResults = Map<Subscription, { passes: Passes; alarm: string }[]>;

/** Adds what is wrong with a way; the reason of the first refusal. */
export function stopOf(ways: readonly (Way | undefined)[], add: Sink["add"]): string | undefined {
  let stopped: string | undefined;
  for (const way of ways) {
    if (way === undefined || way.decision === "allowed") continue;
    const { at, decision, fix, rule, why } = way;
    if (decision === "refused") stopped ??= why;
    add(decision === "refused" || rule === "key-unknown" ? rule : "access-undecided", at, why, fix);
  }
  return stopped;
}
