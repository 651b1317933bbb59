import type { Expression, ForExpression, TemplatePart } from "./ast";
import { toBool, toNumber, toText } from "./convert";
import { EvaluationFault, refuse } from "./errors";
import { callFunction } from "./functions/call";
import { applyBinary, applyUnary, choose } from "./operators";
import { isMapping, isSequence, isUnknown, kindOf, object, sortedEntries, tuple, unknownIn, type Value } from "./value";

/** What names refer to: `var`, `local`, a resource type, the names of a loop. Undefined: there is no such name. */
export type Scope = (name: string) => Value | undefined;

/** Evaluates an expression; throws EvaluationFault where Terraform refuses it. */
export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.type) {
    case "literal":
      return expression.value;
    case "template":
      return evaluateTemplate(expression.parts, scope);
    case "variable":
      return scope(expression.name) ?? refuse(`there is no ${expression.name}`);
    case "item":
      return scope("*") ?? null;
    case "attribute":
      return attributeOf(evaluate(expression.of, scope), expression.name);
    case "index":
      return indexOf(evaluate(expression.of, scope), evaluate(expression.key, scope));
    case "splat":
      return evaluateSplat(evaluate(expression.of, scope), expression.each, scope);
    case "unary":
      return applyUnary(expression.operator, evaluate(expression.of, scope));
    case "binary":
      return applyBinary(expression.operator, evaluate(expression.left, scope), evaluate(expression.right, scope));
    case "conditional":
      return evaluateConditional(expression, scope);
    case "call":
      return evaluateCall(expression, scope);
    case "tuple":
      return tuple(expression.items.map((item) => evaluate(item, scope)));
    case "object":
      return evaluateObject(expression, scope);
    case "for":
      return evaluateFor(expression, scope);
    case "parentheses":
      return evaluate(expression.of, scope);
  }
}

/** `of.name` */
function attributeOf(of: Value, name: string): Value {
  if (isUnknown(of)) return of;
  if (isMapping(of))
    return of.entries.get(name) ?? (of.entries.has(name) ? null : refuse(`there is no attribute "${name}"`));
  if (of === null) return refuse(`null has no attribute "${name}"`);
  return refuse(`a value of type ${kindOf(of)} has no attribute "${name}"`);
}

/** `of[key]` */
function indexOf(of: Value, key: Value): Value {
  if (isUnknown(of)) return of;
  if (isUnknown(key)) return key;
  if (isMapping(of)) {
    const name = toText(key, "a key");
    const found = of.entries.get(name) ?? (of.mayBeBlock === true && name === "0" ? of : undefined);
    return found === undefined ? refuse(`there is no key "${name}"`) : found;
  }
  if (isSequence(of) && of.kind !== "set") {
    const index = toNumber(key, "an index");
    if (!Number.isInteger(index) || index < 0 || index >= of.items.length)
      return refuse(`there is no item ${index}: the list has ${of.items.length} items`);
    return of.items[index] ?? null;
  }
  return refuse(`a value of type ${kindOf(of)} has no items by index`);
}

function evaluateSplat(of: Value, each: Expression, scope: Scope): Value {
  if (isUnknown(of)) return of;
  if (of === null) return tuple([]);
  const items = isSequence(of) ? of.items : [of];
  return tuple(items.map((item) => evaluate(each, (name) => (name === "*" ? item : scope(name)))));
}

function evaluateConditional(expression: Expression & { type: "conditional" }, scope: Scope): Value {
  const condition = evaluate(expression.if, scope);
  if (isUnknown(condition))
    return choose(condition, evaluate(expression.then, scope), evaluate(expression.else, scope));
  const isThen = toBool(condition, "a condition");
  const chosen = evaluate(isThen ? expression.then : expression.else, scope);
  // The other side only lends its type, and may fail: `length(x) > 0 ? x[0] : null`.
  const other = attempt(isThen ? expression.else : expression.then, scope);
  if (other === undefined) return chosen;
  return isThen ? choose(true, chosen, other) : choose(false, other, chosen);
}

function attempt(expression: Expression, scope: Scope): Value | undefined {
  try {
    return evaluate(expression, scope);
  } catch (fault) {
    if (fault instanceof EvaluationFault) return undefined;
    throw fault;
  }
}

function evaluateCall(expression: Expression & { type: "call" }, scope: Scope): Value {
  if (expression.name === "try") return evaluateTry(expression.arguments, scope);
  if (expression.name === "can") {
    const [only] = expression.arguments;
    if (only === undefined) return refuse("can takes one argument");
    const value = attempt(only, scope);
    return value === undefined ? false : (unknownIn(value) ?? true);
  }
  const given = expression.arguments.map((argument) => evaluate(argument, scope));
  if (!expression.expand) return callFunction(expression.name, given);
  const last = given.pop() ?? null;
  if (isUnknown(last)) return last;
  if (!isSequence(last)) return refuse(`the argument before ... must be a list, not ${kindOf(last)}`);
  return callFunction(expression.name, [...given, ...last.items]);
}

function evaluateTry(given: readonly Expression[], scope: Scope): Value {
  const faults: string[] = [];
  for (const argument of given) {
    try {
      return evaluate(argument, scope);
    } catch (fault) {
      if (!(fault instanceof EvaluationFault)) throw fault;
      faults.push(fault.message);
    }
  }
  return refuse(`no argument of try can be evaluated: ${faults.join("; ")}`);
}

function evaluateObject(expression: Expression & { type: "object" }, scope: Scope): Value {
  const entries = new Map<string, Value>();
  for (const { key, value } of expression.items) {
    const name = evaluate(key, scope);
    if (isUnknown(name)) return name;
    entries.set(toText(name, "a key"), evaluate(value, scope));
  }
  return { kind: "object", entries };
}

function evaluateFor(expression: ForExpression, scope: Scope): Value {
  const of = evaluate(expression.of, scope);
  if (isUnknown(of)) return of;
  const items: Value[] = [];
  const groups = new Map<string, Value[]>();
  for (const [key, value] of loopEntries(of)) {
    const inner = loopScope(expression, key, value, scope);
    if (expression.condition !== undefined) {
      const included = evaluate(expression.condition, inner);
      if (isUnknown(included)) return included;
      if (!toBool(included, "the condition of a for expression")) continue;
    }
    if (expression.key === undefined) {
      items.push(evaluate(expression.value, inner));
      continue;
    }
    const name = evaluate(expression.key, inner);
    if (isUnknown(name)) return name;
    const text = toText(name, "a key");
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [evaluate(expression.value, inner)]);
    else if (expression.group) group.push(evaluate(expression.value, inner));
    else refuse(`two items have the key "${text}"; write ... after the value to group them`);
  }
  if (expression.key === undefined) return tuple(items);
  return object(
    [...groups].map(([key, group]) => [key, expression.group ? tuple(group) : (group[0] ?? null)] as const),
  );
}

/** Keys and values that a loop goes through, in Terraform's order. */
export function loopEntries(of: Value): readonly (readonly [Value, Value])[] {
  if (isMapping(of)) return sortedEntries(of);
  if (isSequence(of)) return of.items.map((item, index) => [of.kind === "set" ? item : index, item] as const);
  return refuse(`for takes a list, set or map, not ${kindOf(of)}`);
}

function loopScope(
  { keyName, valueName }: { keyName: string | undefined; valueName: string },
  key: Value,
  value: Value,
  scope: Scope,
): Scope {
  return (name) => (name === valueName ? value : name === keyName ? key : scope(name));
}

function evaluateTemplate(parts: readonly TemplatePart[], scope: Scope): Value {
  const [only] = parts;
  if (parts.length === 1 && only?.type === "interpolation") return evaluate(only.of, scope);
  return renderParts(parts, scope);
}

/** The text of a template's parts, or what is unknown in it. */
function renderParts(parts: readonly TemplatePart[], scope: Scope): Value {
  let text = "";
  for (const part of parts) {
    const rendered = renderPart(part, scope);
    if (isUnknown(rendered)) return rendered;
    text += toText(rendered, "a part of a template");
  }
  return text.normalize("NFC");
}

function renderPart(part: TemplatePart, scope: Scope): Value {
  switch (part.type) {
    case "text":
      return part.text;
    case "interpolation":
      return evaluate(part.of, scope);
    case "if": {
      const condition = evaluate(part.if, scope);
      if (isUnknown(condition)) return condition;
      return renderParts(toBool(condition, "the condition of %{ if }") ? part.then : part.else, scope);
    }
    case "for": {
      const of = evaluate(part.of, scope);
      if (isUnknown(of)) return of;
      let text = "";
      for (const [key, value] of loopEntries(of)) {
        const rendered = renderParts(part.body, loopScope(part, key, value, scope));
        if (isUnknown(rendered)) return rendered;
        text += toText(rendered);
      }
      return text;
    }
  }
}
