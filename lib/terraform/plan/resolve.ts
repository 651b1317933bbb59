import { SyntaxFault } from "../hcl/errors";
import { referencesIn, referenceText } from "../hcl/references";
import { fromJson, isSequence, isUnknown, tuple, unknown, type Unknown, type Value } from "../hcl/value";
import { attributeTaken, isComposed, typeNamedBy, typesTaken } from "./arguments";
import { candidates, candidatesIn } from "./candidates";
import { itemsOf, type Told } from "./items";
import type { PlannedModule } from "./modules";
import { evaluateAt, resolveReference } from "./references";
import { longestOf, referencesOf, type Expressed } from "./shape";
import type { Standpoint } from "./standpoint";
import { untold, untoldExpression } from "./untold";
import { writtenIn } from "./written";

/** The value of an argument that is known only after apply, as far as its expression shows it. */
export function resolveText(argument: string, expressed: Expressed | undefined, at: Standpoint): Value {
  return resolved(argument, expressed, at, (references, why) => textBy(argument, references, { at, why }));
}

/** The items of a list that is known only after apply. */
export function resolveList(argument: string, expressed: Expressed | undefined, at: Standpoint): Value {
  const written = writtenIn(expressed, at);
  // Each text of a list is one item; a text in place of the list is the list.
  const isItems = written?.kind === "json" && Array.isArray(written.json);
  return resolved(argument, expressed, at, (references, why) =>
    isItems ? textBy(argument, references, { at, why }) : listBy(argument, references, { at, why }),
  );
}

/** What references lead to; `why` where they do not tell it. */
type ByReferences = (references: readonly string[], why: Unknown) => Value;

function resolved(
  argument: string,
  expressed: Expressed | undefined,
  at: Standpoint,
  byReferences: ByReferences,
): Value {
  const written = writtenIn(expressed, at);
  if (written?.kind === "constant") return fromJson(written.value);
  const references = referencesOf(expressed);
  if (written?.kind !== "json") return byReferences(references, untoldExpression(references));
  return evaluateAt(written.json, at, (text, why) => {
    if (isSequence(why))
      return {
        ...why,
        items: why.items.map((item) => (isUnknown(item) ? (ofOutput(argument, item, at) ?? item) : item)),
      };
    const put = ofOutput(argument, why, at);
    if (put !== undefined) return put;
    const own = referencesAlone(text, at.module);
    return own === undefined ? why : better(byReferences(own, why), why);
  });
}

/** What an argument takes from an output that is not known; undefined where that is not what is not known, or nothing fits. */
function ofOutput(argument: string, { expression, reason }: Unknown, at: Standpoint): Value | undefined {
  const types = typesTaken(argument);
  if (types === undefined || reason.kind !== "known-after-apply" || reason.untold.what !== "value") return undefined;
  const { through } = reason.untold;
  const called = calledBy(rootOf(at.module), through);
  if (called === undefined) return undefined;
  const [only, ...others] = candidatesIn(types, called.module, [called.output]);
  if (only === undefined) return undefined;
  if (others.length === 0) return only.values.get(attributeTaken(argument)) ?? only.values.get("arn");
  const all = [only, ...others].map(({ address }) => address);
  return untold({ what: "choice", through, candidates: all }, expression);
}

/** The module instance and the output of an address: `module.a["x"].module.b.arn`. */
function calledBy(
  { children }: PlannedModule,
  address: string,
): { readonly module: PlannedModule; readonly output: string } | undefined {
  for (const child of [...children.values()].flatMap((byKey) => [...byKey.values()])) {
    if (!address.startsWith(`${child.address}.`)) continue;
    const output = address.slice(child.address.length + 1);
    return Object.hasOwn(child.configuration?.outputs ?? {}, output)
      ? { module: child, output }
      : calledBy(child, address);
  }
  return undefined;
}

/** What a text of JSON refers to, if it is nothing but one interpolation: other texts are known only as a whole. */
function referencesAlone(text: string, { templates }: PlannedModule): readonly string[] | undefined {
  const template = templates.parsed(text);
  if (template instanceof SyntaxFault || template.type !== "template" || template.parts.length !== 1) return undefined;
  return longestOf(referencesIn(template).map(referenceText));
}

/** A value that is found by references, unless it only says in other words that it is not known. */
function better(found: Value, why: Unknown): Value {
  if (!isUnknown(found) || found.reason.kind !== "known-after-apply") return found;
  const { what } = found.reason.untold;
  return what === "choice" || what === "key" ? unknown(found.reason, why.expression) : why;
}

interface Unfound {
  readonly at: Standpoint;
  readonly why: Unknown;
}

function textBy(argument: string, references: readonly string[], { at, why }: Unfound): Value {
  const told = toldBy(references, at);
  const type = typeNamedBy(argument);
  const name = type === undefined ? undefined : nameOf(type, told, at);
  if (name !== undefined) return name;
  const items = itemsOf(argument, told, at);
  const [only] = items;
  if (only === undefined || items.length > 1) return why;
  if (type !== undefined && typeof only === "string" && !isNameOf(type, only, rootOf(at.module))) return why;
  // A text that is made of the members of a collection is none of them.
  if (isUnknown(only)) return isComposed(argument) && isByKey(only) ? why : only;
  if (!isComposed(argument)) return only;
  if (argument === "redrive_policy" && typeof only === "string" && only.includes(":sqs:"))
    return JSON.stringify({ deadLetterTargetArn: only });
  const isDocument = references.some((reference) => /\bdata\.aws_iam_policy_document\./.test(reference));
  return argument === "policy" && (isDocument || (typeof only === "string" && only.startsWith("{"))) ? only : why;
}

function isByKey({ reason }: Unknown): boolean {
  return reason.kind === "known-after-apply" && reason.untold.what === "key";
}

function listBy(argument: string, references: readonly string[], { at, why }: Unfound): Value {
  const items = itemsOf(argument, toldBy(references, at), at);
  return items.length === 0 ? why : tuple(items);
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
