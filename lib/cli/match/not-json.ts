import { countedOf } from "../../base";
import { hasJsonAfterText, type LogEvent, type Matcher } from "../../pattern";

/** Why a JSON pattern matched nothing: events that are not JSON. */
export interface JsonWatch {
  /** @param isMatch once one event matches, nothing is looked for */
  add(event: LogEvent, isMatch: boolean): void;
  /** A sentence; undefined where it is not the reason. */
  reason(): string | undefined;
}

/** Events that are looked at. */
const MOST = 20_000;

export function jsonWatch({ pattern }: Matcher): JsonWatch {
  let isOver = pattern.kind !== "json";
  let events = 0;
  let notJson = 0;
  let afterText = 0;
  return {
    add(event, isMatch) {
      if (isOver) return;
      if (isMatch) events = 0;
      isOver = isMatch || events >= MOST;
      if (isOver) return;
      events++;
      if (event.json !== null) return;
      notJson++;
      if (hasJsonAfterText(event.text)) afterText++;
    },
    reason() {
      if (events === 0 || notJson === 0 || (notJson < events && afterText === 0)) return undefined;
      const after = afterText === 0 ? "" : `; ${afterText} ${afterText === 1 ? "has" : "have"} JSON after other text`;
      return `${countedOf(notJson, events, "event")} ${notJson === 1 ? "is" : "are"} not JSON${after}. CloudWatch reads an event as JSON only if all of it is JSON.`;
    },
  };
}
