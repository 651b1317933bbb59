import type { Expression, TemplatePart } from "../hcl/ast";
import { SyntaxFault } from "../hcl/errors";
import { isTemplate } from "../hcl/parse-template";
import type { Member } from "./source";

/** A reference as far as its names go: `["var", "pager_url"]`, `["data", "aws_ssm_parameter", "key", "value"]`. */
export type Reference = readonly string[];

/** Every reference in the strings of a JSON value. */
export function referencesIn({ node, origin }: Member): readonly Reference[] {
  switch (node.type) {
    case "plain":
      return [];
    case "list":
      return node.items.flatMap((item) => referencesIn({ node: item, origin }));
    case "object":
      return node.members.flatMap(({ value }) => referencesIn({ node: value, origin }));
    case "text": {
      const expression = isTemplate(node.value) ? origin.templates.parsed(node.value) : undefined;
      return expression === undefined || expression instanceof SyntaxFault ? [] : inExpression(expression);
    }
  }
}

function inExpression(expression: Expression): Reference[] {
  const path = pathOf(expression);
  if (path !== undefined) return [path];
  switch (expression.type) {
    case "literal":
    case "item":
    case "variable":
      return [];
    case "template":
      return inParts(expression.parts);
    case "attribute":
    case "unary":
    case "parentheses":
      return inExpression(expression.of);
    case "index":
      return [...inExpression(expression.of), ...inExpression(expression.key)];
    case "splat":
      return [...inExpression(expression.of), ...inExpression(expression.each)];
    case "binary":
      return [...inExpression(expression.left), ...inExpression(expression.right)];
    case "conditional":
      return [expression.if, expression.then, expression.else].flatMap(inExpression);
    case "call":
      return expression.name === "nonsensitive" ? [] : expression.arguments.flatMap(inExpression);
    case "tuple":
      return expression.items.flatMap(inExpression);
    case "object":
      return expression.items.flatMap(({ key, value }) => [...inExpression(key), ...inExpression(value)]);
    case "for":
      return [expression.of, expression.key, expression.value, expression.condition].flatMap((part) =>
        part === undefined ? [] : inExpression(part),
      );
  }
}

function inParts(parts: readonly TemplatePart[]): Reference[] {
  return parts.flatMap((part) => {
    switch (part.type) {
      case "text":
        return [];
      case "interpolation":
        return inExpression(part.of);
      case "if":
        return [...inExpression(part.if), ...inParts(part.then), ...inParts(part.else)];
      case "for":
        return [...inExpression(part.of), ...inParts(part.body)];
    }
  });
}

/** The names of a traversal from its root; indexes are skipped. */
function pathOf(expression: Expression): string[] | undefined {
  if (expression.type === "variable") return [expression.name];
  if (expression.type === "attribute") {
    const before = pathOf(expression.of);
    return before === undefined ? undefined : [...before, expression.name];
  }
  return expression.type === "index" && expression.key.type !== "variable" ? pathOf(expression.of) : undefined;
}
