import { NEGATION_PRECEDENCE, PRECEDENCE, type MathExpression } from "./expression";

/** Writes an expression with the fewest parentheses: `parseExpression` reads the same tree from it. */
export function printExpression(expression: MathExpression): string {
  switch (expression.kind) {
    case "number":
      return String(expression.value);
    case "text":
      return `"${expression.text.replace(/["\\]/g, "\\$&")}"`;
    case "reference":
      return expression.id;
    case "keyword":
      return expression.name;
    case "array":
      return `[${expression.of.map(printExpression).join(", ")}]`;
    case "call":
      return `${expression.name}(${expression.of.map(printExpression).join(", ")})`;
    case "query":
      return expression.text;
    case "negation":
      return `-${within(expression.of, NEGATION_PRECEDENCE)}`;
    case "operation": {
      const { operator, left, right } = expression;
      const precedence = PRECEDENCE[operator];
      const isRightAssociative = operator === "^";
      const before = within(left, isRightAssociative ? precedence + 1 : precedence);
      // An exponent may be a negation: `2 ^ -m1` can be read in only one way.
      const isOperandAsItIs = right.kind === "negation" && isRightAssociative;
      const after = isOperandAsItIs
        ? printExpression(right)
        : within(right, isRightAssociative ? precedence : precedence + 1);
      return `${before} ${operator} ${after}`;
    }
  }
}

function within(expression: MathExpression, precedence: number): string {
  const text = printExpression(expression);
  return bindingOf(expression) < precedence ? `(${text})` : text;
}

function bindingOf(expression: MathExpression): number {
  if (expression.kind === "operation") return PRECEDENCE[expression.operator];
  return expression.kind === "negation" ? NEGATION_PRECEDENCE : Infinity;
}
