import { own } from "../../../base";
import { type FieldTable, fieldRead } from "../../../contract";
import {
  type Comparison,
  type Condition,
  exactDouble,
  MAY_BE_NUMBER,
  type NumberValue,
  type Operand,
  type Pattern,
  type SelectorStep,
  type StateTest,
} from "../../../pattern";
import { quoted } from "../ottl-text";
import { pathOf, there } from "./line-path";
import type { Unprintable } from "./not-counted";
import { textTest } from "./text-test";

/** A condition in OTTL, or why there is none. */
export type Printed = { readonly condition: string } | { readonly unprintable: Unprintable };

/**
 * The condition in OTTL that holds for log records whose body is a JSON object, as a map, if and only if CloudWatch's filter pattern matches the
 * object. It never fails while it runs: what it reads is tested first.
 *
 * That is exact for lines in which a field has the type that the contract says. Of other lines, numbers in fields of text are told apart.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/pkg/ottl/LANGUAGE.md
 */
export function ottlCondition(pattern: Pattern, fields: FieldTable): Printed {
  if (pattern.kind === "every") return { condition: "true" };
  if (pattern.kind !== "json") return { unprintable: "not-json" };
  const faults: Unprintable[] = [];
  const condition = print(pattern.where, fields, (fault) => void faults.push(fault));
  const [unprintable] = faults;
  return unprintable === undefined ? { condition } : { unprintable };
}

type Refuse = (why: Unprintable) => void;

// Patterns are short (1,024 characters), so they do not nest deeply.
function print(condition: Condition, fields: FieldTable, refuse: Refuse): string {
  switch (condition.kind) {
    case "all":
      return condition.of.map((part) => grouped(print(part, fields, refuse), part.kind === "any")).join(" and ");
    case "any":
      return condition.of.map((part) => grouped(print(part, fields, refuse), part.kind === "all")).join(" or ");
    case "state":
      return stateTest(condition, refuse);
    case "compare":
      return comparison(condition, fields, refuse);
  }
}

function grouped(text: string, isNeeded: boolean): string {
  return isNeeded ? `(${text})` : text;
}

/** Both, where the first lets the second run. */
function guarded(steps: readonly SelectorStep[], test: string): string {
  const guards = there(steps);
  return guards.length === 0 ? `(${test})` : `(${guards.join(" and ")} and (${test}))`;
}

function stateTest({ selector: { steps }, state }: StateTest, refuse: Refuse): string {
  if (steps.some(({ kind }) => kind === "each")) {
    refuse("each");
    return "false";
  }
  const path = pathOf(steps);
  switch (state) {
    case "true":
    case "false":
      return guarded(steps, `${path} == ${state}`);
    case "missing":
      return `not ${guarded(steps, exists(steps))}`;
    case "null":
      return guarded(
        steps,
        `(${exists(steps)} and ${path} == nil) or (IsList(${path}) and ContainsValue(${path}, nil))`,
      );
  }
}

/** Whether the last step finds something, where all before have. A key without a value and one that is not there both read as nil. */
function exists(steps: readonly SelectorStep[]): string {
  const last = steps.at(-1);
  return last?.kind === "key" ? `ContainsValue(Keys(${pathOf(steps.slice(0, -1))}), ${quoted(last.name)})` : "true";
}

function comparison(written: Comparison, fields: FieldTable, refuse: Refuse): string {
  const { operator, selector, value } = written;
  const { steps } = selector;
  const at = steps.findIndex(({ kind }) => kind === "each");
  if (at >= 0) return ofEach(written, at, fields, refuse);
  const path = pathOf(steps);
  const isNumber = `(IsInt(${path}) or IsDouble(${path}))`;
  if (value.kind === "number") {
    const number = numberText(value, refuse);
    if (operator === "=") return guarded(steps, `${path} == ${number} or ${path} == ${quoted(value.text)}`);
    if (operator === "!=")
      return guarded(
        steps,
        `(${isNumber} and ${path} != ${number}) or (IsString(${path}) and ${path} != ${quoted(value.text)})`,
      );
    return guarded(steps, `${path} ${operator} ${number}`);
  }
  const isDifferent = operator === "!=";
  if (value.kind === "text" && /^\*+$/.test(value.text))
    return isDifferent ? "false" : guarded(steps, `IsString(${path}) or ${isNumber}`);
  const mayBeNumber = isTextOfNumbers(value);
  if (mayBeNumber && !isText(steps, fields)) refuse("number-as-text");
  const test = textTest(path, value);
  // A comparison with a text is false for whatever is none.
  if (!isDifferent && value.kind === "text" && !value.text.includes("*")) return guarded(steps, test);
  if (!isDifferent) return guarded(steps, `IsString(${path}) and ${test}`);
  return guarded(steps, `(IsString(${path}) and not (${test}))${mayBeNumber ? "" : ` or ${isNumber}`}`);
}

/** `$.tags[*] = "x"`: one of the elements of a list, or of the members of an object. */
function ofEach({ operator, selector, value }: Comparison, at: number, fields: FieldTable, refuse: Refuse): string {
  const steps = selector.steps.slice(0, at);
  const isPlain = value.kind === "number" || (value.kind === "text" && !value.text.includes("*"));
  if (operator !== "=" || !isPlain || at < selector.steps.length - 1) {
    refuse("each");
    return "false";
  }
  if (value.kind === "text" && isTextOfNumbers(value) && !isText(steps, fields)) refuse("number-as-text");
  const path = pathOf(steps);
  const texts = [...(value.kind === "number" ? [numberText(value, refuse)] : []), quoted(value.text)];
  const inside = (list: string): string => texts.map((text) => `ContainsValue(${list}, ${text})`).join(" or ");
  return guarded(
    steps,
    `(IsList(${path}) and (${inside(path)})) or (IsMap(${path}) and (${inside(`Values(${path})`)}))`,
  );
}

/** Whether a number may have a text that the value means: CloudWatch compares numbers by their text, too. */
function isTextOfNumbers(value: Exclude<Operand, NumberValue>): boolean {
  return value.kind === "regex" || MAY_BE_NUMBER.test(value.text.replaceAll("*", ""));
}

/** Whether the contract says that a field holds text, or a list of them. */
function isText(steps: readonly SelectorStep[], fields: FieldTable): boolean {
  const name = fieldRead({ steps: steps.filter(({ kind }) => kind !== "index") });
  const type = name === undefined ? undefined : own(fields, name)?.type;
  return type === "string" || type === "timestamp" || type === "string[]" || type === "boolean";
}

/** A number as OTTL writes it: without an exponent, and such that doubles tell it apart from its neighbors. */
function numberText(value: NumberValue, refuse: Refuse): string {
  const double = exactDouble(value);
  const text = String(double);
  if (double !== undefined && Math.abs(double) <= Number.MAX_SAFE_INTEGER && !text.includes("e")) return text;
  refuse("inexact-number");
  return "0";
}
