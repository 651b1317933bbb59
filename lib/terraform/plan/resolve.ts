import { fromJson, isUnknown, tuple, type Value } from "../hcl/value";
import { isComposed, typeNamedBy } from "./arguments";
import { candidates } from "./candidates";
import { itemsOf, type Told } from "./items";
import type { PlannedModule } from "./modules";
import { resolveReference } from "./references";
import { constantOf, referencesOf, type Expressed } from "./shape";
import type { Standpoint } from "./standpoint";
import { untoldExpression } from "./untold";

/** The value of an argument that is known only after apply, as far as its expression shows it. */
export function resolveText(argument: string, expressed: Expressed | undefined, at: Standpoint): Value {
  const constant = constantOf(expressed);
  if (constant !== undefined) return fromJson(constant.value);
  const references = referencesOf(expressed);
  const told = toldBy(references, at);
  const type = typeNamedBy(argument);
  const name = type === undefined ? undefined : nameOf(type, told, at);
  if (name !== undefined) return name;
  const items = itemsOf(argument, told, at);
  const [only] = items;
  if (only === undefined || items.length > 1) return untoldExpression(references);
  if (type !== undefined && typeof only === "string" && !isNameOf(type, only, rootOf(at.module)))
    return untoldExpression(references);
  if (isUnknown(only) || !isComposed(argument)) return only;
  if (argument === "redrive_policy" && typeof only === "string" && only.includes(":sqs:"))
    return JSON.stringify({ deadLetterTargetArn: only });
  const isDocument = references.some((reference) => /\bdata\.aws_iam_policy_document\./.test(reference));
  return argument === "policy" && (isDocument || (typeof only === "string" && only.startsWith("{")))
    ? only
    : untoldExpression(references);
}

/** The items of a list that is known only after apply. */
export function resolveList(argument: string, expressed: Expressed | undefined, at: Standpoint): Value {
  const constant = constantOf(expressed);
  if (constant !== undefined) return fromJson(constant.value);
  const references = referencesOf(expressed);
  const items = itemsOf(argument, toldBy(references, at), at);
  return items.length === 0 ? untoldExpression(references) : tuple(items);
}

function toldBy(references: readonly string[], at: Standpoint): readonly Told[] {
  return references.map((reference) => ({ reference, value: resolveReference(reference, at) }));
}

/** The name of a resource of a type, where every reference leads to this resource. */
function nameOf(type: string, told: readonly Told[], at: Standpoint): string | undefined {
  const root = rootOf(at.module);
  const names = new Set<Value>();
  for (const { reference, value } of told) {
    if (value === undefined)
      for (const { values } of candidates([type], reference, at)) names.add(values.get("name") ?? null);
    else if (typeof value === "string" && isNameOf(type, value, root)) names.add(value);
    else return undefined;
  }
  const [only] = names;
  const isTold = told.some(({ value }) => value === only);
  return names.size === 1 && isTold && typeof only === "string" ? only : undefined;
}

function rootOf(module: PlannedModule): PlannedModule {
  return module.caller === undefined ? module : rootOf(module.caller.module);
}

/** Whether a resource of a type has this name, in a module or below it. */
function isNameOf(type: string, name: string, module: PlannedModule): boolean {
  for (const instances of module.resources.values())
    for (const { type: of, values } of instances.values()) if (of === type && values.get("name") === name) return true;
  return [...module.children.values()].some((children) =>
    [...children.values()].some((child) => isNameOf(type, name, child)),
  );
}
