import { convert } from "../hcl/convert";
import { EvaluationFault, SyntaxFault } from "../hcl/errors";
import { evaluate } from "../hcl/evaluate";
import { parseExpression } from "../hcl/parse-expression";
import { parseType, type Type } from "../hcl/type";
import { unknown, type Value } from "../hcl/value";
import { Work, WorkFault } from "../hcl/work";
import { evaluateNode } from "./evaluate-json";
import { literalText, type Body, type Member } from "./source";

/** A variable of a module, and what is given for it. */
export interface GivenVariable {
  readonly name: string;
  readonly body: Body;
  /** Undefined where nothing is given. */
  readonly given: Value | undefined;
  /** The address of the module; `""` for the root, which takes values from the command line. */
  readonly module: string;
}

/** The value of a variable: what is given, or its default, of the variable's type. */
export function variableValue({ name, body, given, module }: GivenVariable): Value {
  const fallback = body.get("default");
  const nullable = body.get("nullable")?.node;
  const takesDefault =
    given === undefined || (given === null && nullable?.type === "plain" && nullable.value === false);
  if (takesDefault && fallback === undefined)
    return unknown({ kind: "variable-without-value", variable: name, module: module === "" ? undefined : module });
  const value = takesDefault ? literalValue(fallback) : given;
  const type = literalText(body.get("type"));
  return type === undefined ? value : typed(value, { type, name, isFromCommandLine: module === "" && !takesDefault });
}

/** A default, which cannot hold references. */
function literalValue(member: Member | undefined): Value {
  return member === undefined ? null : evaluateNode(member, () => undefined);
}

/** A value of a variable's type. From the command line, a text is an expression unless the type is string. */
function typed(
  value: Value,
  variable: { readonly type: string; readonly name: string; readonly isFromCommandLine: boolean },
): Value {
  const withFallback = (type: Type, name: string): Value => {
    const attribute = type.kind === "object" ? type.attributes.get(name) : undefined;
    if (attribute?.fallback === undefined) return null;
    return convert(
      evaluate(attribute.fallback, () => undefined),
      attribute.type,
      withFallback,
    );
  };
  try {
    const type = parseType(variable.type.replace(/^\$\{(.*)\}$/s, "$1"));
    const isPlain = type.kind === "string" || type.kind === "any";
    const isExpression = variable.isFromCommandLine && typeof value === "string" && !isPlain;
    const read = isExpression ? evaluate(parseExpression(value), () => undefined) : value;
    Work.ofDocument().ofText().spendOn(read);
    return convert(read, type, withFallback);
  } catch (fault) {
    if (fault instanceof WorkFault) return unknown({ kind: "too-much-work", text: fault.message, at: undefined });
    if (fault instanceof SyntaxFault || fault instanceof EvaluationFault)
      return unknown({ kind: "variable-not-of-its-type", variable: variable.name, fault: fault.message });
    throw fault;
  }
}
