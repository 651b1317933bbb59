import { own } from "../../base";
import { stepsOf, type PlannedInstance, type PlannedModule, type Step } from "./modules";
import { referencesOf } from "./shape";
import { callerOf, standingIn, type Standpoint } from "./standpoint";

/** Resources whose outputs can be anything. */
const OPAQUE = ["aws_cloudformation_stack", "terraform_data"];

/**
 * The resources of some types that a reference may lead to, if a plan does not show its value. Plans do not show local values: one
 * may hold any resource of its module, any output of the modules it calls and anything passed to it. What a module puts out is taken
 * for what it makes, where it makes any: it may as well be what it was passed, but nobody asks a module for that.
 */
export function candidates(types: readonly string[], reference: string, at: Standpoint): readonly PlannedInstance[] {
  const search = searchFor(types);
  follow([reference], at, search);
  return withoutTwins([...search.found]);
}

/** The resources of some types that the outputs of a module may lead to. Default: all outputs. */
export function candidatesIn(
  types: readonly string[],
  module: PlannedModule,
  outputs: readonly string[] = outputsOf(module),
): readonly PlannedInstance[] {
  const search = searchFor(types);
  putOutOf(module, outputs, search);
  return withoutTwins([...search.found]);
}

function searchFor(types: readonly string[]): Search {
  return {
    types: new Set([...types, ...OPAQUE]),
    found: new Set(),
    seen: new Set(),
    outputs: new Map(),
    inside: undefined,
  };
}

/** A resource that is created and also read by a data source counts once. */
function withoutTwins(found: readonly PlannedInstance[]): readonly PlannedInstance[] {
  const arns = found.map(({ values }) => values.get("arn"));
  return found.filter((_, at) => typeof arns[at] !== "string" || arns.indexOf(arns[at]) === at);
}

interface Search {
  readonly types: ReadonlySet<string>;
  readonly found: Set<PlannedInstance>;
  /** Modules whose local values were searched, and references that were followed: `module.a local`. */
  readonly seen: Set<string>;
  /** What outputs were found to lead to, by the module from which the search goes no further out. */
  readonly outputs: Map<string, ReadonlySet<PlannedInstance>>;
  /** The module from which the search does not go on to what it is passed. */
  readonly inside: PlannedModule | undefined;
}

function follow(references: readonly string[], at: Standpoint, search: Search): void {
  // Of `module.topics[each.key].arn`, a plan shows `module.topics` and `each.key`.
  const isByKey = references.includes("each.key") || references.includes("count.index");
  for (const reference of references) {
    const seen = `${at.module.address} ${String(at.key)} ${reference}`;
    if (search.seen.has(seen)) continue;
    search.seen.add(seen);
    const [root, ...steps] = stepsOf(reference) ?? [];
    const { module } = at;
    const key = isByKey ? at.key : undefined;
    switch (root) {
      case "each":
        // A key is always known.
        if (steps[0] !== "key") follow(referencesOf(at.block?.for_each_expression), standingIn(module), search);
        break;
      case "var":
        passed(module, String(steps[0]), search);
        break;
      case "module":
        putOut(module, String(steps[0]), steps.length === 1 && key !== undefined ? [key] : steps.slice(1), search);
        break;
      case "local":
        within(module, search);
        break;
      case undefined:
        break;
      case "data":
        take(module, `data.${String(steps[0])}.${String(steps[1])}`, steps[2], search);
        break;
      default:
        take(module, `${root}.${String(steps[0])}`, steps[1] ?? key, search);
    }
  }
}

function take(module: PlannedModule, id: string, key: string | number | undefined, { found, types }: Search): void {
  const instances = module.resources.get(id);
  const chosen = key === undefined ? undefined : instances?.get(key);
  for (const instance of chosen === undefined ? (instances?.values() ?? []) : [chosen])
    // What is known in the plan is not what makes a value unknown.
    if (types.has(instance.type) && Object.values(instance.open).includes(true)) found.add(instance);
}

function passed(module: PlannedModule, name: string, search: Search): void {
  const { caller } = module;
  if (caller === undefined || module === search.inside) return;
  const at = callerOf(caller);
  follow(referencesOf(own(caller.call?.expressions, name)), at, search);
}

function putOut(module: PlannedModule, name: string, steps: readonly Step[], search: Search): void {
  const children = module.children.get(name);
  const [key] = steps;
  const chosen = key === undefined ? undefined : children?.get(key);
  for (const child of chosen === undefined ? (children?.values() ?? []) : [chosen]) {
    const outputs = child.configuration?.outputs ?? {};
    const named = steps.map(String).find((step) => Object.hasOwn(outputs, step));
    putOutOf(child, named === undefined ? outputsOf(child) : [named], search);
  }
}

function outputsOf({ configuration }: PlannedModule): readonly string[] {
  return Object.keys(configuration?.outputs ?? {});
}

function putOutOf(child: PlannedModule, outputs: readonly string[], search: Search): void {
  const led = (from: Search): readonly PlannedInstance[] =>
    outputs.flatMap((output) => [...behind(child, output, from)]);
  const made = led({ ...search, inside: child });
  for (const instance of made.length > 0 ? made : led(search)) search.found.add(instance);
}

/** What an output leads to. */
function behind(child: PlannedModule, output: string, search: Search): ReadonlySet<PlannedInstance> {
  const key = JSON.stringify([search.inside?.address, child.address, output]);
  const known = search.outputs.get(key);
  if (known !== undefined) return known;
  const found = new Set<PlannedInstance>();
  search.outputs.set(key, found);
  const references = referencesOf(own(child.configuration?.outputs, output)?.expression);
  follow(references, standingIn(child), { ...search, found, seen: new Set() });
  return found;
}

function within(module: PlannedModule, search: Search): void {
  const seen = `${module.address} local`;
  if (search.seen.has(seen)) return;
  search.seen.add(seen);
  for (const id of module.resources.keys()) take(module, id, undefined, search);
  for (const name of module.children.keys()) putOut(module, name, [], search);
  for (const name of Object.keys(module.caller?.call?.expressions ?? {})) passed(module, name, search);
}
