import type { Expression, ForExpression, TemplatePart } from "./ast";
import { toBool, toNumber, toText } from "./convert";
import { EvaluationFault, refuse } from "./errors";
import { callFunction } from "./functions/call";
import { checkedLength } from "./functions/length";
import { applyBinary, applyUnary, choose } from "./operators";
import { isMapping, isSequence, isUnknown, kindOf, object, sortedEntries, tuple, unknownIn, type Value } from "./value";
import { Work } from "./work";

/** What names refer to: `var`, `local`, a resource type, the names of a loop. Undefined: there is no such name. */
export type Scope = (name: string) => Value | undefined;

/**
 * Evaluates an expression.
 *
 * @throws EvaluationFault where Terraform refuses it; WorkFault where it takes too much work
 * @default work as much as one text of a document may take
 */
export function evaluate(expression: Expression, scope: Scope, work = Work.ofDocument().ofText()): Value {
  return evaluated(expression, { scope, work });
}

interface Evaluation {
  readonly scope: Scope;
  readonly work: Work;
}

function evaluated(expression: Expression, at: Evaluation): Value {
  at.work.spend(1);
  switch (expression.type) {
    case "literal":
      return expression.value;
    case "template":
      return evaluateTemplate(expression.parts, at);
    case "variable":
      return at.scope(expression.name) ?? refuse(`there is no ${expression.name}`);
    case "item":
      return at.scope("*") ?? null;
    case "attribute":
      return attributeOf(evaluated(expression.of, at), expression.name);
    case "index":
      return indexOf(evaluated(expression.of, at), evaluated(expression.key, at));
    case "splat":
      return evaluateSplat(evaluated(expression.of, at), expression.each, at);
    case "unary":
      return applyUnary(expression.operator, evaluated(expression.of, at));
    case "binary":
      return evaluateBinary(expression, at);
    case "conditional":
      return evaluateConditional(expression, at);
    case "call":
      return evaluateCall(expression, at);
    case "tuple":
      return tuple(expression.items.map((item) => evaluated(item, at)));
    case "object":
      return evaluateObject(expression, at);
    case "for":
      return evaluateFor(expression, at);
    case "parentheses":
      return evaluated(expression.of, at);
  }
}

/** Comparing two values takes as long as they are large, in all levels. */
function evaluateBinary({ left, operator, right }: Expression & { type: "binary" }, at: Evaluation): Value {
  const [a, b] = [evaluated(left, at), evaluated(right, at)];
  at.work.spendOn(a);
  at.work.spendOn(b);
  return applyBinary(operator, a, b);
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
    const found = of.entries.get(name);
    if (found !== undefined) return found;
    return of.mayBeBlock === true && name === "0" ? of : refuse(`there is no key "${name}"`);
  }
  if (isSequence(of) && of.kind !== "set") {
    const index = toNumber(key, "an index");
    if (!Number.isInteger(index) || index < 0 || index >= of.items.length)
      return refuse(`there is no item ${index}: the list has ${of.items.length} items`);
    return of.items[index] ?? null;
  }
  return refuse(`a value of type ${kindOf(of)} has no items by index`);
}

function evaluateSplat(of: Value, each: Expression, at: Evaluation): Value {
  if (isUnknown(of)) return of;
  if (of === null) return tuple([]);
  const items = isSequence(of) ? of.items : [of];
  return tuple(
    items.map((item) => evaluated(each, { ...at, scope: (name) => (name === "*" ? item : at.scope(name)) })),
  );
}

function evaluateConditional(expression: Expression & { type: "conditional" }, at: Evaluation): Value {
  const condition = evaluated(expression.if, at);
  if (isUnknown(condition)) return chooseUnknown(condition, expression, at);
  const isThen = toBool(condition, "a condition");
  const chosen = evaluated(isThen ? expression.then : expression.else, at);
  // The other side only lends its type, and may fail: `length(x) > 0 ? x[0] : null`.
  const other = attempt(isThen ? expression.else : expression.then, at);
  if (other === undefined) return chosen;
  return isThen ? choose(true, chosen, other) : choose(false, other, chosen);
}

function chooseUnknown(condition: Value, sides: Expression & { type: "conditional" }, at: Evaluation): Value {
  const [then, otherwise] = [evaluated(sides.then, at), evaluated(sides.else, at)];
  at.work.spendOn(then);
  at.work.spendOn(otherwise);
  return choose(condition, then, otherwise);
}

function attempt(expression: Expression, at: Evaluation): Value | undefined {
  try {
    return evaluated(expression, at);
  } catch (fault) {
    if (fault instanceof EvaluationFault) return undefined;
    throw fault;
  }
}

function evaluateCall(expression: Expression & { type: "call" }, at: Evaluation): Value {
  if (expression.name === "try") return evaluateTry(expression.arguments, at);
  if (expression.name === "can") {
    const [only] = expression.arguments;
    if (only === undefined) return refuse("can takes one argument");
    const value = attempt(only, at);
    if (value === undefined) return false;
    at.work.spendOn(value);
    return unknownIn(value) ?? true;
  }
  const given = expression.arguments.map((argument) => evaluated(argument, at));
  if (!expression.expand) return callFunction(expression.name, given, at.work);
  const last = given.pop() ?? null;
  if (isUnknown(last)) return last;
  if (!isSequence(last)) return refuse(`the argument before ... must be a list, not ${kindOf(last)}`);
  return callFunction(expression.name, [...given, ...last.items], at.work);
}

function evaluateTry(given: readonly Expression[], at: Evaluation): Value {
  const faults: string[] = [];
  for (const argument of given) {
    try {
      return evaluated(argument, at);
    } catch (fault) {
      if (!(fault instanceof EvaluationFault)) throw fault;
      faults.push(fault.message);
    }
  }
  return refuse(`no argument of try can be evaluated: ${faults.join("; ")}`);
}

function evaluateObject(expression: Expression & { type: "object" }, at: Evaluation): Value {
  const entries = new Map<string, Value>();
  for (const { key, value } of expression.items) {
    const name = evaluated(key, at);
    if (isUnknown(name)) return name;
    entries.set(toText(name, "a key"), evaluated(value, at));
  }
  return { kind: "object", entries };
}

function evaluateFor(expression: ForExpression, at: Evaluation): Value {
  const of = evaluated(expression.of, at);
  if (isUnknown(of)) return of;
  const items: Value[] = [];
  const groups = new Map<string, Value[]>();
  at.work.spend(isMapping(of) ? of.entries.size : 1);
  for (const [key, value] of loopEntries(of)) {
    at.work.spend(1);
    const inner = loopScope(expression, key, value, at);
    if (expression.condition !== undefined) {
      const included = evaluated(expression.condition, inner);
      if (isUnknown(included)) return included;
      if (!toBool(included, "the condition of a for expression")) continue;
    }
    if (expression.key === undefined) {
      items.push(evaluated(expression.value, inner));
      continue;
    }
    const name = evaluated(expression.key, inner);
    if (isUnknown(name)) return name;
    const text = toText(name, "a key");
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [evaluated(expression.value, inner)]);
    else if (expression.group) group.push(evaluated(expression.value, inner));
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
  at: Evaluation,
): Evaluation {
  const { scope, work } = at;
  return { work, scope: (name) => (name === valueName ? value : name === keyName ? key : scope(name)) };
}

function evaluateTemplate(parts: readonly TemplatePart[], at: Evaluation): Value {
  const [only] = parts;
  if (parts.length === 1 && only?.type === "interpolation") return evaluated(only.of, at);
  return renderParts(parts, at);
}

/** The text of a template's parts, or what is unknown in it. */
function renderParts(parts: readonly TemplatePart[], at: Evaluation): Value {
  let text = "";
  for (const part of parts) {
    const rendered = renderPart(part, at);
    if (isUnknown(rendered)) return rendered;
    text += toText(rendered, "a part of a template");
    checkedLength(text.length);
  }
  return text.normalize("NFC");
}

function renderPart(part: TemplatePart, at: Evaluation): Value {
  switch (part.type) {
    case "text":
      return part.text;
    case "interpolation":
      return evaluated(part.of, at);
    case "if": {
      const condition = evaluated(part.if, at);
      if (isUnknown(condition)) return condition;
      return renderParts(toBool(condition, "the condition of %{ if }") ? part.then : part.else, at);
    }
    case "for": {
      const of = evaluated(part.of, at);
      if (isUnknown(of)) return of;
      let text = "";
      for (const [key, value] of loopEntries(of)) {
        at.work.spend(1);
        const rendered = renderParts(part.body, loopScope(part, key, value, at));
        if (isUnknown(rendered)) return rendered;
        text += toText(rendered);
        checkedLength(text.length);
      }
      return text;
    }
  }
}
