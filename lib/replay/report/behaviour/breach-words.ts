import { findingText, placeText } from "../../../base";
import { utcDate } from "../times";
import { visible } from "../visible";
import type { BehaviourChanges } from "./compare";
import type { Breach } from "./breaches";
import type { IncidentBehaviour } from "./incident-behaviour";
import { behaviourHeadline, incidentTitle, incidentWords, moreOrFewer, notComparedWords } from "./words";

/** A change that is not wanted, in words: what it is about, and what is wrong. Texts from outside are safe for a terminal. */
export function breachWords(
  breach: Breach,
  changes: BehaviourChanges,
): { readonly about: string; readonly text: string } {
  const wording = { day: utcDate(changes.clock.from) };
  switch (breach.kind) {
    case "lost":
    case "later":
      return { about: incidentTitle(breach.incident), text: incidentWords(breach.incident, wording).join("; ") };
    case "more":
      return { about: "pages", text: moreOrFewer(breach.pages, "page") };
    case "unknown": {
      const { is, was } = breach.alarm;
      return { about: visible((is ?? was)?.name ?? ""), text: visible(notComparedWords(breach.alarm)) };
    }
    case "findings":
      return {
        about: visible([breach.finding.rule, placeText(breach.finding.at)].filter((part) => part !== "").join(" ")),
        text: visible(findingText(breach.finding).replaceAll(/\s*\n\s*/g, ". ")),
      };
    case "any":
      return { about: "alarms", text: behaviourHeadline(changes) };
  }
}

/** The incidents that change, in words. Texts from outside are safe for a terminal. */
export function incidentLines(
  changes: BehaviourChanges,
): { readonly incident: IncidentBehaviour; readonly about: string; readonly text: string }[] {
  const wording = { day: utcDate(changes.clock.from) };
  return changes.incidents.map((incident) => ({
    incident,
    about: incidentTitle(incident),
    text: incidentWords(incident, wording).join("; "),
  }));
}
