import { own } from "../../base";
import { fromJson, isMapping, isSequence, isUnknown, object, tuple, type Value } from "../hcl/value";
import { instanceValue } from "./instance-value";
import { itemsOf } from "./items";
import { stepsOf, type PlannedModule, type Step } from "./modules";
import { constantOf, referencesOf, type Expressed } from "./shape";
import { callerOf, standingIn, type Standpoint } from "./standpoint";

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

function eachValue({ module, block, key }: Standpoint): Value | undefined {
  // A block's own for_each sees the module, and no `each`.
  const all = wholeValue(block?.for_each_expression, standingIn(module));
  return all === undefined || key === undefined ? undefined : follow(all, [key]);
}

/** An expression's whole value: a constant, or the one thing that it refers to. */
export function wholeValue(expressed: Expressed | undefined, at: Standpoint): Value | undefined {
  const constant = constantOf(expressed);
  if (constant !== undefined) return fromJson(constant.value);
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
  return wholeValue(given, callerOf(caller));
}

function moduleOutputs(name: string, module: PlannedModule): Value | undefined {
  return byKey(module.children.get(name), (child) => {
    const outputs = child.configuration?.outputs ?? {};
    return object(
      Object.entries(outputs).flatMap(([output, { expression }]) => {
        const value = wholeValue(expression, standingIn(child));
        return value === undefined ? [] : [[output, value] as const];
      }),
    );
  });
}

/** Null where the count or for_each of a resource makes none: `try(aws_kms_key.own[0].arn, aws_kms_key.given[0].arn)`. */
function resourceValue(id: string, module: PlannedModule): Value | undefined {
  const instances = module.resources.get(id);
  const { count_expression, for_each_expression } = module.configured.get(id) ?? {};
  if (instances === undefined && (count_expression !== undefined || for_each_expression !== undefined)) return null;
  return byKey(instances, instanceValue);
}

function byKey<T>(all: ReadonlyMap<Step | undefined, T> | undefined, value: (item: T) => Value): Value | undefined {
  if (all === undefined) return undefined;
  const single = all.get(undefined);
  if (single !== undefined) return value(single);
  const entries = [...all].map(([key, item]) => [key, value(item)] as const);
  if (entries.every(([key]) => typeof key === "number"))
    return tuple([...entries].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => item));
  return object(entries.map(([key, item]) => [String(key), item] as const));
}
