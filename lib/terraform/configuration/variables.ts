import { convert } from "../hcl/convert";
import { EvaluationFault, SyntaxFault } from "../hcl/errors";
import { evaluate } from "../hcl/evaluate";
import { parseExpression } from "../hcl/parse-expression";
import { parseType, type Type } from "../hcl/type";
import { unknown, type Value } from "../hcl/value";
import { evaluateNode } from "./evaluate-json";
import type { Member } from "./source";

/** A default, which holds no references. */
export function literalValue(member: Member | undefined): Value {
  return member === undefined ? null : evaluateNode(member, () => undefined);
}

/** A value of a variable's type; from the command line, a text is an expression unless a string is asked for. */
export function typed(value: Value, text: string, variable: string, isGiven: boolean): Value {
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
    const type = parseType(text.replace(/^\$\{(.*)\}$/s, "$1"));
    const isPlain = type.kind === "string" || type.kind === "any";
    const read =
      isGiven && typeof value === "string" && !isPlain ? evaluate(parseExpression(value), () => undefined) : value;
    return convert(read, type, withFallback);
  } catch (fault) {
    if (fault instanceof SyntaxFault || fault instanceof EvaluationFault)
      return unknown({ kind: "variable-not-of-its-type", variable, fault: fault.message });
    throw fault;
  }
}
