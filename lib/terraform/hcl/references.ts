import type { Expression, TemplatePart } from "./ast";

/** The steps of a reference from its root name: names, and keys that are written as literals. */
export type ReferenceSteps = readonly [string, ...(string | number)[]];

/** Every reference of an expression, each as far as its keys are literals; names of loops are none. */
export function referencesIn(expression: Expression, bound: ReadonlySet<string> = new Set()): ReferenceSteps[] {
  const traversed = traversalOf(expression);
  if (traversed !== undefined) {
    const { root, steps, keys } = traversed;
    const inKeys = keys.flatMap((key) => referencesIn(key, bound));
    return bound.has(root) ? inKeys : [[root, ...steps], ...inKeys];
  }
  const within = (parts: readonly (Expression | undefined)[]): ReferenceSteps[] =>
    parts.flatMap((part) => (part === undefined ? [] : referencesIn(part, bound)));
  switch (expression.type) {
    case "literal":
    case "item":
    case "variable":
      return [];
    case "template":
      return inParts(expression.parts, bound);
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
      return within(expression.arguments);
    case "tuple":
      return within(expression.items);
    case "object":
      return within(expression.items.flatMap(({ key, value }) => [key, value]));
    case "for": {
      const inner = withNames(bound, expression);
      const looped = [expression.key, expression.value, expression.condition];
      return [
        ...within([expression.of]),
        ...looped.flatMap((part) => (part === undefined ? [] : referencesIn(part, inner))),
      ];
    }
  }
}

/** A reference as Terraform writes it: `aws_sns_topic.page["eu"].arn`. */
export function referenceText([root, ...steps]: ReferenceSteps): string {
  return root + steps.map((step) => (typeof step === "string" ? stepText(step) : `[${step}]`)).join("");
}

function stepText(name: string): string {
  return /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function inParts(parts: readonly TemplatePart[], bound: ReadonlySet<string>): ReferenceSteps[] {
  return parts.flatMap((part): ReferenceSteps[] => {
    switch (part.type) {
      case "text":
        return [];
      case "interpolation":
        return referencesIn(part.of, bound);
      case "if":
        return [...referencesIn(part.if, bound), ...inParts(part.then, bound), ...inParts(part.else, bound)];
      case "for":
        return [...referencesIn(part.of, bound), ...inParts(part.body, withNames(bound, part))];
    }
  });
}

function withNames(
  bound: ReadonlySet<string>,
  { keyName, valueName }: { readonly keyName: string | undefined; readonly valueName: string },
): ReadonlySet<string> {
  return new Set([...bound, valueName, ...(keyName === undefined ? [] : [keyName])]);
}

interface Traversal {
  readonly root: string;
  readonly steps: readonly (string | number)[];
  /** Keys that are not literals. */
  readonly keys: readonly Expression[];
}

/** The traversal that an expression is; undefined if it starts with anything but a name. */
function traversalOf(expression: Expression): Traversal | undefined {
  if (expression.type === "variable") return { root: expression.name, steps: [], keys: [] };
  if (expression.type !== "attribute" && expression.type !== "index") return undefined;
  const before = traversalOf(expression.of);
  if (before === undefined) return undefined;
  const step = expression.type === "attribute" ? expression.name : literalKey(expression.key);
  const isCut = before.keys.length > 0;
  if (step !== undefined) return isCut ? before : { ...before, steps: [...before.steps, step] };
  return expression.type === "index" ? { ...before, keys: [...before.keys, expression.key] } : before;
}

/** A key that is written as a text or a number. */
export function literalKey(expression: Expression): string | number | undefined {
  if (expression.type === "literal" && typeof expression.value === "number") return expression.value;
  if (expression.type !== "template") return undefined;
  const [only, ...others] = expression.parts;
  if (only === undefined) return "";
  return only.type === "text" && others.length === 0 ? only.text : undefined;
}
