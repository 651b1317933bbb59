import { isRecord } from "../base";
import type { Operator, StateTest } from "../pattern";
import type { Predicate } from "./model";

/** Whether a value is a predicate, in all of its parts: code without types may give anything. */
export function isPredicate(value: unknown): value is Predicate {
  return isRecord(value) && isCondition(value.condition);
}

function isCondition(value: unknown): boolean {
  if (!isRecord(value)) return false;
  switch (value.kind) {
    case "all":
    case "any":
      return Array.isArray(value.of) && value.of.length > 0 && value.of.every(isCondition);
    case "compare":
      return isSelector(value.selector) && operators.has(value.operator) && isOperand(value.value);
    case "state":
      return isSelector(value.selector) && states.has(value.state);
    default:
      return false;
  }
}

const operators: ReadonlySet<unknown> = new Set(["=", "!=", "<", "<=", ">", ">="] satisfies Operator[]);
const states: ReadonlySet<unknown> = new Set(["true", "false", "null", "missing"] satisfies StateTest["state"][]);

function isSelector(value: unknown): boolean {
  return isRecord(value) && Array.isArray(value.steps) && value.steps.length > 0 && value.steps.every(isStep);
}

function isStep(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return value.kind === "key"
    ? typeof value.name === "string"
    : value.kind === "index"
      ? typeof value.index === "number"
      : value.kind === "each";
}

function isOperand(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return value.kind === "regex"
    ? typeof value.source === "string"
    : (value.kind === "text" || value.kind === "number") && typeof value.text === "string";
}
