import { EvaluationFault, refuse } from "../errors";
import { isUnknown, unknown, unknownIn, type Value } from "../value";
import type { Work } from "../work";
import { spendOnCall } from "./cost";
import type { LanguageFunction } from "./language-function";
import { languageFunctions } from "./list";

/**
 * Calls a function.
 *
 * @throws EvaluationFault for what Terraform refuses; WorkFault for what takes too much work
 */
export function callFunction(qualified: string, given: readonly Value[], work: Work): Value {
  const name = qualified.replace(/^core::/, "");
  const found = languageFunctions.get(name) ?? (name.includes("::") ? "not-implemented" : undefined);
  if (found === undefined) return refuse(`there is no function "${name}"`);
  if (typeof found === "string") return unknown({ kind: "function-not-evaluated", name, because: found });
  if (given.length < found.least) return refuse(`${name} takes at least ${found.least} arguments`);
  if (given.length > found.most) return refuse(`${name} takes at most ${found.most} arguments`);
  spendOnCall(name, given, work);
  const open = openArgument(found, given);
  if (open !== undefined) return open;
  try {
    return found.call(given, work);
  } catch (fault) {
    // JavaScript throws a RangeError if a width, a base or a number of digits is too large.
    if (fault instanceof EvaluationFault || fault instanceof RangeError) return refuse(`${name}: ${fault.message}`);
    throw fault;
  }
}

function openArgument(found: LanguageFunction, given: readonly Value[]): Value | undefined {
  if (found.unknown === "anywhere") return undefined;
  for (const argument of given) {
    const open = found.unknown === "inside" ? (isUnknown(argument) ? argument : undefined) : unknownIn(argument);
    if (open !== undefined) return open;
  }
  return undefined;
}
