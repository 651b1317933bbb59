import { own } from "../../base";
import { stepsOf, type PlannedModule } from "./modules";
import { referencesOf, type Expressed } from "./shape";
import { callerOf, standingIn, type Standpoint } from "./standpoint";
import { writtenIn } from "./written";

/** Plans nest less deeply; circular references in a file that is not a plan end here. */
const DEEPEST = 100;

/**
 * Whether a plan knows everything that an expression refers to. If it does and an attribute is still unknown, the
 * configuration leaves it out (`name = var.prefix == null ? var.name : null`) and the provider fills it in.
 */
export function isKnownAtPlan(expressed: Expressed | undefined, at: Standpoint, depth = 0): boolean {
  if (writtenIn(expressed, at)?.kind === "constant") return true;
  const references = referencesOf(expressed);
  return references.length > 0 && references.every((reference) => isKnown(reference, at, depth + 1));
}

function isKnown(reference: string, at: Standpoint, depth: number): boolean {
  if (depth > DEEPEST) return false;
  const [root, ...steps] = stepsOf(reference) ?? [];
  const { module, block } = at;
  switch (root) {
    case "count":
    case "path":
    case "terraform":
      return true;
    case "each":
      return steps[0] === "key" || isKnownAtPlan(block?.for_each_expression, standingIn(module), depth);
    case "var":
      return isKnownVariable(String(steps[0]), module, depth);
    case "module":
      return isKnownOutput(String(steps[0]), steps.slice(1).map(String), module, depth);
    // A plan does not show local values.
    case "local":
    case "self":
    case undefined:
      return false;
    case "data":
      return isKnownAttribute(`data.${String(steps[0])}.${String(steps[1])}`, steps.slice(2), module);
    default:
      return isKnownAttribute(`${root}.${String(steps[0])}`, steps.slice(1), module);
  }
}

function isKnownVariable(name: string, { caller }: PlannedModule, depth: number): boolean {
  if (caller === undefined) return true;
  const given = own(caller.call?.expressions, name);
  return given === undefined || isKnownAtPlan(given, callerOf(caller), depth);
}

function isKnownOutput(name: string, steps: readonly string[], module: PlannedModule, depth: number): boolean {
  const children = [...(module.children.get(name)?.values() ?? [])];
  return (
    children.length > 0 &&
    children.every((child) => {
      const { outputs } = child.configuration ?? {};
      const output = steps.find((step) => outputs !== undefined && Object.hasOwn(outputs, step));
      const at = standingIn(child);
      return output !== undefined && isKnownAtPlan(own(outputs, output)?.expression, at, depth);
    })
  );
}

function isKnownAttribute(id: string, steps: readonly (string | number)[], module: PlannedModule): boolean {
  const all = [...(module.resources.get(id) ?? [])];
  if (all.length === 0) {
    // It is known that there is none.
    const { count_expression, for_each_expression } = module.configured.get(id) ?? {};
    return count_expression !== undefined || for_each_expression !== undefined;
  }
  const chosen = all.filter(([key]) => key === undefined || key === steps[0]);
  const [first, second] = steps;
  return (chosen.length > 0 ? chosen : all).every(([key, { open }]) => {
    const attribute = key !== undefined && key === first ? second : first;
    return !hasUnknown(typeof attribute === "string" && chosen.length > 0 ? own(open, attribute) : open);
  });
}

function hasUnknown(part: unknown): boolean {
  if (typeof part !== "object" || part === null) return part === true;
  return Object.values(part).some(hasUnknown);
}
