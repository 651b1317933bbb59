import { readArn } from "../../aws";
import { own } from "../../base";
import { fromJson, isMapping, isSequence, isUnknown, tuple, unknown, type Value } from "../hcl/value";
import { evaluateWritten, type Otherwise } from "./evaluate-written";
import { instanceValue, isInstanceValue } from "./instance-value";
import { itemsOf } from "./items";
import { stepsOf, type PlannedModule, type Step } from "./modules";
import { outputsValue } from "./outputs-value";
import { byKey, planScope } from "./scope";
import { referencesOf, type Expressed } from "./shape";
import { callerOf, standingIn, type Standpoint } from "./standpoint";
import { untoldExpression } from "./untold";
import { writtenIn } from "./written";

/** The value of a reference; undefined if a plan does not show it. */
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
      return follow(variableValue(String(steps[0]), module), steps.slice(1));
    case "module":
      return follow(moduleOutputs(String(steps[0]), module), steps.slice(1));
    case "data":
      return follow(resourceValue(`data.${String(steps[0])}.${String(steps[1])}`, module), steps.slice(2));
    default:
      return follow(resourceValue(`${root}.${String(steps[0])}`, module), steps.slice(1));
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

/**
 * The value of an expression in Terraform's JSON syntax, evaluated against the plan.
 *
 * @param otherwise what stands for a text whose value is not known
 */
export function evaluateAt(json: unknown, at: Standpoint, otherwise: Otherwise = (_, why) => why): Value {
  return evaluateWritten(json, { scope: planScope(at, exactValue), templates: at.module.templates }, otherwise);
}

/** The value of an expression where a plan shows it; undefined where it does not. */
export function valueAt(expressed: Expressed | undefined, at: Standpoint): Value | undefined {
  const value = writtenIn(expressed, at)?.kind === "references" ? undefined : wholeValue(expressed, at);
  if (value !== undefined) return value;
  // Of HCL, a reference alone is nearly always the whole expression.
  const [only, ...others] = referencesOf(expressed);
  return only === undefined || others.length > 0 ? undefined : resolveReference(only, at);
}

function exactValue(expressed: Expressed, at: Standpoint, memory: PlannedModule["evaluated"]): Value {
  if (memory.has(expressed))
    return memory.get(expressed) ?? unknown({ kind: "refers-to-itself", what: referencesOf(expressed).join(", ") });
  memory.set(expressed, undefined);
  const value = exactly(expressed, at);
  memory.set(expressed, value);
  return value;
}

function exactly(expressed: Expressed, at: Standpoint): Value {
  const written = writtenIn(expressed, at);
  if (written?.kind === "constant") return fromJson(written.value);
  if (written?.kind === "json") return evaluateAt(written.json, at);
  // Of HCL, a plan does not show what is done with a reference. What is passed on as it is, nearly always, are things and their ARNs.
  const references = referencesOf(expressed);
  const value = wholeValue(expressed, at);
  const isAttribute = references.length === 1 && !/^(var|local|each|count|path|terraform)\./.test(references[0] ?? "");
  return value !== undefined && value !== null && (isAttribute || isThing(value))
    ? value
    : untoldExpression(references);
}

/** Whether a value is a resource, an ARN, or a collection of such. */
function isThing(value: Value): boolean {
  if (typeof value === "string") return readArn(value) !== undefined;
  if (isSequence(value)) return value.items.every(isThing);
  return isMapping(value) && (isInstanceValue(value) || [...value.entries.values()].every(isThing));
}

function eachValue({ module, block, key }: Standpoint): Value | undefined {
  // A block's own for_each sees the module, and no `each`.
  const all = wholeValue(block?.for_each_expression, standingIn(module), module.evaluated);
  if (all === undefined || key === undefined) return undefined;
  // for_each takes no list: this was converted to a set.
  return isSequence(all) ? all.items.find((item) => item === key) : follow(all, [key]);
}

/** An expression's whole value: a constant, what it evaluates to, or the one thing that it refers to. */
export function wholeValue(
  expressed: Expressed | undefined,
  at: Standpoint,
  memory: PlannedModule["evaluated"] = new Map(),
): Value | undefined {
  const written = writtenIn(expressed, at);
  if (expressed === undefined || written === undefined) return undefined;
  if (written.kind === "constant") return fromJson(written.value);
  if (written.kind === "json") {
    const value = exactValue(expressed, at, memory);
    if (!isUnknown(value)) return value;
  }
  const references = referencesOf(expressed);
  const [first] = references;
  if (first === undefined) return undefined;
  if (references.length === 1) return resolveReference(first, at);
  const told = references.map((reference) => ({ reference, value: resolveReference(reference, at) }));
  const items = itemsOf("", told, at);
  return items.length > 1 ? tuple(items) : items[0];
}

function variableValue(name: string, module: PlannedModule): Value | undefined {
  const { caller, configuration } = module;
  if (caller === undefined) return module.variables.get(name);
  const given = own(caller.call?.expressions, name);
  if (given === undefined && caller.call !== undefined && configuration?.variables !== undefined)
    return fromJson(own(configuration.variables, name)?.default ?? null);
  return wholeValue(given, callerOf(caller), module.evaluated);
}

function moduleOutputs(name: string, module: PlannedModule): Value | undefined {
  return byKey(module.children.get(name), (child) => {
    const outputs = Object.entries(child.configuration?.outputs ?? {});
    const shown = outputs.flatMap(([output, { expression }]) => {
      const value = wholeValue(expression, standingIn(child), child.evaluated);
      return value === undefined ? [] : [[output, value] as const];
    });
    return outputsValue(child, shown);
  });
}

/** Null where the count or for_each of a resource makes none: `try(aws_kms_key.own[0].arn, aws_kms_key.given[0].arn)`. */
function resourceValue(id: string, module: PlannedModule): Value | undefined {
  const instances = module.resources.get(id);
  const { count_expression, for_each_expression } = module.configured.get(id) ?? {};
  if (instances === undefined && (count_expression !== undefined || for_each_expression !== undefined)) return null;
  return byKey(instances, instanceValue);
}
