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
import type { UntoldByPlan } from "../reason";
import { candidates } from "./candidates";
import { stepsOf, type PlannedInstance, type PlannedModule, type Step } from "./modules";
import { constantOf, referencesOf, type Expressed } from "./shape";
import type { Standpoint } from "./standpoint";

/** The attribute that an argument takes of a resource, where a plan says only which resource. Others take the ARN. */
const TAKES: Readonly<Record<string, string>> = {
  policy: "json",
  queue_url: "url",
  target_key_id: "key_id",
  key_id: "key_id",
  function_name: "function_name",
  log_group_name: "name",
  // Of a filter all else is known in the plan.
  metric_name: "id",
};

/** Arguments that take a name, and the resources whose name alone it may be; in whatever else the reference may be a part only. */
const NAMES_OF: Readonly<Record<string, string>> = {
  log_group_name: "aws_cloudwatch_log_group",
  metric_name: "aws_cloudwatch_log_metric_filter",
};

const ACTIONS = [
  "aws_sns_topic",
  "aws_lambda_function",
  "aws_lambda_alias",
  "aws_autoscaling_policy",
  "aws_appautoscaling_policy",
  "aws_ssmincidents_response_plan",
];
const KEYS = ["aws_kms_key", "aws_kms_replica_key", "aws_kms_alias"];

/** Arguments that take what only AWS gives, an ARN or a key's id, and the resources that have it. */
const ARNS_OF: Readonly<Record<string, readonly string[]>> = {
  alarm_actions: ACTIONS,
  ok_actions: ACTIONS,
  insufficient_data_actions: ACTIONS,
  topic_arn: ["aws_sns_topic"],
  arn: ["aws_sns_topic"],
  sns_topic_arns: ["aws_sns_topic"],
  kms_master_key_id: KEYS,
  kms_key_id: KEYS,
  queue_url: ["aws_sqs_queue"],
};

/** Of these a text that is no ARN is a part of one: `arn:aws:sns:eu-west-1:${account}:page`. */
const TAKES_ARNS: ReadonlySet<string> = new Set([
  "alarm_actions",
  "ok_actions",
  "insufficient_data_actions",
  "sns_topic_arns",
  "topic_arn",
]);

/** Texts that are seldom a reference alone: what surrounds the reference is not in a plan. */
const COMPOSED = new Set([
  "policy",
  "filter_policy",
  "redrive_policy",
  "alarm_rule",
  "alarm_description",
  "pattern",
  "name",
  "alarm_name",
  "namespace",
]);

const instances = new WeakMap<Mapping, Instance>();

/** The value of an argument that is known only after apply, as far as its expression tells it. */
export function resolveText(argument: string, expressed: Expressed | undefined, at: Standpoint): Value {
  const constant = constantOf(expressed);
  if (constant !== undefined) return fromJson(constant.value);
  const references = referencesOf(expressed);
  const type = Object.hasOwn(NAMES_OF, argument) ? NAMES_OF[argument] : undefined;
  const name = type === undefined ? undefined : resolveName(type, references, at);
  if (name !== undefined) return name;
  const items = resolveItems(argument, references, at);
  const [only] = items;
  if (only === undefined || items.length > 1) return lost(references);
  if (type !== undefined && typeof only === "string" && !isNameOf(type, only, rootOf(at.module)))
    return lost(references);
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

/** The name of a resource of a type, where whatever is referred to leads to this one. */
function resolveName(type: string, references: readonly string[], at: Standpoint): string | undefined {
  const root = rootOf(at.module);
  const names = new Set<Value>();
  for (const reference of references) {
    const value = resolveReference(reference, at);
    if (value === undefined)
      for (const { values } of candidates([type], reference, at)) names.add(values.get("name") ?? null);
    else if (typeof value === "string" && isNameOf(type, value, root)) names.add(value);
    else return undefined;
  }
  const [only] = names;
  const isTold = references.some((reference) => resolveReference(reference, at) === only);
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

function lost(references: readonly string[]): Value {
  return untold({ what: "expression" }, references.join(", ") || undefined);
}

function untold(what: UntoldByPlan, expression: string | undefined): Value {
  return unknown({ kind: "known-after-apply", untold: what }, expression);
}

/**
 * One item for each thing that is referred to. Plain values beside them choose among several instances; where they may choose
 * among the things themselves (`var.loud ? a.arn : b.arn`), nobody can tell.
 */
function resolveItems(argument: string, references: readonly string[], at: Standpoint): Value[] {
  const told = references.map((reference) => ({ reference, value: resolveReference(reference, at) }));
  const hasCollection = told.some(({ value }) => value !== undefined && isCollection(value));
  const resolved = hasCollection
    ? told
    : told.map(({ reference, value }) => ({
        reference,
        value: value === undefined ? onlyCandidate(argument, reference, at) : value,
      }));
  // The id of a key, or the URL of a queue, that is passed on.
  const takesText = Object.hasOwn(ARNS_OF, argument) && !TAKES_ARNS.has(argument);
  const isAlone = (value: Value): boolean => takesText && references.length === 1 && typeof value === "string";
  const isTarget = ({ reference, value }: { reference: string; value: Value | undefined }): boolean =>
    // A name that is not in a plan, beside a collection, is what chooses from it.
    value === undefined ? !hasCollection : isAlone(value) || refersToThing(reference, value, hasCollection);
  const targets = resolved.filter(isTarget);
  const others = resolved.filter((one) => one.value !== null && !isTarget(one));
  const keys = new Set(
    others.map(({ value }) => value).filter((value) => typeof value === "string" || typeof value === "number"),
  );
  const parts: string[] = [];
  const items = targets.flatMap(({ reference, value }) => {
    if (value === undefined) return [notInPlan(reference)];
    return pick(argument, reference, value, keys).filter((item) => {
      const isPart = TAKES_ARNS.has(argument) && typeof item === "string" && !item.startsWith("arn:");
      if (isPart && item !== "") parts.push(reference);
      return item !== null && !isPart;
    });
  });
  // Several ways may lead to one thing: `lookup(each.value, "topic", var.topic)`.
  const different = [...new Set(items)];
  if (parts.length > 0) {
    different.push(untold({ what: "rest-of-text", references: parts }, parts.join(", ")));
  }
  if (different.length > 1 && targets.length > 1 && others.length > 0 && !hasCollection) {
    const names = targets.map(({ reference }) => reference);
    return [untold({ what: "choice", through: undefined, candidates: names }, references.join(", "))];
  }
  return different;
}

/** The one resource that a reference can lead to though a plan does not tell its value; or which ones it can lead to. */
function onlyCandidate(argument: string, reference: string, at: Standpoint): Value | undefined {
  const types = Object.hasOwn(ARNS_OF, argument) ? ARNS_OF[argument] : undefined;
  const [only, ...others] = types === undefined ? [] : candidates(types, reference, at);
  if (only === undefined) return undefined;
  if (others.length === 0) return instanceValue(only);
  const names = [only, ...others].map(({ address }) => address);
  return untold({ what: "choice", through: reference, candidates: names }, reference);
}

/** Whether a value is what an argument may take, and no name or number beside it. */
function refersToThing(reference: string, value: Value, hasCollection: boolean): boolean {
  if (value === null || typeof value === "object") return value !== null;
  if (typeof value !== "string") return false;
  return /^(arn:|https?:|\{)/.test(value) || (!hasCollection && !/^(var|each|count)\./.test(reference));
}

function notInPlan(reference: string): Value {
  const what = reference.startsWith("local.") ? "local-value" : "value";
  return untold({ what, through: reference }, reference);
}

/** Whether a name beside the value may choose from it; of a list of texts all are meant. */
function isCollection(value: Value): boolean {
  return (isMapping(value) && !instances.has(value)) || (isSequence(value) && !isListOfTexts(value.items));
}

function isListOfTexts(items: readonly Value[]): boolean {
  return items.every((item) => item === null || typeof item === "string" || isUnknown(item));
}

/** What an argument takes of a value: a text as it is, an attribute of an instance, the chosen one of several. */
function pick(argument: string, reference: string, value: Value, keys: ReadonlySet<Step>): readonly Value[] {
  if (isMapping(value) && instances.has(value)) {
    const taken = value.entries.get(TAKES[argument] ?? "arn") ?? value.entries.get("arn");
    return [taken ?? notInPlan(reference)];
  }
  if (!isMapping(value) && !isSequence(value)) return [value];
  // A list of texts was written so; a list of instances is a resource with count, of which nobody says which are meant.
  if (isSequence(value) && isListOfTexts(value.items)) return value.items;
  const entries: readonly (readonly [Step, Value])[] = isMapping(value)
    ? [...value.entries]
    : value.items.map((item, index) => [index, item] as const);
  const chosen = entries.filter(([key]) => keys.has(key));
  const candidates = chosen.length === 1 ? chosen : entries;
  const [only] = candidates;
  if (only === undefined) return [];
  if (candidates.length === 1) return pick(argument, reference, only[1], keys);
  return [untold({ what: "key", reference, keys: candidates.map(([key]) => key) }, reference)];
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
    if (at === undefined || at === null || isUnknown(at)) return at;
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
  const { caller, configuration } = module;
  if (caller === undefined) return module.variables.get(name);
  const given = caller.call?.expressions?.[name];
  if (given === undefined && caller.call !== undefined && configuration?.variables !== undefined)
    return fromJson(configuration.variables[name]?.default ?? null);
  return wholeValue(given, { module: caller.module, block: caller.call, key: caller.key });
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

/** Null where there is none: `try(aws_kms_key.own[0].arn, aws_kms_key.given[0].arn)`. */
function resource(id: string, module: PlannedModule): Value | undefined {
  const instances = module.resources.get(id);
  const { count_expression, for_each_expression } = module.configured.get(id) ?? {};
  if (instances === undefined && (count_expression !== undefined || for_each_expression !== undefined)) return null;
  return byKey(instances, instanceValue);
}

/** The value of an instance, which knows whose it is. */
function instanceValue(instance: PlannedInstance): Mapping {
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
