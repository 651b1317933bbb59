import { readArn } from "../../aws";
import { isMapping, isSequence, isUnknown, type Value } from "../hcl/value";
import { attributeTaken, takesArn, takesArns, typesTaken } from "./arguments";
import { candidates, candidatesIn } from "./candidates";
import { instanceValue, isInstanceValue } from "./instance-value";
import type { PlannedInstance, Step } from "./modules";
import { isOutputsValue } from "./outputs-value";
import type { Standpoint } from "./standpoint";
import { notInPlan, untold } from "./untold";

/** A reference of an expression and its value; undefined if a plan does not show the value. */
export interface Told {
  readonly reference: string;
  readonly value: Value | undefined;
}

/** A reference and its value, which a plan shows at least in part. */
interface Known {
  readonly reference: string;
  readonly value: Value;
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
    return pick(argument, { reference, value }, keys, at).filter((item) => {
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
  if (types === undefined || (value !== undefined && !(takesArns(argument) && isOpen(value)))) return told;
  const found = candidates(types, reference, at);
  const [only, ...others] = found;
  if (only === undefined) return told;
  if (others.length === 0) return { reference, value: instanceValue(only) };
  if (value !== undefined) return told;
  const names = found.map(({ address }) => address);
  return { reference, value: untold({ what: "choice", through: reference, candidates: names }, reference) };
}

/** Whether a value is not known, or an item of it. */
function isOpen(value: Value): boolean {
  if (value === null || typeof value !== "object") return false;
  return isUnknown(value) || (isSequence(value) && value.items.some(isUnknown));
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
function pick(
  argument: string,
  { reference, value }: Known,
  keys: ReadonlySet<Step>,
  at: Standpoint,
): readonly Value[] {
  if (isInstanceValue(value))
    return [value.entries.get(attributeTaken(argument)) ?? value.entries.get("arn") ?? notInPlan(reference)];
  if (!isMapping(value) && !isSequence(value)) return [value];
  // The configuration writes a list of texts; a list of instances is a resource with count, and a plan does not show which are meant.
  if (isSequence(value) && isListOfTexts(value.items)) return value.items;
  const entries: readonly (readonly [Step, Value])[] = isMapping(value)
    ? [...value.entries]
    : value.items.map((item, index) => [index, item] as const);
  const [chosen, ...others] = entries.filter(([key]) => keys.has(key));
  const member = ([key, item]: readonly [Step, Value]): readonly Value[] =>
    pick(argument, { reference: `${reference}[${JSON.stringify(key)}]`, value: item }, keys, at);
  if (chosen !== undefined && others.length === 0) return member(chosen);
  const isResource = entries.length > 0 && entries.every(([, item]) => isInstanceValue(item));
  const arn = takesArns(argument) && !isResource ? onlyArn(argument, { reference, value }, at) : undefined;
  if (arn !== undefined) return [arn];
  const [only, ...more] = entries;
  if (only === undefined) return [];
  return more.length === 0
    ? member(only)
    : [untold({ what: "key", reference, keys: entries.map(([key]) => key) }, reference)];
}

/**
 * The only ARN that the argument can hold of all that a collection has: of `module.topics[each.key].topic_arn`, a plan shows neither the
 * output nor what it is used for. If there are several, the value is unknown; undefined: there is none.
 */
function onlyArn(argument: string, { reference, value }: Known, at: Standpoint): Value | undefined {
  const found = new Map<Value, string>();
  const types = typesTaken(argument) ?? [];
  const addAll = (instances: readonly PlannedInstance[]): void => {
    for (const { address, values } of instances) found.set(values.get("arn") ?? address, address);
  };
  const look = (part: Value): void => {
    if (part === null || typeof part !== "object") {
      if (typeof part === "string" && takesArn(argument, part) && !found.has(part)) found.set(part, part);
    } else if (isUnknown(part)) addAll(candidates(types, reference, at));
    else if (isInstanceValue(part)) addAll(types.includes(part.instance.type) ? [part.instance] : []);
    else if (isSequence(part)) part.items.forEach(look);
    else {
      if (isOutputsValue(part)) addAll(candidatesIn(types, part.module));
      for (const item of part.entries.values())
        if (!isOutputsValue(part) || item === null || !isUnknown(item)) look(item);
    }
  };
  look(value);
  const [first, ...others] = found;
  if (first === undefined || others.length === 0) return first?.[0];
  return untold({ what: "choice", through: reference, candidates: [...found.values()] }, reference);
}
