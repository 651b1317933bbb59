import { own } from "../../base";
import { stepsOf, type PlannedInstance, type PlannedModule } from "./modules";
import { referencesOf, type Expressed } from "./shape";
import { callerOf, standingIn, type Standpoint } from "./standpoint";

/** Resources whose outputs can be anything. */
const OPAQUE = ["aws_cloudformation_stack", "terraform_data"];

/**
 * The resources of some types that a reference may lead to, if a plan does not show its value. Plans do not show local values: one
 * may hold any resource of its module, any output of the modules it calls and anything passed to it.
 */
export function candidates(types: readonly string[], reference: string, at: Standpoint): readonly PlannedInstance[] {
  const search: Search = { types: new Set([...types, ...OPAQUE]), found: new Set(), seen: new Set() };
  follow([reference], at, search);
  return withoutTwins([...search.found]);
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
}

function follow(references: readonly string[], at: Standpoint, search: Search): void {
  for (const reference of references) {
    const seen = `${at.module.address} ${String(at.key)} ${reference}`;
    if (search.seen.has(seen)) continue;
    search.seen.add(seen);
    const [root, ...steps] = stepsOf(reference) ?? [];
    const { module } = at;
    switch (root) {
      case "each":
        follow(referencesOf(at.block?.for_each_expression), standingIn(module), search);
        break;
      case "var":
        passed(module, String(steps[0]), search);
        break;
      case "module":
        putOut(module, String(steps[0]), steps.slice(1).map(String), search);
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
        take(module, `${root}.${String(steps[0])}`, steps[1], search);
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

function passed({ caller }: PlannedModule, name: string, search: Search): void {
  if (caller === undefined) return;
  const at = callerOf(caller);
  follow(referencesOf(own(caller.call?.expressions, name)), at, search);
}

function putOut(module: PlannedModule, name: string, steps: readonly string[], search: Search): void {
  for (const child of module.children.get(name)?.values() ?? []) {
    const outputs: Readonly<Record<string, { readonly expression?: Expressed }>> = child.configuration?.outputs ?? {};
    const named = steps.find((step) => Object.hasOwn(outputs, step));
    for (const output of named === undefined ? Object.keys(outputs) : [named])
      follow(referencesOf(own(outputs, output)?.expression), standingIn(child), search);
  }
}

function within(module: PlannedModule, search: Search): void {
  const seen = `${module.address} local`;
  if (search.seen.has(seen)) return;
  search.seen.add(seen);
  for (const id of module.resources.keys()) take(module, id, undefined, search);
  for (const name of module.children.keys()) putOut(module, name, [], search);
  for (const name of Object.keys(module.caller?.call?.expressions ?? {})) passed(module, name, search);
}
