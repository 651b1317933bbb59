import type { MathOperator } from "../../../metric-math";
import type { MathValue } from "./math-value";

const OPERATIONS: Readonly<Record<MathOperator, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => (b === 0 ? NaN : a / b),
  "^": (a, b) => a ** b,
  "==": (a, b) => Number(a === b),
  "!=": (a, b) => Number(a !== b),
  "<=": (a, b) => Number(a <= b),
  ">=": (a, b) => Number(a >= b),
  "<": (a, b) => Number(a < b),
  ">": (a, b) => Number(a > b),
  AND: (a, b) => Number(a !== 0 && b !== 0),
  OR: (a, b) => Number(a !== 0 || b !== 0),
};

/**
 * Applies an operator to two values. Of two series, one that lacks a datapoint counts as 0 there; if both lack it, so does the result.
 * Of a number and a series, the result has the datapoints of the series. A result that is not a finite number is missing.
 */
export function operate(operator: MathOperator, a: MathValue, b: MathValue): MathValue {
  const operation = OPERATIONS[operator];
  if (a.type === "S" && b.type === "S") {
    return { type: "S", value: finite(isMissing(a.value) || isMissing(b.value) ? NaN : operation(a.value, b.value)) };
  }
  if (a.type === "TS[]") return { type: "TS[]", of: a.of.map((values) => along(operation, { type: "TS", values }, b)) };
  if (b.type === "TS[]") return { type: "TS[]", of: b.of.map((values) => along(operation, a, { type: "TS", values })) };
  return { type: "TS", values: along(operation, a, b) };
}

/** Applies a function to each number. A missing one stays missing, and a result that is not a finite number is missing. */
export function pointwise(value: MathValue, change: (value: number) => number): MathValue {
  const changed = (x: number): number => finite(change(x));
  if (value.type === "S") return { type: "S", value: changed(value.value) };
  if (value.type === "TS") return { type: "TS", values: value.values.map(changed) };
  return { type: "TS[]", of: value.of.map((values) => values.map(changed)) };
}

function along(operation: (a: number, b: number) => number, a: MathValue, b: MathValue): Float64Array {
  const left = a.type === "TS" ? a.values : undefined;
  const right = b.type === "TS" ? b.values : undefined;
  const leftNumber = a.type === "S" ? a.value : NaN;
  const rightNumber = b.type === "S" ? b.value : NaN;
  const length = left?.length ?? right?.length ?? 0;
  const values = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    let x = left === undefined ? leftNumber : (left[i] ?? NaN);
    let y = right === undefined ? rightNumber : (right[i] ?? NaN);
    const hasX = !isMissing(x);
    const hasY = !isMissing(y);
    if (left !== undefined && right !== undefined) {
      if (hasX && !hasY) y = 0;
      if (hasY && !hasX) x = 0;
      values[i] = hasX || hasY ? finite(operation(x, y)) : NaN;
    } else {
      values[i] = hasX && hasY ? finite(operation(x, y)) : NaN;
    }
  }
  return values;
}

function isMissing(value: number): boolean {
  return value !== value;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}
