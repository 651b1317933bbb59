import type { BinaryOperator } from "./ast";
import { equal, toBool, toNumber, toText } from "./convert";
import { refuse } from "./errors";
import { reckoned } from "./number";
import { isMapping, isSequence, isUnknown, kindOf, unknownIn, type Value } from "./value";

/** Applies an operator; unknown operands make an unknown result unless the other one decides. */
export function applyBinary(operator: BinaryOperator, left: Value, right: Value): Value {
  if (operator === "&&" || operator === "||") return applyLogical(operator, left, right);
  if (operator === "==" || operator === "!=") {
    const open = decidedByNull(left, right) ? undefined : (unknownIn(left) ?? unknownIn(right));
    return open ?? equal(left, right) === (operator === "==");
  }
  if (isUnknown(left)) return left;
  if (isUnknown(right)) return right;
  const a = toNumber(left, `the left side of ${operator}`);
  const b = toNumber(right, `the right side of ${operator}`);
  switch (operator) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    case "+":
      return reckoned(a + b);
    case "-":
      return reckoned(a - b);
    case "*":
      return reckoned(a * b);
    case "/":
      return b === 0 ? refuse("division by zero") : reckoned(a / b);
    case "%":
      // As Terraform 1.11 does.
      return b === 0 ? a : reckoned(a % b);
  }
}

/** A collection is never null, whatever its items are. */
function decidedByNull(left: Value, right: Value): boolean {
  return (left === null && !isUnknown(right)) || (right === null && !isUnknown(left));
}

function applyLogical(operator: "&&" | "||", left: Value, right: Value): Value {
  const decides = operator === "||";
  const a = isUnknown(left) ? left : toBool(left, `the left side of ${operator}`);
  const b = isUnknown(right) ? right : toBool(right, `the right side of ${operator}`);
  if (a === decides || b === decides) return decides;
  if (isUnknown(a)) return a;
  return b;
}

export function applyUnary(operator: "-" | "!", value: Value): Value {
  if (isUnknown(value)) return value;
  return operator === "!" ? !toBool(value, "what follows !") : -toNumber(value, "what follows -") + 0;
}

/** `condition ? a : b`: both sides get one type, so `true ? 1 : "x"` is "1". */
export function choose(condition: Value, then: Value, otherwise: Value): Value {
  if (isUnknown(condition))
    return unknownIn(then) === undefined && unknownIn(otherwise) === undefined && equal(then, otherwise)
      ? then
      : condition;
  const chosen = toBool(condition, "a condition") ? then : otherwise;
  const other = chosen === then ? otherwise : then;
  if (typeof other === "string" && (typeof chosen === "number" || typeof chosen === "boolean")) return toText(chosen);
  if (!alike(chosen, other))
    return refuse(
      `both sides of a condition must have the same type: ${kindOf(then)} and ${kindOf(otherwise)} have none in common`,
    );
  // Lists of different lengths have no common tuple type.
  const becomesList =
    isSequence(chosen) && isSequence(other) && chosen.kind === "tuple" && chosen.items.length !== other.items.length;
  return becomesList ? { ...chosen, kind: "list" } : chosen;
}

function alike(a: Value, b: Value): boolean {
  if (a === null || b === null || isUnknown(a) || isUnknown(b)) return true;
  if (isSequence(a) || isSequence(b)) return isSequence(a) && isSequence(b);
  if (isMapping(a) || isMapping(b)) return isMapping(a) && isMapping(b);
  return typeof a === typeof b || typeof a === "string" || typeof b === "string";
}
