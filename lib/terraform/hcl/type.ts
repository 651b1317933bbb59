import type { Expression } from "./ast";
import { SyntaxFault } from "./errors";
import { parseExpression } from "./parse-expression";

/** A type constraint of a variable. */
export type Type =
  | { readonly kind: "any" | "string" | "number" | "bool" }
  | { readonly kind: "list" | "set" | "map"; readonly of: Type }
  | { readonly kind: "tuple"; readonly items: readonly Type[] }
  | { readonly kind: "object"; readonly attributes: ReadonlyMap<string, AttributeType> };

export interface AttributeType {
  readonly type: Type;
  readonly optional: boolean;
  /** The default of an optional attribute; undefined: null. */
  readonly fallback: Expression | undefined;
}

/** Parses a type constraint, `map(object({ above = number, unit = optional(string, "Count") }))`; throws SyntaxFault. */
export function parseType(text: string): Type {
  return typeOf(parseExpression(text));
}

function typeOf(expression: Expression): Type {
  const refuse = (message: string): never => {
    throw new SyntaxFault(message, expression.at);
  };
  if (expression.type === "variable") {
    const { name } = expression;
    if (name === "any" || name === "string" || name === "number" || name === "bool") return { kind: name };
    if (name === "list" || name === "set" || name === "map") return { kind: name, of: { kind: "any" } };
    return refuse(`there is no type ${name}`);
  }
  if (expression.type !== "call") return refuse("expected a type: string, number, bool, any, list(...) and the like");
  const [first] = expression.arguments;
  if (first === undefined || expression.arguments.length !== 1)
    return refuse(`${expression.name}(...) takes one argument`);
  switch (expression.name) {
    case "list":
    case "set":
    case "map":
      return { kind: expression.name, of: typeOf(first) };
    case "tuple":
      return first.type === "tuple"
        ? { kind: "tuple", items: first.items.map(typeOf) }
        : refuse("tuple(...) takes a list of types");
    case "object":
      return first.type === "object"
        ? {
            kind: "object",
            attributes: new Map(first.items.map(({ key, value }) => [nameOf(key), attributeType(value)])),
          }
        : refuse("object(...) takes an object of types");
    default:
      return refuse(`there is no type ${expression.name}(...)`);
  }
}

function nameOf(key: Expression): string {
  const part = key.type === "template" && key.parts.length === 1 ? key.parts[0] : undefined;
  if (part?.type === "text") return part.text;
  throw new SyntaxFault("the names of a type's attributes must be plain names", key.at);
}

function attributeType(expression: Expression): AttributeType {
  if (expression.type !== "call" || expression.name !== "optional")
    return { type: typeOf(expression), optional: false, fallback: undefined };
  const [type, fallback] = expression.arguments;
  if (type === undefined) throw new SyntaxFault("optional(...) takes a type", expression.at);
  return { type: typeOf(type), optional: true, fallback };
}
