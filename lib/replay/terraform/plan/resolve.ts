import {
  fromJson,
  isMapping,
  isSequence,
  isUnknown,
  object,
  tuple,
  unknown,
  type Mapping,
  type Value,
} from "../hcl/value";
import { SECRET_SOURCES } from "../aws/made-up";
import type { Instance } from "../instance";
import { stepsOf, type PlannedModule, type Step } from "./modules";
import { constantOf, referencesOf, type ConfiguredCall, type ConfiguredResource, type Expressed } from "./shape";

/** Where an expression of a plan's configuration stands. */
export interface Standpoint {
  readonly module: PlannedModule;
  /** The block whose `each` and `count` it sees. */
  readonly block: ConfiguredResource | ConfiguredCall | undefined;
  readonly key: string | number | undefined;
}

const ELSEWHERE = "show the state after apply, or give the configuration as *.tf.json";

/** The attribute that an argument takes of a resource, where a plan says only which resource. Others take the ARN. */
const TAKES: Readonly<Record<string, string>> = {
  policy: "json",
  queue_url: "url",
  target_key_id: "key_id",
  key_id: "key_id",
  function_name: "function_name",
  log_group_name: "name",
};

/** Texts that are seldom a reference alone: what surrounds the reference is not in a plan. */
const COMPOSED = new Set(["policy", "filter_policy", "redrive_policy", "alarm_rule", "alarm_description", "pattern"]);

const instances = new WeakMap<Mapping, Instance>();

/** The value of an argument that is known only after apply, as far as its expression tells it. */
export function resolveText(argument: string, expressed: Expressed | undefined, at: Standpoint): Value {
  const constant = constantOf(expressed);
  if (constant !== undefined) return fromJson(constant.value);
  const references = referencesOf(expressed);
  const items = resolveItems(argument, references, at);
  const [only] = items;
  if (only === undefined || items.length > 1) return lost(references);
  if (isUnknown(only) || !COMPOSED.has(argument)) return only;
  if (argument === "redrive_policy" && typeof only === "string" && only.includes(":sqs:"))
    return JSON.stringify({ deadLetterTargetArn: only });
  const isDocument = references.some((reference) => /\bdata\.aws_iam_policy_document\./.test(reference));
  return argument === "policy" && (isDocument || (typeof only === "string" && only.startsWith("{")))
    ? only
    : lost(references);
}

/** The items of a list that is known only after apply. */
export function resolveList(argument: string, expressed: Expressed | undefined, at: Standpoint): Value {
  const constant = constantOf(expressed);
  if (constant !== undefined) return fromJson(constant.value);
  const references = referencesOf(expressed);
  const items = resolveItems(argument, references, at);
  return items.length === 0 ? lost(references) : tuple(items);
}

function lost(references: readonly string[]): Value {
  return unknown(
    `known after apply, and a plan holds only what it refers to; ${ELSEWHERE}`,
    references.join(", ") || undefined,
  );
}

/**
 * One item for each thing that is referred to. Plain values beside them choose among several instances; where they may choose
 * among the things themselves (`var.loud ? a.arn : b.arn`), nobody can tell.
 */
function resolveItems(argument: string, references: readonly string[], at: Standpoint): Value[] {
  const resolved = references.map((reference) => ({ reference, value: resolveReference(reference, at) }));
  const hasCollection = resolved.some(({ value }) => value !== undefined && isCollection(value));
  const isTarget = ({ reference, value }: { reference: string; value: Value | undefined }): boolean =>
    // A name that is not in a plan, beside a collection, is what chooses from it.
    value === undefined ? !hasCollection : refersToThing(reference, value, hasCollection);
  const targets = resolved.filter(isTarget);
  const others = resolved.filter((one) => !isTarget(one));
  if (targets.length > 1 && others.length > 0 && !hasCollection) {
    const names = targets.map(({ reference }) => reference).join(", ");
    return [unknown(`known after apply: one or several of ${names}; ${ELSEWHERE}`, references.join(", "))];
  }
  const keys = new Set(
    others.map(({ value }) => value).filter((value) => typeof value === "string" || typeof value === "number"),
  );
  return targets.flatMap(({ reference, value }) =>
    value === undefined ? [notInPlan(reference)] : pick(argument, reference, value, keys),
  );
}

/** Whether a value is what an argument may take, and no name or number beside it. */
function refersToThing(reference: string, value: Value, hasCollection: boolean): boolean {
  if (value === null || typeof value === "object") return value !== null;
  if (typeof value !== "string") return false;
  return /^(arn:|https?:|\{)/.test(value) || (!hasCollection && !/^(var|each|count)\./.test(reference));
}

function notInPlan(reference: string): Value {
  const what = reference.startsWith("local.") ? "a plan does not hold local values" : "a plan does not tell its value";
  return unknown(`known after apply through ${reference}, and ${what}; ${ELSEWHERE}`, reference);
}

function isCollection(value: Value): boolean {
  return (isMapping(value) && !instances.has(value)) || isSequence(value);
}

/** What an argument takes of a value: a text as it is, an attribute of an instance, the chosen one of several. */
function pick(argument: string, reference: string, value: Value, keys: ReadonlySet<Step>): readonly Value[] {
  if (isMapping(value) && instances.has(value)) {
    const taken = value.entries.get(TAKES[argument] ?? "arn") ?? value.entries.get("arn");
    return [taken ?? notInPlan(reference)];
  }
  if (!isMapping(value) && !isSequence(value)) return [value];
  // A list of texts was written so; a list of instances is a resource with count, of which nobody says which are meant.
  if (isSequence(value) && value.items.every((item) => typeof item === "string" || isUnknown(item))) return value.items;
  const entries: readonly (readonly [Step, Value])[] = isMapping(value)
    ? [...value.entries]
    : value.items.map((item, index) => [index, item] as const);
  const chosen = entries.filter(([key]) => keys.has(key));
  const candidates = chosen.length === 1 ? chosen : entries;
  const [only] = candidates;
  if (only === undefined) return [];
  if (candidates.length === 1) return pick(argument, reference, only[1], keys);
  const names = candidates.map(([key]) => JSON.stringify(key)).join(", ");
  return [unknown(`known after apply: one or several of ${reference}, which has ${names}; ${ELSEWHERE}`, reference)];
}

/** The value of a reference; undefined where a plan does not tell it. */
export function resolveReference(reference: string, at: Standpoint): Value | undefined {
  const [root, ...steps] = stepsOf(reference) ?? [];
  const { module, key } = at;
  switch (root) {
    case undefined:
    case "local":
    case "path":
    case "terraform":
    case "self":
      return undefined;
    case "count":
      return key;
    case "each":
      return steps[0] === "key" ? key : follow(eachValue(at), steps.slice(1));
    case "var":
      return follow(variable(String(steps[0]), module), steps.slice(1));
    case "module":
      return follow(moduleOutputs(String(steps[0]), module), steps.slice(1));
    case "data":
      return follow(resource(`data.${String(steps[0])}.${String(steps[1])}`, module), steps.slice(2));
    default:
      return follow(resource(`${root}.${String(steps[0])}`, module), steps.slice(1));
  }
}

function follow(value: Value | undefined, steps: readonly Step[]): Value | undefined {
  let at = value;
  for (const step of steps) {
    if (at === undefined || isUnknown(at)) return at;
    if (isMapping(at)) at = at.entries.get(String(step));
    else if (isSequence(at) && typeof step === "number") at = at.items[step];
    else return undefined;
  }
  return at;
}

function eachValue(at: Standpoint): Value | undefined {
  const source = at.block?.for_each_expression;
  const all = wholeValue(source, outside(at));
  return all === undefined || at.key === undefined ? undefined : follow(all, [at.key]);
}

/** A block's own for_each sees the module, and no `each`. */
function outside({ module }: Standpoint): Standpoint {
  return { module, block: undefined, key: undefined };
}

/** An expression's whole value: a constant, or the one thing that it refers to. */
function wholeValue(expressed: Expressed | undefined, at: Standpoint): Value | undefined {
  const constant = constantOf(expressed);
  if (constant !== undefined) return fromJson(constant.value);
  const references = referencesOf(expressed);
  const [first] = references;
  if (first === undefined) return undefined;
  if (references.length === 1) return resolveReference(first, at);
  const items = resolveItems("", references, at);
  return items.length > 1 ? tuple(items) : items[0];
}

function variable(name: string, module: PlannedModule): Value | undefined {
  const { caller } = module;
  if (caller === undefined) return rootVariables.get(module)?.get(name);
  return wholeValue(caller.call?.expressions?.[name], { module: caller.module, block: caller.call, key: caller.key });
}

const rootVariables = new WeakMap<PlannedModule, ReadonlyMap<string, Value>>();

/** Tells the values of the root module's variables. */
export function setVariables(root: PlannedModule, values: ReadonlyMap<string, Value>): void {
  rootVariables.set(root, values);
}

function moduleOutputs(name: string, module: PlannedModule): Value | undefined {
  return byKey(module.children.get(name), (child) =>
    lazyObject(Object.keys(child.configuration?.outputs ?? {}), (output) =>
      wholeValue(child.configuration?.outputs?.[output]?.expression, {
        module: child,
        block: undefined,
        key: undefined,
      }),
    ),
  );
}

function resource(id: string, module: PlannedModule): Value | undefined {
  return byKey(module.resources.get(id), instanceValue);
}

/** The value of an instance, which knows whose it is. */
function instanceValue(instance: Instance): Mapping {
  const value: Mapping = { kind: "object", entries: instance.values };
  instances.set(value, instance);
  return value;
}

function byKey<T>(
  all: ReadonlyMap<string | number | undefined, T> | undefined,
  value: (item: T) => Value,
): Value | undefined {
  if (all === undefined) return undefined;
  const single = all.get(undefined);
  if (single !== undefined) return value(single);
  const entries = [...all].map(([key, item]) => [key, value(item)] as const);
  if (entries.every(([key]) => typeof key === "number"))
    return tuple([...entries].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => item));
  return object(entries.map(([key, item]) => [String(key), item] as const));
}

function lazyObject(names: readonly string[], make: (name: string) => Value | undefined): Value {
  return object(
    names.flatMap((name) => {
      const value = make(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** Whether an expression takes from a secret, or from a variable of the root without a default. */
export function isSecretExpression(expressed: Expressed | undefined, at: Standpoint, depth = 0): boolean {
  if (depth > 20) return false;
  return referencesOf(expressed).some((reference) => {
    const [root, first = "", ...rest] = (stepsOf(reference) ?? []).map(String);
    if (root === "data") return SECRET_SOURCES.has(first);
    if (root === "each" && at.block !== undefined)
      return isSecretExpression(at.block.for_each_expression, outside(at), depth + 1);
    if (root === "module") {
      const child = at.module.children.get(first)?.values().next().value;
      const output = child?.configuration?.outputs;
      const name = rest.find((step) => output !== undefined && Object.hasOwn(output, step));
      if (child === undefined || name === undefined) return false;
      const { sensitive, expression } = output?.[name] ?? {};
      return (
        sensitive === true ||
        isSecretExpression(expression, { module: child, block: undefined, key: undefined }, depth + 1)
      );
    }
    if (root !== "var") return false;
    const { caller, configuration } = at.module;
    const declared = configuration?.variables?.[first];
    if (declared?.sensitive === true) return true;
    if (caller === undefined) return declared !== undefined && declared.default === undefined;
    const call = { module: caller.module, block: caller.call, key: caller.key };
    return isSecretExpression(caller.call?.expressions?.[first], call, depth + 1);
  });
}
