import { readArn } from "../../aws";
import { isMapping, isSequence, isUnknown, type Value } from "../hcl/value";
import { attributeTaken, takesArns, typesTaken } from "./arguments";
import { candidates } from "./candidates";
import { instanceValue, isInstanceValue } from "./instance-value";
import type { Step } from "./modules";
import type { Standpoint } from "./standpoint";
import { notInPlan, untold } from "./untold";

/** A reference of an expression and its value; undefined if a plan does not show the value. */
export interface Told {
  readonly reference: string;
  readonly value: Value | undefined;
}

/**
 * What an expression's references give for an argument: one item for each thing that they refer to. Plain values next to a
 * collection are keys into it (`local.topics[var.severity]`). If a plain value may choose between the things themselves
 * (`var.loud ? a.arn : b.arn`), a plan does not show which, and the only item is unknown.
 */
export function itemsOf(argument: string, told: readonly Told[], at: Standpoint): readonly Value[] {
  const hasCollection = told.some(({ value }) => value !== undefined && isCollection(value));
  const resolved = hasCollection ? told : told.map((one) => withOnlyCandidate(argument, one, at));
  const isAlone = told.length === 1;
  const isTarget = (one: Told): boolean => isTargetOf(argument, one, { hasCollection, isAlone });
  const targets = resolved.filter(isTarget);
  const others = resolved.filter((one) => one.value !== null && !isTarget(one));
  const keys = new Set(others.map(({ value }) => value).filter(isKey));
  const parts: string[] = [];
  const items = targets.flatMap(({ reference, value }) => {
    if (value === undefined) return [notInPlan(reference)];
    return pick(argument, reference, value, keys).filter((item) => {
      const isPart = takesArns(argument) && typeof item === "string" && readArn(item) === undefined;
      if (isPart && item !== "") parts.push(reference);
      return item !== null && !isPart;
    });
  });
  // Several references may lead to the same thing: `lookup(each.value, "topic", var.topic)`.
  const different = [...new Set(items)];
  if (parts.length > 0) different.push(untold({ what: "rest-of-text", references: parts }, parts.join(", ")));
  if (different.length > 1 && targets.length > 1 && others.length > 0 && !hasCollection) {
    const names = targets.map(({ reference }) => reference);
    const all = told.map(({ reference }) => reference).join(", ");
    return [untold({ what: "choice", through: undefined, candidates: names }, all)];
  }
  return different;
}

/** Fills in the one resource that a reference can lead to, or which ones it can lead to, if a plan does not show its value. */
function withOnlyCandidate(argument: string, told: Told, at: Standpoint): Told {
  const { reference, value } = told;
  const types = typesTaken(argument);
  if (value !== undefined || types === undefined) return told;
  const found = candidates(types, reference, at);
  const [only, ...others] = found;
  if (only === undefined) return told;
  if (others.length === 0) return { reference, value: instanceValue(only) };
  const names = found.map(({ address }) => address);
  return { reference, value: untold({ what: "choice", through: reference, candidates: names }, reference) };
}

/** Whether a reference gives what the argument holds, and is not just a key into a collection next to it. */
function isTargetOf(
  argument: string,
  { reference, value }: Told,
  { hasCollection, isAlone }: { hasCollection: boolean; isAlone: boolean },
): boolean {
  if (value === undefined) return !hasCollection;
  // A key's id or a queue's URL that is passed on.
  const takesText = typesTaken(argument) !== undefined && !takesArns(argument);
  if (takesText && isAlone && typeof value === "string") return true;
  if (value === null || typeof value === "object") return value !== null;
  if (typeof value !== "string") return false;
  return /^(arn:|https?:|\{)/.test(value) || (!hasCollection && !/^(var|each|count)\./.test(reference));
}

function isKey(value: Value | undefined): value is Step {
  return typeof value === "string" || typeof value === "number";
}

/** Whether a key next to the value may select from it. A list of texts is always taken as a whole. */
function isCollection(value: Value): boolean {
  return (isMapping(value) && !isInstanceValue(value)) || (isSequence(value) && !isListOfTexts(value.items));
}

function isListOfTexts(items: readonly Value[]): boolean {
  return items.every((item) => item === null || typeof item === "string" || isUnknown(item));
}

/** What an argument takes from a value: a text as it is, an attribute of an instance, the chosen member of a collection. */
function pick(argument: string, reference: string, value: Value, keys: ReadonlySet<Step>): readonly Value[] {
  if (isInstanceValue(value))
    return [value.entries.get(attributeTaken(argument)) ?? value.entries.get("arn") ?? notInPlan(reference)];
  if (!isMapping(value) && !isSequence(value)) return [value];
  // The configuration writes a list of texts; a list of instances is a resource with count, and a plan does not show which are meant.
  if (isSequence(value) && isListOfTexts(value.items)) return value.items;
  const entries: readonly (readonly [Step, Value])[] = isMapping(value)
    ? [...value.entries]
    : value.items.map((item, index) => [index, item] as const);
  const chosen = entries.filter(([key]) => keys.has(key));
  const remaining = chosen.length === 1 ? chosen : entries;
  const [only] = remaining;
  if (only === undefined) return [];
  if (remaining.length === 1) return pick(argument, reference, only[1], keys);
  const arn = takesArns(argument) ? onlyArn(remaining.map(([, item]) => item)) : undefined;
  if (arn !== undefined) return [arn];
  return [untold({ what: "key", reference, keys: remaining.map(([key]) => key) }, reference)];
}

/** The only ARN among the outputs of a module: `module.topics[each.key]` of which a plan does not show `.topic_arn`. */
function onlyArn(values: readonly Value[]): string | undefined {
  if (values.some((value) => value !== null && isUnknown(value))) return undefined;
  const arns = new Set(values.filter((value) => typeof value === "string" && readArn(value) !== undefined));
  const [only, ...others] = arns;
  return others.length === 0 && typeof only === "string" ? only : undefined;
}
