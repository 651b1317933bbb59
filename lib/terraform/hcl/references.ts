import type { Expression, TemplatePart } from "./ast";

/** A reference: the name that it begins with, and the steps from there. */
export interface Traversal {
  readonly root: string;
  readonly steps: readonly TraversalStep[];
}

/** `.name`, a key that is written as a literal, or one that has to be evaluated. */
export type TraversalStep =
  { readonly name: string } | { readonly key: string | number } | { readonly evaluated: Expression };

/** The steps of a reference from its root name: names, and keys that are written as literals. */
export type ReferenceSteps = readonly [string, ...(string | number)[]];

/** What of an expression counts as a reference. */
interface Scope {
  /** Names of loops, which are no references. */
  readonly bound: ReadonlySet<string>;
  /** A function whose arguments do not count. */
  readonly apartFrom: string | undefined;
}

/** Every reference of an expression, in its order; names of loops are none, nor is what a function `apartFrom` is given. */
export function traversalsIn(expression: Expression, apartFrom?: string): readonly Traversal[] {
  return inExpression(expression, { bound: new Set(), apartFrom });
}

/** Every reference of an expression, each as far as its keys are literals. */
export function referencesIn(expression: Expression): ReferenceSteps[] {
  return traversalsIn(expression).map(({ root, steps }) => {
    const evaluated = steps.findIndex((step) => "evaluated" in step);
    const literal = evaluated === -1 ? steps : steps.slice(0, evaluated);
    return [root, ...literal.flatMap((step) => ("name" in step ? step.name : "key" in step ? step.key : []))];
  });
}

/** A reference as Terraform writes it: `aws_sns_topic.page["eu"].arn`. */
export function referenceText([root, ...steps]: ReferenceSteps): string {
  return root + steps.map((step) => (typeof step === "string" ? stepText(step) : `[${step}]`)).join("");
}

function stepText(name: string): string {
  return /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function inExpression(expression: Expression, scope: Scope): Traversal[] {
  const traversal = traversalOf(expression);
  if (traversal !== undefined) {
    const inKeys = traversal.steps.flatMap((step) => ("evaluated" in step ? inExpression(step.evaluated, scope) : []));
    return scope.bound.has(traversal.root) ? inKeys : [traversal, ...inKeys];
  }
  const within = (parts: readonly (Expression | undefined)[], inner = scope): Traversal[] =>
    parts.flatMap((part) => (part === undefined ? [] : inExpression(part, inner)));
  switch (expression.type) {
    case "literal":
    case "item":
    case "variable":
      return [];
    case "template":
      return inParts(expression.parts, scope);
    case "attribute":
    case "unary":
    case "parentheses":
      return within([expression.of]);
    case "index":
      return within([expression.of, expression.key]);
    case "splat":
      return within([expression.of, expression.each]);
    case "binary":
      return within([expression.left, expression.right]);
    case "conditional":
      return within([expression.if, expression.then, expression.else]);
    case "call":
      return expression.name === scope.apartFrom ? [] : within(expression.arguments);
    case "tuple":
      return within(expression.items);
    case "object":
      return within(expression.items.flatMap(({ key, value }) => [key, value]));
    case "for": {
      const { condition, key, of, value } = expression;
      return [...within([of]), ...within([key, value, condition], withNames(scope, expression))];
    }
  }
}

function inParts(parts: readonly TemplatePart[], scope: Scope): Traversal[] {
  return parts.flatMap((part): Traversal[] => {
    switch (part.type) {
      case "text":
        return [];
      case "interpolation":
        return inExpression(part.of, scope);
      case "if":
        return [...inExpression(part.if, scope), ...inParts(part.then, scope), ...inParts(part.else, scope)];
      case "for":
        return [...inExpression(part.of, scope), ...inParts(part.body, withNames(scope, part))];
    }
  });
}

function withNames(
  { apartFrom, bound }: Scope,
  { keyName, valueName }: { readonly keyName: string | undefined; readonly valueName: string },
): Scope {
  return { apartFrom, bound: new Set([...bound, valueName, ...(keyName === undefined ? [] : [keyName])]) };
}

/** The traversal that an expression is; undefined if it starts with anything but a name. */
export function traversalOf(expression: Expression): Traversal | undefined {
  const steps: TraversalStep[] = [];
  let at = expression;
  for (;;) {
    if (at.type === "variable") return { root: at.name, steps: steps.reverse() };
    if (at.type === "attribute") steps.push({ name: at.name });
    else if (at.type === "index") steps.push(keyStep(at.key));
    else return undefined;
    at = at.of;
  }
}

function keyStep(key: Expression): TraversalStep {
  const literal = literalKey(key);
  return literal === undefined ? { evaluated: key } : { key: literal };
}

/** A key that is written as a text or a number. */
function literalKey(expression: Expression): string | number | undefined {
  if (expression.type === "literal" && typeof expression.value === "number") return expression.value;
  if (expression.type !== "template") return undefined;
  const [only, ...others] = expression.parts;
  if (only === undefined) return "";
  return only.type === "text" && others.length === 0 ? only.text : undefined;
}
