import { counted, didYouMean, line } from "../../base";
import { compareVersions } from "../catalogue/versions";
import { ottlFunctions } from "../catalogue/ottl";
import type { OttlArgument, OttlCall, OttlGiven } from "../ottl/ottl";

/** Why a collector refuses what a function is given. */
export interface ArgumentFault {
  readonly at: number;
  readonly message: string;
}

interface Parameter {
  /** As the Go code has it: `RegexPattern`. */
  readonly name: string;
  readonly isOptional: boolean;
  /** `path`, `[]string`, ... */
  readonly kind: string;
}

/**
 * What of a call no version of its function takes, or not the version that is given. What is found only when a statement runs is not judged: a value
 * of any kind may stand where a value is wanted.
 *
 * @param version undefined: any
 */
export function argumentFault(call: OttlCall, version: string | undefined): ArgumentFault | undefined {
  const all = ottlFunctions.get(call.name)?.takes ?? [];
  const there = all.filter(
    ({ since, until }) =>
      version === undefined ||
      ((since === undefined || compareVersions(version, since) >= 0) &&
        (until === undefined || compareVersions(version, until) < 0)),
  );
  const faults = there.map(({ as }) => faultIn(call, parametersOf(as)));
  return faults.includes(undefined) ? undefined : faults.at(-1);
}

function parametersOf(as: string): Parameter[] {
  return as.split(" ").map((each) => {
    const [, name = "", optional = "", kind = ""] = /^(\w+)(\??):(.+)$/.exec(each) ?? [];
    return { name, isOptional: optional !== "", kind };
  });
}

function faultIn(
  { arguments: given, at, name }: OttlCall,
  parameters: readonly Parameter[],
): ArgumentFault | undefined {
  const firstNamed = given.findIndex((each) => each.name !== undefined);
  const late = firstNamed < 0 ? undefined : given.slice(firstNamed).find((each) => each.name === undefined);
  if (late !== undefined) return { at: late.at, message: "an argument without a name stands behind one with a name" };
  const least = parameters.filter(({ isOptional }) => !isOptional).length;
  if (given.length < least || given.length > parameters.length) {
    const many =
      least === parameters.length
        ? counted(least, "argument")
        : `${least} to ${counted(parameters.length, "argument")}`;
    return { at, message: line`${name} takes ${many}, not ${given.length}: ${parameters.map(written).join(", ")}` };
  }
  for (const [position, each] of given.entries()) {
    const parameter = each.name === undefined ? parameters[position] : named(each.name, parameters);
    if (parameter === undefined) {
      const names = parameters.map((known) => snakeCase(known.name));
      const own = each.name ?? "";
      return { at: each.at, message: line`${name} has no argument ${own}.${didYouMean(own, names)}` };
    }
    const fault = wrongKind(each, parameter);
    if (fault !== undefined)
      return { at: fault.at, message: line`${snakeCase(parameter.name)} of ${name} is ${fault.message}` };
  }
  return undefined;
}

/** The parameter of a name, in snake case or camel case: pkg/ottl makes `RegexPattern` of both. */
function named(name: NonNullable<OttlArgument["name"]>, parameters: readonly Parameter[]): Parameter | undefined {
  const camel = name.replace(
    /(^|_+|[0-9])([a-z]?)/g,
    (_, before: string, letter: string) => before.replace(/_/g, "") + letter.toUpperCase(),
  );
  return parameters.find((each) => each.name === camel);
}

function wrongKind(given: OttlGiven, { kind }: Pick<Parameter, "kind">): ArgumentFault | undefined {
  if (kind === "value" || given.kind === "local") return undefined;
  if (!kind.startsWith("[]")) {
    const fits = given.kind === kind || (kind === "function" && given.kind === "enum");
    return fits ? undefined : { at: given.at, message: kindTexts.get(kind) ?? kind };
  }
  if (given.kind !== "list") return { at: given.at, message: "a list, written here" };
  const wrong = given.elements.find((each) => wrongKind(each, { kind: kind.slice(2) }) !== undefined);
  return wrong === undefined
    ? undefined
    : { at: wrong.at, message: `a list, in which each is ${kindTexts.get(kind.slice(2)) ?? kind}` };
}

const kindTexts: ReadonlyMap<string, string> = new Map([
  ["path", "a path: what is changed"],
  ["string", "a text, written here"],
  ["int", "a whole number without a sign, written here"],
  ["float", "a number with a point and without a sign, written here"],
  ["bool", "true or false, written here"],
  ["bytes", "bytes, written here: 0x0aff"],
  ["enum", "the name of a number, such as SPAN_KIND_SERVER"],
  ["function", "the name of a function"],
  ["lambda", "a function without a name"],
]);

function written({ isOptional, name }: Parameter): string {
  return `${snakeCase(name)}${isOptional ? "?" : ""}`;
}

function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]|(?<!^)[A-Z](?=[a-z])/g, (letter) => `_${letter}`).toLowerCase();
}
