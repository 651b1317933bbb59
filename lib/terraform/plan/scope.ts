import { own } from "../../base";
import type { Scope } from "../hcl/evaluate";
import { fromJson, isMapping, isSequence, isUnknown, lazyEntries, object, tuple, unknown } from "../hcl/value";
import type { Mapping, Value } from "../hcl/value";
import { instanceValue, isInstanceValue, type InstanceValue } from "./instance-value";
import { childAt, type PlannedInstance, type PlannedModule, type Step } from "./modules";
import type { Expressed } from "./shape";
import { callerOf, standingIn, type Standpoint } from "./standpoint";
import { isUntold, notInPlan } from "./untold";

/** The value of an expression as far as a plan shows exactly what it is; other values are unknown. */
export type Exact = (expressed: Expressed, at: Standpoint, memory: PlannedModule["evaluated"]) => Value;

/** What the names in the expressions of a plan's JSON configuration refer to. */
export function planScope(at: Standpoint, exact: Exact): Scope {
  const { block, key, module } = at;
  return (name) => {
    switch (name) {
      case "var":
        return named((variable) => variableValue(variable, module, exact));
      case "module":
        return named((call) => outputsOf(call, module, exact));
      case "data":
        return named((type) => named((resource) => resourceValue(`data.${type}.${resource}`, module)));
      case "each":
        return block === undefined || key === undefined ? undefined : eachValue(block.for_each_expression, at, exact);
      case "count":
        return key === undefined ? undefined : object([["index", key]]);
      case "local":
      case "path":
      case "terraform":
      case "self":
        return named((member) => notInPlan(`${name}.${member}`));
      default:
        return named((resource) => resourceValue(`${name}.${resource}`, module));
    }
  };
}

/** An object whose members are made when something refers to them. */
function named(make: (name: string) => Value | undefined): Mapping {
  return { kind: "object", entries: lazyEntries([], () => null, make) };
}

function variableValue(name: string, module: PlannedModule, exact: Exact): Value {
  const known = module.inputs.get(name);
  if (known !== undefined) return known;
  const value = inputOf(name, module, exact);
  module.inputs.set(name, value);
  return value;
}

function inputOf(name: string, module: PlannedModule, exact: Exact): Value {
  const { caller, configuration } = module;
  const reference = `var.${name}`;
  const declared = own(configuration?.variables, name);
  if (caller === undefined) {
    const given = module.variables.get(name) ?? (declared === undefined ? undefined : fromJson(declared.default));
    return given === undefined ? notInPlan(reference) : withoutDefaults(given, reference);
  }
  const given = own(caller.call?.expressions, name);
  if (given !== undefined) return withoutDefaults(exact(given, callerOf(caller), module.evaluated), reference);
  if (caller.call === undefined || declared === undefined) return notInPlan(reference);
  return withoutDefaults(fromJson(declared.default ?? null), reference);
}

/**
 * A variable's value before it was converted to the variable's type, which a plan does not show: an attribute that it lacks may be
 * optional and have a default.
 */
function withoutDefaults(value: Value, reference: string): Value {
  if (isSequence(value)) return { ...value, items: value.items.map((item) => withoutDefaults(item, reference)) };
  if (!isMapping(value) || value.kind === "map" || isInstanceValue(value)) return value;
  const { entries } = value;
  const own = (name: string): Value => withoutDefaults(entries.get(name) ?? null, `${reference}.${name}`);
  return { kind: "object", entries: lazyEntries(entries.keys(), own, (name) => notInPlan(`${reference}.${name}`)) };
}

function outputsOf(name: string, module: PlannedModule, exact: Exact): Value | undefined {
  const call = own(module.configuration?.module_calls, name);
  const isRepeated = call?.count_expression !== undefined || call?.for_each_expression !== undefined;
  if (module.children.get(name) === undefined) {
    if (isRepeated) return call.count_expression === undefined ? object([]) : tuple([]);
    // Planned values leave out a module without resources.
    if (call !== undefined) childAt(module, `${module.address === "" ? "" : `${module.address}.`}module.${name}`);
  }
  return byKey(module.children.get(name), (child) =>
    named((output) => {
      const expression = own(child.configuration?.outputs, output)?.expression;
      const reference = `${child.address}.${output}`;
      if (expression === undefined) return notInPlan(reference);
      const value = exact(expression, standingIn(child), child.evaluated);
      // What is not known inside a module is an output of it, seen from outside.
      return isUnknown(value) && isUntold(value) ? notInPlan(reference) : value;
    }),
  );
}

function eachValue(forEach: Expressed | undefined, { key, module }: Standpoint, exact: Exact): Value {
  const valueOf = (): Value => {
    if (forEach === undefined) return notInPlan("each.value");
    const all = exact(forEach, standingIn(module), module.evaluated);
    if (isUnknown(all)) return all;
    const own = isMapping(all) ? all.entries.get(String(key)) : undefined;
    // Keys of a set are its values.
    const ofSet = isSequence(all) ? all.items.find((item) => item === key) : undefined;
    return own ?? ofSet ?? notInPlan("each.value");
  };
  const entries = lazyEntries(["key", "value"], (name) => (name === "key" ? (key ?? null) : valueOf()));
  return { kind: "object", entries };
}

function resourceValue(id: string, module: PlannedModule): Value | undefined {
  const configured = module.configured.get(id);
  const instances = module.resources.get(id);
  if (instances !== undefined) return byKey(instances, plannedValue);
  if (configured === undefined) return undefined;
  if (configured.count_expression !== undefined) return tuple([]);
  return configured.for_each_expression === undefined ? notInPlan(id) : object([]);
}

/** An instance whose attributes are unknown where only AWS can tell them; what is left out of a configuration is null. */
function plannedValue(instance: PlannedInstance): InstanceValue {
  const { address, open, values } = instance;
  const entries = lazyEntries(values.keys(), (name) => {
    const value = values.get(name) ?? null;
    return value === null && own(open, name) === true
      ? unknown({ kind: "made-at-apply", what: `${address}.${name}`, by: "making" })
      : value;
  });
  return { ...instanceValue(instance), entries };
}

/** One value, a list by index, or an object by key. */
export function byKey<T>(
  all: ReadonlyMap<Step | undefined, T> | undefined,
  value: (item: T) => Value,
): Value | undefined {
  if (all === undefined) return undefined;
  const single = all.get(undefined);
  if (single !== undefined) return value(single);
  const entries = [...all].map(([key, item]) => [key, value(item)] as const);
  const sorted = [...entries].sort(([a], [b]) => Number(a) - Number(b));
  // A plan with -target may hold only some of them: these keep their index as a key.
  if (sorted.every(([key], index) => key === index)) return tuple(sorted.map(([, item]) => item));
  return object(entries.map(([key, item]) => [String(key), item] as const));
}
