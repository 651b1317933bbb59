import { own } from "../../base";
import { SECRET_SOURCES } from "../aws/made-up";
import { stepsOf, type PlannedModule } from "./modules";
import { referencesOf, type Expressed } from "./shape";
import { callerOf, standingIn, type Standpoint } from "./standpoint";

/** Plans nest less deeply; circular references in a file that is not a plan end here. */
const DEEPEST = 20;

/** Whether an expression takes anything from a secret, or from a variable of the root module without a default. */
export function isSecretExpression(expressed: Expressed | undefined, at: Standpoint, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  return referencesOf(expressed).some((reference) => {
    const [root, first = "", ...rest] = (stepsOf(reference) ?? []).map(String);
    switch (root) {
      case "data":
        return SECRET_SOURCES.has(first);
      case "each":
        return isSecretExpression(at.block?.for_each_expression, standingIn(at.module), depth + 1);
      case "module":
        return isSecretOutput(at.module.children.get(first)?.values().next().value, rest, depth);
      case "var":
        return isSecretVariable(first, at.module, depth);
      default:
        return false;
    }
  });
}

function isSecretOutput(child: PlannedModule | undefined, steps: readonly string[], depth: number): boolean {
  const outputs = child?.configuration?.outputs;
  const name = steps.find((step) => outputs !== undefined && Object.hasOwn(outputs, step));
  if (child === undefined || name === undefined) return false;
  const { sensitive, expression } = own(outputs, name) ?? {};
  return sensitive === true || isSecretExpression(expression, standingIn(child), depth + 1);
}

function isSecretVariable(name: string, { caller, configuration }: PlannedModule, depth: number): boolean {
  const declared = own(configuration?.variables, name);
  if (declared?.sensitive === true) return true;
  if (caller === undefined) return declared !== undefined && declared.default === undefined;
  return isSecretExpression(own(caller.call?.expressions, name), callerOf(caller), depth + 1);
}
