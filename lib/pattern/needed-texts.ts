import { least } from "../base";
import type { Comparison, Condition } from "./ast";
import { MAY_BE_NUMBER } from "./compare-node";
import type { LogEvent } from "./log-event";

/**
 * A cheap test, before an event's JSON is parsed, that rules out events that cannot match: the event must contain a text of the
 * pattern. Undefined when the pattern has no such text.
 *
 * This is sound because a JSON string writes a letter either as itself or as `\uXXXX`; an event with such an escape always passes.
 * Texts that need an escape in JSON, or that may be the text of a number (`1.0` may be written `1e0`), are not used.
 */
export function neededTexts(condition: Condition): ((event: LogEvent) => boolean) | undefined {
  const texts = needed(condition);
  if (texts === undefined || texts.length > MAX_TEXTS) return undefined;
  const [only = ""] = texts;
  if (texts.length === 1) return (event) => event.text.includes(only) || event.hasUnicodeEscapes;
  return ({ text, hasUnicodeEscapes }) => hasUnicodeEscapes || texts.some((needle) => text.includes(needle));
}

/** With more texts, searching costs more than it saves. */
const MAX_TEXTS = 4;

/** Texts, at least one of which is in every matching event. */
function needed(condition: Condition): readonly string[] | undefined {
  switch (condition.kind) {
    case "all":
      return condition.of
        .map(needed)
        .filter((texts) => texts !== undefined)
        .sort((a, b) => a.length - b.length || shortest(b) - shortest(a))[0];
    case "any": {
      const alternatives = condition.of.map(needed);
      if (alternatives.some((texts) => texts === undefined)) return undefined;
      return [...new Set(alternatives.flatMap((texts) => texts ?? []))];
    }
    case "compare":
      return neededBy(condition);
    case "state":
      return undefined;
  }
}

function neededBy({ operator, value }: Comparison): readonly string[] | undefined {
  if (operator !== "=" || value.kind !== "text") return undefined;
  const pieces = value.text.split("*").filter((piece) => isSpelledAsIs(piece) && !MAY_BE_NUMBER.test(piece));
  const longest = pieces.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? undefined : [longest];
}

function isSpelledAsIs(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- JSON escapes control characters
  return text !== "" && !/["\\/\u0000-\u001f\ud800-\udfff]/.test(text);
}

function shortest(texts: readonly string[]): number {
  return least(texts.map((text) => text.length));
}
