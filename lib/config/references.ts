import type { Severity } from "../base";
import type { CompositeRule } from "./schema/composite-rule";

/** An alarm that a composite names. */
export interface ConfigReference {
  readonly service: string;
  readonly alarm: string;
  readonly severity: Severity;
}

/** Reads a checked reference: `error_rate.critical` of the service that contains it, or `payments/error_rate.critical`. */
export function readReference(text: string, service: string): ConfigReference {
  const slash = text.indexOf("/");
  const dot = text.lastIndexOf(".");
  return {
    service: slash < 0 ? service : text.slice(0, slash),
    alarm: text.slice(slash + 1, dot),
    severity: text.slice(dot + 1) as Severity,
  };
}

/** The alarms that a rule names, with the path of each within the rule. */
export function referencesIn(rule: CompositeRule): { text: string; path: readonly (string | number)[] }[] {
  if (typeof rule === "string") return [{ text: rule, path: [] }];
  if ("not" in rule) return below("not", [referencesIn(rule.not)], false);
  if ("any" in rule) return below("any", rule.any.map(referencesIn), true);
  if ("all" in rule) return below("all", rule.all.map(referencesIn), true);
  return below("of", rule.of.map(referencesIn), true);
}

function below(
  key: string,
  parts: readonly ReturnType<typeof referencesIn>[],
  listed: boolean,
): ReturnType<typeof referencesIn> {
  return parts.flatMap((part, index) =>
    part.map(({ text, path }) => ({ text, path: listed ? [key, index, ...path] : [key, ...path] })),
  );
}
