import type { QueryContext } from "../context";
import type { Matcher } from "../languages";
import { CannotRead } from "./ask-read";

/**
 * Whether a matcher chooses the environment of the context, or leaves that to a variable.
 *
 * @throws {CannotRead} if it chooses another environment
 */
export function isOfEnvironment({ name, op, value }: Matcher, { environment }: QueryContext): boolean {
  if (name !== "deployment_environment_name") return false;
  const isChosen = op === "=" ? value === environment : op === "=~" && value.split("|").includes(environment);
  if (isChosen || isVariable(value) || (op === "=~" && /^\.[*+]$/.test(value))) return true;
  throw new CannotRead({ why: "unknown-stream", name: `${name}${op}"${value}"` });
}

/** Whether a variable of Grafana is in a value: a `$` at its end is an expression's. */
export function isVariable(value: string): boolean {
  return /\$[{\w]/.test(value);
}
