import { type Finding, findingSeverities, type FindingSeverity } from "../../../base";
import type { ReplayRuleId } from "../..";
import type { AlarmIdentity } from "./alarm-behaviour";
import type { Both } from "./both";
import { type BehaviourChanges, isBehaviourAlike } from "./compare";
import type { IncidentBehaviour } from "./incident-behaviour";

/** What a change must not do. The first call of an incident is its first page; where it pages nobody before and after, its first message. */
export type BehaviourCondition =
  /** An incident that paged pages nobody any more; one that paged nobody, and told someone, tells nobody. */
  | { readonly kind: "lost" }
  /** The first call of an incident comes more than `than` milliseconds later. */
  | { readonly kind: "later"; readonly than: number }
  /** There are more than `than` pages more, over all. */
  | { readonly kind: "more"; readonly than: number }
  /** An alarm that could be evaluated cannot be any more, so nothing is known of it. */
  | { readonly kind: "unknown" }
  /** Findings of this severity or worse that were not there before. */
  | { readonly kind: "findings"; readonly severity: FindingSeverity }
  /** Anything changes in what alarms do. */
  | { readonly kind: "any" };

/** A change that is not wanted, and what it is about. */
export type Breach =
  | { readonly kind: "lost" | "later"; readonly incident: IncidentBehaviour }
  | { readonly kind: "more"; readonly pages: Both<number> }
  | { readonly kind: "unknown"; readonly alarm: Both<AlarmIdentity | null> }
  | { readonly kind: "findings"; readonly finding: Finding<ReplayRuleId> }
  | { readonly kind: "any" };

/** What of the changes these conditions forbid. Nothing where nothing was replayed: that shows nothing. */
export function breachesOf(changes: BehaviourChanges, conditions: readonly BehaviourCondition[]): Breach[] {
  return changes.nothingReplayed.length > 0 ? [] : conditions.flatMap((condition) => breachesOfOne(changes, condition));
}

function breachesOfOne(changes: BehaviourChanges, condition: BehaviourCondition): Breach[] {
  const { counts, findings, incidents, notCompared } = changes;
  switch (condition.kind) {
    case "lost":
      return incidents
        .filter((incident) => firstCall(incident).was !== null && firstCall(incident).is === null)
        .map((incident) => ({ kind: "lost", incident }));
    case "later":
      return incidents
        .filter((incident) => laterBy(incident) > condition.than)
        .map((incident) => ({ kind: "later", incident }));
    case "more": {
      const pages = { was: counts.was.messages.pages, is: counts.is.messages.pages };
      return pages.is - pages.was > condition.than ? [{ kind: "more", pages }] : [];
    }
    case "unknown":
      return notCompared
        .filter(({ is, was }) => was?.evaluated === true && is?.evaluated === false)
        .map((alarm) => ({ kind: "unknown", alarm }));
    case "findings": {
      const floor = findingSeverities.indexOf(condition.severity);
      return findings.come
        .filter(({ severity }) => findingSeverities.indexOf(severity) >= floor)
        .map((finding) => ({ kind: "findings", finding }));
    }
    case "any":
      return isBehaviourAlike(changes) ? [] : [{ kind: "any" }];
  }
}

function firstCall({ firstMessage, firstPage }: IncidentBehaviour): Both<number | null> {
  return firstPage.was === null && firstPage.is === null ? firstMessage : firstPage;
}

function laterBy(incident: IncidentBehaviour): number {
  const { is, was } = firstCall(incident);
  return is === null || was === null ? 0 : is - was;
}
